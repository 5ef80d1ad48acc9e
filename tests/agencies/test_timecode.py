from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agencies.timecode import (
    StoryTime,
    format_duration,
    format_moment,
    parse_duration,
    parse_moment,
    typed_moment,
)


@given(st.integers(-3_599_999, 3_599_999))
def test_a_moment_is_read_as_it_is_written(seconds):
    assert parse_moment(format_moment(seconds)) == seconds


@given(st.integers(1, 10_000_000))
def test_a_duration_is_read_as_it_is_written(seconds):
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("T+00:00", 0), ("T+01:30", 5400), ("T-00:10:30", -630), ("T+100:00", 360_000)],
)
def test_moments(written, seconds):
    assert parse_moment(written) == seconds


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("1:30", 5400), (" t+01:30:05", 5405), ("-0:05", -300), ("T-00:00:10", -10), ("+0:00", 0)],
)
def test_people_type_a_moment_shorter(typed, seconds):
    assert typed_moment(typed) == seconds


@pytest.mark.parametrize("typed", ["", "-", "90", "1:75", "T", "++1:30", "1:30 pm"])
def test_what_is_no_moment_as_typed(typed):
    with pytest.raises(ValueError, match="exercise time"):
        typed_moment(typed)


@pytest.mark.parametrize(
    ("written", "hint"),
    [("12:30", "write T+12:30"), ("0730", "write T+07:30"), ("1:05", "write T+01:05")],
)
def test_a_time_that_is_nearly_right_gets_a_hint(written, hint):
    with pytest.raises(ValueError, match="is not an exercise time") as refused:
        parse_moment(written)
    assert hint in str(refused.value)


@pytest.mark.parametrize(
    "wrong", ["", "T+1", "T+00:60", "T+00:00:60", "NO", "T+1000:00", None, True, "t+00:10"]
)
def test_what_is_no_moment_is_refused(wrong):
    with pytest.raises(ValueError, match="is not an exercise time"):
        parse_moment(wrong)


@pytest.mark.parametrize(
    "wrong", ["", "15", "m", "1.5h", "15 m", "-5m", "NO", None, True, "9999999s"]
)
def test_what_is_no_duration_is_refused(wrong):
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(wrong)


@pytest.mark.parametrize("wrong", ["2027-07-04", "2027-07-04T06:30:00", "12:30", "", "NO", None])
def test_a_story_time_needs_its_offset(wrong):
    with pytest.raises(ValidationError):
        TypeAdapter(StoryTime).validate_python(wrong)
