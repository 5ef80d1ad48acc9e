"""How far evaluators agree, beside what of it may be chance (doctrine: ordinal alpha first).

For tables of any ratings; :mod:`exercise.evaluation.ratingsfile` reads them from CSV. A coefficient
that the data do not define has a reason in place of a value, and is never taken for 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from agencies.language import Phrase, phrase
from exercise.evaluation.bootstrap import RESAMPLES, Interval, intervals
from exercise.evaluation.coefficients import (
    Level,
    Rating,
    Sample,
    Undefined,
    Unit,
    alpha,
    kappa,
    raw_agreement,
)

__all__ = ["COEFFICIENTS", "LETTERS", "Agreement", "Coefficient", "agreement_of"]

LETTERS = ("P", "S", "M", "U")
"""The ratings of HSEEP, best first."""

COEFFICIENTS = (
    "alpha",
    "raw_agreement",
    "kappa",
    "kappa_linear",
    "kappa_quadratic",
)

ONE_EVALUATOR = phrase("fewer than two evaluators rated anything")
NOT_TWO = phrase("it is for exactly two evaluators")
NO_ORDER = phrase("weights need an order, which nominal ratings do not have")


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient with its interval.

    Attributes:
        value: None where ``why`` says that the data do not define it.
        interval: Of the middle 95 % of the resamples; None where there is no value.
    """

    value: float | None
    why: Phrase | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the evaluators of a table agree.

    Attributes:
        level: nominal, ordinal or interval.
        evaluators: Their names, in the order of the table.
        units: Rows of the table.
        pairable: Rows that at least two evaluators rated; the others say nothing.
        ratings: Ratings in pairable rows.
        missing: Ratings that are not there, in all rows: not observed, and no category.
        distribution: How often each rating was given, in the order of the scale.
        coefficients: By name, all of :data:`COEFFICIENTS`.
    """

    level: Level
    evaluators: tuple[str, ...]
    units: int
    pairable: int
    ratings: int
    missing: int
    distribution: dict[str, int]
    coefficients: dict[str, Coefficient]
    seed: int
    resamples: int


def agreement_of(
    units: Sequence[Sequence[Rating | None]],
    level: Level,
    *,
    evaluators: Sequence[str],
    seed: int = 1,
    resamples: int = RESAMPLES,
) -> Agreement:
    """How far the evaluators of a table agree.

    Args:
        units: A row for each thing rated, in it a rating or None from each evaluator. Letters P, S,
            M and U stand in their order; other ratings are numbers, or for nominal any names.
        level: What may be made of the ratings: nominal, ordinal or interval.
        evaluators: Their names.
        seed: For the resamples of the interval.
        resamples: How many of them.
    """
    rows: list[Unit] = [tuple(row) for row in units]
    rated = [n for n in range(len(evaluators)) if any(row[n] is not None for row in rows)]
    scale = _scale(rows, level)
    # Who rated nothing is no evaluator; letters become the numbers of their places.
    said: list[Unit] = [
        tuple(
            rating if rating is None or level == "nominal" else scale[rating]
            for rating in (row[place] for place in rated)
        )
        for row in rows
    ]
    return Agreement(
        level=level,
        evaluators=tuple(evaluators),
        units=len(rows),
        pairable=sum(1 for row in rows if _size(row) > 1),
        ratings=sum(_size(row) for row in rows if _size(row) > 1),
        missing=sum(row.count(None) for row in rows),
        distribution=_distribution(rows, scale),
        coefficients=_coefficients(said, level, _places(scale, level), len(rated), seed, resamples),
        seed=seed,
        resamples=resamples,
    )


def _size(row: Unit) -> int:
    return len(row) - row.count(None)


def _scale(rows: Sequence[Unit], level: Level) -> dict[Rating, float]:
    """What each rating stands for: its place, or its value where distances mean something."""
    values = {rating for row in rows for rating in row if rating is not None}
    if values <= set(LETTERS):
        return {letter: float(place) for place, letter in enumerate(LETTERS) if letter in values}
    if level == "nominal":
        return {value: float(place) for place, value in enumerate(sorted(values, key=str))}
    return {value: float(value) for value in sorted(values, key=float)}


def _distribution(rows: Sequence[Unit], scale: dict[Rating, float]) -> dict[str, int]:
    counts = Counter(rating for row in rows for rating in row if rating is not None)
    return {_name(value): counts[value] for value in scale}


def _name(value: Rating) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _coefficients(
    rows: Sequence[Unit],
    level: Level,
    places: dict[Rating, float],
    rated: int,
    seed: int,
    resamples: int,
) -> dict[str, Coefficient]:
    of_table: Sample = [(row, 1) for row in rows]
    asked = dict(zip(COEFFICIENTS, _asked(level, rated, places), strict=True))
    found: dict[str, Coefficient] = {}
    defined: dict[str, Callable[[Sample], float]] = {}
    for name, coefficient in asked.items():
        if rated < 2:
            found[name] = Coefficient(None, ONE_EVALUATOR)
        elif isinstance(coefficient, Phrase):
            found[name] = Coefficient(None, coefficient)
        else:
            try:
                found[name] = Coefficient(coefficient(of_table))
                defined[name] = coefficient
            except Undefined as undefined:
                found[name] = Coefficient(None, undefined.why)
    bounds = intervals(rows, tuple(defined.values()), seed=seed, resamples=resamples)
    for name, interval in zip(defined, bounds, strict=True):
        found[name] = Coefficient(found[name].value, None, interval)
    return found


def _asked(
    level: Level, rated: int, places: dict[Rating, float]
) -> list[Callable[[Sample], float] | Phrase]:
    """What is computed for each coefficient, or why it is not."""
    asked: list[Callable[[Sample], float] | Phrase] = [partial(alpha, level=level), raw_agreement]
    if rated != 2:
        return [*asked, NOT_TWO, NOT_TWO, NOT_TWO]
    asked.append(partial(kappa, weights="none", places=places))
    if level == "nominal":
        return [*asked, NO_ORDER, NO_ORDER]
    linear = partial(kappa, weights="linear", places=places)
    return [*asked, linear, partial(kappa, weights="quadratic", places=places)]


def _places(scale: dict[Rating, float], level: Level) -> dict[Rating, float]:
    """Where ratings stand for weights: at their values, or evenly spaced in their order.

    Letters keep their places on the whole scale, also where nobody gave one of them.
    """
    if level == "interval" or set(scale) <= set(LETTERS):
        return {place: place for place in scale.values()}
    return {value: float(place) for place, value in enumerate(scale.values())}
