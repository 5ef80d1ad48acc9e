"""Expectations as they stand: opened, done, overdue (rules of play §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exercise.events import (
    DutyMerged,
    Event,
    ExpectationOpened,
    PartDone,
    PartExcused,
    PartOverdue,
    PartUndone,
    ProhibitionViolated,
)
from injects.model import Expectation, Pack

__all__ = ["DECISION", "Part", "Standing", "Watch", "parts_of"]

DECISION = "decision"
"""The part of an expectation that is its decision; other parts are named for their recipient."""


@dataclass(slots=True)
class Part:
    """The decision, or one recipient to be told.

    Attributes:
        opened_at: Second from which it is awaited: the expectation's, or an earlier duty's.
        within: Seconds from then in which it is to be done.
        merged_into: The expectation that asks for the same; it alone is judged.
    """

    name: str
    opened_at: int
    within: int
    done_at: int | None = None
    evidence: tuple[str, ...] = ()
    overdue: bool = False
    excused: str | None = None
    merged_into: str | None = None

    @property
    def due_at(self) -> int:
        """The last second that is within the limit."""
        return self.opened_at + self.within

    @property
    def awaited(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.merged_into is None


@dataclass(slots=True)
class Standing:
    """An expectation whose window has opened."""

    expectation: Expectation
    opened_at: int
    parts: dict[str, Part]
    duty: str | None = None
    violations: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def judged(self) -> Iterator[Part]:
        """The parts that it is judged by: not those that stand in another expectation."""
        return (part for part in self.parts.values() if part.merged_into is None)

    def closed(self, at: int) -> bool:
        """Whether its time is over: nothing counts for or against it any more."""
        return self.expectation.until is not None and at > self.expectation.until

    def in_window(self, at: int) -> bool:
        """Whether a prohibition is in force at ``at``."""
        return self.opened_at <= at and not self.closed(at)

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
        self._of_holder: dict[str, list[Standing]] = {}
        self._owed_to: dict[str, list[Standing]] = {}
        self._excused: dict[tuple[str, str], str] = {}

    def of(self, holder: str) -> tuple[Standing, ...]:
        """What is expected of an agency, in the order in which it opened."""
        return tuple(self._of_holder.get(holder, ()))

    def owed_to(self, recipient: str) -> tuple[Standing, ...]:
        """What somebody is to tell an agency, in the order in which it opened."""
        return tuple(self._owed_to.get(recipient, ()))

    def apply(self, event: Event) -> None:
        """Fold one event."""
        match event.body:
            case ExpectationOpened() as body:
                self._open(event.at, body)
            case DutyMerged(expectation=expectation, part=name, duty=duty) as body:
                part = self.standings[expectation].parts[name]
                part.opened_at, part.within = body.opened_at, body.within
                if duty in self.standings:
                    self.standings[duty].parts[name].merged_into = expectation
            case PartDone(expectation=expectation, part=name) as body:
                done = self.standings[expectation].parts[name]
                done.done_at, done.evidence = body.sent_at, body.evidence
            case PartUndone(expectation=expectation, part=name):
                undone = self.standings[expectation].parts[name]
                undone.done_at, undone.evidence = None, ()
            case PartOverdue(expectation=expectation, part=name):
                self.standings[expectation].parts[name].overdue = True
            case PartExcused(expectation=expectation, part=name, reason=reason):
                self._excused[expectation, name] = reason
                standing = self.standings.get(expectation)
                if standing is not None:
                    standing.parts[name].excused = reason
            case ProhibitionViolated(expectation=expectation, evidence=evidence):
                self.standings[expectation].violations.append(evidence)
            case _:
                pass

    def _open(self, at: int, body: ExpectationOpened) -> None:
        spec = self.specs.get(body.expectation) or _from_duty(body)
        parts = {
            name: Part(name, at, spec.within, excused=self._excused.get((spec.id, name)))
            for name in parts_of(spec)
        }
        standing = self.standings[spec.id] = Standing(spec, at, parts, body.duty)
        self._of_holder.setdefault(spec.who, []).append(standing)
        if not spec.must_not:
            for recipient in spec.tells:
                self._owed_to.setdefault(recipient, []).append(standing)

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
