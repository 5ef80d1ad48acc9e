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
    place: int
    """In the order in which expectations opened."""
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
        self._bans_of: dict[str, list[Standing]] = {}
        self._open_of: dict[str, dict[int, Standing]] = {}
        self._about: dict[str, list[Standing]] = {}
        self._to_tell: dict[tuple[str, str], list[Standing]] = {}
        self._done_by: dict[str, list[Standing]] = {}
        self._excused: dict[tuple[str, str], str] = {}

    def of(self, holder: str) -> tuple[Standing, ...]:
        """What is expected of an agency, in the order in which it opened."""
        return tuple(self._of_holder.get(holder, ()))

    def bans_of(self, holder: str) -> tuple[Standing, ...]:
        """The prohibitions of an agency, in the order in which they opened."""
        return tuple(self._bans_of.get(holder, ()))

    def open_of(self, holder: str) -> tuple[Standing, ...]:
        """What is expected of an agency and not all done, in the order in which it opened."""
        still = self._open_of.get(holder, {})
        return tuple(still[place] for place in sorted(still))

    def about(self, facts: Iterable[str], to: str | None = None) -> tuple[Standing, ...]:
        """What is expected to be told of any of ``facts``, to anybody or to one agency.

        In the order in which it opened; prohibitions are left out.
        """
        if to is None:
            return _in_order(self._about.get(fact, ()) for fact in facts)
        return _in_order(self._to_tell.get((fact, to), ()) for fact in facts)

    def done_by(self, message: str) -> tuple[Standing, ...]:
        """What this message has, or once had, done a part of, in the order in which it opened."""
        return _in_order([self._done_by.get(message, ())])

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
                    self._file(self.standings[duty])
            case PartDone(expectation=expectation, part=name) as body:
                done = self.standings[expectation].parts[name]
                done.done_at, done.evidence = body.sent_at, body.evidence
                standing = self.standings[expectation]
                self._file(standing)
                for message in body.evidence:
                    self._done_by.setdefault(message, []).append(standing)
            case PartUndone(expectation=expectation, part=name):
                undone = self.standings[expectation].parts[name]
                undone.done_at, undone.evidence = None, ()
                self._file(self.standings[expectation])
            case PartOverdue(expectation=expectation, part=name):
                self.standings[expectation].parts[name].overdue = True
            case PartExcused(expectation=expectation, part=name, reason=reason):
                self._excused[expectation, name] = reason
                if expectation in self.standings:
                    self.standings[expectation].parts[name].excused = reason
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
        standing = Standing(spec, at, parts, len(self.standings), body.duty)
        self.standings[spec.id] = standing
        self._of_holder.setdefault(spec.who, []).append(standing)
        if spec.must_not:
            self._bans_of.setdefault(spec.who, []).append(standing)
            return
        self._file(standing)
        for fact in spec.about:
            self._about.setdefault(fact, []).append(standing)
            for to in spec.tells:
                self._to_tell.setdefault((fact, to), []).append(standing)

    def _file(self, standing: Standing) -> None:
        """Keep it among what is open, or no longer."""
        still = self._open_of.setdefault(standing.expectation.who, {})
        if any(part.awaited for part in standing.parts.values()):
            still[standing.place] = standing
        else:
            still.pop(standing.place, None)

    def word(self, expectation: str) -> str:
        """How an expectation stands: met, late, overdue, open or unopened."""
        standing = self.standings.get(expectation)
        return "unopened" if standing is None else standing.word


def _in_order(found: Iterable[Iterable[Standing]]) -> tuple[Standing, ...]:
    """Each once, in the order in which it opened."""
    each = {standing.place: standing for standings in found for standing in standings}
    return tuple(each[place] for place in sorted(each))


def _from_duty(body: ExpectationOpened) -> Expectation:
    return Expectation.model_construct(
        id=body.expectation,
        who=body.holder,
        tells=body.tells,
        about=body.about,
        within=body.within,
        _fields_set={"id", "who", "tells", "about", "within"},
    )
