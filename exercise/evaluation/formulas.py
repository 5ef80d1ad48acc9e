"""How each number of a judgement is formed, and where the formula comes from.

``score --json`` carries them, so that a number can be traced without these pages at hand; the
reasons stand in ``docs/explanation/scoring.md``.
"""

from __future__ import annotations

__all__ = ["FORMULAS"]

_OWN = "Maritime Tabletop, rules of play §4 and §5"
_HOLME = "Holme and Saramäki, Temporal networks, Physics Reports 519 (2012)"

FORMULAS: dict[str, dict[str, str]] = {
    "timeliness": {
        "formula": "1 for t <= L; 1 - (t - L) / (L * grace) up to L * (1 + grace); then 0",
        "source": _OWN,
    },
    "score": {"formula": "sum(w * score) / sum(w) over what has a score", "source": _OWN},
    "coverage": {"formula": "sum(w * coverage) / sum(w) over everything", "source": _OWN},
    "achieved": {
        "formula": "no, yes, partly or not-observed, by the order of its reasons",
        "source": "HSEEP 2020 (FEMA) for the question; the order: " + _OWN,
    },
    "system_time": {
        "formula": "delivered - opened = unread + desk + deciding + link + entered-late",
        "source": "Time-respecting paths: " + _HOLME,
    },
    "flows.best": {
        "formula": "min over deliveries from outside of delivered + expected seconds on the way",
        "source": _OWN + "; shortest paths: Dijkstra (1959)",
    },
    "completeness": {
        "formula": "sum(w * known) / sum(w * needed), over facts that anybody had been told",
        "source": "Share of required information held; weights of the pack",
    },
    "accuracy": {
        "formula": "facts held that are so / facts held",
        "source": "Share of held facts that are true",
    },
    "over_disclosure": {
        "formula": "deliveries to agencies that neither need nor may know / deliveries of facts",
        "source": "The pack's needs and may_know",
    },
    "shared": {
        "formula": "mean over pairs of agencies of facts known to both / known to either",
        "source": "Jaccard (1912)",
    },
    "balance": {
        "formula": "H / ln(k), H = -sum(p * ln(p)) over the shares p of k agencies or seats",
        "source": "Shannon (1948); evenness: Pielou (1966)",
    },
    "betweenness": {
        "formula": "sum of sigma_st(v) / sigma_st; normalized by (n - 1)(n - 2)",
        "source": "Freeman, Centrality in social networks, Social Networks 1 (1979)",
    },
    "efficiency": {
        "formula": "sum of 1 / d_ij over ordered pairs / (n(n - 1))",
        "source": "Latora and Marchiori, Physical Review Letters 87 (2001)",
    },
    "brokerage": {
        "formula": "ways i -> j -> k with i != k and no contact i -> k, by sectors",
        "source": "Gould and Fernandez, Sociological Methodology 19 (1989)",
    },
    "precision": {"formula": "wanted and used / used", "source": "Dinh, Yang and Diesner (2024)"},
    "recall": {"formula": "wanted and used / wanted", "source": "Dinh, Yang and Diesner (2024)"},
    "reachability": {
        "formula": "ordered pairs joined by a time-respecting way / n(n - 1)",
        "source": _HOLME,
    },
}
"""By the name of the number; ``flows.best`` and the like say where it stands."""
