"""How often a port facility exercises and drills (ISPS Code B/18.5, B/18.6), as arithmetic on days.

Exercises: at least once each calendar year *and* never more than eighteen months apart; both hold,
neither replaces the other. Drills: at least every three months. A month later is the same day of
the month, or the last day of a shorter month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

__all__ = ["Lapse", "add_months", "drill_due", "drill_lapses", "exercise_due", "exercise_lapses"]

EXERCISE_MONTHS = 18
DRILL_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Lapse:
    """An interval that did not hold.

    Attributes:
        kind: ``year`` (a calendar year without an exercise), ``exercise-gap`` (more than eighteen
            months), ``drill-gap`` (more than three), or, where there never was one,
            ``no-exercise`` or ``no-drill``.
        since: The day of the one before; the first day of the year for ``year``.
        until: The day of the next one, or the day it was looked at.
        running: Whether nothing has made it good yet: for a ``year``, no exercise after it.
    """

    kind: str
    since: date
    until: date
    running: bool = False


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def exercise_lapses(days: Iterable[date], at: date, since: date | None = None) -> tuple[Lapse, ...]:
    """Where the intervals between exercises did not hold, up to a day, in their order.

    Calendar years are looked at from the year of the first exercise to the last that has ended.
    Where there never was one, from the day ``since`` which one would have been due.
    """
    held = sorted(day for day in set(days) if day <= at)
    if not held:
        if since is not None and at > exercise_due((), since):
            return (Lapse("no-exercise", since, at, running=True),)
        return ()
    years = {day.year for day in held}
    found = [
        Lapse("year", date(year, 1, 1), date(year, 12, 31), running=held[-1].year < year)
        for year in range(held[0].year, at.year)
        if year not in years
    ]
    found += _gaps(held, at, EXERCISE_MONTHS, "exercise-gap")
    return tuple(sorted(found, key=lambda lapse: (lapse.since, lapse.kind)))


def drill_lapses(days: Iterable[date], at: date, since: date | None = None) -> tuple[Lapse, ...]:
    """Where more than three months passed between drills, or from ``since`` on without any."""
    held = sorted(day for day in set(days) if day <= at)
    if not held and since is not None and at > drill_due((), since):
        return (Lapse("no-drill", since, at, running=True),)
    return tuple(_gaps(held, at, DRILL_MONTHS, "drill-gap"))


def _gaps(held: list[date], at: date, months: int, kind: str) -> list[Lapse]:
    found = [
        Lapse(kind, one, other) for one, other in pairwise(held) if other > add_months(one, months)
    ]
    if held and at > add_months(held[-1], months):
        found.append(Lapse(kind, held[-1], at, running=True))
    return found


def exercise_due(days: Iterable[date], since: date) -> date:
    """The last day on which the next exercise keeps both intervals.

    Where there was none: the end of the year in which it has been due ``since``.
    """
    last = max(days, default=None)
    if last is None:
        return date(since.year, 12, 31)
    return min(add_months(last, EXERCISE_MONTHS), date(last.year + 1, 12, 31))


def drill_due(days: Iterable[date], since: date) -> date:
    """The last day on which the next drill keeps the interval, where there was none from then."""
    return add_months(max(days, default=since), DRILL_MONTHS)
