"""What a desk is told, event by event."""

from __future__ import annotations

from typing import Any

import pytest
from harbour import tiny_setup

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.views.aliases import Aliases
from exercise.views.fold import fold
from exercise.views.projector import Projector
from exercise.views.seat import SeatView


class Desk:
    """An engine, and the picture of one seat that follows from it."""

    def __init__(self, setup: Any, agency: str = "port") -> None:
        self.engine = Engine(setup)
        self.agency, self.seat = agency, f"{agency}/1"
        self.projector = Projector(setup, self.engine.network, "key", "unmarked")
        self.view = SeatView()
        self.take(self.projector.everything(agency, self.seat, solo=False, at=0))
        self.hear(self.engine.begin())

    def take(self, messages: Any) -> None:
        for message in messages:
            self.view = fold(self.view, message)

    def hear(self, events: Any) -> Any:
        for event in events:
            told = self.projector.apply(event)
            self.take(one.message for one in told if one.reaches(self.agency, self.seat))
        return events

    def until(self, second: int) -> None:
        self.hear(self.engine.advance_to(second))

    def do(self, command: Any) -> Any:
        return self.hear(self.engine.submit(Submission(command, "player", self.agency, self.seat)))

    def control(self, command: Any) -> Any:
        return self.hear(self.engine.submit(Submission(command, "control")))

    def real(self, noun: str, alias: str) -> str:
        return self.projector.aliases.find(self.agency, noun, alias)

    def open_all(self) -> None:
        for item in self.view.inbox:
            if item.opened_at is None:
                self.do(c.OpenItem(self.real("item", item.id)))


def staffed(**options: Any) -> Desk:
    """The port's desk, with somebody at it."""
    return Desk(tiny_setup(staffing=("port",), **options))


def test_an_item_says_nothing_until_it_is_opened():
    desk = staffed()
    desk.until(300)
    (item,) = desk.view.inbox
    assert (item.sender, item.via, item.urgency) == ({"": "Night shift"}, "phone", "normal")
    assert (item.body, item.facts, item.opened_at) == ({}, {}, None)
    desk.until(330)
    desk.open_all()
    (item,) = desk.view.inbox
    assert item.body == {"": "All screens went dark."}
    assert item.opened_at == 330
    (fact,) = desk.view.board
    assert item.facts == {fact.id: "confirmed"}
    assert (fact.kind, fact.status, fact.sender) == ("cyber", "confirmed", {"": "Night shift"})


def test_what_control_changed_is_what_arrives():
    desk = staffed()
    desk.until(10)
    desk.control(c.EditInject("I-01", "Lights out", "Nothing works."))
    desk.control(c.AddInject(("port",), "vhf", "Pilot", "Fog", "I see nothing.", "high"))
    desk.until(300)
    desk.open_all()
    assert [(i.subject, i.body, i.sender) for i in desk.view.inbox] == [
        ({"": "Fog"}, {"": "I see nothing."}, {"": "Pilot"}),
        ({"": "Lights out"}, {"": "Nothing works."}, {"": "Night shift"}),
    ]


def test_a_sender_sees_where_its_message_is():
    desk = staffed()
    desk.until(300)
    desk.open_all()
    facts = {"dark": "confirmed"}
    desk.do(c.SendMessage("ministry", facts=facts, subject="Dark", about="I-01/port"))
    (sent,) = desk.view.sent
    assert (sent.state, sent.where, sent.via) == ("on-its-way", "port", "phone")
    assert sent.expected_at is not None
    assert sent.about == desk.view.inbox[0].id
    states = []
    for second in range(301, 1800):
        desk.until(second)
        if not states or states[-1] != desk.view.sent[0].state:
            states.append(desk.view.sent[0].state)
    assert states == ["on-its-way", "at-relay", "on-its-way", "delivered"]
    assert desk.view.sent[0].where == "ministry"


def test_a_relay_knows_whom_it_passes_something_on_to():
    desk = Desk(tiny_setup(staffing=("csirt", "port")), "csirt")
    desk.until(300)
    ask = Submission(c.OpenItem("I-01/port"), "player", "port", "port/1")
    send = Submission(
        c.SendMessage("ministry", facts={"dark": "confirmed"}, text="Tell them."),
        "player",
        "port",
        "port/1",
    )
    desk.hear(desk.engine.submit(ask))
    desk.hear(desk.engine.submit(send))
    desk.until(900)
    (item,) = desk.view.inbox
    assert (item.relay_to, item.sender_agency, item.relayed_by) == ("ministry", "port", None)
    desk.do(c.OpenItem(desk.real("item", item.id)))
    desk.do(c.RelayItem(desk.real("item", item.id)))
    assert desk.view.inbox[0].relayed_at == 900
    assert desk.view.sent == ()


def test_an_acknowledgement_marks_the_item_and_answers_the_message():
    setup = tiny_setup(staffing=("port", "csirt"))
    desk = Desk(setup, "csirt")
    other = Desk(setup, "port")
    told = desk.engine.submit(
        Submission(c.SendMessage("csirt", text="Hello?", via="phone"), "player", "port", "port/1")
    )
    desk.hear(told)
    other.hear(told)
    told = desk.engine.advance_to(600)
    desk.hear(told)
    other.hear(told)
    item = desk.real("item", desk.view.inbox[0].id)
    told = desk.do(c.SendMessage("port", intent="acknowledge", about=item, via="phone"))
    other.hear(told)
    assert desk.view.inbox[0].acknowledged_at == 600
    told = desk.engine.advance_to(1200)
    other.hear(told)
    other.hear(
        desk.engine.submit(
            Submission(c.OpenItem(f"{told[-1].body.item}"), "player", "port", "port/1")
        )
    )
    answer = next(one for one in other.view.inbox if one.intent == "acknowledge")
    assert answer.about == other.view.sent[0].id


def test_a_level_is_announced_to_everybody_and_a_decision_is_the_desks_own():
    desk = staffed()
    police = Desk(tiny_setup(), "police")
    told = desk.do(c.LogDecision("raise", ("quay",), reason="caution"))
    police.hear(told)
    assert [place.level for place in desk.view.places] == [2]
    assert [place.level for place in police.view.places] == [2]
    assert desk.view.decisions[0].authority
    assert police.view.decisions == ()
    actions = {action.id: action.authority for action in desk.view.actions}
    assert actions == {"raise": True, "evacuate": False}


def test_a_recommendation_arrives_as_an_item():
    setup = tiny_setup(staffing=("port", "police"))
    desk, police = Desk(setup), Desk(setup, "police")
    told = desk.do(c.LogDecision("evacuate", reason="now"))
    assert not desk.view.decisions[0].authority
    police.hear(told)
    police.hear(desk.engine.advance_to(900))
    (item,) = police.view.inbox
    assert (item.intent, item.sender_agency, item.body) == ("request", "port", {})
    assert desk.view.sent[0].to == "police"


def test_what_refutes_a_rumour_is_shown_once_both_are_known():
    facts = {
        "rumour": {"kind": "security", "title": "A bomb", "holds": "false", "may_know": ["port"]},
        "clear": {
            "kind": "security",
            "title": "No bomb",
            "refutes": "rumour",
            "may_know": ["port"],
        },
    }
    desk = staffed(facts=facts, injects=[])
    desk.control(c.AddInject(("port",), "phone", "A", "1", "-", facts={"rumour": "unconfirmed"}))
    desk.open_all()
    assert desk.view.board[0].refuted_by is None
    desk.control(c.AddInject(("port",), "phone", "B", "2", "-", facts={"clear": "confirmed"}))
    assert len(desk.view.board) == 1
    desk.open_all()
    bomb, clear = desk.view.board
    assert bomb.refuted_by == clear.id


def test_the_board_keeps_who_told_first_and_who_confirmed_it():
    facts = {"smoke": {"kind": "security", "title": "Smoke", "may_know": ["port"]}}
    desk = staffed(facts=facts, injects=[])
    desk.control(
        c.AddInject(("port",), "phone", "A guard", "1", "-", facts={"smoke": "unconfirmed"})
    )
    desk.open_all()
    assert desk.view.board[0].settled_at is None
    desk.until(300)
    desk.control(
        c.AddInject(("port",), "phone", "The patrol", "2", "-", facts={"smoke": "confirmed"})
    )
    desk.open_all()
    (smoke,) = desk.view.board
    assert (smoke.sender, smoke.known_at) == ({"": "A guard"}, 0)
    assert (smoke.settled_by, smoke.settled_at) == ({"": "The patrol"}, 300)


def test_what_control_reads_out_of_a_text_shows_where_it_was_read():
    setup = tiny_setup(staffing=("port", "csirt"))
    desk = Desk(setup, "csirt")
    sent = desk.hear(
        desk.engine.submit(
            Submission(
                c.SendMessage("csirt", text="All dark", via="phone"), "player", "port", "port/1"
            )
        )
    )
    desk.until(600)
    desk.open_all()
    assert desk.view.inbox[0].facts == {}
    desk.control(c.CodeItem(sent[0].id, {"dark": "confirmed"}))
    assert list(desk.view.inbox[0].facts.values()) == ["confirmed"]
    assert desk.view.board[0].title == {"": "The terminal's screens are dark"}


def test_a_move_brings_its_briefing_and_the_storys_time():
    desk = staffed()
    assert (desk.view.move.id, desk.view.move.briefing) == ("m1", {"": "It is early."})
    desk.until(3600)
    assert (desk.view.move.number, desk.view.move.of) == (2, 2)
    assert desk.view.clock.story == "2027-07-05T09:00:00-05:00"
    desk.until(5400)
    assert desk.view.clock.phase == "ended"


def test_aliases_are_stable_differ_between_desks_and_name_only_what_was_shown():
    aliases, again = Aliases("key"), Aliases("key")
    alias = aliases.show("port", "item", "I-01/port")
    assert len(alias) == 12
    assert again.show("port", "item", "I-01/port") == alias
    assert aliases.show("police", "item", "I-01/port") != alias
    assert Aliases("other").show("port", "item", "I-01/port") != alias
    assert aliases.find("port", "item", alias) == "I-01/port"
    hidden = aliases.name("port", "I-02/port")
    for agency, noun, name in (
        ("port", "fact", alias),
        ("police", "item", alias),
        ("port", "item", hidden),
        ("port", "item", "I-01/port"),
    ):
        with pytest.raises(Refused):
            aliases.find(agency, noun, name)


def test_a_message_of_a_newer_session_changes_nothing():
    view = SeatView(agency="port")
    assert fold(view, {"kind": "hologram", "of": "the minister"}) is view
