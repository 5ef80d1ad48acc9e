"""Networks and coordination as JSON, for ``measures --json`` and ``score --json``."""

from __future__ import annotations

from typing import Any

from agencies.measures import ROLES, Comparison, Contacts, Measures, Position
from agencies.temporal import Reachability
from exercise.evaluation.coordination import Coordination, Usage

__all__ = ["coordination_json", "measures_json"]

PLACES = 6


def rounded(value: float | None) -> float | None:
    """A number to the decimal places that machines do not differ in."""
    return None if value is None else round(value, PLACES)


def measures_json(found: Measures, contacts: Contacts | None = None) -> dict[str, Any]:
    """The measures of a network; with each agency's sector where ``contacts`` has them."""
    sectors = {} if contacts is None else contacts.sectors
    return {
        "nodes": found.nodes,
        "edges": found.edges,
        "directed": found.directed,
        "density": rounded(found.density),
        "reciprocity": rounded(found.reciprocity),
        "degree_centralization": rounded(found.degree_centralization),
        "betweenness_centralization": rounded(found.betweenness_centralization),
        "efficiency": rounded(found.efficiency),
        "broker": found.broker,
        "efficiency_without_broker": rounded(found.efficiency_without_broker),
        "loss_without_broker": rounded(found.loss_without_broker),
        "agencies": [
            _position(position, sectors.get(position.node)) for position in found.positions
        ],
    }


def _position(position: Position, sector: str | None) -> dict[str, Any]:
    brokerage = position.brokerage
    return {
        "id": position.node,
        "sector": sector,
        "incoming": position.incoming,
        "outgoing": position.outgoing,
        "betweenness": rounded(position.betweenness),
        "betweenness_normalized": rounded(position.share),
        "constraint": rounded(position.constraint),
        "cut": position.cut,
        "brokerage": None
        if brokerage is None
        else {**{role: getattr(brokerage, role) for role in ROLES}, "total": brokerage.total},
    }


def coordination_json(found: Coordination) -> dict[str, Any]:
    """How agencies were in touch."""
    required = len(found.reached) + len(found.unreached)
    return {
        "required": {
            **_comparison(found.required),
            "reached": [list(edge) for edge in found.reached],
            "unreached": [list(edge) for edge in found.unreached],
            "recall_over_others": rounded(len(found.reached) / required) if required else None,
        },
        "plan": _comparison(found.plan),
        "planned": measures_json(found.planned),
        "used": measures_json(found.used),
        "reachability": _reach(found.reach),
        "usage": [_usage(usage) for usage in found.usage],
    }


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "precision": rounded(found.precision),
        "recall": rounded(found.recall),
        "overlap": rounded(found.overlap),
        "both": [list(edge) for edge in found.both],
        "unused": [list(edge) for edge in found.unused],
        "unwanted": [list(edge) for edge in found.unwanted],
    }


def _reach(found: Reachability) -> dict[str, Any]:
    return {
        "ratio": rounded(found.ratio),
        "static_ratio": rounded(found.static_ratio),
        "arrivals": {source: dict(sorted(to.items())) for source, to in found.arrivals.items()},
    }


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "from": usage.source,
        "to": usage.target,
        "link": usage.link,
        "crossings": usage.crossings,
        "lost": usage.lost,
        "seconds": usage.seconds,
    }
