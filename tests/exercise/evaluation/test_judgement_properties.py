"""What must hold of every judgement, on records that the engine made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from harbour import NETWORK, PACK, tiny_setup
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.network import Network
from exercise import commands as c
from exercise import events as e
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.evaluation import evaluate, to_json
from exercise.setup import Setup

LOSSY = {
    **NETWORK,
    "channels": {
        name: {**channel, "reliability": "0.6", "attempts": "2"}
        for name, channel in NETWORK["channels"].items()
    },
    "duties": {
        "N1": {
            "title": "Tell the ministry",
            "trigger": "cyber",
            "holder": ["port", "csirt"],
            "tells": ["ministry", "csirt"],
            "within": "15m",
            "source": "invented",
        }
    },
}
UNRELATED = (
    e.AnnouncementMade("Coffee"),
    e.PresenceNoted("port/1", False),
    e.InformationRequested("Who?"),
    e.InformationGiven("x", "Nobody"),
    e.QuestionOpened("Q-1"),
    e.QuestionAnswered("Q-1", "Yes"),
    e.CommandRefused("SendMessage", "no"),
    e.SpeedSet(1.0),
)


@cache
def played(seed: int, people: bool) -> tuple[Setup, Network, tuple[e.Event, ...]]:
    """A whole exercise over a lossy network; with people, the port reads late and then tells."""
    setup = tiny_setup(
        network=LOSSY, seed=seed, staffing=("port",) if people else (), skill="novice"
    )
    engine = Engine(setup)
    told = engine.begin()
    if people:
        port = ("player", "port", "port/1")
        told += engine.advance_to(700 + 40 * seed)
        told += engine.submit(Submission(c.OpenItem("I-01/port"), *port))
        told += engine.advance_to(900 + 90 * seed)
        message = c.SendMessage("ministry", facts={"dark": "confirmed"})
        told += engine.submit(Submission(message, *port))
    told += engine.advance_to(PLAYED_TO)
    numbered = tuple(event._replace(seq=place) for place, event in enumerate(told, 1))
    return setup, engine.network, numbered


PLAYED_TO = 5400
RUNS = st.tuples(st.integers(1, 12), st.booleans())


EACH = pytest.mark.parametrize("run", list(product(range(1, 13), (False, True))))


def judged(run: tuple[int, bool], events: Any = None, at: int | None = None) -> dict[str, Any]:
    setup, network, recorded = played(*run)
    return to_json(evaluate(setup, network, recorded if events is None else events, at=at))


@settings(max_examples=40, deadline=None)
@given(RUNS, st.integers(0, PLAYED_TO))
def test_a_judgement_depends_on_the_events_up_to_its_moment_alone(run: Any, at: int):
    before = [event for event in played(*run)[2] if event.at <= at]
    assert judged(run, before, at) == judged(run, at=at)


@settings(max_examples=40, deadline=None)
@given(RUNS, st.lists(st.tuples(st.sampled_from(UNRELATED), st.floats(0, 1)), max_size=8))
def test_unrelated_events_change_nothing(run: Any, added: Any):
    events = list(played(*run)[2])
    for body, where in added:
        place = 1 + int(where * (len(events) - 1))
        origin = "recorded" if isinstance(body, (e.PresenceNoted, e.CommandRefused)) else "command"
        at = events[place - 1].at
        events.insert(place, e.Event(at, origin, "control", f"extra/{place}", body))
    assert judged(run, events) == judged(run)


@EACH
def test_causes_add_up_to_the_system_s_time_and_lie_within_it(run: Any):
    for part in parts_of(judged(run)):
        if part["system_time"] is not None:
            assert sum(part["causes"].values()) == part["system_time"]
            assert part["agency_time"] <= part["system_time"]
            assert min(part["causes"].values()) >= 0


@EACH
def test_scores_and_conditions_agree_on_what_was_done(run: Any):
    """Without late entries, codings and artificialities there is nothing to differ by."""
    done: dict[tuple[str, str], int] = {}
    for event in played(*run)[2]:
        if isinstance(event.body, e.PartDone):
            done[event.body.expectation, event.body.part] = event.body.sent_at
        elif isinstance(event.body, e.PartUndone):
            del done[event.body.expectation, event.body.part]
    for expectation in judged(run)["expectations"]:
        for part in expectation["parts"]:
            assert part["done_at"] == done.get((expectation["id"], part["what"]))


@EACH
def test_every_number_names_events_of_the_record(run: Any):
    recorded = {event.seq: event.id for event in played(*run)[2]}
    found = judged(run)
    for entry in (*found["expectations"], *parts_of(found), *found["awareness"], *found["lapses"]):
        if entry.get("outcome") != "void":
            assert entry["evidence"]
        for evidence in entry["evidence"]:
            assert recorded[evidence["seq"]] == evidence["id"]


def parts_of(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for expectation in found["expectations"]:
        yield from expectation["parts"]


def test_every_path_of_awareness_begins_at_an_inject():
    for seed in range(1, 13):
        for entry in judged((seed, True))["awareness"]:
            assert entry["path"][0].startswith("I-")
    assert PACK["injects"][0]["id"] == "I-01"


@settings(max_examples=15, deadline=None)
@given(RUNS, st.integers(0, PLAYED_TO))
def test_on_any_run_the_parts_of_a_delay_add_up(run, at: int) -> None:
    setup, network, events = played(*run)
    for flow in evaluate(setup, network, events, at=at).flows:
        if flow.causes is not None:
            assert sum(flow.causes.values()) == flow.known_at - flow.first_at
            assert min(flow.causes.values()) >= 0
