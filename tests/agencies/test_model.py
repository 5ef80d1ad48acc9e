from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from agencies.model import Channel, Delay, Hours, Link, WorkingHours

HOURS = TypeAdapter(WorkingHours)
SUNDAY = datetime(2027, 7, 4, tzinfo=UTC)


def at(day, hour, minute=0):
    """A moment of a week that begins on a Monday."""
    return SUNDAY.replace(day=5 + day, hour=hour, minute=minute)


@given(st.integers(1, 86400), st.floats(1, 50), st.floats(0.001, 0.999))
def test_delays_are_whole_seconds_that_rise_with_the_quantile(median, spread, quantile):
    delay = Delay(median=median, p90=int(median * spread))
    assert delay.at(quantile) >= 1
    assert delay.at(quantile) <= delay.at(0.9995)
    assert delay.mean >= median


def test_a_delay_has_its_median_and_ninetieth_percentile():
    delay = Delay(median="1m", p90="5m")
    assert delay.at(0.5) == 60
    assert delay.at(0.9) == 300


@pytest.mark.parametrize(("median", "p90"), [("2m", "1m"), ("0s", "1m")])
def test_a_delay_out_of_order_is_refused(median, p90):
    with pytest.raises(ValidationError, match="a p90 not below it"):
        Delay(median=median, p90=p90)


@pytest.mark.parametrize("text", ["06:00-22:00", "mon-fri 08:00-17:00", "22:00-06:00"])
def test_hours_read_as_they_are_written(text):
    assert str(HOURS.validate_python(text)) == text


def test_round_the_clock():
    assert HOURS.validate_python("24/7") == Hours()


@pytest.mark.parametrize("text", ["8-17", "08:00", "lun 08:00-17:00", "25:00-26:00", ""])
def test_what_are_no_hours_is_told(text):
    with pytest.raises(ValidationError, match="are not hours"):
        HOURS.validate_python(text)


def test_office_hours():
    office = HOURS.validate_python("mon-fri 08:00-17:00")
    assert office.include(at(0, 8))
    assert not office.include(at(0, 17))
    assert not office.include(at(5, 12))


def test_hours_past_midnight_belong_to_the_day_they_began():
    night = HOURS.validate_python("fri 22:00-06:00")
    assert night.include(at(4, 23))
    assert night.include(at(5, 5, 59))
    assert not night.include(at(5, 6))
    assert not night.include(at(4, 5))


def test_a_links_id_is_made_of_its_ends_and_channel():
    assert Link.model_validate({"from": "b", "to": "a", "via": "vhf"}).id == "a~b:vhf"
    one_way = {"from": "b", "to": "a", "via": "vhf", "both_ways": "false"}
    assert Link.model_validate(one_way).id == "b>a:vhf"


def test_a_link_to_oneself_is_refused():
    with pytest.raises(ValidationError, match="joins two agencies"):
        Link.model_validate({"from": "a", "to": "a", "via": "vhf"})


def test_an_unknown_field_is_refused():
    with pytest.raises(ValidationError, match="colour"):
        Channel.model_validate({"title": "x", "colour": "red"})
