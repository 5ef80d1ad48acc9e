"""Exercise times and durations as people write them, and as integer seconds.

Files say ``T+01:30`` and ``15m``; the simulation counts whole seconds from STARTEX. Nothing else
parses a time: YAML's own readings of ``12:30`` (750) and ``0730`` (472) never happen.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from agencies.language import phrase
from agencies.wrong import Wrong, shown

__all__ = [
    "Duration",
    "Moment",
    "StoryTime",
    "format_duration",
    "format_moment",
    "parse_duration",
    "parse_moment",
    "typed_moment",
]

_MOMENT = re.compile(r"T([+-])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_DURATION = re.compile(r"(\d{1,6})([smhd])", re.ASCII)
_PARTS = re.compile(r"(?:\d{1,6}[smhd])+", re.ASCII)
_UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_YEARS = range(1900, 3000)
"""Of a story: well inside what a date can hold, so that nothing overflows in play."""


def parse_moment(value: Any) -> int:
    """Exercise seconds of a time code such as ``T+01:30`` or ``T-00:10:30``.

    Raises:
        ValueError: If ``value`` is no time code; the message says what to write.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        meant = None
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?", value):
            meant = f"T+{value if value[1] != ':' else f'0{value}'}"
        elif isinstance(value, str) and re.fullmatch(r"[0-9]{2}[0-5][0-9]", value):
            meant = f"T+{value[:2]}:{value[2:]}"
        raise Wrong(
            phrase("{value} is not an exercise time (T+HH:MM or T+HH:MM:SS)", value=shown(value)),
            phrase("Write {time}", time=meant) if meant is not None else None,
        )
    sign, hours, minutes, seconds = found.groups()
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0)
    return -total if sign == "-" else total


def typed_moment(text: str) -> int:
    """Exercise seconds of a time as people type it: ``1:30``, ``-0:05``, ``t+01:30:00``.

    Raises:
        ValueError: If it is none.
    """
    typed = text.strip().upper().removeprefix("T")
    sign, time = (typed[0], typed[1:]) if typed[:1] in ("+", "-") else ("+", typed)
    return parse_moment(f"T{sign}{time}")


def parse_duration(value: Any) -> int:
    """Seconds of a duration such as ``90s``, ``15m``, ``2h``, ``1h30m`` or ``3d``.

    Raises:
        ValueError: If ``value`` is no duration; the message says what to write.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or _PARTS.fullmatch(value) is None:
        number = isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value) is not None
        raise Wrong(
            phrase("{value} is not a duration (90s, 15m, 2h, 1h30m)", value=shown(value)),
            phrase("Write {value}m for minutes", value=int(value)) if number else None,
        )
    return sum(int(count) * _UNIT[unit] for count, unit in _DURATION.findall(value))


def format_moment(seconds: int) -> str:
    """``T+HH:MM``, with seconds where they are not zero."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, rest = divmod(rest, 3600)
    minutes, left = divmod(rest, 60)
    return f"T{sign}{hours:02d}:{minutes:02d}" + (f":{left:02d}" if left else "")


def format_duration(seconds: int) -> str:
    """A duration as :func:`parse_duration` reads it: ``45s``, ``15m``, ``1h30m``."""
    if seconds <= 0:
        return "0s"
    parts = []
    for unit in ("d", "h", "m", "s"):
        count, seconds = divmod(seconds, _UNIT[unit])
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts)


def _story_time(value: Any) -> datetime:
    if isinstance(value, datetime):
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise Wrong(
                phrase("{value} is not a date and time", value=shown(value)),
                phrase("Write it as 2027-07-04T06:30:00-05:00"),
            ) from None
    if moment.tzinfo is None:
        raise Wrong(
            phrase("{value} has no offset from UTC", value=shown(value)),
            phrase("Write it as 2027-07-04T06:30:00-05:00"),
        )
    if moment.year not in _YEARS:
        raise Wrong(
            phrase("{value} is too far from our time", value=shown(value)),
            phrase("Write a year from {first} to {last}", first=_YEARS.start, last=_YEARS.stop - 1),
        )
    return moment


Moment = Annotated[
    int,
    BeforeValidator(parse_moment),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^T[+-]\d{1,3}:[0-5]\d(:[0-5]\d)?$",
            "description": "Exercise time T+HH:MM[:SS]",
        }
    ),
]
"""Exercise seconds, written ``T+HH:MM[:SS]``."""

Duration = Annotated[
    int,
    BeforeValidator(parse_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(\d{1,6}[smhd])+$",
            "description": "Duration: 90s, 15m, 2h, 1h30m",
        }
    ),
]
"""Seconds, written ``90s``, ``15m``, ``2h``."""

StoryTime = Annotated[
    datetime,
    BeforeValidator(_story_time),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment of the story, ISO 8601 with its offset from UTC."""
