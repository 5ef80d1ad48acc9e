"""Parts of an expectation: what was done when, and how that is to be taken (rules of play §4)."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.evaluation.causes import opener, split
from exercise.evaluation.model import Evidence, PartResult
from exercise.evaluation.record import Record
from exercise.events import Event
from exercise.state.paths import Telling, tellings
from exercise.state.script import Decision
from exercise.state.watch import DECISION, Standing

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
MAY_HOLD_FACTS = ("inform", "request")
"""Intents of a free text that might have passed on what was to be told."""


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


def judge_part(record: Record, standing: Standing, name: str) -> PartResult:
    """The outcome of one part of an opened expectation."""
    doing = _decided(record, standing) if name == DECISION else _told(record, standing, name)
    pending = None if name == DECISION else _pending(record, standing, name, doing)
    excuse = record.excuses.get((standing.expectation.id, name))
    outcome, crossed = _outcome(record, standing, name, doing, pending=pending is not None)
    if excuse is not None:
        outcome = "not-observed"
    spent = None if doing is None else max(0, doing.at - standing.opened_at)
    flags = _flags(record, standing, name, doing)
    flags |= {"not-comparable"} if crossed else set()
    flags |= {"pending"} if pending is not None else set()
    flags |= {"excused", "adjusted"} if excuse is not None else set()
    if outcome == "not-observed" and not record.ended and not flags & {"excused", "not-comparable"}:
        flags.add("open")
    system, causes = _system(record, standing, name, doing)
    return PartResult(
        what=name,
        outcome=outcome,
        agency_time=spent,
        system_time=system,
        causes=causes,
        timeliness=_value(standing, name, outcome, spent, crossed=crossed),
        flags=tuple(flag for flag in FLAGS if flag in flags),
        done_at=None if doing is None else doing.at,
        delivered_at=None if doing is None else doing.delivered_at,
        evidence=_evidence(record, standing, doing, pending, excuse),
    )


def _value(
    standing: Standing, part: str, outcome: str, spent: int | None, *, crossed: bool
) -> float | None:
    if crossed or outcome == "not-observed":
        return None
    if spent is None or outcome not in ("met", "late"):
        return 0.0
    return timeliness(spent, standing.limit(part), standing.expectation.grace)


def _outcome(
    record: Record, standing: Standing, part: str, doing: _Doing | None, *, pending: bool
) -> tuple[str, bool]:
    """The outcome, and whether the window is not comparable with real time."""
    expectation, opened, due = standing.expectation, standing.opened_at, standing.due_at(part)
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


def _flags(record: Record, standing: Standing, part: str, doing: _Doing | None) -> set[str]:
    name, clock = standing.expectation.id, record.state.clock
    flags: set[str] = set()
    by_people = doing is not None and any(record.by_people[act] for act in doing.acts)
    if not record.held_at_opening[name] and not by_people:
        flags.add("simulated")
    ends = doing.at if doing is not None else min(standing.due_at(part), record.moment)
    if clock.compressed(standing.opened_at, max(ends, standing.opened_at + 1)):
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
    does, holder = standing.expectation.does, standing.expectation.who
    assert does is not None

    def fits(decision: Decision) -> bool:
        return (
            decision.agency == holder
            and decision.body.action == does.action
            and set(does.targets) <= set(decision.body.targets)
        )

    found = [decision for decision in record.state.script.decisions if fits(decision)]
    if not found:
        return None
    first = min(found, key=lambda decision: decision.counts_at)
    return _Doing(first.counts_at, (first.id,), None, None)


def _told(record: Record, standing: Standing, recipient: str) -> _Doing | None:
    """When all facts had been sent to ``recipient``, and by which ways the last of them arrived."""
    ways = [_ways(record, standing, recipient, fact) for fact in standing.expectation.about]
    if not all(ways):
        return None
    # What is sent later takes nothing away: the part was done once there was a way for every fact.
    done = max(min(_stands_from(record, recipient, way) for way in each) for each in ways)
    chosen = [
        min(
            (way for way in each if _stands_from(record, recipient, way) <= done),
            key=lambda way: way.sent_at,
        )
        for each in ways
    ]
    first = [each[0] for each in ways]
    messages = dict.fromkeys(m for way in (*chosen, *first) for m in way.messages)
    acts = dict.fromkeys(way.messages[0] for way in (*chosen, *first))
    arrivals = [way.delivered_at for way in first if way.delivered_at is not None]
    delivered = max(arrivals) if len(arrivals) == len(first) else None
    last = None if delivered is None else next(w for w in first if w.delivered_at == delivered)
    sent_at = max(way.sent_at for way in chosen)
    return _Doing(sent_at, tuple(acts), delivered, last, tuple(messages))


def _ways(record: Record, standing: Standing, recipient: str, fact: str) -> list[Telling]:
    expectation = standing.expectation
    return tellings(
        record.state.traffic,
        expectation.who,
        recipient,
        fact,
        directly=expectation.directly,
        via=expectation.via,
        not_via=expectation.not_via,
    )


def _stands_from(record: Record, recipient: str, way: Telling) -> int:
    """Second from which a way is one: a chain over others only once it has arrived."""
    straight = record.state.traffic.sendings[way.messages[0]].body.to == recipient
    return way.sent_at if straight or way.delivered_at is None else way.delivered_at


def _pending(
    record: Record, standing: Standing, recipient: str, doing: _Doing | None
) -> Event | None:
    """A person's text, not coded yet, that might have done it (sooner)."""
    for sending in record.state.traffic.sendings_of(standing.expectation.who):
        body = sending.body
        if (
            sending.by_person
            and body.to == recipient
            and not sending.facts
            and sending.coded_at is None
            and sending.state != "returned"
            # A redacted record no longer has the text; an inform without facts was one.
            and (body.intent == "inform" or (body.intent in MAY_HOLD_FACTS and body.text))
            and sending.counts_at >= standing.opened_at
            and (doing is None or doing.at > max(standing.due_at(recipient), sending.counts_at))
        ):
            return record.acts[sending.id]
    return None


# -- The system's time and the evidence ----------------------------------------------------------


def _system(
    record: Record, standing: Standing, name: str, doing: _Doing | None
) -> tuple[int | None, dict[str, int]]:
    if doing is None:
        return None, {}
    if name == DECISION:
        spent = max(0, doing.at - standing.opened_at)
        return spent, split(record, standing, doing.at, None)
    if doing.delivered_at is None or doing.telling is None:
        return None, {}
    spent = max(0, doing.delivered_at - standing.opened_at)
    return spent, split(record, standing, doing.telling.sent_at, doing.telling)


def _evidence(
    record: Record,
    standing: Standing,
    doing: _Doing | None,
    pending: Event | None,
    excuse: Event | None,
) -> tuple[Evidence, ...]:
    events: list[Event | None] = [record.opened[standing.expectation.id], pending, excuse]
    item = opener(record, standing)
    if item is not None:
        events += [record.delivered.get(item.id), record.read.get(item.id)]
    if doing is not None:
        for act in (*doing.acts, *doing.messages):
            events += [record.acts[act], *record.codings.get(act, ())]
    hops = doing.telling.hops if doing is not None and doing.telling is not None else ()
    events += [record.delivered.get(hop.item) for hop in hops]
    events += [record.read.get(hop.item) for hop in hops[:-1]]
    return record.evidence(*events)
