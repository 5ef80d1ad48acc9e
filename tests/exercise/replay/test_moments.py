"""Any moment, reached by any path, is what folding from the beginning comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.network import Disruptions, Network
from exercise.events import Event
from exercise.replay.moments import Moments
from exercise.replay.past import Past
from exercise.session.opening import opening
from exercise.setup import Setup
from exercise.state import State
from exercise.state.clock import Clock
from exercise.state.items import Awareness, Item, Sending
from exercise.state.plan import Plan
from exercise.state.questions import Questions
from exercise.state.script import Script
from exercise.state.traffic import Traffic
from exercise.state.watch import Part, Standing, Watch
from exercise.state.world import World
from exercise.views.controlroom import ControlRoom
from exercise.views.fold import fold
from exercise.views.projector import Projector
from exercise.views.seat import SeatView
from people import play
from small_games import game

CHANCE = st.randoms(use_true_random=True)
GIVEN = ("specs", "_agenda", "_network")
PATH = st.lists(st.floats(0, 1), min_size=1, max_size=8)


def played(chance: Random) -> tuple[Setup, Network, list[Event]]:
    """A small game with people in it, as its record would have it."""
    one = game(chance)
    setup = one.setup()
    run = play(setup, one.deeds)
    events = [opening(setup, run.events[0].at, alias_key="k"), *run.events]
    placed = [event._replace(seq=place) for place, event in enumerate(events, 1)]
    return setup, Network(setup.network), placed


def plainly(value: Any) -> Any:
    """A part of a state as plain values, sets in an order; what packs and networks say is left out."""
    match value:
        case dict():
            return [(key, plainly(held)) for key, held in value.items()]
        case set() | frozenset():
            return sorted(map(repr, value))
        case list() | tuple():
            return [plainly(one) for one in value]
        case Clock() | Script() | Questions() | Plan() | Item() | Sending() | Awareness() | Part():
            names = (entry.name for entry in fields(value))
            return [plainly(getattr(value, name)) for name in names if name != "pack"]
        case Traffic():
            parts = (value.items, value.sendings, value.known, value.first_delivered)
            return [plainly(part) for part in parts]
        case World() | Disruptions() | Watch():
            return [plainly(held) for name, held in vars(value).items() if name not in GIVEN]
        case Standing():
            return [value.place, plainly(value.parts), value.violations]
        case _:
            return repr(value)


def said(state: State) -> list[Any]:
    """Everything that a state holds, to be compared."""
    parts = (state.clock, state.traffic, state.world, state.watch, state.script, state.questions)
    return [plainly(part) for part in (*parts, state.plan)]


def asked(state: State) -> Iterator[Any]:
    """What a state answers where something is looked for by something else than its id."""
    traffic, watch, facts = state.traffic, state.watch, state.pack.facts
    for agency in state.network.agencies:
        yield [item.id for item in traffic.inbox_of(agency)]
        yield [sending.id for sending in traffic.sendings_of(agency)]
        yield [(to, len(traffic.sendings_between(agency, to))) for to in traffic.written_to(agency)]
        for fact in facts:
            yield [sending.id for sending in traffic.carrying(agency, fact)]
            yield [item.id for item in traffic.brought(agency, fact)]
            yield plainly(traffic.counted(agency, fact))
        yield sorted(traffic.unsettled(agency))
        yield [one.expectation.id for one in (*watch.open_of(agency), *watch.bans_of(agency))]
        yield [one.expectation.id for one in watch.about(facts, agency)]
    yield [one.expectation.id for one in watch.about(facts)]
    yield [[one.expectation.id for one in watch.done_by(name)] for name in traffic.sendings]
    yield traffic.hops


def from_the_start(
    setup: Setup, network: Network, events: Sequence[Event]
) -> tuple[ControlRoom, SeatView]:
    room = ControlRoom(setup, network, role="control", seat="control/1")
    projector = Projector(setup, network, "k")
    for event in events:
        room.apply(event)
        projector.apply(event)
    view = SeatView()
    for message in projector.everything("a", "", solo=False, at=0):
        view = fold(view, message)
    return room, view


@settings(max_examples=30, deadline=None)
@given(CHANCE, PATH, st.integers(1, 40))
def test_every_moment_is_the_fold_from_the_start_by_whatever_path(
    chance: Random, path: list[float], least: int
) -> None:
    setup, network, events = played(chance)
    moments = Moments(setup, network, events, alias_key="k", between=least)
    for share in [*path, *reversed(path)]:
        place = round(share * len(events))
        room, view = from_the_start(setup, network, events[:place])
        assert said(moments.state(place)) == said(room.state)
        assert [*asked(moments.state(place))] == [*asked(room.state)]
        assert moments.control(place, 4000) == room.picture(4000)
        seen = moments.seat("a", place, 4000)
        assert (seen.inbox, seen.sent, seen.board) == (view.inbox, view.sent, view.board)
        assert seen.clock == room.picture(4000).clock


@settings(max_examples=20, deadline=None)
@given(CHANCE)
def test_who_is_asked_all_the_time_answers_as_who_is_asked_in_the_end(chance: Random) -> None:
    setup, network, events = played(chance)
    always, room, _ = State(setup, network), *from_the_start(setup, network, events)
    for event in events:
        always.apply(event)
        always.traffic.inbox_of("a")
        always.watch.open_of("a")
    assert [*asked(always)] == [*asked(room.state)]


@settings(max_examples=20, deadline=None)
@given(CHANCE)
def test_what_is_counted_and_listed_step_by_step_is_what_all_things_come_to(chance: Random) -> None:
    setup, network, events = played(chance)
    room, _ = from_the_start(setup, network, events)
    picture, traffic = room.picture(4000), room.state.traffic
    assert picture.overdue == sum(part.state == "overdue" for part in picture.parts)
    unread = {one for row in picture.seats for one in row.unread_items}
    assert unread == {item.id for item in traffic.items.values() if item.known_at is None}
    afoot = [s for s in traffic.sendings.values() if s.state not in ("delivered", "returned")]
    assert room.pending.under_way(traffic) == afoot


def test_a_second_is_the_last_moment_in_it() -> None:
    setup, network, events = played(Random(5))
    moments = Moments(setup, network, events)
    for place in (1, len(events) // 2, len(events)):
        at = moments.at(place)
        assert moments.at(moments.place_at(at)) == at
        assert moments.place_at(at) >= place
    assert moments.place_at(moments.begins - 1) == 0
    assert moments.place_at(moments.ends + 1) == len(events)


def test_in_the_warm_up_the_clock_stands_before_startex() -> None:
    setup, network, events = played(Random(4))
    moments = Moments(setup, network, [event._replace(at=-300) for event in events[:1]])
    assert [moments.clock(place).at for place in (0, 1)] == [-300, -300]
    assert moments.control(1).clock == moments.clock(1)


def test_before_the_first_event_nothing_is_so() -> None:
    setup, network, events = played(Random(6))
    moments = Moments(setup, network, events)
    view = moments.control(0)
    assert not view.feed
    assert not any(view.known.values())
    assert Moments(setup, network, []).control(0).parts == ()


def test_what_is_looked_at_goes_through_nothing_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    setup, network, events = played(Random(8))
    past = Past(Moments(setup, network, events), "game")
    assert not any(getattr(event.body, "happened_at", None) for event in events)
    monkeypatch.delattr(Traffic, "_begin_register")
    monkeypatch.delattr(Watch, "_begin_agenda")
    for place in range(0, len(events), 7):
        matrix, whole = past.matrix(place, 4000), past.whole(place, 4000)
        cells = [matrix.of(fact) for fact in matrix.facts]
        assert all(cells)
        assert past.picture(place, 4000).known["a"] == whole.known["a"]
        assert len(past.flights(place)) >= len(whole.contacts)


def test_a_picture_has_all_that_control_sees_and_makes_what_is_looked_at() -> None:
    setup, network, events = played(Random(7))
    moments = Moments(setup, network, events)
    place = len(events) // 2
    whole, picture = moments.control(place), moments.picture(place)
    for name in (name for name in dir(whole) if not name.startswith("_")):
        made = getattr(picture, name)
        assert callable(made) or made == getattr(whole, name), name
    assert picture.next_due(0) == whole.next_due(0)
    moments.room(0)
    assert moments.picture(place).parts == whole.parts
