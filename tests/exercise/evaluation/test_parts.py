"""Outcomes, both measures and their causes, against numbers worked out by hand."""

from __future__ import annotations

import pytest
from tale import Tale, expectation

from exercise import events as e
from exercise.evaluation.parts import timeliness


def test_a_message_in_time_is_met_and_its_time_is_split_by_cause():
    """Delivered 300, read 400, sent 600, arrived 660."""
    tale = Tale().begins().reads(400)
    message = tale.sends(600)
    tale.arrives(660, message)
    part = tale.ends().part()
    assert (part.outcome, part.timeliness, part.flags) == ("met", 1.0, ())
    assert (part.agency_time, part.system_time) == (300, 360)
    assert part.causes == {"unread": 100, "deciding": 200, "desk": 0, "link": 60}


def test_a_late_message_loses_timeliness_in_a_straight_line():
    """1800 seconds for a limit of 1200 with grace 1: half way to nothing."""
    tale = Tale().begins().reads(400)
    tale.sends(2100)
    part = tale.ends().part()
    assert (part.outcome, part.agency_time, part.timeliness) == ("late", 1800, 0.5)
    assert (part.system_time, part.causes) == (None, {})


@pytest.mark.parametrize(
    ("seconds", "limit", "grace", "value"),
    [
        (0, 600, 1.0, 1.0),
        (600, 600, 1.0, 1.0),
        (900, 600, 1.0, 0.5),
        (1200, 600, 1.0, 0.0),
        (9999, 600, 1.0, 0.0),
        (750, 600, 0.5, 0.5),
        (601, 600, 0.0, 0.0),
    ],
)
def test_timeliness_is_one_up_to_the_limit_and_nothing_past_the_grace(
    seconds: int, limit: int, grace: float, value: float
):
    assert timeliness(seconds, limit, grace) == pytest.approx(value)


def test_a_relay_s_time_is_its_own_cause():
    """Read 400, sent 500, at the relay 560, worked off 620, sent on 650, arrived 700."""
    tale = Tale(expectation(tells=["ministry"])).begins().reads(400)
    message = tale.sends(500, "ministry", route=("csirt~port:phone", "csirt~ministry:phone"))
    item = tale.arrives(560, message, "csirt")
    tale.reads(620, item, person=False)
    tale.tell(650, e.MessageRelayed(item, message, ("csirt~ministry:phone",)), "relay", "csirt")
    tale.arrives(700, message, "ministry", sender="csirt", sent_at=650)
    part = tale.ends().part("ministry")
    assert (part.agency_time, part.system_time) == (200, 400)
    assert part.causes == {"unread": 100, "deciding": 130, "desk": 60, "link": 110}


def test_a_chain_of_messages_counts_from_the_one_expected_to_the_last_delivery():
    """Port to CSIRT (500 to 560), CSIRT reads 600 and tells the ministry (640 to 690)."""
    tale = Tale(expectation(tells=["ministry"])).begins().reads(400)
    item = tale.arrives(560, tale.sends(500))
    tale.reads(600, item, person=False)
    tale.arrives(690, tale.sends(640, "ministry", "csirt", person=False))
    part = tale.ends().part("ministry")
    assert (part.outcome, part.agency_time, part.system_time) == ("met", 200, 390)
    assert part.causes == {"unread": 100, "deciding": 140, "desk": 40, "link": 110}
    assert tale.part("ministry").outcome == "met"


def test_a_chain_does_not_count_where_only_the_direct_way_does():
    tale = Tale(expectation(tells=["ministry"], directly="true")).begins().reads(400)
    tale.reads(600, tale.arrives(560, tale.sends(500)), person=False)
    tale.arrives(690, tale.sends(640, "ministry", "csirt", person=False))
    assert tale.ends().part("ministry").outcome == "missed"


def test_what_was_so_already_at_opening_is_met_in_no_time():
    tale = Tale()
    tale.tell(
        100, e.InjectDelivered("I-00", "port", "I-00/port", {"dark": "confirmed"}), "I-00/port"
    )
    tale.reads(120, "I-00/port")
    tale.arrives(200, tale.sends(150))
    part = tale.begins().ends().part()
    assert (part.outcome, part.agency_time, part.system_time) == ("met", 0, 0)
    assert sum(part.causes.values()) == 0


def test_a_returned_message_does_not_count():
    tale = Tale().begins().reads(400)
    message = tale.sends(500)
    assert tale.part(at=600).outcome == "met"
    tale.tell(700, e.MessageReturned(message, "port", "lost"), f"{message}/returned", "port")
    part = tale.ends().part()
    assert (part.outcome, part.agency_time, part.timeliness) == ("missed", None, 0.0)


def test_the_outcome_follows_the_moment_that_is_asked_about():
    tale = Tale().begins().reads(400)
    tale.sends(2100)
    tale.ends()
    assert [tale.found(at=at).outcome for at in (200, 1500, 1501, 2100, 5400)] == [
        "void",
        "not-observed",
        "overdue",
        "late",
        "late",
    ]
    assert tale.part(at=1500).flags == ("open",)


def test_a_limit_not_reached_by_endex_is_not_observed_and_one_second_later_missed():
    assert Tale().begins().ends(1500).part().outcome == "not-observed"
    assert Tale().begins().ends(1501).part().outcome == "missed"


def test_what_is_done_after_its_last_moment_is_missed():
    tale = Tale(expectation(until="T+00:30")).begins().reads(400)
    tale.sends(1801)
    assert tale.ends().part().outcome == "missed"


def test_every_fact_has_to_be_told():
    tale = Tale(expectation(about=["dark", "rumour"])).begins().reads(400)
    tale.sends(500)
    assert tale.part(at=600).outcome == "not-observed"
    tale.sends(800, facts={"rumour": "denied"})
    part = tale.ends().part()
    assert (part.outcome, part.agency_time) == ("met", 500)


def test_the_channel_asked_for_counts_alone():
    tale = Tale(expectation(via=["email"])).begins().reads(400)
    tale.sends(500)
    assert tale.part(at=600).outcome == "not-observed"
    tale.sends(700, via="email", route=("csirt~port:email",))
    assert tale.ends().part().agency_time == 400


def test_a_decision_counts_when_it_is_aimed_at_all_that_is_asked():
    does = {"action": "raise", "targets": ["quay"]}
    tale = Tale(expectation(tells=None, about=None, does=does)).begins().reads(400)
    tale.decides(500, targets=())
    decision = tale.decides(700)
    part = tale.ends().part("decision")
    assert (part.outcome, part.agency_time, part.system_time) == ("met", 400, 400)
    assert part.causes == {"unread": 100, "deciding": 300, "desk": 0, "link": 0}
    assert decision in {entry.id for entry in part.evidence}


def test_the_whole_is_partial_when_some_parts_are_done():
    tale = Tale(expectation(tells=["csirt", "ministry"])).begins().reads(400)
    tale.sends(500)
    found = tale.ends().found()
    assert (found.outcome, found.timeliness, found.share) == ("partial", 0.5, 1.0)


def test_an_entry_made_later_counts_when_it_happened():
    """Spoken at 600, entered at 2000, arrived 2060: the entry is nobody's delay."""
    tale = Tale().begins().reads(400)
    tale.arrives(2060, tale.sends(2000, happened_at=600))
    part = tale.ends().part()
    assert (part.outcome, part.agency_time, part.flags) == ("met", 300, ("adjusted",))
    assert part.causes == {
        "unread": 100,
        "deciding": 200,
        "desk": 0,
        "link": 60,
        "entered-late": 1400,
    }


def test_the_search_for_a_number_is_link_time():
    tale = Tale().begins().reads(400)
    message = tale.sends(500, via="unlisted", route=(), planned=False)
    tale.arrives(1400, message, link="unlisted", sent_at=1400)
    part = tale.ends().part()
    assert part.causes == {"unread": 100, "deciding": 100, "desk": 0, "link": 900}
