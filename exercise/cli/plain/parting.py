"""Leaving the lines of a host: whoever ends it for everybody is asked, as on its screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agencies.language import LANGUAGES, Phrase, phrase
from exercise.cli.plain.naming import find
from exercise.views.seat import Entry
from exercise.views.staffwords import post_title

__all__ = ["seat_of", "ways_to_leave"]


def ways_to_leave(ends: Phrase, colleagues: Sequence[str]) -> Iterable[Phrase]:
    """What leaving means, and whom the host can be left to instead."""
    yield ends
    for seat in colleagues:
        yield phrase(
            "Write 'leave to {seat}' to have that colleague direct: the host goes on without you.",
            seat=post_title(seat),
        )
    yield phrase("Write 'yes' to end the session for everybody.")


def seat_of(seats: Iterable[str], typed: str) -> str:
    """The seat of control that was named.

    Raises:
        RequestError: If it is none of these.
    """
    entries = [
        Entry(seat, {one: post_title(seat).into(one) for one in LANGUAGES}) for seat in seats
    ]
    return find(entries, typed, phrase("seat"))
