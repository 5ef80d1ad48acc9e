"""Scenario in, journal out."""

from __future__ import annotations

from typing import Any

import pytest
from harbour import PACK, tiny_setup

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.events import Event, command_of

END = 10**6


def play(setup: Any, *acts: tuple[int, Submission]) -> list[Event]:
    """Run to ENDEX, submitting each command at its second."""
    engine = Engine(setup)
    told = engine.begin()
    for at, submission in acts:
        told += engine.advance_to(at)
        told += engine.submit(submission)
    return told + engine.advance_to(END)


def port(command: c.Command) -> Submission:
    return Submission(command, "player", "port", "port/1")


def control(command: c.Command) -> Submission:
    return Submission(command, "control")


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]


def of(events: list[Event], kind: str) -> list[Any]:
    return [event.body for event in events if event.kind == kind]


def test_an_inject_travels_from_script_to_the_agency_that_must_know():
    """Night shift tells the port, whose playbook tells the CSIRT."""
    told = play(tiny_setup())
    learned = [(e.agency, e.body.fact) for e in told if e.kind == "FactLearned"]
    assert learned == [("port", "dark"), ("csirt", "dark")]
    assert of(told, "PartDone")[0].part == "csirt"
    assert not of(told, "PartOverdue")


def test_a_silent_desk_goes_overdue_one_second_after_its_limit_and_brings_the_contingency():
    told = play(tiny_setup(staffing=("port",)))
    overdue = next(e for e in told if e.kind == "PartOverdue")
    assert overdue.at == 300 + 1200 + 1
    assert of(told, "InjectFired")[-1].inject == "I-02"


def test_opening_an_item_makes_its_facts_known_and_only_then_can_they_be_passed_on():
    engine = Engine(tiny_setup(staffing=("port",)))
    engine.begin()
    engine.advance_to(400)
    message = port(c.SendMessage("csirt", facts={"dark": "confirmed"}, via="phone"))
    with pytest.raises(Refused, match="does not know"):
        engine.submit(message)
    engine.submit(port(c.OpenItem("I-01/port")))
    told = engine.submit(message)
    assert kinds(told)[:2] == ["MessageSent", "PartDone"]


def test_the_whole_session_can_be_run_again_from_its_commands():
    acts = (
        (0, port(c.TakeSeat("port/1"))),
        (400, port(c.OpenItem("I-01/port"))),
        (500, port(c.SendMessage("csirt", facts={"dark": "confirmed"}))),
        (900, port(c.LogDecision("raise", ("quay",), facts=("dark",), reason="caution"))),
    )
    first = play(tiny_setup(staffing=("port",)), *acts)
    again = tuple((e.at, command_of(e)) for e in first if e.origin == "command")
    assert play(tiny_setup(staffing=("port",)), *again) == first


def test_a_decision_with_authority_changes_the_world_and_without_it_goes_to_who_can_decide():
    told = play(
        tiny_setup(staffing=("port",)),
        (10, port(c.LogDecision("raise", ("quay",), reason="caution"))),
        (20, port(c.LogDecision("evacuate", reason="caution"))),
    )
    assert of(told, "LevelSet")[0].level == 2
    raised, evacuate = of(told, "DecisionLogged")[:2]
    assert raised.authority
    assert not evacuate.authority
    request = next(body for body in of(told, "MessageSent") if body.action == "evacuate")
    assert (request.to, request.intent) == ("police", "request")


def test_a_message_without_a_direct_link_is_relayed_by_who_may_know():
    told = play(
        tiny_setup(staffing=("port",)),
        (400, port(c.OpenItem("I-01/port"))),
        (500, port(c.SendMessage("ministry", facts={"dark": "confirmed"}))),
    )
    hops = [(body.sender, body.to, body.final) for body in of(told, "MessageDelivered")]
    assert hops[:2] == [("port", "csirt", False), ("csirt", "ministry", True)]
    assert ("csirt", "dark") in [(e.agency, e.body.fact) for e in told if e.kind == "FactLearned"]


def test_a_message_over_a_link_that_is_down_takes_another_way_or_comes_back():
    acts = (
        (400, port(c.OpenItem("I-01/port"))),
        (410, control(c.Disrupt(channel="phone"))),
        (500, port(c.SendMessage("csirt", facts={"dark": "confirmed"}))),
        (2000, port(c.SendMessage("terminal", text="Are you up?", via="phone"))),
    )
    told = play(tiny_setup(staffing=("port",)), *acts)
    assert of(told, "AttemptLost")[0].reason == "channel-down"
    assert of(told, "MessageRerouted")[0].route == ("csirt~port:email",)
    assert of(told, "MessageReturned")[0].reason == "channel-down"


def test_every_message_ends_in_exactly_one_state():
    told = play(
        tiny_setup(staffing=("port",)),
        (400, port(c.OpenItem("I-01/port"))),
        (500, port(c.SendMessage("csirt", facts={"dark": "confirmed"}))),
        (510, port(c.SendMessage("police", text="Stand by", via="vhf"))),
        (520, port(c.SendMessage("ministry", text="Who is on duty?", via="unlisted"))),
    )
    for sent in (e for e in told if e.kind == "MessageSent"):
        arrived = [b for b in of(told, "MessageDelivered") if b.message == sent.id and b.final]
        returned = [b for b in of(told, "MessageReturned") if b.message == sent.id]
        assert len(arrived) + len(returned) == 1


def test_an_unlisted_contact_is_slow_unless_control_grants_it():
    ask = port(c.SendMessage("ministry", text="Who is on duty?", via="unlisted"))
    slow = play(tiny_setup(staffing=("port",)), (500, ask))
    found = next(e for e in slow if e.kind == "ContactFound")
    assert found.at > 560
    granted = control(c.GrantContact("port/SendMessage/ministry/1"))
    quick = play(tiny_setup(staffing=("port",)), (500, ask), (560, granted))
    assert next(e for e in quick if e.kind == "ContactFound").at == 560


def test_agencies_in_one_place_speak_at_once():
    told = play(
        tiny_setup(staffing=("port",)),
        (400, port(c.OpenItem("I-01/port"))),
        (410, control(c.GatherAgencies("quay", ("port", "csirt")))),
        (500, port(c.SendMessage("csirt", facts={"dark": "confirmed"}, via="in-person"))),
    )
    learned = next(e for e in told if e.kind == "FactLearned" and e.agency == "csirt")
    assert learned.at == 500


def test_a_jump_makes_nothing_overdue():
    told = play(tiny_setup(staffing=("port",)), (400, port(c.Jump(3000))))
    assert not of(told, "PartOverdue")


def test_a_held_inject_waits_for_its_release_and_fires_once():
    told = play(
        tiny_setup(),
        (100, control(c.HoldInject("I-01"))),
        (900, control(c.ReleaseInject("I-01"))),
    )
    assert [e.at for e in told if e.kind == "InjectFired"] == [900]


def test_an_inject_that_cannot_be_delivered_waits_until_its_channel_is_back():
    told = play(
        tiny_setup(),
        (100, control(c.Disrupt(channel="phone", agency="port"))),
        (700, control(c.Restore(channel="phone", agency="port"))),
    )
    assert of(told, "InjectWaiting")[0].reason == "channel-down"
    assert [e.at for e in told if e.kind == "InjectDelivered"] == [700]


def test_what_is_under_way_arrives_when_the_story_leaps():
    told = play(
        tiny_setup(staffing=("port",)),
        (3590, port(c.SendMessage("csirt", text="Still there?", via="email"))),
    )
    assert next(e for e in told if e.kind == "MessageDelivered").at == 3600


def test_an_inject_that_ends_the_move_leaps_to_the_next():
    injects = [
        *PACK["injects"],
        {
            **PACK["injects"][0],
            "id": "I-09",
            "at": "T+00:30",
            "expects": [],
            "effects": [{"end_move": "true"}],
        },
    ]
    told = play(tiny_setup(injects=injects))
    assert of(told, "ClockJumped")[0].to == 3600
    assert [e.at for e in told if e.kind == "MoveBegan"] == [0, 3600]
    assert told[-1].at == 5400


def test_what_must_not_be_done_is_noticed():
    ban = {
        "id": "P-01",
        "who": "port",
        "must_not": "true",
        "tells": ["police"],
        "about": ["dark"],
        "via": ["vhf"],
    }
    told = play(
        tiny_setup(staffing=("port",), expectations=[ban]),
        (400, port(c.OpenItem("I-01/port"))),
        (500, port(c.SendMessage("police", facts={"dark": "confirmed"}, via="vhf"))),
    )
    assert of(told, "ProhibitionViolated")
    assert (
        of(told, "MessageSent")[0].warnings == ("need", "marking")
        or "need" in of(told, "MessageSent")[0].warnings
    )


def test_a_question_gets_a_fitting_answer_or_a_clear_nothing():
    told = play(
        tiny_setup(staffing=("terminal",)),
        (
            600,
            Submission(c.SendMessage("csirt", "ask", asks=("cyber",)), "player", "terminal", "t/1"),
        ),
        (
            610,
            Submission(
                c.SendMessage("csirt", "ask", asks=("security",)), "player", "terminal", "t/1"
            ),
        ),
    )
    answers = [
        e.body
        for e in told
        if e.kind == "MessageSent" and e.body.to == "terminal" and e.agency == "csirt"
    ]
    assert sorted(tuple(body.facts) for body in answers) == [(), ("dark",)]


def test_a_warm_up_inject_comes_before_startex():
    warm = {
        "id": "W-01",
        "kind": "warm-up",
        "at": "T-00:10",
        "to": ["port"],
        "via": "phone",
        "from": "Control",
        "subject": "Hello",
        "body": "Open me.",
    }
    told = play(tiny_setup(injects=[warm, *PACK["injects"]]))
    assert (told[0].kind, told[0].at) == ("InjectFired", -600)
    assert next(e for e in told if e.kind == "ExerciseStarted").at == 0


@pytest.mark.parametrize(
    "command",
    [
        c.SendMessage("nobody"),
        c.SendMessage("port"),
        c.SendMessage("csirt", intent="sing"),
        c.SendMessage("csirt", text="  "),
        c.SendMessage("police", via="email", text="x"),
        c.LogDecision("fly"),
        c.LogDecision("raise", ("moon",)),
        c.OpenItem("I-99/port"),
        c.Jump(0),
        c.SetSpeed(0),
        c.AnswerQuestion("Q-9", "yes"),
        c.SkipInject("I-99"),
        c.GrantContact("x"),
        c.Disrupt(),
        c.SetLevel("quay", 7),
        c.ExcusePart("E-99", "csirt", ""),
    ],
)
def test_what_the_rules_do_not_admit_is_refused_and_changes_nothing(command: c.Command):
    engine = Engine(tiny_setup(staffing=("port",)))
    engine.begin()
    engine.advance_to(10)
    with pytest.raises(Refused):
        engine.submit(port(command))
    assert engine.advance_to(10) == []
