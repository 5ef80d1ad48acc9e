"""How a headless run grows with what it plays: time and memory as injects, agencies, links and
messages double.

Each of them is doubled alone, then all together. The figure is the exponent of growth: the slope of
the logarithm of time over the logarithm of size, fitted to the last three sizes, where fixed costs no
longer flatter it. 1 is linear, 2 quadratic. *Near-linear* here means at most 1.2: a doubling costs at
most 2.3 times as much.

    python tests/benchmarks/growth.py [--json] [--doublings 5]
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from agencies.network import Network
from exercise.engine import Engine
from exercise.journal import MemoryJournal
from exercise.session.opening import opening
from exercise.setup import Setup
from generate import Size, setup_of

NEAR_LINEAR = 1.2
FITTED = 3
"""Sizes that the exponent is fitted to: the largest."""
TIMES = 3
"""Goes of which the quickest counts."""


def all_doubled(size: Size) -> Size:
    """Twice the injects, agencies and, with the same links and messages for each, of those too."""
    return replace(size, injects=2 * size.injects, agencies=2 * size.agencies)


DOUBLED: dict[str, Callable[[Size], Size]] = {
    "injects": lambda size: replace(size, injects=2 * size.injects),
    "agencies": lambda size: replace(size, agencies=2 * size.agencies),
    "links": lambda size: replace(size, degree=2 * size.degree),
    "messages": lambda size: replace(size, tells=2 * size.tells),
    "all together": all_doubled,
}
STARTS = {
    "links": Size(agencies=256, degree=2),
    "messages": Size(agencies=256, degree=64, tells=2),
}
"""Where doubling begins, if not at the smallest size: there must be agencies to link and to tell."""


@dataclass(frozen=True, slots=True)
class Point:
    """One size: what was played, and what it took."""

    size: Size
    events: int
    seconds: float
    megabytes: float


def play(setup: Setup, network: Network) -> MemoryJournal:
    """A headless run with a memory journal."""
    engine = Engine(setup, network)
    told = [opening(setup, engine.begins_at), *engine.begin()]
    told += engine.advance_to(setup.pack.endex)
    journal = MemoryJournal()
    journal.append(told)
    return journal


def measured(size: Size) -> Point:
    """What a run of that size takes: processor seconds, and megabytes at its end."""
    setup, seconds = setup_of(size), []
    for _ in range(TIMES):
        network = Network(setup.network)  # One that has answered nothing yet.
        gc.collect()
        began = time.process_time()
        play(setup, network)
        seconds.append(time.process_time() - began)
    network = Network(setup.network)
    tracemalloc.start()
    journal = play(setup, network)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Point(size, journal.head.seq, min(seconds), held / 1e6)


def exponent(values: Sequence[float]) -> float:
    """The slope of the logarithm over doublings: what a doubling multiplies by is 2 to this."""
    logs = [math.log2(value) for value in values]
    middle = (len(logs) - 1) / 2
    spread = sum((place - middle) ** 2 for place in range(len(logs)))
    return sum((place - middle) * log for place, log in enumerate(logs)) / spread


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How a headless run grows with what it plays.")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--doublings", type=int, default=5)
    parser.add_argument("--only", choices=list(DOUBLED))
    given = parser.parse_args()
    for name, doubled in DOUBLED.items():
        if given.only not in (None, name):
            continue
        sizes = [STARTS.get(name, Size())]
        while len(sizes) <= given.doublings:
            sizes.append(doubled(sizes[-1]))
        points = []
        for size in sizes:
            points.append(measured(size))
            if not given.json:
                _tell(name, points[-1])
        last = points[-FITTED:]
        time_grows = exponent([point.seconds for point in last])
        memory_grows = exponent([point.megabytes for point in last])
        if given.json:
            for what, value in (("time", time_grows), ("memory", memory_grows)):
                measure = {"name": f"growth of {what}: {name}", "ratio": round(value, 3)}
                print(json.dumps({**measure, "budget": NEAR_LINEAR}))
        else:
            over = "" if max(time_grows, memory_grows) <= NEAR_LINEAR else "   OVER"
            print(
                f"{name}: time grows as n^{time_grows:.2f}, memory as n^{memory_grows:.2f}{over}\n"
            )


def _tell(name: str, point: Point) -> None:
    size, each = point.size, point.seconds / point.events * 1e6
    print(
        f"  {name:<12} {size.injects:>6} injects {size.agencies:>6} agencies {size.degree:>4} links "
        f"and {size.tells:>4} messages each: {point.events:>7} events, "
        f"{point.seconds * 1000:>9.1f} ms ({each:.0f} us an event), {point.megabytes:.1f} MB"
    )


if __name__ == "__main__":
    main()
