"""An agency is named beside answers only where nobody can be told apart by that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.state.questions import ENOUGH, named_among

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6)


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ({}, ""),
        ({"a": 4}, ""),
        ({"a": 5}, "a"),
        ({"a": 5, "b": 4}, ""),  # The four left over would be known by being left over.
        ({"a": 5, "b": 1}, ""),
        ({"a": 9, "b": 5, "c": 1}, "a"),
        ({"a": 5, "b": 3, "c": 2}, "a"),
        ({"a": 5, "b": 0}, "a"),
    ],
)
def test_who_is_named(counts: dict[str, int], named: str) -> None:
    assert named_among(counts) == frozenset(named)


@given(COUNTS)
def test_every_group_that_can_be_told_apart_has_enough_in_it(counts: dict[str, int]) -> None:
    named = named_among(counts)
    assert all(counts[agency] >= ENOUGH for agency in named)
    rest = sum(count for agency, count in counts.items() if agency not in named)
    assert rest == 0 or rest >= ENOUGH or not named
