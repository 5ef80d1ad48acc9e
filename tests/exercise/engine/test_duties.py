"""Duties of law and expectations of the pack: where both ask for the same telling there is one."""

from __future__ import annotations

from typing import Any

from harbour import NETWORK, PACK, tiny_setup

from agencies.network import Network
from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.evaluation import Evaluation, evaluate
from exercise.events import Event

EARLY = {
    "title": "Early notice",
    "trigger": "cyber",
    "holder": "port",
    "tells": "csirt",
    "within": "5m",
    "source": "the harbour rules",
}
FIRST, SECOND = PACK["injects"]
NEWS = {**FIRST, "id": "I-00", "at": "T+00:02", "expects": []}
"""The same news three minutes before anything is expected: it opens the duty alone."""


def play(
    *injects: dict[str, Any], tells_at: int | None = None, **duty: Any
) -> tuple[list[Event], Evaluation]:
    """The port, staffed, tells the CSIRT at ``tells_at`` or never."""
    network = {**NETWORK, "duties": {"early": {**EARLY, **duty}}}
    setup = tiny_setup(network=network, injects=list(injects), staffing=("port",))
    engine = Engine(setup)
    told = engine.begin() + engine.advance_to(tells_at or 0)
    if tells_at:
        item = next(iter(engine.state.traffic.items))
        for command in (c.OpenItem(item), c.SendMessage("csirt", facts={"dark": "confirmed"})):
            told += engine.submit(Submission(command, "player", "port", "port-1"))
    told += engine.advance_to(10**6)
    return told, evaluate(setup, Network(setup.network), told)


def overdue(told: list[Event]) -> list[tuple[str, str, int]]:
    return [(e.body.expectation, e.body.part, e.at) for e in told if e.kind == "PartOverdue"]  # type: ignore[attr-defined]


def outcomes(judged: Evaluation) -> dict[str, str]:
    return {result.id: result.outcome for result in judged.expectations}


def test_a_stricter_duty_sets_the_limit_of_its_own_recipient_and_of_no_other():
    expects = [{**FIRST["expects"][0], "tells": ["csirt", "ministry"]}]
    told, judged = play({**FIRST, "expects": expects}, SECOND)
    assert overdue(told) == [("E-01", "csirt", 601), ("E-01", "ministry", 1501)]
    assert list(outcomes(judged)) == ["E-01"]


def test_a_milder_duty_changes_nothing_and_makes_no_second_expectation():
    told, judged = play(FIRST, SECOND, within="1h")
    assert overdue(told) == [("E-01", "csirt", 1501)]
    assert list(outcomes(judged)) == ["E-01"]


def test_an_expectation_takes_over_a_duty_that_was_open_before_it():
    told, judged = play(NEWS, FIRST, SECOND)
    assert overdue(told) == [("E-01", "csirt", 421)]
    assert outcomes(judged) == {"E-01": "missed"}


def test_what_the_duty_saw_go_overdue_stays_late_in_the_expectation():
    told, judged = play(NEWS, FIRST, SECOND, tells_at=430, within="2m")
    assert overdue(told) == [("duty early/dark/port", "csirt", 241), ("E-01", "csirt", 300)]
    (found,) = judged.expectations
    assert (found.outcome, found.parts[0].opened_at, found.parts[0].within) == ("late", 120, 120)
    assert found.parts[0].agency_time == 310


def test_a_duty_done_before_the_expectation_opens_is_met_in_it():
    told, judged = play(NEWS, FIRST, SECOND, tells_at=200)
    assert overdue(told) == []
    assert outcomes(judged) == {"E-01": "met"}


def test_a_duty_with_other_recipients_keeps_them():
    _, judged = play(NEWS, FIRST, SECOND, tells=["csirt", "police", "ministry"])
    (ours, duty) = judged.expectations
    assert [part.what for part in ours.parts] == ["csirt"]
    assert (duty.id, [part.what for part in duty.parts]) == ("duty early/dark/port", ["ministry"])


def test_nobody_owes_news_to_those_it_came_from():
    holders = {"holder": ["port", "csirt"], "tells": ["csirt", "port", "ministry"]}
    _, judged = play(FIRST, SECOND, tells_at=400, **holders)
    owed = {r.id: [part.what for part in r.parts] for r in judged.expectations}
    assert owed["duty early/dark/csirt"] == ["ministry"]
