"""Where a programme stands on a day: intervals, corrective actions, trends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from exercise.programme.intervals import (
    Lapse,
    drill_due,
    drill_lapses,
    exercise_due,
    exercise_lapses,
)
from exercise.programme.ledger import Ledger
from exercise.programme.model import Action, Held, Result

__all__ = ["FacilityStanding", "Standing", "Trend", "standing", "to_json"]


@dataclass(frozen=True, slots=True)
class FacilityStanding:
    """The ISPS intervals of one port facility.

    Attributes:
        exercises, drills: Days on which they were held, oldest first.
        lapses: Where an interval did not hold, running ones and those made good since.
        exercise_due, drill_due: The last days on which the next ones keep the intervals, or the
            first ones do, counted from the first day on which the ledger has the facility.
    """

    name: str
    exercises: tuple[date, ...]
    drills: tuple[date, ...]
    lapses: tuple[Lapse, ...]
    exercise_due: date
    drill_due: date

    @property
    def holds(self) -> bool:
        """Whether every interval holds now; a lapse that was made good since is history."""
        return not any(lapse.running for lapse in self.lapses)


@dataclass(frozen=True, slots=True)
class Trend:
    """Results of one capability, agency or port over the years, oldest first. Never a ranking."""

    scope: str
    name: str
    label: str
    points: tuple[tuple[date, Result], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A programme on a day."""

    at: date
    held: tuple[Held, ...]
    facilities: tuple[FacilityStanding, ...]
    overdue: tuple[Action, ...]
    open: tuple[Action, ...]
    done: tuple[Action, ...]
    trends: tuple[Trend, ...]

    @property
    def in_order(self) -> bool:
        """Whether intervals hold and nothing is overdue."""
        return not self.overdue and all(one.holds for one in self.facilities)


def standing(ledger: Ledger, at: date) -> Standing:
    """Everything that can be said of the programme on a day; what was held later does not count."""
    held = tuple(one for one in ledger.held() if one.day <= at)
    known = {one.id for one in held}
    places = sorted({name for one in held for name in one.facilities})
    actions = [one for one in ledger.actions() if one.held in known]
    still = [one for one in actions if not one.done or one.done > at.isoformat()]
    overdue = tuple(one for one in still if one.due and one.due < at.isoformat())
    return Standing(
        at=at,
        held=held,
        facilities=tuple(_facility(name, held, at) for name in places),
        overdue=overdue,
        open=tuple(one for one in still if one not in overdue),
        done=tuple(one for one in actions if one not in still),
        trends=_trends(ledger, held),
    )


def _facility(name: str, held: tuple[Held, ...], at: date) -> FacilityStanding:
    known = [one for one in held if name in one.facilities]
    mine = [one for one in known if not one.interim]
    since = min(one.day for one in known)
    exercises = tuple(one.day for one in mine if one.kind == "exercise")
    drills = tuple(one.day for one in mine if one.kind == "drill" or one.also_drill)
    lapses = (*exercise_lapses(exercises, at, since), *drill_lapses(drills, at, since))
    return FacilityStanding(
        name,
        exercises,
        drills,
        lapses,
        exercise_due(exercises, since),
        drill_due(drills, since),
    )


def _trends(ledger: Ledger, held: tuple[Held, ...]) -> tuple[Trend, ...]:
    known = {one.id: one for one in held}
    points: dict[tuple[str, str], list[tuple[date, Result]]] = {}
    labels: dict[tuple[str, str], str] = {}
    for session, result in ledger.results():
        if session not in known:
            continue
        day = known[session].day
        own = (result.scope, result.name)
        points.setdefault(own, []).append((day, result))
        # Sessions were entered in one language or another: the last says what a row is called.
        labels[own] = result.label
        if result.scope == "capability":
            for place in known[session].facilities:
                key = ("port", f"{place}/{result.name}")
                points.setdefault(key, []).append((day, result))
                labels[key] = f"{place}: {result.label}"
    return tuple(Trend(*key, labels[key], tuple(found)) for key, found in sorted(points.items()))


def to_json(found: Standing) -> dict[str, Any]:
    """The standing for programs."""
    return {
        "at": found.at.isoformat(),
        "in_order": found.in_order,
        "held": [
            {
                "id": one.id,
                "number": one.number,
                "title": one.title,
                "day": one.day.isoformat(),
                "kind": one.kind,
                "facilities": list(one.facilities),
                "pack": one.pack,
                "also_drill": one.also_drill,
                "interim": one.interim,
            }
            for one in found.held
        ],
        "facilities": [
            {
                "name": one.name,
                "holds": one.holds,
                "exercises": [day.isoformat() for day in one.exercises],
                "drills": [day.isoformat() for day in one.drills],
                "exercise_due": one.exercise_due.isoformat(),
                "drill_due": one.drill_due.isoformat(),
                "lapses": [
                    {
                        "kind": lapse.kind,
                        "since": lapse.since.isoformat(),
                        "until": lapse.until.isoformat(),
                        "running": lapse.running,
                    }
                    for lapse in one.lapses
                ],
            }
            for one in found.facilities
        ],
        "actions": {
            name: [_action(one) for one in actions]
            for name, actions in (
                ("overdue", found.overdue),
                ("open", found.open),
                ("done", found.done),
            )
        },
        "trends": [
            {
                "scope": trend.scope,
                "name": trend.name,
                "label": trend.label,
                "points": [
                    {
                        "day": day.isoformat(),
                        "score": result.score,
                        "coverage": result.coverage,
                        "achieved": result.achieved,
                        "letter": result.letter,
                    }
                    for day, result in trend.points
                ],
            }
            for trend in found.trends
        ],
    }


def _action(one: Action) -> dict[str, Any]:
    return {
        "id": one.id,
        "held": one.held,
        "capability": one.capability,
        "issue": one.issue,
        "action": one.action,
        "element": one.element,
        "organization": one.organization,
        "contact": one.contact,
        "start": one.start,
        "due": one.due,
        "done": one.done,
    }
