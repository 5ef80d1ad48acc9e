"""Parts of an expectation: what was done when, and how that is to be taken (rules of play §4)."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.evaluation.causes import opener, split
from exercise.evaluation.model import Evidence, PartResult
from exercise.evaluation.record import Record
from exercise.events import Event
from exercise.state.deeds import fulfils, may_have_told, told
from exercise.state.paths import Telling
from exercise.state.watch import DECISION, Part, Standing

__all__ = ["judge_part", "timeliness"]

FLAGS = (
    "simulated",
    "compressed",
    "not-comparable",
    "pending",
    "excused",
    "adjusted",
    "open",
)


def timeliness(seconds: int, limit: int, grace: float) -> float:
    """1 up to the limit, then straight to 0 at ``limit * (1 + grace)``."""
    if seconds <= limit:
        return 1.0
    span = limit * grace
    return max(0.0, 1.0 - (seconds - limit) / span) if span else 0.0


@dataclass(frozen=True, slots=True)
class _Doing:
    """How a part was done."""

    at: int
    acts: tuple[str, ...]
    """Causal ids of what the holder itself did."""
    delivered_at: int | None
    telling: Telling | None
    """The way of the fact that arrived last."""
    messages: tuple[str, ...] = ()


def judge_part(record: Record, standing: Standing, part: Part) -> PartResult:
    """The outcome of one part of an opened expectation."""
    name = part.name
    doing = _decided(record, standing) if name == DECISION else _told(record, standing, part)
    pending = None if name == DECISION else _pending(record, standing, part, doing)
    excuse = record.excuses.get((standing.expectation.id, name))
    outcome, crossed = _outcome(record, standing, part, doing, pending=pending is not None)
    if excuse is not None:
        outcome = "not-observed"
    spent = None if doing is None else max(0, doing.at - part.opened_at)
    flags = _flags(record, standing, part, doing)
    flags |= {"not-comparable"} if crossed else set()
    flags |= {"pending"} if pending is not None else set()
    flags |= {"excused", "adjusted"} if excuse is not None else set()
    if outcome == "not-observed" and not record.ended and not flags & {"excused", "not-comparable"}:
        flags.add("open")
    system, causes = _system(record, standing, part, doing)
    return PartResult(
        what=name,
        outcome=outcome,
        opened_at=part.opened_at,
        within=part.within,
        agency_time=spent,
        system_time=system,
        causes=causes,
        timeliness=_value(standing, part, outcome, spent, crossed=crossed),
        flags=tuple(flag for flag in FLAGS if flag in flags),
        done_at=None if doing is None else doing.at,
        delivered_at=None if doing is None else doing.delivered_at,
        evidence=_evidence(record, standing, part, doing, pending, excuse),
    )


def _value(
    standing: Standing, part: Part, outcome: str, spent: int | None, *, crossed: bool
) -> float | None:
    if crossed or outcome == "not-observed":
        return None
    if spent is None or outcome not in ("met", "late"):
        return 0.0
    return timeliness(spent, part.within, standing.expectation.grace)


def _outcome(
    record: Record, standing: Standing, part: Part, doing: _Doing | None, *, pending: bool
) -> tuple[str, bool]:
    """The outcome, and whether the window is not comparable with real time."""
    expectation, opened, due = standing.expectation, part.opened_at, part.due_at
    clock = record.state.clock
    until = expectation.until
    if doing is not None and doing.at <= opened:
        return "met", False
    if doing is not None and doing.at <= due:
        return "met", clock.crossed(opened, doing.at, carry=expectation.carry)
    if clock.crossed(opened, due + 1, carry=expectation.carry):
        return "not-observed", True
    if doing is not None and (until is None or doing.at <= until):
        return "late", False
    if doing is None and (pending or record.moment <= due):
        return "not-observed", False
    if doing is not None or record.ended or (until is not None and record.moment > until):
        return "missed", False
    return "overdue", False


def _flags(record: Record, standing: Standing, part: Part, doing: _Doing | None) -> set[str]:
    name, clock = standing.expectation.id, record.state.clock
    flags: set[str] = set()
    by_people = doing is not None and any(record.by_people[act] for act in doing.acts)
    if not record.held_at_opening[name] and not by_people:
        flags.add("simulated")
    ends = doing.at if doing is not None else min(part.due_at, record.moment)
    if clock.compressed(part.opened_at, max(ends, part.opened_at + 1)):
        flags.add("compressed")
    if doing is not None and any(
        act in record.adjusted or _entered_later(record.acts[act])
        for act in (*doing.acts, *doing.messages)
    ):
        flags.add("adjusted")
    return flags


def _entered_later(event: Event) -> bool:
    happened = getattr(event.body, "happened_at", None)
    return happened is not None and happened < event.at


# -- What counts as done -------------------------------------------------------------------------


def _decided(record: Record, standing: Standing) -> _Doing | None:
    expectation = standing.expectation
    found = [
        decision
        for decision in record.state.script.decisions_of(expectation.who)
        if fulfils(expectation, decision.body)
    ]
    if not found:
        return None
    first = min(found, key=lambda decision: decision.counts_at)
    return _Doing(first.counts_at, (first.id,), None, None)


def _told(record: Record, standing: Standing, part: Part) -> _Doing | None:
    found = told(record.state.traffic, standing.expectation, part.name)
    if found is None:
        return None
    at = found.done_at(part.due_at)
    return _Doing(at, found.acts, found.delivered_at, found.last, found.messages)


def _pending(record: Record, standing: Standing, part: Part, doing: _Doing | None) -> Event | None:
    """A person's text, not coded yet, that might have done it (sooner)."""
    for sending in record.texts(standing.expectation.who, part.name):
        sooner = doing is None or doing.at > max(part.due_at, sending.counts_at)
        if sooner and may_have_told(sending, part.name, part.opened_at):
            return record.acts[sending.id]
    return None


# -- The system's time and the evidence ----------------------------------------------------------


def _system(
    record: Record, standing: Standing, part: Part, doing: _Doing | None
) -> tuple[int | None, dict[str, int]]:
    if doing is None:
        return None, {}
    if part.name == DECISION:
        spent = max(0, doing.at - part.opened_at)
        return spent, split(record, standing, part, doing.at, None)
    if doing.delivered_at is None or doing.telling is None:
        return None, {}
    spent = max(0, doing.delivered_at - part.opened_at)
    return spent, split(record, standing, part, doing.telling.sent_at, doing.telling)


def _evidence(
    record: Record,
    standing: Standing,
    part: Part,
    doing: _Doing | None,
    pending: Event | None,
    excuse: Event | None,
) -> tuple[Evidence, ...]:
    events: list[Event | None] = [record.opened[standing.expectation.id], pending, excuse]
    item = opener(record, standing, part)
    if item is not None:
        events += [record.delivered.get(item.id), record.read.get(item.id)]
    if doing is not None:
        for act in (*doing.acts, *doing.messages):
            events += [record.acts[act], *record.codings.get(act, ())]
    hops = doing.telling.hops if doing is not None and doing.telling is not None else ()
    events += [record.delivered.get(hop.item) for hop in hops]
    events += [record.read.get(hop.item) for hop in hops[:-1]]
    return record.evidence(*events)
