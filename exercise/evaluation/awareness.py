"""Who knew what, since when, from whom and by which path (rules of play §1)."""

from __future__ import annotations

from exercise.evaluation.flows import trace
from exercise.evaluation.model import AwarenessEntry, NeedResult
from exercise.evaluation.record import Record

__all__ = ["awareness", "needs"]


def awareness(record: Record) -> tuple[AwarenessEntry, ...]:
    """Every fact that an agency knows, in the order in which they came to be known."""
    found = []
    for agency, known in record.state.traffic.known.items():
        for fact, held in known.items():
            event = record.learned.get((agency, fact))
            item = record.state.traffic.items.get(held.item)
            message = item.message if item is not None else None
            found.append(
                AwarenessEntry(
                    fact=fact,
                    agency=agency,
                    at=held.at,
                    sender=held.sender,
                    path=_path(record, agency, fact),
                    status=held.status,
                    adjusted=message in record.adjusted and event is record.read.get(held.item),
                    evidence=record.evidence(event),
                )
            )
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.agency, entry.fact)))


def _path(record: Record, agency: str, fact: str) -> tuple[str, ...]:
    """From the inject to the item: what was read, and the messages that carried it on."""
    steps: dict[str, None] = {}
    for stop in trace(record, agency, fact):
        if stop.message is not None:
            steps[stop.message] = None
        steps[stop.item] = None
    return tuple(steps)


def needs(record: Record) -> tuple[NeedResult, ...]:
    """For each fact and each agency that needed it, whether it knew in time."""
    traffic = record.state.traffic
    found = []
    for fact in record.pack.facts.values():
        began = traffic.first_delivered.get(fact.id)
        for agency, within in fact.needs.items():
            if began is None:
                found.append(NeedResult(fact.id, agency, "void", within))
                continue
            due = began + within
            held = traffic.known.get(agency, {}).get(fact.id)
            known_at = None if held is None else held.at
            if known_at is not None:
                outcome = "in-time" if known_at <= due else "late"
            else:
                outcome = "missed" if record.moment > due else "open"
            found.append(NeedResult(fact.id, agency, outcome, within, due, known_at))
    return tuple(found)
