"""What waits for a condition is looked at again when what the condition asks about has changed."""

from __future__ import annotations

from typing import Any

import pytest
from harbour import tiny_setup

from agencies.network import Network
from exercise import events as e
from exercise.engine.run import Run
from exercise.engine.waiting import Waiting
from injects.conditions import Condition

OPENED = e.ExpectationOpened("E-01", "port", within=600)
CHANGES: dict[str, tuple[dict[str, Any], list[tuple[e.Body, str | None]]]] = {
    "knows": (
        {"knows": {"agency": "port", "fact": "dark"}},
        [(e.FactLearned("dark", "confirmed", "I-01/port"), "port")],
    ),
    "decided": (
        {"decided": {"action": "raise", "by": "port"}},
        [(e.DecisionLogged("raise", ("quay",), (), (), ""), "port")],
    ),
    "met": ({"met": "E-01"}, [(OPENED, "port"), (e.PartDone("E-01", "csirt", 9, ("m",)), "port")]),
    "late": (
        {"late": "E-01"},
        [
            (OPENED, "port"),
            (e.PartOverdue("E-01", "csirt"), "port"),
            (e.PartDone("E-01", "csirt", 9, ("m",)), "port"),
        ],
    ),
    "overdue": ({"overdue": "E-01"}, [(OPENED, "port"), (e.PartOverdue("E-01", "csirt"), "port")]),
    "level": ({"level": {"place": "quay", "is": "2"}}, [(e.LevelSet("quay", 2), None)]),
    "down": ({"down": {"channel": "phone"}}, [(e.Disrupted(channel="phone"), None)]),
    "fired": ({"fired": "I-01"}, [(e.InjectFired("I-01"), None)]),
    "move": ({"move": "m1"}, [(e.MoveBegan("m1"), None)]),
}


@pytest.fixture
def run() -> Run:
    setup = tiny_setup()
    return Run(setup, Network(setup.network), 0)


def waiting(run: Run, **conditions: dict[str, Any]) -> Waiting:
    read = {name: Condition.model_validate(raw) for name, raw in conditions.items()}
    waits = Waiting(run, read)
    assert waits.come_true() is None
    return waits


def test_every_kind_of_condition_is_tried_here():
    assert CHANGES.keys() | {"all", "any", "not_", "after"} == Condition.model_fields.keys()


@pytest.mark.parametrize("kind", sorted(CHANGES))
def test_a_condition_comes_true_with_the_event_that_it_asks_about(run, kind):
    condition, told = CHANGES[kind]
    waits = waiting(run, it={"all": [condition, {"not": {"after": "T+02:00"}}]})
    for place, (body, agency) in enumerate(told):
        assert waits.come_true() is None
        run.tell(body, f"cause/{place}", actor="x", agency=agency)
    assert waits.come_true() == "it"
    assert waits.come_true() is None, "once"


def test_what_was_restored_and_undone_is_noticed_as_well(run):
    run.tell(e.Disrupted(channel="phone"), "down", actor="x")
    run.tell(OPENED, "open", actor="x", agency="port")
    run.tell(e.PartDone("E-01", "csirt", 9, ("m",)), "done", actor="x", agency="port")
    up, undone = {"not": {"down": {"channel": "phone"}}}, {"not": {"met": "E-01"}}
    waits = waiting(run, up=up, undone=undone)
    run.tell(e.Restored(channel="phone"), "up", actor="x")
    assert waits.come_true() == "up"
    run.tell(e.PartUndone("E-01", "csirt"), "undone", actor="x", agency="port")
    assert waits.come_true() == "undone"


def test_of_several_that_come_true_together_the_first_by_name_is_first(run):
    fired = {"fired": "I-01"}
    waits = waiting(run, b=fired, c=fired, a=fired)
    waits.forget("b")
    run.tell(e.InjectFired("I-01"), "I-01", actor="x")
    assert [waits.come_true(), waits.come_true(), waits.come_true()] == ["a", "c", None]


def test_the_clock_makes_a_condition_true_without_any_event(run):
    waits = waiting(run, later={"after": "T+00:10"})
    run.state.clock.at = 599
    assert waits.come_true() is None
    run.state.clock.at = 600
    assert waits.come_true() == "later"
