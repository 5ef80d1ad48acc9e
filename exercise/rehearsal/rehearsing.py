"""Many simulated runs of one pack, each with a seed of its own, in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from agencies.network import Network
from exercise.engine.engine import Engine
from exercise.replay.chances import Spread, spread
from exercise.replay.crew import crew as hire
from exercise.replay.crew import work
from exercise.replay.summary import GOOD, Summary, summarize
from exercise.setup import Setup

__all__ = ["Rehearsal", "Row", "crew", "play", "rehearse", "run_once"]

CHUNK = 8
"""Runs that a worker is handed at once."""
FEW = 16
"""Runs for which starting workers would cost more than it saves."""


@dataclass(frozen=True, slots=True)
class Row:
    """An expectation over all runs.

    Attributes:
        opened: Runs in which it opened and could be seen.
        fulfilled: Runs in which it came out as it should.
        took: Seconds from opening to done, over the runs in which all of it was done.
    """

    id: str
    agency: str
    opened: int
    fulfilled: int
    took: Spread | None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of all runs; the ``n``-th has the seed of the setup plus ``n``."""

    setup: Setup
    runs: tuple[Summary, ...]

    @property
    def expectations(self) -> tuple[Row, ...]:
        """Every expectation that was in some run, in order."""
        names = dict.fromkeys(name for run in self.runs for name in run.expectations)
        return tuple(map(self._row, names))

    def _row(self, name: str) -> Row:
        sides = [run.expectations[name] for run in self.runs if name in run.expectations]
        seen = [side for side in sides if side.outcome not in ("void", "not-observed")]
        took = [
            side.done_at - side.opened_at
            for side in seen
            if side.done_at is not None and side.opened_at is not None
        ]
        return Row(
            name,
            sides[0].agency,
            len(seen),
            sum(side.outcome in GOOD for side in seen),
            spread([max(0, seconds) for seconds in took]),
        )

    def known(self, fact: str, agency: str) -> tuple[int, Spread | None]:
        """In how many runs an agency knew a fact, and since when."""
        found = [
            run.awareness[fact, agency] for run in self.runs if (fact, agency) in run.awareness
        ]
        return len(found), spread(found)

    @property
    def needed(self) -> Iterator[tuple[str, str]]:
        """Every fact with every agency that needs it, as the pack says."""
        for fact in self.setup.pack.facts.values():
            for agency in fact.needs:
                yield fact.id, agency


def run_once(setup: Setup, network: Network, number: int) -> Summary:
    """What matters of the ``number``-th run, from 0."""
    own = replace(setup, seed=setup.seed + number)
    engine = Engine(own, network)
    told = engine.begin() + engine.advance_to(setup.pack.endex)
    return summarize(own, network, told)


def rehearse(
    setup: Setup, runs: int, *, workers: int = 2, told: Callable[[int], object] = lambda _: None
) -> Rehearsal:
    """Play a pack many times; the same, in the same order, however many workers there are.

    Args:
        setup: What is played; its seed is the first run's.
        runs: How many times, one or more.
        workers: Processes; few runs are played in this one.
        told: Called with how many runs are done.
    """
    found: list[Summary] = []
    if workers < 2 or runs < FEW:
        network = Network(setup.network)
        for number in range(runs):
            found.append(run_once(setup, network, number))
            told(len(found))
        return Rehearsal(setup, tuple(found))
    with crew(setup, workers) as pool:
        for summary in play(pool, range(runs)):
            found.append(summary)
            told(len(found))
    return Rehearsal(setup, tuple(found))


def crew(setup: Setup, workers: int) -> ProcessPoolExecutor:
    """Workers that play a setup; to be closed by the caller."""
    return hire(workers, _bench, setup)


def play(pool: ProcessPoolExecutor, numbers: range) -> Iterator[Summary]:
    """What matters of some runs, in their order, as they are done."""
    return work(pool, _played, numbers, chunk=CHUNK)


def _bench(setup: Setup) -> tuple[Setup, Network]:
    """What a worker plays, made once."""
    return setup, Network(setup.network)


def _played(bench: tuple[Setup, Network], number: int) -> Summary:
    return run_once(*bench, number)
