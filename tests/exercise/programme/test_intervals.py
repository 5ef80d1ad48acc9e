"""The ISPS intervals (B/18.5, B/18.6), against the dates that doctrine gives as examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise.programme.intervals import (
    add_months,
    drill_due,
    drill_lapses,
    exercise_due,
    exercise_lapses,
)

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def kinds(days: list[date], at: date) -> list[str]:
    return [lapse.kind for lapse in exercise_lapses(days, at)]


def test_both_years_covered_and_yet_too_far_apart():
    """10 January 2025 and 20 December 2026: a gap of 23 months."""
    assert kinds([date(2025, 1, 10), date(2026, 12, 20)], date(2026, 12, 31)) == ["exercise-gap"]


def test_less_than_eighteen_months_apart_in_two_years_holds():
    assert kinds([date(2025, 1, 10), date(2026, 7, 5)], date(2026, 12, 31)) == []


def test_an_empty_year_and_too_far_apart_fail_twice():
    """1 March 2025 and 1 February 2027: nothing in 2026, and 23 months."""
    found = kinds([date(2025, 3, 1), date(2027, 2, 1)], date(2027, 2, 2))
    assert sorted(found) == ["exercise-gap", "year"]


def test_eighteen_months_to_the_day_hold_and_one_day_more_does_not():
    first = date(2025, 8, 31)
    assert kinds([first, date(2026, 5, 1), date(2027, 2, 28)], date(2027, 3, 1)) == []
    last = add_months(date(2026, 5, 1), 18)
    assert last == date(2027, 11, 1)
    assert kinds([date(2026, 5, 1)], last) == []
    [lapse] = exercise_lapses([date(2026, 5, 1)], last + timedelta(days=1))
    assert (lapse.kind, lapse.running) == ("exercise-gap", True)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 8, 31), 18, date(2027, 2, 28)),
        (date(2026, 8, 31), 18, date(2028, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert add_months(day, months) == later


def test_drills_are_due_every_three_months():
    days = [date(2026, 1, 15), date(2026, 4, 15), date(2026, 7, 16)]
    [lapse] = drill_lapses(days, date(2026, 8, 1))
    assert (lapse.since, lapse.until, lapse.running) == (
        date(2026, 4, 15),
        date(2026, 7, 16),
        False,
    )
    assert drill_due(days, date(2026, 8, 1)) == date(2026, 10, 16)


def test_the_next_exercise_is_due_by_whichever_limit_comes_first():
    assert exercise_due([date(2025, 1, 10)], date(2025, 2, 1)) == date(2026, 7, 10)
    assert exercise_due([date(2025, 11, 10)], date(2025, 12, 1)) == date(2026, 12, 31)


@given(st.lists(DAYS, min_size=1, max_size=8), DAYS)
def test_what_is_held_by_the_day_it_is_due_never_adds_a_lapse(days: list[date], at: date):
    held = [day for day in days if day <= at]
    if not held:
        return
    due = exercise_due(held, at)
    if due >= at:
        before = exercise_lapses(held, at)
        assert not [lapse for lapse in before if lapse.running]
        assert len(exercise_lapses([*held, due], due)) == len(before)


@given(st.lists(DAYS, max_size=8), DAYS)
def test_the_order_and_repetition_of_days_do_not_matter(days: list[date], at: date):
    assert exercise_lapses(days, at) == exercise_lapses([*reversed(days), *days], at)
