"""What a sheet of a workbook is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.timecode import format_moment

__all__ = ["At", "Sheet", "at", "day"]


@dataclass(frozen=True, slots=True)
class At:
    """A moment of the exercise, in seconds from STARTEX: a time that a workbook calculates with."""

    seconds: int

    def __str__(self) -> str:
        return format_moment(self.seconds)


def at(seconds: int | None) -> At | None:
    """The moment; nothing where there is none."""
    return None if seconds is None else At(seconds)


def day(written: str) -> date | str:
    """The day that ISO 8601 writes so; anything else as it is."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the heads with their widths in characters, and the rows.

    Attributes:
        rows: Texts, numbers, moments (:class:`At`), days and nothing.
        none: What stands there where there are no rows.
    """

    name: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Any, ...], ...]
    none: str = ""
