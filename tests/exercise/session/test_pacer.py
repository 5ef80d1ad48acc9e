"""Time passes as it should, whatever the clock does."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from exercise.session.pacer import GAP_SECONDS, Pacer


class Hand:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


small = st.floats(0, 29, allow_nan=False)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("turn"), small),
        st.tuples(st.just("back"), small),
        st.tuples(st.just("gap"), st.floats(31, 10_000)),
        st.tuples(st.just("speed"), st.sampled_from([0.5, 1.0, 6.0, 60.0])),
        st.tuples(st.sampled_from(["pause", "resume"]), st.just(0.0)),
    ),
    max_size=30,
)


@given(acts)
def test_time_never_goes_back_and_a_gap_is_never_caught_up(script):
    clock = Hand()
    pacer = Pacer(clock, at=-60)
    last = pacer.read().at
    for act, amount in script:
        before = clock.now
        match act:
            case "turn" | "gap":
                clock.now += amount
            case "back":
                clock.now -= amount
            case "speed":
                pacer.set_speed(amount)
            case "pause":
                pacer.pause()
            case "resume":
                pacer.resume()
        reading = pacer.read()
        assert reading.at >= last
        if act == "gap" and pacer.running:
            assert reading.gap >= GAP_SECONDS
            assert reading.at == last
        if act != "turn" or not pacer.running:
            assert reading.at == last
        else:
            # Whole seconds of the time that passed, plus at most one that was begun before.
            assert reading.at - last <= math.ceil((clock.now - before) * pacer.speed) + 1
        last = reading.at


@given(st.lists(small, max_size=40), st.sampled_from([0.5, 1.0, 6.0]))
def test_looking_often_or_once_tells_the_same_time(steps, speed):
    clock = Hand()
    often = Pacer(clock, speed=speed)
    often.resume()
    start = clock.now
    for step in steps:
        clock.now += step
        often.read()
    assert abs(often.read().at - (clock.now - start) * speed) <= 1


def test_a_pause_takes_no_time_and_a_change_of_speed_loses_none():
    clock = Hand()
    pacer = Pacer(clock)
    pacer.resume()
    clock.now += 10
    assert pacer.read().at == 10
    pacer.set_speed(6)
    clock.now += 5
    assert pacer.read().at == 40
    pacer.pause()
    clock.now += 25
    assert pacer.read().at == 40
    pacer.resume()
    clock.now += 1
    assert pacer.read().at == 46


def test_it_stands_where_it_is_put():
    clock = Hand()
    pacer = Pacer(clock)
    pacer.resume()
    clock.now += 10
    pacer.read()
    pacer.set_to(3600)
    assert pacer.at == 3600
    clock.now += 2
    assert pacer.read().at == 3602
