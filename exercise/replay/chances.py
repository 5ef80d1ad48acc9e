"""How sure a number is that comes from a few runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from statistics import NormalDist

from exercise.evaluation.bootstrap import CONFIDENCE, quantile

__all__ = ["CONFIDENCE", "MIDDLE", "Spread", "share_interval", "spread"]

MIDDLE = 0.9
"""Share of the runs that a spread's bounds hold."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a number lies over runs: the median, and bounds that hold the middle 90 %.

    Of twenty runs or fewer these are the least and the greatest number.

    Attributes:
        runs: Runs that have the number.
    """

    median: float
    low: float
    high: float
    runs: int


def spread(values: Sequence[float]) -> Spread | None:
    """The spread of a number; None where no run has it."""
    ordered = sorted(values)
    if not ordered:
        return None
    tail = (1 - MIDDLE) / 2
    last = len(ordered) - 1
    # Numbers that occurred, and outward: between them lie no fewer of the runs than is said.
    low, high = floor(round(last * tail, 6)), ceil(round(last * (1 - tail), 6))
    median = round(quantile(ordered, 0.5), 6)
    return Spread(median, round(ordered[low], 6), round(ordered[high], 6), len(ordered))


def share_interval(hits: int, runs: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Where the true share lies if ``hits`` of ``runs`` did: the score interval of Wilson.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22 (1927). It stays inside 0 and 1 and is sound for few
    runs, where the textbook's interval is not.
    """
    if runs == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, square = hits / runs, z * z
    middle = share + square / (2 * runs)
    half = z * sqrt(share * (1 - share) / runs + square / (4 * runs * runs))
    scale = 1 + square / runs
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
