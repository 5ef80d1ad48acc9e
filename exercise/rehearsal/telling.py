"""A rehearsal in words: how often each thing was done and known, and what that says of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from exercise.rehearsal.rehearsing import Rehearsal
from exercise.replay.chances import CONFIDENCE, MIDDLE, Spread, share_interval
from exercise.report.voice import Voice
from exercise.report.wording import moment

__all__ = ["awareness_rows", "expectation_rows", "rehearsal_json", "remarks"]


def remarks(found: Rehearsal, voice: Voice) -> Iterator[str]:
    """What was played, and what a facilitator should look at."""
    say, runs = voice.say, len(found.runs)
    rows = found.expectations
    yield say(
        "{runs} runs by simulated desks of skill {skill}, seeds {first} to {last}: this is how the "
        "pack plays, not how people will.",
        runs=runs,
        skill=found.setup.skill,
        first=found.setup.seed,
        last=found.setup.seed + runs - 1,
    )
    never = [row.id for row in rows if row.opened and not row.fulfilled]
    if never:
        yield say("Never fulfilled; is the time enough? {names}", names=", ".join(never))
    always = [row.id for row in rows if row.opened and row.fulfilled == row.opened]
    if always:
        yield say("Fulfilled each time: {n} of {m} expectations.", n=len(always), m=len(rows))
    closed = [row.id for row in rows if not row.opened]
    if closed:
        yield say("Never opened, or never to be seen: {names}", names=", ".join(closed))


def expectation_rows(found: Rehearsal, voice: Voice) -> list[tuple[str, ...]]:
    """Each expectation: what it is, how often it was fulfilled, how sure that is, what it took."""
    rows: list[tuple[str, ...]] = []
    for row in found.expectations:
        if row.opened:
            low, high = share_interval(row.fulfilled, row.opened)
            rows.append(
                (
                    voice.labelled(row.id, row.agency),
                    voice.say("{k} of {n}", k=row.fulfilled, n=row.opened),
                    f"{voice.share(low)} – {voice.share(high)}",
                    _times(row.took, voice.span),
                )
            )
    return rows


def awareness_rows(found: Rehearsal, voice: Voice) -> list[tuple[str, ...]]:
    """Each fact at each agency that needs it: in how many runs it was known, and since when."""
    rows: list[tuple[str, ...]] = []
    for fact, agency in found.needed:
        known, since = found.known(fact, agency)
        rows.append(
            (
                f"{voice.agency(agency)}: {voice.fact(fact)}",
                voice.say("{k} of {n}", k=known, n=len(found.runs)),
                _times(since, moment),
            )
        )
    return rows


def _times(found: Spread | None, said: Any) -> str:
    if found is None:
        return "–"
    return f"{said(round(found.median))} ({said(round(found.low))} – {said(round(found.high))})"


def rehearsal_json(found: Rehearsal) -> dict[str, Any]:
    """What ``rehearse --json`` prints; times are seconds."""
    return {
        "pack": found.setup.pack.id,
        "runs": len(found.runs),
        "seed": found.setup.seed,
        "skill": found.setup.skill,
        "confidence": CONFIDENCE,
        "middle": MIDDLE,
        "expectations": [
            {
                "id": row.id,
                "agency": row.agency,
                "opened": row.opened,
                "fulfilled": row.fulfilled,
                "interval": list(share_interval(row.fulfilled, row.opened)),
                "took": None if row.took is None else asdict(row.took),
            }
            for row in found.expectations
        ],
        "awareness": [
            {
                "fact": fact,
                "agency": agency,
                "known": known,
                "at": None if since is None else asdict(since),
            }
            for fact, agency in found.needed
            for known, since in (found.known(fact, agency),)
        ],
    }
