"""How scoring and awareness grow as events double, at the same agencies: up to 100,000 events.

A generated exercise is played once by simulated desks; then its record is judged. The figure is the
exponent of growth, fitted to the last three sizes as in ``growth.py``; near-linear is at most 1.2. What
was there before (the events, the network) is kept out of the collector's sight, as ``gc.freeze`` does:
going over it again and again is no work of scoring.

    python tests/benchmarks/scoring.py [--json] [--events 100000]
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable
from typing import Any

from agencies.network import Network
from exercise.evaluation import evaluate, to_json
from generate import Size, setup_of
from growth import FITTED, NEAR_LINEAR, exponent, play

SMALLEST = 60
"""Injects of the smallest exercise; each size has twice as many."""


def timed(asked: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of the quicker of two goes, and the answer."""
    seconds, answer = [], None
    for _ in range(2):
        gc.collect()
        gc.freeze()
        began = time.process_time()
        answer = asked()
        seconds.append(time.process_time() - began)
        gc.unfreeze()
    return min(seconds), answer


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How scoring grows as events double.")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--events", type=int, default=100_000)
    given = parser.parse_args()
    injects, scoring, writing = SMALLEST, [], []
    while True:
        setup = setup_of(Size(injects=injects, agencies=26))
        network = Network(setup.network)
        events = list(play(setup, network).read())
        seconds, found = timed(lambda: evaluate(setup, network, events))  # noqa: B023
        scoring.append(seconds)
        writing.append(timed(lambda: to_json(found))[0])  # noqa: B023
        if not given.json:
            each = seconds / len(events) * 1e6
            print(
                f"  {injects:>6} injects, {len(events):>7} events: judged in "
                f"{seconds * 1000:>8.1f} ms ({each:.0f} us an event), "
                f"written as JSON in {writing[-1] * 1000:.1f} ms"
            )
        if len(events) >= given.events:
            break
        injects *= 2
    for name, points in (("scoring and awareness", scoring), ("scores as JSON", writing)):
        grows = exponent(points[-FITTED:])
        if given.json:
            measure = {"name": f"growth: {name}", "ratio": round(grows, 3)}
            print(json.dumps({**measure, "budget": NEAR_LINEAR}))
        else:
            print(f"{name}: time grows as n^{grows:.2f}{'' if grows <= NEAR_LINEAR else '   OVER'}")


if __name__ == "__main__":
    main()
