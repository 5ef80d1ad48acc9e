"""Expectations as they stand: opened, done, overdue (rules of play §4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from copy import copy
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
from exercise.state.folds import Folds, copied
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

    def copy(self) -> Standing:
        """The same, to be changed apart from this."""
        twin = copy(self)
        twin.parts = {name: copy(part) for name, part in self.parts.items()}
        twin.violations = list(self.violations)
        return twin

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
        # What is looked for by something else than its id stands there by its place, so that a copy
        # of the watch has to give each thing that changes a twin in one place only.
        self._opened: list[Standing] = []
        self._of_holder: dict[str, list[int]] = {}
        self._bans_of: dict[str, list[int]] = {}
        self._open_of: dict[str, set[int]] = {}
        self._about: dict[str, tuple[int, ...]] = {}
        self._to_tell: dict[tuple[str, str], tuple[int, ...]] = {}
        self._done_by: dict[str, tuple[int, ...]] = {}
        self._excused: dict[tuple[str, str], str] = {}

    def of(self, holder: str) -> tuple[Standing, ...]:
        """What is expected of an agency, in the order in which it opened."""
        return self._in_order(self._of_holder.get(holder, ()))

    def bans_of(self, holder: str) -> tuple[Standing, ...]:
        """The prohibitions of an agency, in the order in which they opened."""
        return self._in_order(self._bans_of.get(holder, ()))

    def open_of(self, holder: str) -> tuple[Standing, ...]:
        """What is expected of an agency and not all done, in the order in which it opened."""
        return self._in_order(self._open_of.get(holder, ()))

    def about(self, facts: Iterable[str], to: str | None = None) -> tuple[Standing, ...]:
        """What is expected to be told of any of ``facts``, to anybody or to one agency.

        In the order in which it opened; prohibitions are left out.
        """
        if to is None:
            places = {place for fact in facts for place in self._about.get(fact, ())}
        else:
            places = {place for fact in facts for place in self._to_tell.get((fact, to), ())}
        return self._in_order(places)

    def done_by(self, message: str) -> tuple[Standing, ...]:
        """What this message has, or once had, done a part of, in the order in which it opened."""
        return self._in_order(set(self._done_by.get(message, ())))

    def _in_order(self, places: Collection[int]) -> tuple[Standing, ...]:
        return tuple([self._opened[place] for place in sorted(places)]) if places else ()

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

    def copy(self, changing: AbstractSet[str]) -> Watch:
        """The same, to be folded on apart from this by events that change what is named.

        Args:
            changing: Ids of expectations; all others are shared.
        """
        twin = copy(self)
        twin.part_from(changing)
        return twin

    def part_from(self, changing: AbstractSet[str]) -> None:
        """Share no more with the watch that this was copied from than what will not change."""
        self.standings, self._opened = dict(self.standings), list(self._opened)
        for name in self.standings.keys() & changing:
            standing = self.standings[name] = self.standings[name].copy()
            self._opened[standing.place] = standing
        self._of_holder, self._bans_of = copied(self._of_holder), copied(self._bans_of)
        self._open_of = {holder: set(places) for holder, places in self._open_of.items()}
        self._about, self._to_tell = dict(self._about), dict(self._to_tell)
        self._done_by = dict(self._done_by)
        self._excused = dict(self._excused)

    def _part(self, body: DutyMerged | PartDone | PartUndone | PartOverdue) -> Part:
        return self.standings[body.expectation].parts[body.part]

    def _merge(self, _: Event, body: DutyMerged) -> None:
        part = self._part(body)
        part.opened_at, part.within = body.opened_at, body.within
        if body.duty in self.standings:
            self.standings[body.duty].parts[body.part].merged_into = body.expectation
            self._file(self.standings[body.duty])

    def _do(self, _: Event, body: PartDone) -> None:
        done, standing = self._part(body), self.standings[body.expectation]
        done.done_at, done.evidence = body.sent_at, body.evidence
        self._file(standing)
        for message in body.evidence:
            self._done_by[message] = (*self._done_by.get(message, ()), standing.place)

    def _undo(self, _: Event, body: PartUndone) -> None:
        undone = self._part(body)
        undone.done_at, undone.evidence = None, ()
        self._file(self.standings[body.expectation])

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
        parts = {
            name: Part(name, at, spec.within, excused=self._excused.get((spec.id, name)))
            for name in parts_of(spec)
        }
        place = len(self._opened)
        standing = self.standings[spec.id] = Standing(spec, at, parts, place, body.duty)
        self._opened.append(standing)
        self._of_holder.setdefault(spec.who, []).append(place)
        if spec.must_not:
            self._bans_of.setdefault(spec.who, []).append(place)
            return
        self._file(standing)
        for fact in spec.about:
            self._about[fact] = (*self._about.get(fact, ()), place)
            for to in spec.tells:
                self._to_tell[fact, to] = (*self._to_tell.get((fact, to), ()), place)

    def _file(self, standing: Standing) -> None:
        """Keep it among what is open, or no longer."""
        still = self._open_of.setdefault(standing.expectation.who, set())
        if any(part.awaited for part in standing.parts.values()):
            still.add(standing.place)
        else:
            still.discard(standing.place)

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
