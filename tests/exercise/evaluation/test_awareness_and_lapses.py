"""Who knew what by which path, and errors in handling information."""

from __future__ import annotations

import pytest
from tale import COVERT_FACTS as FACTS
from tale import Tale, expectation, lapses

from exercise import events as e


def test_a_path_leads_from_the_inject_over_each_item_and_message():
    tale = Tale().begins().reads(400)
    message = tale.sends(500, "ministry", route=("csirt~port:phone", "csirt~ministry:phone"))
    relay = tale.arrives(560, message, "csirt")
    tale.reads(620, relay, person=False)
    tale.tell(650, e.MessageRelayed(relay, message, ("csirt~ministry:phone",)), "relay", "csirt")
    item = tale.arrives(700, message, "ministry", sender="csirt", sent_at=650)
    tale.reads(760, item, person=False)
    port, csirt, ministry = tale.ends().judged().awareness
    assert (port.agency, port.at, port.sender, port.path) == ("port", 400, None, ("I-01/port",))
    assert csirt.path == ("I-01/port", message, relay)
    assert (ministry.at, ministry.path) == (760, ("I-01/port", message, relay, item))


def test_needs_run_from_the_first_delivery_to_anybody():
    """Delivered 300; csirt needs it by 2100 and knows at 2200, the ministry by 7500."""
    tale = Tale().begins().reads(400)
    tale.reads(2200, tale.arrives(2150, tale.sends(2100)), person=False)
    needs = {(need.fact, need.agency): need for need in tale.ends().judged().needs}
    assert (needs["dark", "csirt"].outcome, needs["dark", "csirt"].due_at) == ("late", 2100)
    assert needs["dark", "port"].outcome == "in-time"
    assert needs["dark", "ministry"].outcome == "open"
    assert needs["rumour", "police"].outcome == "void"


def test_what_was_read_on_paper_is_known_from_when_it_was_read():
    """The port's item came at 300, was read on paper at 500, and the clerk entered that at 2400."""
    tale = Tale().begins().reads(2400, happened_at=500)
    tale.sends(2450, happened_at=600)
    [port] = tale.ends().judged().awareness
    assert (port.at, port.path) == (500, ("I-01/port",))
    assert lapses(tale) == []


def test_of_two_items_that_told_it_the_one_read_first_counts_also_when_entered_last():
    tale = Tale().begins().reads(400)
    first, second = tale.sends(410), tale.sends(420)
    paper, screen = tale.arrives(450, first), tale.arrives(460, second)
    tale.reads(700, screen)
    tale.tell(2400, e.ItemOpened(paper, 500), f"{paper}/read", "csirt", origin="command")
    judged = tale.ends().judged()
    [csirt] = [one for one in judged.awareness if one.agency == "csirt"]
    assert (csirt.at, csirt.path[-1]) == (500, paper)
    need = next(one for one in judged.needs if (one.fact, one.agency) == ("dark", "csirt"))
    assert (need.outcome, need.known_at) == ("in-time", 500)
    flow = next(one for one in judged.flows if (one.fact, one.agency) == ("dark", "csirt"))
    assert sum(flow.causes.values()) == flow.known_at - flow.first_at


def test_a_fact_to_somebody_who_neither_needs_nor_may_know_it_is_a_lapse():
    tale = Tale().begins().reads(400)
    tale.sends(500, "police", warnings=("need",))
    assert lapses(tale) == [("need", "dark", "police", 500)]


def test_an_unconfirmed_fact_passed_on_as_confirmed_is_a_lapse_and_as_unconfirmed_is_not():
    tale = Tale().begins().reads(400, dark="unconfirmed")
    tale.sends(500, facts={"dark": "unconfirmed"})
    assert lapses(tale) == []
    tale.sends(600, warnings=("as-confirmed",))
    assert lapses(tale) == [("as-confirmed", "dark", "csirt", 600)]


def test_acting_on_a_rumour_counts_only_once_its_refutation_is_known():
    tale = Tale(facts=FACTS).begins().reads(400, rumour="unconfirmed")
    tale.sends(500, "police", facts={"rumour": "unconfirmed"}, via="vhf", route=())
    tale.decides(550, facts=("rumour",))
    assert lapses(tale) == []
    tale.reads(600, rumour="unconfirmed", **{"all-clear": "confirmed"})
    tale.sends(650, "police", facts={"rumour": "denied"}, route=())
    assert lapses(tale) == []
    tale.sends(700, "police", facts={"rumour": "unconfirmed"}, route=())
    tale.decides(710, facts=("rumour",), warnings=("rumour",))
    assert lapses(tale) == [("rumour", "rumour", "police", 700), ("rumour", "rumour", None, 710)]


def test_a_fact_over_a_link_below_its_marking_or_where_others_listen_is_a_lapse():
    tale = Tale(facts=FACTS).begins().reads(400, plan="confirmed")
    tale.sends(500, "police", facts={"plan": "confirmed"}, route=("police~port:vhf",))
    assert [kind for kind, *_ in lapses(tale)] == ["covert", "marking"]


def test_what_an_evaluator_reads_out_of_a_text_is_looked_at_too():
    tale = Tale().begins().reads(400)
    message = tale.sends(500, "police", facts={}, text="Do not tell anybody", route=())
    tale.tell(900, e.ItemCoded(message, {"dark": "confirmed"}), "code", origin="recorded")
    assert lapses(tale) == [("need", "dark", "police", 500)]


@pytest.mark.parametrize(("verify", "kinds"), [("true", ["unverified"]), ("false", [])])
def test_a_decision_that_must_be_verified_first_must_not_rest_on_the_unconfirmed(
    verify: str, kinds: list[str]
):
    does = {"action": "raise", "targets": ["quay"]}
    spec = expectation(tells=None, about=None, does=does, verify_before=verify)
    tale = Tale(spec).begins().reads(400, dark="unconfirmed")
    tale.decides(500, facts=("dark",), warnings=("unverified",))
    assert [kind for kind, *_ in lapses(tale)] == kinds
    assert tale.part("decision").outcome == "met"


def test_what_was_known_only_later_does_not_burden_what_happened_before():
    """Entered at 900, said at 450: the refutation was known from 600."""
    tale = Tale(facts=FACTS).begins().reads(400, rumour="unconfirmed")
    tale.reads(600, **{"all-clear": "confirmed"})
    facts = {"rumour": "unconfirmed"}
    tale.sends(900, "police", facts=facts, route=(), happened_at=450)
    assert lapses(tale) == []


def test_what_comes_before_its_turn_is_out_of_order():
    first = expectation(before="E-02")
    then = expectation(id="E-02", tells=["ministry"])
    tale = Tale(first, then).begins().reads(400)
    tale.sends(500, "ministry")
    tale.sends(600)
    found = tale.ends().judged().lapses
    assert [(lapse.kind, lapse.expectation, lapse.at) for lapse in found] == [
        ("out-of-order", "E-02", 500)
    ]
    assert tale.part().outcome == "met"
