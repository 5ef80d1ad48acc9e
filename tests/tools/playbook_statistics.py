"""Plays a pack many times without people and says how playbooks do.

    python tests/tools/playbook_statistics.py [PACK] [--cut CUT] [--seeds 50] [--skill trained] [--json]

For each expectation: how often it was met, late, missed, partial or not observed, and the median
time against the limit, with a mark where the outcome is always or never *met* (then it measures
nothing). Then how many agencies take part, how long desks meant for people sit without anything
arriving, and how the four skills differ. Every agency is played by its playbook throughout.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import sqrt
from multiprocessing import get_context
from statistics import NormalDist, fmean, median, stdev
from typing import Any

from agencies.network import Network
from exercise.cli.preparing import prepare
from exercise.engine import Engine
from exercise.evaluation import Evaluation, evaluate
from exercise.events import Event, InjectDelivered, ItemHandled, MessageDelivered, MessageSent
from exercise.setup import Setup
from exercise.state.watch import DECISION

SKILLS = ("novice", "trained", "expert", "reliable")
OUTCOMES = ("met", "late", "partial", "missed", "not-observed", "void")
WORKERS = 2
_WIDE = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one expectation came out in one run; ``seconds`` from opening to the last part done."""

    outcome: str
    seconds: int | None
    within: int
    agency: str
    duty: bool
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run says.

    Attributes:
        active: Agencies that sent or received a message.
        idle: For each desk meant for people, the longest stretch of play in seconds in which
            nothing reached its inbox, and when it began.
        awareness: Mean seconds from a fact's first delivery to anybody until an agency that needs
            it knows it; who never does counts as knowing at ENDEX (restricted mean).
        timeliness: Mean timeliness of the expectations observed.
        neglected: Parts left undone though their holder knew what to do half an hour before ENDEX.
    """

    seed: int
    skill: str
    expectations: dict[str, Outcome]
    active: tuple[str, ...]
    idle: dict[str, tuple[int, int]]
    awareness: float
    timeliness: float
    neglected: tuple[tuple[str, str], ...]
    sent: int
    lapses: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over runs with its 95 % interval (normal approximation)."""

    mean: float
    low: float
    high: float


@cache
def _loaded(pack: str, cut: str | None) -> tuple[Setup, Network]:
    setup = prepare(pack, cut=cut)
    return setup, Network(setup.network)


def play(pack: str, cut: str | None, skill: str, seed: int) -> tuple[Setup, list[Event]]:
    """One run in memory, to its end."""
    setup, network = _loaded(pack, cut)
    setup = replace(setup, seed=seed, skill=skill)
    engine = Engine(setup, network)
    return setup, [*engine.begin(), *engine.advance_to(setup.pack.endex)]


def figures(pack: str, cut: str | None, skill: str, seed: int) -> Figures:
    """One run, judged."""
    setup, events = play(pack, cut, skill, seed)
    judged = evaluate(setup, _loaded(pack, cut)[1], events)
    return Figures(
        seed=seed,
        skill=skill,
        expectations=_outcomes(judged),
        active=_active(events),
        idle={agency: _idle(events, agency, setup.pack.endex) for agency in setup.pack.play},
        awareness=_awareness(judged),
        timeliness=fmean(e.timeliness for e in judged.expectations if e.timeliness is not None),
        neglected=_neglected(setup, judged, events),
        sent=sum(isinstance(event.body, MessageSent) for event in events),
        lapses=tuple(lapse.kind for lapse in judged.lapses),
    )


def many(
    seeds: Mapping[str, Iterable[int]], pack: str = "port-ransomware", cut: str | None = None
) -> dict[str, list[Figures]]:
    """Runs of each skill with its seeds, over two processes."""
    jobs = [(pack, cut, skill, seed) for skill in seeds for seed in seeds[skill]]
    found: dict[str, list[Figures]] = {}
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        for run in pool.map(_figures, jobs, chunksize=10):
            found.setdefault(run.skill, []).append(run)
    return found


def _figures(job: tuple[str, str | None, str, int]) -> Figures:
    return figures(*job)


def _outcomes(judged: Evaluation) -> dict[str, Outcome]:
    found = {}
    for result in judged.expectations:
        if result.prohibition or result.held_by != "playbook":
            continue
        times = [part.agency_time for part in result.parts if part.agency_time is not None]
        found[result.id] = Outcome(
            result.outcome,
            max(times) if len(times) == len(result.parts) and times else None,
            result.within or 0,
            result.agency,
            result.duty is not None,
            {part.what: part.outcome for part in result.parts},
        )
    return found


def _active(events: Sequence[Event]) -> tuple[str, ...]:
    sent = {event.agency or "" for event in events if isinstance(event.body, MessageSent)}
    received = {event.body.to for event in events if isinstance(event.body, MessageDelivered)}
    return tuple(sorted(sent | received))


def _idle(events: Sequence[Event], agency: str, endex: int) -> tuple[int, int]:
    arrivals = [
        event.at
        for event in events
        if isinstance(event.body, (InjectDelivered, MessageDelivered))
        and event.body.to == agency
        and event.at >= 0
    ]
    edges = [0, *arrivals, endex]
    return max((later - earlier, earlier) for earlier, later in pairwise(edges))


def _awareness(judged: Evaluation) -> float:
    began = [(need, need.due_at - need.within) for need in judged.needs if need.due_at is not None]
    return fmean(
        (judged.at if need.known_at is None else need.known_at) - first for need, first in began
    )


def _neglected(
    setup: Setup, judged: Evaluation, events: Sequence[Event]
) -> tuple[tuple[str, str], ...]:
    """Who knew half an hour before ENDEX either the opening inject or all that was to be told."""
    late = setup.pack.endex - 1800
    known = {(row.agency, row.fact) for row in judged.awareness if row.at < late}
    read = {
        event.body.item
        for event in events
        if isinstance(event.body, ItemHandled) and event.at < late
    }
    about = {exp.id: exp.about for exp, _ in setup.pack.all_expectations}
    found = []
    for result in judged.expectations:
        facts = about.get(result.id, ())
        opened = f"{result.inject}/{result.agency}" in read
        aware = all((result.agency, fact) in known for fact in facts) if facts else opened
        for part in result.parts:
            told = all(setup.pack.facts[fact].concerns(part.what) for fact in facts)
            if part.outcome == "missed" and aware and (told or part.what == DECISION):
                found.append((result.id, part.what))
    return tuple(found)


def interval(values: Sequence[float]) -> Interval:
    """The mean of several runs and its 95 % interval."""
    mean = fmean(values)
    spread = _WIDE * stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0
    return Interval(mean, mean - spread, mean + spread)


@dataclass(frozen=True, slots=True)
class Row:
    """One expectation over all runs; ``flag`` is always-met, never-met or nothing."""

    id: str
    agency: str
    outcomes: dict[str, int]
    seconds: float | None
    within: int
    duty: bool

    @property
    def flag(self) -> str:
        """Why it says nothing about how playbooks do, if it does not."""
        observed = sum(self.outcomes.get(name, 0) for name in ("met", "late", "partial", "missed"))
        if not observed:
            return "never-observed"
        if self.outcomes.get("met", 0) == observed:
            return "always-met"
        return "" if self.outcomes.get("met", 0) else "never-met"


def rows(runs: Sequence[Figures]) -> list[Row]:
    """Every expectation in the order in which it first turned up, duties after the pack's own."""
    seen: dict[str, list[Outcome]] = {}
    for run in runs:
        for name, outcome in run.expectations.items():
            seen.setdefault(name, []).append(outcome)
    found = [
        Row(
            name,
            outcomes[0].agency,
            dict(Counter(outcome.outcome for outcome in outcomes)),
            median(times)
            if (times := [o.seconds for o in outcomes if o.seconds is not None])
            else None,
            max(outcome.within for outcome in outcomes),
            outcomes[0].duty,
        )
        for name, outcomes in seen.items()
    ]
    return sorted(found, key=lambda row: row.duty)


def _report(runs: dict[str, list[Figures]], skill: str) -> dict[str, Any]:
    main = runs[skill]
    everybody = set().union(*(run.active for run in main))
    return {
        "skill": skill,
        "seeds": len(main),
        "expectations": [{**asdict(row), "flag": row.flag} for row in rows(main)],
        "agencies": {
            "fewest": min(len(run.active) for run in main),
            "ever": len(everybody),
            "sometimes_silent": sorted(
                name for name in everybody if any(name not in run.active for run in main)
            ),
        },
        "idle": {
            agency: {
                "median": median(run.idle[agency][0] for run in main),
                "worst": max(run.idle[agency] for run in main),
            }
            for agency in main[0].idle
        },
        "sent": asdict(interval([run.sent for run in main])),
        "lapses": dict(Counter(kind for run in main for kind in run.lapses)),
        "skills": {
            name: {
                "awareness": asdict(interval([run.awareness for run in of])),
                "timeliness": asdict(interval([run.timeliness for run in of])),
            }
            for name, of in runs.items()
        },
    }


def _print(report: dict[str, Any]) -> None:
    print(f"Expectations at skill {report['skill']}, {report['seeds']} seeds")
    print(f"  {'':44} {'':19} {' '.join(f'{name[:7]:>7}' for name in OUTCOMES)}   median / limit")
    for row in report["expectations"]:
        counts = " ".join(f"{row['outcomes'].get(name, 0):7}" for name in OUTCOMES)
        time = "–" if row["seconds"] is None else f"{row['seconds'] / 60:.1f}"
        limit = f"{time:>6} / {row['within'] / 60:.0f} min"
        print(f"  {row['id']:44.44} {row['agency']:19.19} {counts}  {limit:18} {row['flag']}")
    agencies = report["agencies"]
    print(f"\nAgencies that send or receive: at least {agencies['fewest']} of {agencies['ever']}")
    print(f"  silent in some runs: {', '.join(agencies['sometimes_silent']) or '–'}")
    print(f"Messages per run: {report['sent']['mean']:.0f}; lapses: {report['lapses'] or 'none'}")
    print("\nLongest stretch without anything arriving (median, worst and from when, in minutes)")
    for agency, idle in report["idle"].items():
        worst, since = idle["worst"]
        print(f"  {agency:24} {idle['median'] / 60:5.1f} {worst / 60:5.1f} from {since / 60:5.1f}")
    print("\nSkill        awareness (min), 95 %         timeliness, 95 %")
    for name, both in report["skills"].items():
        aware, timely = both["awareness"], both["timeliness"]
        low, high = aware["low"] / 60, aware["high"] / 60
        print(
            f"  {name:10} {aware['mean'] / 60:6.2f} [{low:.2f}, {high:.2f}]"
            f"        {timely['mean']:.3f} [{timely['low']:.3f}, {timely['high']:.3f}]"
        )


def main() -> int:
    """Plays, and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack", nargs="?", default="port-ransomware")
    parser.add_argument("--cut")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--skill", choices=SKILLS, default="trained")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    runs = many(dict.fromkeys(SKILLS, range(1, asked.seeds + 1)), asked.pack, asked.cut)
    report = _report(runs, asked.skill)
    print(json.dumps(report, indent=1)) if asked.json else _print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
