"""How sure a coefficient is: the percentile bootstrap over units.

Units are drawn with replacement, as many as there are, each with all of its ratings, as Zapf and
others (Measuring inter-rater reliability for nominal data, BMC Medical Research Methodology 16:93,
2016) recommend for Krippendorff's alpha. The 2.5th and 97.5th percentile of the coefficients of the
resamples bound 95 % of them. Draws are keyed by seed and number of the resample, so that the same
table gives the same interval everywhere.
"""

from __future__ import annotations

import hashlib
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from agencies.language import Phrase, phrase
from exercise.evaluation.coefficients import Sample, Undefined, Unit

__all__ = ["CONFIDENCE", "RESAMPLES", "Interval", "intervals", "quantile"]

RESAMPLES = 2000
CONFIDENCE = 0.95
FEWEST = 3
"""Units that an interval needs: the resamples of two say nothing."""

TOO_FEW = phrase("an interval needs at least {units} units that two evaluators rated", units=FEWEST)
TOO_OFTEN = phrase("more than half of the resamples leave it undefined")


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of the middle 95 % of the resamples.

    Attributes:
        low, high: The bounds; None where ``why`` says there are none.
        undefined: Resamples that did not define the coefficient and are left out.
    """

    low: float | None = None
    high: float | None = None
    undefined: int = 0
    why: Phrase | None = None


def intervals(
    units: Sequence[Unit],
    coefficients: Sequence[Callable[[Sample], float]],
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> tuple[Interval, ...]:
    """The interval of each coefficient, all over the same resamples.

    Args:
        units: What was said of each unit.
        coefficients: What is asked of each resample; may raise :class:`Undefined`.
        seed: Other seeds draw other resamples.
        resamples: How many.
    """
    if sum(1 for unit in units if len(unit) - unit.count(None) > 1) < FEWEST:
        return tuple(Interval(why=TOO_FEW) for _ in coefficients)
    found: list[list[float]] = [[] for _ in coefficients]
    for sample in _resamples(units, seed, resamples):
        for place, coefficient in enumerate(coefficients):
            try:
                found[place].append(coefficient(sample))
            except Undefined:
                continue
    return tuple(_bounds(sorted(values), resamples) for values in found)


def _resamples(units: Sequence[Unit], seed: int, resamples: int) -> Iterator[Sample]:
    # Units rated alike are one pattern, so that a resample costs no more than there are patterns.
    patterns = list(dict.fromkeys(units))
    place = {pattern: number for number, pattern in enumerate(patterns)}
    of_unit = [place[unit] for unit in units]
    size = len(units)
    shape = struct.Struct(f"<{size}I")
    for number in range(resamples):
        key = f"{seed}|agreement|{number}".encode()
        bits = shape.unpack(hashlib.shake_256(key).digest(shape.size))
        drawn = Counter(of_unit[(each * size) >> 32] for each in bits)
        yield [(patterns[pattern], drawn[pattern]) for pattern in sorted(drawn)]


def _bounds(values: Sequence[float], resamples: int) -> Interval:
    undefined = resamples - len(values)
    if undefined * 2 > resamples:
        return Interval(undefined=undefined, why=TOO_OFTEN)
    tail = (1 - CONFIDENCE) / 2
    return Interval(quantile(values, tail), quantile(values, 1 - tail), undefined)


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between neighbours in proportion (Hyndman and Fan's type 7, as most software does)."""
    exact = (len(ordered) - 1) * share
    below = int(exact)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (exact - below)
