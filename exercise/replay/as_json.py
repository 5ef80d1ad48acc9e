"""The answer to a what-if for programs: every row, with its direction."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from exercise.replay.chances import CONFIDENCE, MIDDLE, Spread, share_interval
from exercise.replay.outcome import Luck, Outcome
from exercise.replay.search import Found

__all__ = ["outcome_json", "search_json"]


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What ``whatif --json`` prints; times are exercise seconds."""
    before, after = outcome.cost
    return {
        "at": outcome.at,
        "until": outcome.until,
        "changes": list(outcome.changes),
        "identical": outcome.identical,
        "expectations": [
            {
                "id": row.id,
                "agency": row.agency,
                "direction": row.direction,
                "before": None if row.before is None else asdict(row.before),
                "after": None if row.after is None else asdict(row.after),
            }
            for row in outcome.expectations
        ],
        "awareness": [
            {
                "fact": row.fact,
                "agency": row.agency,
                "direction": row.direction,
                "before": row.before,
                "after": row.after,
            }
            for row in outcome.awareness
        ],
        "objectives": [
            {"id": row.id, "before": asdict(row.before), "after": asdict(row.after)}
            for row in outcome.objectives
        ],
        "cost": {"before": asdict(before), "after": asdict(after)},
        "void": [
            {
                "seq": void.event.seq,
                "id": void.event.id,
                "at": void.event.at,
                "kind": void.event.kind,
                "reason": void.reason.into("en"),
            }
            for void in outcome.void
        ],
        "luck": None if outcome.luck is None else _luck(outcome.luck, outcome),
    }


def _luck(luck: Luck, outcome: Outcome) -> dict[str, Any]:
    helped, same, harmed = luck.helped
    return {
        "runs": luck.runs,
        "moot": luck.moot,
        "confidence": CONFIDENCE,
        "middle": MIDDLE,
        "helped": helped,
        "same": same,
        "harmed": harmed,
        "gain": _spread(luck.gain),
        "messages": _spread(luck.messages),
        "expectations": [
            {"id": row.id, "before": _share(met[0], luck), "after": _share(met[1], luck)}
            for row in outcome.expectations
            for met in (luck.met(row.id),)
        ],
        "awareness": [
            {
                "fact": row.fact,
                "agency": row.agency,
                "sooner": None if found is None else _spread(found),
            }
            for row in outcome.awareness
            for found in (luck.sooner(row.fact, row.agency),)
        ],
    }


def _share(met: int, luck: Luck) -> dict[str, Any]:
    low, high = share_interval(met, luck.runs)
    return {"met": met, "low": low, "high": high}


def _spread(found: Spread) -> dict[str, Any]:
    return asdict(found)


def search_json(found: Found) -> dict[str, Any]:
    """What ``whatif --search --json`` prints: everything that was tried, the best first."""
    return {
        "at": found.at,
        "until": found.until,
        "tried": [
            {
                "change": one.change,
                "gain": one.gain,
                "points": one.points,
                "sooner": one.sooner,
                "messages": one.messages,
                "luck": None
                if one.luck is None
                else {
                    "runs": one.luck.runs,
                    "gain": _spread(one.luck.gain),
                    "helped": one.luck.helped[0],
                    "harmed": one.luck.helped[2],
                },
            }
            for one in found.tried
        ],
    }
