"""How far evaluators agree: the coefficients, over any weighted sample of units.

A unit is what its evaluators said of it, in their order, None where one did not observe it. All
formulas work on sums over units, so that they cost time in proportion to the ratings and can be
asked of each resample of a bootstrap.

Sources: Krippendorff, K.: Content Analysis (2004), ch. 11, and Computing Krippendorff's
Alpha-Reliability (2011). Cohen, J.: A coefficient of agreement for nominal scales (1960), and
Weighted kappa (1968).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from agencies.language import Phrase, phrase

__all__ = [
    "LEVELS",
    "Level",
    "Rating",
    "Sample",
    "Undefined",
    "Unit",
    "alpha",
    "kappa",
    "raw_agreement",
]

Level = Literal["nominal", "ordinal", "interval"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
Rating = str | float
"""A category's name, or a number: for an order and for distances."""
Unit = tuple[Rating | None, ...]
Sample = Sequence[tuple[Unit, int]]
"""Units, each with how often it is there."""
Weights = Literal["none", "linear", "quadratic"]

NO_PAIRS = phrase("no unit was rated by two evaluators")
NO_VARIATION = phrase("all ratings are the same, so that chance cannot be told from agreement")


class Undefined(ArithmeticError):
    """A coefficient that the data do not define.

    Attributes:
        why: The reason, for people.
    """

    def __init__(self, why: Phrase) -> None:
        super().__init__(why)
        self.why = why


def _pairable(sample: Sample) -> list[tuple[list[Rating], int]]:
    """What was said of each unit that at least two evaluators rated."""
    found = []
    for unit, times in sample:
        said = [rating for rating in unit if rating is not None]
        if len(said) > 1 and times:
            found.append((said, times))
    if not found:
        raise Undefined(NO_PAIRS)
    return found


def alpha(sample: Sample, level: Level) -> float:
    """Krippendorff's alpha: 1 - observed / expected disagreement, at most 1, 0 where by chance.

    With ``n_c`` pairable ratings of value c, ``n`` of them all, ``m_u`` of unit u and the level's
    squared difference δ²::

        α = 1 - (n - 1) · Σ_u Σ_{i≠j} δ²(u_i, u_j) / (m_u - 1)  /  Σ_c Σ_k n_c · n_k · δ²(c, k)

    δ² is 1 between different values (nominal), the squared difference (interval), or the squared
    difference of midranks (ordinal), which is Krippendorff's sum of ``n_g`` from c to k without
    half of both ends. Units with fewer than two ratings say nothing and are left out.

    Raises:
        Undefined: If no unit has two ratings, or all ratings are the same.
    """
    units = _pairable(sample)
    counts: Counter[Rating] = Counter()
    for said, times in units:
        for rating in said:
            counts[rating] += times
    if len(counts) == 1:
        raise Undefined(NO_VARIATION)
    total = counts.total()
    if level == "nominal":
        observed = sum(times * _unlike(said) / (len(said) - 1) for said, times in units)
        expected: float = total**2 - sum(count**2 for count in counts.values())
    else:
        place = _midranks(counts) if level == "ordinal" else _centred(counts)
        observed = 0.0
        for said, times in units:
            places = [place[rating] for rating in said]
            mean = sum(places) / len(places)
            spread = sum((each - mean) ** 2 for each in places)
            observed += times * 2 * len(places) * spread / (len(places) - 1)
        expected = 2 * total * sum(count * place[value] ** 2 for value, count in counts.items())
    return 1 - (total - 1) * observed / expected


def _unlike(said: Sequence[Rating]) -> int:
    """Ordered pairs of different ratings."""
    alike: int = sum(count**2 for count in Counter(said).values())
    return len(said) ** 2 - alike


def _midranks(counts: Mapping[Rating, int]) -> dict[Rating, float]:
    """The mean rank of each value's ratings, measured from the mean of all ranks."""
    ranks, below = {}, 0.0
    middle = sum(counts.values()) / 2
    for value in sorted(counts, key=float):
        ranks[value] = below + counts[value] / 2 - middle
        below += counts[value]
    return ranks


def _centred(counts: Mapping[Rating, int]) -> dict[Rating, float]:
    """Each value measured from the mean: differences stay exact where values are large."""
    first = float(next(iter(counts)))
    total = sum(counts.values())
    mean = sum((float(value) - first) * count for value, count in counts.items()) / total
    return {value: float(value) - first - mean for value in counts}


def raw_agreement(sample: Sample) -> float:
    """The share of pairs of ratings of one unit that are the same, all units' pairs together.

    Raises:
        Undefined: If no unit has two ratings.
    """
    same = pairs = 0
    for said, times in _pairable(sample):
        of_unit = len(said) * (len(said) - 1)
        pairs += times * of_unit
        same += times * (of_unit - _unlike(said))
    return same / pairs


def kappa(sample: Sample, weights: Weights, places: Mapping[Rating, float]) -> float:
    """Cohen's kappa of two evaluators: 1 - observed / expected weighted disagreement.

    Disagreement counts 1 (no weights), the distance of places (linear) or its square (quadratic);
    expected is what the two would come to with the same frequencies of ratings, each for itself.

    Args:
        sample: Units with two ratings each; units that one of them left out are not looked at.
        weights: none, linear or quadratic.
        places: Where each rating stands on the scale.

    Raises:
        Undefined: If no unit was rated by both, or both said one and the same throughout.
    """
    pairs = [
        (one, other, times)
        for (one, other), times in sample
        if one is not None and other is not None and times
    ]
    if not pairs:
        raise Undefined(NO_PAIRS)
    ones = _shares((one, times) for one, _, times in pairs)
    others = _shares((other, times) for _, other, times in pairs)
    if len(ones) == 1 and ones.keys() == others.keys():
        raise Undefined(NO_VARIATION)
    total = sum(times for _, _, times in pairs)
    if weights == "none":
        observed = sum(times for one, other, times in pairs if one != other) / total
        return 1 - observed / (1 - sum(share * others.get(v, 0.0) for v, share in ones.items()))
    power = 1 if weights == "linear" else 2
    apart = sum(times * abs(places[one] - places[other]) ** power for one, other, times in pairs)
    return 1 - apart / total / _expected(ones, others, power, places)


def _shares(ratings: Iterable[tuple[Rating, int]]) -> dict[Rating, float]:
    counts: Counter[Rating] = Counter()
    for rating, times in ratings:
        counts[rating] += times
    total = counts.total()
    return {rating: count / total for rating, count in counts.items()}


def _expected(
    ones: Mapping[Rating, float],
    others: Mapping[Rating, float],
    power: int,
    places: Mapping[Rating, float],
) -> float:
    """Mean of ``|x - y| ** power`` for independent x and y."""
    if power == 1:
        # Between two neighbouring places lie those of whom one is below and the other above.
        expected = below = other_below = 0.0
        for here, there in pairwise(sorted({*ones, *others}, key=places.__getitem__)):
            below += ones.get(here, 0.0)
            other_below += others.get(here, 0.0)
            split = below * (1 - other_below) + other_below * (1 - below)
            expected += (places[there] - places[here]) * split
        return expected
    mean, spread = _moments(ones, places)
    other_mean, other_spread = _moments(others, places)
    return float(spread + other_spread + (mean - other_mean) ** 2)


def _moments(shares: Mapping[Rating, float], places: Mapping[Rating, float]) -> tuple[float, float]:
    mean = sum(share * places[value] for value, share in shares.items())
    return mean, sum(share * (places[value] - mean) ** 2 for value, share in shares.items())
