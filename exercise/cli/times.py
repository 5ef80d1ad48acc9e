"""Exercise times on the command line, in every form that the screens take too."""

from __future__ import annotations

from agencies.text import plain
from agencies.timecode import typed_moment
from exercise.errors import RequestError

__all__ = ["second_of"]


def second_of(text: str) -> int:
    """The exercise second that somebody typed: ``T+01:30``, ``1:30``, ``-0:05``.

    Raises:
        RequestError: If it is no time.
    """
    try:
        return typed_moment(text)
    except ValueError:
        raise RequestError(
            "'{time}' is no exercise time; write it as 1:30, 0:45:10 or T+01:30.",
            time=plain(text, limit=40),
        ) from None
