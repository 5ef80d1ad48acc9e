"""Expectations as they stand: opened, done, overdue (rules of play §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from exercise.events import (
    Event,
    ExpectationOpened,
    PartDone,
    PartExcused,
    PartOverdue,
    PartUndone,
    ProhibitionViolated,
)
from injects.model import Expectation, Pack

__all__ = ["DECISION", "Part", "Standing", "Watch"]

DECISION = "decision"
"""The part of an expectation that is its decision; other parts are named for their recipient."""


@dataclass(slots=True)
class Part:
    """The decision, or one recipient to be told."""

    name: str
    done_at: int | None = None
    evidence: tuple[str, ...] = ()
    overdue: bool = False
    excused: str | None = None


@dataclass(slots=True)
class Standing:
    """An expectation whose window has opened."""

    expectation: Expectation
    opened_at: int
    parts: dict[str, Part]
    duty: str | None = None
    violations: list[tuple[str, ...]] = field(default_factory=list)
    limits: dict[str, int] = field(default_factory=dict)
    """Stricter limits that duties set for single parts."""

    def limit(self, part: str) -> int:
        """Seconds from opening in which a part is to be done."""
        return self.limits.get(part, self.expectation.within)

    def due_at(self, part: str) -> int:
        """The last second that is within a part's limit."""
        return self.opened_at + self.limit(part)

    @property
    def word(self) -> str:
        """met, late, overdue or open, as conditions see it."""
        parts = self.parts.values()
        if all(part.done_at is not None for part in parts):
            return "late" if any(part.overdue for part in parts) else "met"
        return "overdue" if any(part.overdue for part in parts) else "open"


def parts_of(expectation: Expectation) -> Iterable[str]:
    """The names of an expectation's parts, the decision first."""
    if expectation.does is not None:
        yield DECISION
    yield from expectation.tells


class Watch:
    """All expectations whose window has opened, by id, and those that duties made."""

    def __init__(self, pack: Pack) -> None:
        self.specs = {exp.id: exp for exp, _ in pack.all_expectations}
        self.standings: dict[str, Standing] = {}
        self._excused: dict[tuple[str, str], str] = {}

    def apply(self, event: Event) -> None:
        """Fold one event."""
        match event.body:
            case ExpectationOpened() as body:
                spec = self.specs.get(body.expectation) or _from_duty(body)
                parts = {
                    name: Part(name, excused=self._excused.get((spec.id, name)))
                    for name in parts_of(spec)
                }
                self.standings[body.expectation] = Standing(
                    spec, event.at, parts, body.duty, limits=body.limits
                )
            case PartDone(expectation=expectation, part=part) as body:
                done = self.standings[expectation].parts[part]
                done.done_at, done.evidence = body.sent_at, body.evidence
            case PartUndone(expectation=expectation, part=part):
                undone = self.standings[expectation].parts[part]
                undone.done_at, undone.evidence = None, ()
            case PartOverdue(expectation=expectation, part=part):
                self.standings[expectation].parts[part].overdue = True
            case PartExcused(expectation=expectation, part=part, reason=reason):
                self._excused[expectation, part] = reason
                standing = self.standings.get(expectation)
                if standing is not None:
                    standing.parts[part].excused = reason
            case ProhibitionViolated(expectation=expectation, evidence=evidence):
                self.standings[expectation].violations.append(evidence)
            case _:
                pass

    def word(self, expectation: str) -> str:
        """How an expectation stands: met, late, overdue, open or unopened."""
        standing = self.standings.get(expectation)
        return "unopened" if standing is None else standing.word


def _from_duty(body: ExpectationOpened) -> Expectation:
    return Expectation.model_construct(
        id=body.expectation,
        who=body.holder,
        tells=body.tells,
        about=body.about,
        within=body.within,
        _fields_set={"id", "who", "tells", "about", "within"},
    )
