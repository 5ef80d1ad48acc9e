"""Flows, information and participation as JSON: parts of ``score --json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exercise.evaluation.flows import Best, Flow, Stop
from exercise.evaluation.information import Completeness, Information
from exercise.evaluation.measures_json import rounded
from exercise.evaluation.model import Evidence
from exercise.evaluation.participation import Part, Participation

__all__ = ["evidence_json", "flow_json", "information_json", "participation_json"]


def evidence_json(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    """The events behind a number."""
    return [{"seq": entry.seq, "id": entry.id} for entry in evidence]


def flow_json(flow: Flow) -> dict[str, Any]:
    """One fact on its way to one agency."""
    return {
        "fact": flow.fact,
        "agency": flow.agency,
        "needed": flow.needed,
        "first_at": flow.first_at,
        "delivered_at": flow.delivered_at,
        "known_at": flow.known_at,
        "stops": [_stop(stop) for stop in flow.stops],
        "causes": flow.causes,
        "split": flow.split or None,
        "best": None if flow.best is None else _best(flow.best),
        "behind": flow.behind,
        "evidence": evidence_json(flow.evidence),
    }


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "agency": stop.agency,
        "item": stop.item,
        "message": stop.message,
        "link": stop.link,
        "left_at": stop.left_at,
        "delivered_at": stop.delivered_at,
        "known_at": stop.known_at,
        "by_person": stop.by_person,
    }


def _best(best: Best) -> dict[str, Any]:
    return {
        "agencies": list(best.agencies),
        "links": list(best.links),
        "seconds": best.seconds,
        "at": best.at,
    }


def information_json(found: Information) -> dict[str, Any]:
    """How good what agencies knew was."""
    return {
        "completeness": {
            "everybody": _completeness(found.everybody),
            "people": _completeness(found.people),
            "agencies": {name: _completeness(each) for name, each in found.of_agency.items()},
        },
        "accuracy": [
            {
                "agency": each.agency,
                "held": list(each.held),
                "true": list(each.true),
                "value": rounded(each.value),
            }
            for each in found.accuracy
        ],
        "changes": [
            {
                "kind": change.kind,
                "agency": change.agency,
                "fact": change.fact,
                "at": change.at,
                "after": change.after,
                "by": change.by,
                "evidence": evidence_json(change.evidence),
            }
            for change in found.changes
        ],
        "over_disclosure": {
            "deliveries": found.disclosure.deliveries,
            "beyond": found.disclosure.beyond,
            "share": rounded(found.disclosure.over),
            "evidence": evidence_json(found.disclosure.evidence),
        },
        "shared": rounded(found.shared),
    }


def _completeness(found: Completeness) -> dict[str, Any]:
    return {
        "value": rounded(found.value),
        "mean": rounded(found.mean),
        "in_time": rounded(found.in_time),
        "points": [[at, rounded(known), rounded(needed)] for at, known, needed in found.points],
    }


def participation_json(found: Participation) -> dict[str, Any]:
    """How evenly people took part: for control and evaluators only."""
    return {
        "for": ["control", "evaluators"],
        "balance": rounded(found.balance),
        "seat_balance": rounded(found.seat_balance),
        "agencies": [_part(part) for part in found.agencies],
        "seats": [_part(part) for part in found.seats],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "agency": part.agency,
        "seat": part.seat,
        "acts": part.acts,
        **part.counts,
        "opened": part.opened,
        "share": rounded(part.share),
        "first_at": part.first_at,
        "last_at": part.last_at,
        "silent": part.silent,
    }
