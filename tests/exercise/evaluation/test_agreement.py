"""Agreement against published answers and against scipy, statsmodels and krippendorff."""

from __future__ import annotations

import math

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata
from statsmodels.stats.inter_rater import cohens_kappa, to_table

from exercise.evaluation.agreement import Agreement, agreement_of
from exercise.evaluation.coefficients import Undefined, alpha, kappa

C_DATA = """1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . .
. 3 3 3 2 3 4 2 2 5 1 3
1 2 3 3 2 4 4 1 2 5 1 ."""


def units(text: str, kind: type = float) -> list[tuple[object, ...]]:
    """Units from a table that has a line for each evaluator."""
    lines = [
        [None if cell == "." else kind(cell) for cell in line.split()] for line in text.split("\n")
    ]
    return list(zip(*lines, strict=True))


def judged(rows, level: str = "ordinal", **more) -> Agreement:
    names = [f"e{place}" for place in range(len(rows[0]) if rows else 2)]
    return agreement_of(rows, level, evaluators=names, resamples=200, **more)


def value(rows, name: str, level: str = "ordinal") -> float | None:
    return judged(rows, level).coefficients[name].value


def crossed(table: list[list[int]]) -> list[tuple[float, float]]:
    """Units from a cross table of two evaluators."""
    return [
        (float(one), float(other))
        for one, row in enumerate(table)
        for other, count in enumerate(row)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107)],
)
def test_krippendorffs_example_with_missing_ratings(level: str, published: float) -> None:
    found = judged(units(C_DATA), level)
    assert found.coefficients["alpha"].value == pytest.approx(published, abs=5e-7)
    assert (found.pairable, found.ratings, found.missing) == (11, 40, 7)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0", 0.095238),
        ("a a b b d c c c e d d a\nb a b b b c c c e d d d", 0.691964),
    ],
)
def test_krippendorffs_examples_of_two_observers(text: str, published: float) -> None:
    assert value(units(text, str), "alpha", "nominal") == pytest.approx(published, abs=5e-7)


def test_cohens_kappa_as_published() -> None:
    assert value(crossed([[20, 5], [10, 15]]), "kappa") == pytest.approx(0.4)
    sas = crossed([[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    assert value(sas, "kappa") == pytest.approx(0.4842, abs=5e-5)
    assert value(sas, "kappa_linear") == pytest.approx(0.4701, abs=5e-5)


def test_the_same_raw_agreement_gives_another_kappa_where_a_rating_prevails() -> None:
    for table, published in (([[45, 15], [25, 15]], 0.1304), ([[25, 35], [5, 35]], 0.2593)):
        assert value(crossed(table), "raw_agreement") == pytest.approx(0.6)
        assert value(crossed(table), "kappa") == pytest.approx(published, abs=5e-5)


ratings = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 5).map(float)), min_size=3, max_size=3),
    min_size=2,
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(ratings, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_what_the_krippendorff_library_says(rows, level: str) -> None:
    said = [[r for r in row if r is not None] for row in rows]
    values = {r for row in said if len(row) > 1 for r in row}
    sample = [(tuple(row), 1) for row in rows]
    if len(values) < 2:
        with pytest.raises(Undefined):
            alpha(sample, level)
        return
    table = np.array([[np.nan if r is None else r for r in row] for row in rows]).T
    oracle = krippendorff.alpha(reliability_data=table, level_of_measurement=level)
    assert alpha(sample, level) == pytest.approx(oracle, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20))
def test_kappas_are_what_statsmodels_says(pairs) -> None:
    sample = [((float(one), float(other)), 1) for one, other in pairs]
    places = {float(n): float(n) for n in range(4)}
    if len({rating for pair in pairs for rating in pair}) < 2:
        with pytest.raises(Undefined):
            kappa(sample, "none", places)
        return
    table, _ = to_table(np.array(pairs), bins=np.arange(5) - 0.5)
    for ours, theirs in (("none", None), ("linear", "linear"), ("quadratic", "quadratic")):
        oracle = cohens_kappa(table, wt=theirs, return_results=False)
        assert kappa(sample, ours, places) == pytest.approx(float(oracle), abs=1e-9)


def test_ordinal_alpha_is_interval_alpha_of_midranks() -> None:
    rows = [(1.0, 2.0), (2.0, 2.0), (5.0, 4.0), (9.0, 5.0)]
    ranks = rankdata(np.array(rows)).reshape(4, 2)
    of_ranks = [(tuple(map(float, row)), 1) for row in ranks]
    assert alpha([(row, 1) for row in rows], "ordinal") == pytest.approx(
        alpha(of_ranks, "interval")
    )


# -- What is not defined -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([(3.0, 3.0), (3.0, 3.0), (3.0, 3.0)], "all ratings are the same"),
        ([(3.0,), (2.0,)], "fewer than two evaluators"),
        ([(3.0, None), (2.0, None)], "fewer than two evaluators"),
        ([(3.0, None), (None, 2.0)], "no unit was rated by two"),
        ([], "fewer than two evaluators"),
    ],
)
def test_what_is_not_defined_has_a_reason_and_no_value(rows, why: str) -> None:
    found = judged(rows).coefficients["alpha"]
    assert found.value is None
    assert why in str(found.why)


def test_kappa_is_for_two_and_weights_are_for_an_order() -> None:
    assert "exactly two" in str(judged(units(C_DATA)).coefficients["kappa"].why)
    nominal = judged(units("a b a\na a b", str), "nominal").coefficients
    assert nominal["kappa"].value is not None
    assert "order" in str(nominal["kappa_linear"].why)


def test_letters_stand_in_their_order_and_keep_their_distance_on_the_whole_scale() -> None:
    rows = [("P", "S"), ("S", "S"), ("U", "U"), ("U", "P")]
    as_places = [tuple({"P": 0.0, "S": 1.0, "M": 2.0, "U": 3.0}[r] for r in row) for row in rows]
    assert value(rows, "alpha") == pytest.approx(value(as_places, "alpha"))
    at_values = value(as_places, "kappa_linear", "interval")
    assert value(rows, "kappa_linear") == pytest.approx(at_values)
    assert list(judged(rows).distribution) == ["P", "S", "U"]


def test_an_evaluator_who_rated_nothing_is_not_one() -> None:
    rows = [(1.0, 2.0, None), (2.0, 2.0, None), (3.0, 3.0, None)]
    assert value(rows, "kappa") == value([row[:2] for row in rows], "kappa")


# -- Intervals -----------------------------------------------------------------------------------


def test_an_interval_lies_about_its_value_and_is_the_same_each_time() -> None:
    first = judged(units(C_DATA)).coefficients["alpha"]
    assert first.interval == judged(units(C_DATA)).coefficients["alpha"].interval
    assert first.interval != judged(units(C_DATA), seed=2).coefficients["alpha"].interval
    assert first.interval.low < first.value <= first.interval.high <= 1


def test_the_interval_of_a_mean_is_the_one_of_theory() -> None:
    """With 200 units of which 70 % agree, a share's interval is about ± 1.96 √(p(1-p)/n)."""
    rows = [(1.0, 1.0)] * 140 + [(1.0, 2.0)] * 60
    found = agreement_of(rows, "nominal", evaluators=["a", "b"]).coefficients["raw_agreement"]
    margin = 1.96 * math.sqrt(0.7 * 0.3 / 200)
    assert found.interval.low == pytest.approx(0.7 - margin, abs=0.01)
    assert found.interval.high == pytest.approx(0.7 + margin, abs=0.01)


def test_two_units_are_too_few_for_an_interval() -> None:
    found = judged([(1.0, 2.0), (2.0, 2.0)]).coefficients["alpha"]
    assert found.value is not None
    assert "at least 3" in str(found.interval.why)


def test_resamples_without_variation_are_left_out_and_counted() -> None:
    found = judged([(1.0, 1.0), (1.0, 1.0), (1.0, 2.0)]).coefficients["alpha"]
    assert 0 < found.interval.undefined < 100
