"""Who knew what, since when, from whom and by which path (rules of play §1)."""

from __future__ import annotations

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
                    path=_path(record, fact, held.item),
                    status=held.status,
                    adjusted=message in record.adjusted and event is record.read.get(held.item),
                    evidence=record.evidence(event),
                )
            )
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.agency, entry.fact)))


def _path(record: Record, fact: str, item_id: str) -> tuple[str, ...]:
    """From the inject to the item: what was read, and the messages that carried it on."""
    traffic = record.state.traffic
    steps: list[str] = []
    here: str | None = item_id
    while here is not None and here not in steps:
        steps.append(here)
        item = traffic.items.get(here)
        if item is None or item.message is None:
            break
        sending = traffic.sendings[item.message]
        if item.sender != sending.sender:
            # A relay passed it on: the same message lay on its desk before.
            here = next((hop.item for hop in sending.hops if hop.receiver == item.sender), None)
            continue
        if sending.id not in steps:
            steps.append(sending.id)
        held = traffic.known.get(sending.sender, {}).get(fact)
        here = None if held is None else held.item
    return tuple(reversed(steps))


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
