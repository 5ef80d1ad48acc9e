"""Ratios measured side by side: a product, and the least that its work could cost.

A ratio means the same on a fast machine and a slow one, in a quiet hour and a busy one, because both
sides run in turn within the same seconds. So a budget is a ratio, and no test times anything.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

PAIRS = 7
"""Pairs of which the median is taken."""

Clock = Callable[[], float]
Side = Callable[[], float]
"""Does the work once and says how many seconds of it count."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        ratio: The product's time over the floor's: the median over all pairs.
        budget: What it may be at most; None where it is only reported.
        product, floor: Milliseconds of one go on this machine, medians; for the eye alone.
    """

    name: str
    ratio: float
    budget: float | None
    product: float
    floor: float

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        return self.budget is None or self.ratio <= self.budget


def timed(work: Callable[[], object], clock: Clock = time.process_time) -> float:
    """Seconds that ``work`` takes: of this process's processor time unless told otherwise.

    The collector of garbage has run before, and runs during it as it does in earnest.
    """
    gc.collect()
    began = clock()
    work()
    return clock() - began


def side_by_side(
    name: str, product: Side, floor: Side, budget: float | None, *, times: int = 1
) -> Measure:
    """Run both in turn, ``times`` goes each to a pair, after a go of each that does not count."""
    product(), floor()
    pairs = []
    for number in range(PAIRS):
        spent = {product: 0.0, floor: 0.0}
        for _ in range(times):
            for side in (product, floor) if number % 2 else (floor, product):
                spent[side] += side()
        pairs.append((spent[product] / times, spent[floor] / times))
    return from_pairs(name, pairs, budget)


def from_pairs(name: str, pairs: Sequence[tuple[float, float]], budget: float | None) -> Measure:
    """The measure that pairs of seconds, the product's and the floor's, come to."""
    return Measure(
        name,
        median(ours / theirs for ours, theirs in pairs),
        budget,
        median(ours for ours, _ in pairs) * 1000,
        median(theirs for _, theirs in pairs) * 1000,
    )


def show(measures: Iterable[Measure], *, as_json: bool) -> None:
    """Print each measure: a line of JSON, or a line to read."""
    for measure in measures:
        if as_json:
            kept = {"name": measure.name, "ratio": round(measure.ratio, 3)}
            print(json.dumps({**kept, "budget": measure.budget}))
            continue
        budget = "reported" if measure.budget is None else f"budget {measure.budget:.2f}"
        verdict = "" if measure.kept else "  OVER"
        print(
            f"{measure.name:<44} {measure.ratio:6.2f} x   {budget}"
            f"   ({measure.product:.2f} ms against {measure.floor:.2f} ms){verdict}"
        )
