"""Expectations as they stand: opened, done, overdue (rules of play §4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from operator import attrgetter

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
from exercise.state.folds import Folds
from exercise.state.layers import over
from injects.model import Expectation, Pack

__all__ = ["DECISION", "Part", "Standing", "Watch", "parts_of"]


_PLACE = attrgetter("place")

DECISION = "decision"
"""The part of an expectation that is its decision; other parts are named for their recipient."""


@dataclass(slots=True)
class Part:
    """The decision, or one recipient to be told.

    Attributes:
        opened_at: Second from which it is awaited: the expectation's, or an earlier duty's.
        within: Seconds from then in which it is to be done.
        once: What had been its evidence, and is no longer.
        merged_into: The expectation that asks for the same; it alone is judged.
    """

    name: str
    opened_at: int
    within: int
    done_at: int | None = None
    evidence: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    overdue: bool = False
    excused: str | None = None
    merged_into: str | None = None

    def __copy__(self) -> Part:
        return Part(
            self.name,
            self.opened_at,
            self.within,
            self.done_at,
            self.evidence,
            self.once,
            self.overdue,
            self.excused,
            self.merged_into,
        )

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

    def __copy__(self) -> Standing:
        parts = {name: copy(part) for name, part in self.parts.items()}
        violations = list(self.violations)
        return Standing(self.expectation, self.opened_at, parts, self.place, self.duty, violations)

    @property
    def judged(self) -> Iterator[Part]:
        """The parts that it is judged by: not those that stand in another expectation."""
        return (part for part in self.parts.values() if part.merged_into is None)

    def closed(self, at: int) -> bool:
        """Whether its time is over: nothing counts for or against it any more."""
        return self.expectation.until is not None and at > self.expectation.until

    def in_window(self, at: int) -> bool:
        """Whether it is asked, or a prohibition in force, at ``at``."""
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
        self._opened = 0
        self._excused: dict[tuple[str, str], str] = {}
        self._agenda: Agenda | None = None
        """Made when it is first asked, and kept up from then on."""

    def bans_of(self, holder: str) -> tuple[Standing, ...]:
        """The prohibitions of an agency, in the order in which they opened."""
        return self._in_order((self._agenda or self._begin_agenda()).bans_of.get(holder, ()))

    def open_of(self, holder: str) -> tuple[Standing, ...]:
        """What is expected of an agency and not all done, in the order in which it opened."""
        return self._in_order((self._agenda or self._begin_agenda()).open_of.get(holder, ()))

    def about(self, facts: Iterable[str], to: str | None = None) -> tuple[Standing, ...]:
        """What is expected to be told of any of ``facts``, to anybody or to one agency.

        In the order in which it opened; prohibitions are left out.
        """
        agenda = self._agenda or self._begin_agenda()
        if to is None:
            names = {name for fact in facts for name in agenda.about.get(fact, ())}
        else:
            names = {name for fact in facts for name in agenda.to_tell.get((fact, to), ())}
        return self._in_order(names)

    def done_by(self, message: str) -> tuple[Standing, ...]:
        """What this message has, or once had, done a part of, in the order in which it opened."""
        agenda = self._agenda or self._begin_agenda()
        return self._in_order(set(agenda.done_by.get(message, ())))

    def _in_order(self, names: Collection[str]) -> tuple[Standing, ...]:
        if not names:
            return ()
        return tuple(sorted([self.standings[name] for name in names], key=_PLACE))

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            ExpectationOpened: self._open,
            DutyMerged: self._merge,
            PartDone: self._do,
            PartUndone: self._undo,
            PartOverdue: self._go_overdue,
            PartExcused: self._excuse,
            ProhibitionViolated: self._violate,
        }

    def copy(self) -> Watch:
        """The same, to be folded on apart from this, which must not be changed any more."""
        twin = copy(self)
        twin.part()
        return twin

    def part(self) -> None:
        """Go on apart from what this was copied from."""
        self.standings, self._excused = over(self.standings), over(self._excused)
        self._agenda = None

    def _begin_agenda(self) -> Agenda:
        agenda = self._agenda = Agenda()
        for standing in self.standings.values():
            agenda.open(standing)
            for part in standing.parts.values():
                if part.done_at is not None or part.once:
                    agenda.do(standing, (*part.once, *part.evidence))
        return agenda

    def _part(self, body: DutyMerged | PartDone | PartUndone | PartOverdue) -> Part:
        return self.standings[body.expectation].parts[body.part]

    def _merge(self, _: Event, body: DutyMerged) -> None:
        part = self._part(body)
        part.opened_at, part.within = body.opened_at, body.within
        if body.duty in self.standings:
            self.standings[body.duty].parts[body.part].merged_into = body.expectation
            if self._agenda is not None:
                self._agenda.file(self.standings[body.duty])

    def _do(self, _: Event, body: PartDone) -> None:
        done, standing = self._part(body), self.standings[body.expectation]
        if done.evidence:
            done.once += done.evidence
        done.done_at, done.evidence = body.sent_at, body.evidence
        if self._agenda is not None:
            self._agenda.do(standing, body.evidence)

    def _undo(self, _: Event, body: PartUndone) -> None:
        undone = self._part(body)
        undone.once += undone.evidence
        undone.done_at, undone.evidence = None, ()
        if self._agenda is not None:
            self._agenda.file(self.standings[body.expectation])

    def _go_overdue(self, _: Event, body: PartOverdue) -> None:
        self._part(body).overdue = True

    def _excuse(self, _: Event, body: PartExcused) -> None:
        self._excused[body.expectation, body.part] = body.reason
        if body.expectation in self.standings:
            self.standings[body.expectation].parts[body.part].excused = body.reason

    def _violate(self, _: Event, body: ProhibitionViolated) -> None:
        self.standings[body.expectation].violations.append(body.evidence)

    def _open(self, event: Event, body: ExpectationOpened) -> None:
        at = event.at
        spec = self.specs.get(body.expectation) or _from_duty(body)
        parts = {name: Part(name, at, spec.within) for name in parts_of(spec)}
        for name in parts if self._excused else ():
            parts[name].excused = self._excused.get((spec.id, name))
        standing = Standing(spec, at, parts, self._opened, body.duty)
        self.standings[spec.id] = standing
        self._opened += 1
        if self._agenda is not None:
            self._agenda.open(standing)

    def word(self, expectation: str) -> str:
        """How an expectation stands: met, late, overdue, open or unopened."""
        standing = self.standings.get(expectation)
        return "unopened" if standing is None else standing.word


@dataclass(slots=True)
class Agenda:
    """Where expectations are found that are looked for by something else than their ids.

    Attributes:
        bans_of: The prohibitions of each agency, in the order in which they opened.
        open_of: What is expected of it and not all done; prohibitions are left out, here and below.
        about: What is to be told of each fact.
        to_tell: The same, by fact and recipient.
        done_by: What each message has, or once had, done a part of.
    """

    bans_of: dict[str, list[str]] = field(default_factory=dict)
    open_of: dict[str, set[str]] = field(default_factory=dict)
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)
    to_tell: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    done_by: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def open(self, standing: Standing) -> None:
        """Enter what has opened."""
        spec = standing.expectation
        if spec.must_not:
            self.bans_of.setdefault(spec.who, []).append(spec.id)
            return
        self.file(standing)
        for fact in spec.about:
            self.about[fact] = (*self.about.get(fact, ()), spec.id)
            for to in spec.tells:
                self.to_tell[fact, to] = (*self.to_tell.get((fact, to), ()), spec.id)

    def file(self, standing: Standing) -> None:
        """Keep it among what is open, or no longer."""
        still = self.open_of.setdefault(standing.expectation.who, set())
        if any(part.awaited for part in standing.parts.values()):
            still.add(standing.expectation.id)
        else:
            still.discard(standing.expectation.id)

    def do(self, standing: Standing, messages: Iterable[str]) -> None:
        """Enter what did a part of it."""
        self.file(standing)
        for message in messages:
            self.done_by[message] = (*self.done_by.get(message, ()), standing.expectation.id)


def _from_duty(body: ExpectationOpened) -> Expectation:
    return Expectation.model_construct(
        id=body.expectation,
        who=body.holder,
        tells=body.tells,
        about=body.about,
        within=body.within,
        _fields_set={"id", "who", "tells", "about", "within"},
    )
