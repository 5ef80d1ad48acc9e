"""What a second worker brings to a rehearsal: the time of two over that of one.

    python tests/benchmarks/rehearsal.py [--json] [--runs 48]

Starting workers, loading and building the network are excluded. The work is done in other processes,
so that the clock on the wall counts: it wants a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ProcessPoolExecutor

from exercise.cli.preparing import prepare
from exercise.rehearsal.rehearsing import crew, play
from measuring import show, side_by_side, timed

BUDGET = 1 / 1.9


def main() -> None:
    """Measure and show."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--runs", type=int, default=48)
    asked = parser.parse_args()
    setup = prepare("port-ransomware")

    def go(pool: ProcessPoolExecutor) -> float:
        return timed(lambda: list(play(pool, range(asked.runs))), time.perf_counter)

    with crew(setup, 1) as one, crew(setup, 2) as two:
        found = side_by_side("rehearsal: two workers", lambda: go(two), lambda: go(one), BUDGET)
    show([found], as_json=asked.json)


if __name__ == "__main__":
    main()
