"""How good what agencies knew was: complete, accurate, and told to those it is for.

Sources: completeness over time and accuracy as in the literature on information sharing between
teams in exercises; disclosure by the pack's ``needs`` and ``may_know``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import fmean

from exercise.evaluation.model import Evidence
from exercise.evaluation.record import Record

__all__ = ["Accuracy", "BeliefChange", "Completeness", "Disclosure", "Information", "information"]


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what was needed was known, from when on.

    Attributes:
        points: ``(second, known weight, needed weight)`` after each change, in order.
        value: Known of needed at the end; None where nothing was needed.
        mean: The mean over time, from the first delivery to the moment: the area under the curve
            over its length.
        in_time: Share of needs whose limit has passed or that were met, known in time.
    """

    points: tuple[tuple[int, float, float], ...]
    value: float | None
    mean: float | None
    in_time: float | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How much of what an agency holds to be so is so, at the moment.

    Attributes:
        held: Facts that it knows, does not deny, and knows nothing that refutes.
        true: Those of them that hold.
    """

    agency: str
    held: tuple[str, ...]
    true: tuple[str, ...]

    @property
    def value(self) -> float | None:
        """Share of true ones; None where it holds nothing."""
        return len(self.true) / len(self.held) if self.held else None


@dataclass(frozen=True, slots=True)
class BeliefChange:
    """That an agency came to know better.

    Attributes:
        kind: ``upgraded`` (from unconfirmed to confirmed) or ``contradicted`` (denied, or what
            refutes it became known).
        after: Seconds from when it first knew it.
        by: The refuting fact, where it was one.
    """

    kind: str
    agency: str
    fact: str
    at: int
    after: int
    by: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Deliveries of facts: all of them, and those to agencies that neither need nor may know.

    Attributes:
        over: Share of the latter; None where nothing was delivered.
    """

    deliveries: int
    beyond: int
    evidence: tuple[Evidence, ...] = ()

    @property
    def over(self) -> float | None:
        """Share of deliveries that went too far."""
        return self.beyond / self.deliveries if self.deliveries else None


@dataclass(frozen=True, slots=True)
class Information:
    """How good what agencies knew was.

    Attributes:
        everybody, people: Completeness over all agencies, and over those with people.
        of_agency: Completeness of each agency that needed something, by id.
        accuracy: Of each agency that knew something.
        changes: In the order of time.
        shared: Mean over all pairs of agencies that know something of facts known to both over
            facts known to either (Jaccard); None for fewer than two.
    """

    everybody: Completeness
    people: Completeness
    of_agency: dict[str, Completeness]
    accuracy: tuple[Accuracy, ...]
    changes: tuple[BeliefChange, ...]
    disclosure: Disclosure
    shared: float | None


def information(record: Record) -> Information:
    """How good what agencies knew was, up to the record's moment."""
    needs = list(_needs(record))
    manned = record.people_now | {event.agency or "" for event in record.by_hand}
    of_agency: dict[str, list[_Need]] = {}
    for need in needs:
        of_agency.setdefault(need.agency, []).append(need)
    return Information(
        everybody=_completeness(record, needs),
        people=_completeness(record, [need for need in needs if need.agency in manned]),
        of_agency={
            agency: _completeness(record, of_agency[agency])
            for agency in record.network.agencies
            if agency in of_agency
        },
        accuracy=tuple(_accuracy(record)),
        changes=tuple(sorted(_changes(record), key=lambda c: (c.at, c.agency, c.fact, c.kind))),
        disclosure=_disclosure(record),
        shared=_shared(record),
    )


# -- Completeness --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Need:
    agency: str
    weight: float
    since: int
    due: int
    known_at: int | None


def _needs(record: Record) -> Iterator[_Need]:
    traffic = record.state.traffic
    for fact in record.pack.facts.values():
        began = traffic.first_delivered.get(fact.id)
        if began is None:
            continue
        for agency, within in fact.needs.items():
            held = traffic.known.get(agency, {}).get(fact.id)
            known = None if held is None else held.at
            yield _Need(agency, fact.weight, began, began + within, known)


def _completeness(record: Record, needs: Sequence[_Need]) -> Completeness:
    """IC(t) = Σ w · known / Σ w · needed, over the facts that anybody had been told by then."""
    if not needs:
        return Completeness((), None, None, None)
    steps = sorted(
        [(need.since, 0.0, need.weight) for need in needs]
        + [
            (max(need.known_at, need.since), need.weight, 0.0)
            for need in needs
            if need.known_at is not None
        ]
    )
    points: list[tuple[int, float, float]] = []
    known = needed = area = 0.0
    for at, more_known, more_needed in steps:
        if points and at > points[-1][0]:
            area += (at - points[-1][0]) * known / needed
        known, needed = known + more_known, needed + more_needed
        if points and points[-1][0] == at:
            points.pop()
        points.append((at, known, needed))
    length = record.moment - points[0][0]
    area += max(0, record.moment - points[-1][0]) * known / needed
    judged = [
        need.known_at is not None and need.known_at <= need.due
        for need in needs
        if need.known_at is not None or record.moment > need.due
    ]
    return Completeness(
        tuple(points),
        known / needed,
        area / length if length > 0 else known / needed,
        sum(judged) / len(judged) if judged else None,
    )


# -- Accuracy ------------------------------------------------------------------------------------


def _accuracy(record: Record) -> Iterator[Accuracy]:
    traffic, need = record.state.traffic, record.state.need
    holding = record.state.world.holding
    for agency in record.network.agencies:
        known = traffic.known.get(agency)
        if not known:
            continue
        held = tuple(
            fact
            for fact, awareness in known.items()
            if awareness.status != "denied" and not any(o in known for o in need.refuting(fact))
        )
        yield Accuracy(agency, held, tuple(fact for fact in held if fact in holding))


def _changes(record: Record) -> Iterator[BeliefChange]:
    for agency in record.network.agencies:
        changes = record.changes(agency)
        for fact, history in changes.items():
            began = history[0].at
            for before, after in pairwise(history):
                kind = _turn(before.status, after.status)
                if kind is not None:
                    evidence = record.evidence(before.event, after.event)
                    spent = after.at - began
                    yield BeliefChange(kind, agency, fact, after.at, spent, None, evidence)
            for other in record.state.need.refuting(fact):
                if other in changes and changes[other][0].at >= began:
                    told = changes[other][0]
                    evidence = record.evidence(history[0].event, told.event)
                    spent = told.at - began
                    yield BeliefChange(
                        "contradicted", agency, fact, told.at, spent, other, evidence
                    )


def _turn(before: str, after: str) -> str | None:
    if before == "unconfirmed" and after == "confirmed":
        return "upgraded"
    return "contradicted" if after == "denied" != before else None


# -- Disclosure and sharing ----------------------------------------------------------------------


def _disclosure(record: Record) -> Disclosure:
    facts, deliveries, beyond = record.pack.facts, 0, []
    for hop in record.state.traffic.hops:
        for fact in record.state.traffic.items[hop.item].facts:
            spec = facts.get(fact)
            if spec is None:
                continue
            deliveries += 1
            if not spec.concerns(hop.receiver):
                beyond.append(record.delivered[hop.item])
    return Disclosure(deliveries, len(beyond), record.evidence(*beyond))


def _shared(record: Record) -> float | None:
    known = [set(facts) for facts in record.state.traffic.known.values() if facts]
    pairs = [len(one & other) / len(one | other) for one, other in combinations(known, 2)]
    return fmean(pairs) if pairs else None
