"""Where facts went and where the time went, and how good what agencies knew was; worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from tale import COVERT_FACTS as FACTS
from tale import Tale, expectation, lapses

from exercise import events as e
from exercise.evaluation.flows import Flow


def flow(tale: Tale, agency: str, fact: str = "dark") -> Flow:
    return next(f for f in tale.judged().flows if (f.agency, f.fact) == (agency, fact))


def told() -> Tale:
    """Delivered 300, read 400; sent 500 to csirt, there 560, read 620; passed on 650, there 700."""
    tale = Tale().begins().reads(400)
    message = tale.sends(500, "ministry", route=("csirt~port:phone", "csirt~ministry:phone"))
    relay = tale.arrives(560, message, "csirt")
    tale.reads(620, relay, person=False)
    tale.tell(650, e.MessageRelayed(relay, message, ("csirt~ministry:phone",)), "relay", "csirt")
    item = tale.arrives(700, message, "ministry", sender="csirt", sent_at=650)
    return tale.reads(760, item, person=False)


def test_the_time_from_first_delivery_to_knowing_is_split_to_the_second() -> None:
    found = flow(told(), "ministry")
    assert found.causes == {"script": 0, "unread": 100, "deciding": 130, "desk": 120, "link": 110}
    assert sum(found.causes.values()) == found.known_at - found.first_at == 460
    assert found.split == {"script": 0, "link": 110, "desk": 120, "human": 230, "entered-late": 0}
    assert [stop.agency for stop in found.stops] == ["port", "csirt", "ministry"]


def test_beside_the_path_stands_the_best_that_there_was() -> None:
    found = flow(told(), "ministry")
    assert found.best.agencies == ("port", "csirt", "ministry")
    assert found.best.at == 300 + found.best.seconds
    assert found.behind == 700 - found.best.at > 0
    assert flow(told(), "port").best.seconds == 0


def test_what_was_down_was_no_way() -> None:
    tale = Tale()
    tale.tell(10, e.Disrupted(channel="phone"), "down")
    tale.begins().reads(400)
    assert flow(tale, "csirt").best.links == ("csirt~port:email",)
    assert flow(tale, "ministry").best is None


def test_who_needed_to_know_and_never_did_has_a_best_way_and_no_path() -> None:
    found = flow(Tale().begins().reads(400), "csirt")
    assert (found.needed, found.known_at, found.stops, found.causes) == (True, None, (), None)
    assert found.best is not None


# -- Information ---------------------------------------------------------------------------------


def test_completeness_follows_who_knew_when() -> None:
    """Needed by three from 300 on: port knows at 400, csirt at 800; judged at 1300."""
    tale = Tale().begins().reads(400)
    tale.reads(800, tale.arrives(560, tale.sends(500)), person=False)
    found = tale.ends(1300).judged().information.everybody
    assert found.points == ((300, 0.0, 3.0), (400, 1.0, 3.0), (800, 2.0, 3.0))
    assert found.value == pytest.approx(2 / 3)
    assert found.mean == pytest.approx((400 * 1 + 500 * 2) / 3 / 1000)
    assert found.in_time == 1.0


def test_a_fact_counts_by_its_weight() -> None:
    facts = {**FACTS, "dark": {**FACTS["dark"], "weight": "3", "needs": {"port": "30m"}}}
    facts["plan"] = {**FACTS["plan"], "needs": {"police": "30m"}}
    tale = Tale(facts=facts).begins().reads(400)
    body = e.InjectDelivered("I-01", "police", "I-01/police", {"plan": "confirmed"})
    tale.tell(500, body, "I-01/police", "police")
    assert tale.judged().information.everybody.value == pytest.approx(3 / 4)


def test_a_rumour_is_held_until_what_refutes_it_is_known() -> None:
    tale = Tale(facts=FACTS).begins().reads(400, rumour="unconfirmed", dark="unconfirmed")
    held = tale.judged().information.accuracy[0]
    assert (held.agency, set(held.held), held.true, held.value) == (
        "port",
        {"rumour", "dark"},
        ("dark",),
        0.5,
    )
    tale.reads(600, **{"all-clear": "confirmed"})
    tale.reads(700, dark="confirmed")
    found = tale.judged().information
    assert found.accuracy[0].value == 1.0
    changes = [(c.kind, c.fact, c.at, c.after, c.by) for c in found.changes]
    assert changes == [
        ("contradicted", "rumour", 600, 200, "all-clear"),
        ("upgraded", "dark", 700, 300, None),
    ]


def test_deliveries_to_whom_it_does_not_concern_are_over_disclosure() -> None:
    tale = Tale().begins().reads(400)
    tale.arrives(560, tale.sends(500))
    tale.arrives(660, tale.sends(600, "police"))
    found = tale.judged().information.disclosure
    assert (found.deliveries, found.beyond, found.over) == (2, 1, 0.5)
    assert [entry.id for entry in found.evidence] == ["port.SendMessage.police.1/at/police"]


# -- Channels ------------------------------------------------------------------------------------


def test_answering_a_covert_alert_where_others_listen_is_a_lapse_whatever_is_said() -> None:
    tale = Tale(facts=FACTS).begins()
    body = e.InjectDelivered("I-01", "port", "I-02/port", {"plan": "confirmed"})
    tale.tell(400, body, "I-02/port", "port")
    tale.reads(450, "I-02/port", plan="confirmed")
    vhf = ("police~port:vhf",)
    tale.sends(500, "police", facts={}, intent="acknowledge", about="I-02/port", route=vhf)
    tale.sends(600, "police", facts={}, intent="ask", asks=("security",), route=vhf)
    tale.sends(700, "police", facts={}, intent="acknowledge", about="I-01/port", route=vhf)
    assert lapses(tale) == [("covert", "plan", "police", 500), ("covert", "plan", "police", 600)]


def test_what_gives_a_covert_fact_away_breaks_a_prohibition_to_tell_it() -> None:
    ban = {"id": "E-02", "who": "port", "tells": ["police"], "about": ["plan"], "must_not": "true"}
    vhf = ("police~port:vhf",)

    def outcome(**message: Any) -> str:
        tale = Tale({**ban, "limit_basis": "plan"}, facts=FACTS).begins()
        body = e.InjectDelivered("I-01", "port", "I-02/port", {"plan": "confirmed"})
        tale.tell(400, body, "I-02/port", "port")
        tale.reads(450, "I-02/port", plan="confirmed")
        tale.sends(500, "police", facts={}, **{"route": vhf, **message})
        return tale.ends().found("E-02").outcome

    assert outcome(intent="acknowledge", about="I-02/port") == "violated"
    assert outcome(intent="ask", asks=("security",)) == "violated"
    assert outcome(intent="acknowledge", about="I-01/port") == "kept"
    assert outcome(intent="acknowledge", about="I-02/port", route=(), via="in-person") == "kept"


def test_what_was_told_by_another_channel_than_asked_is_said() -> None:
    tale = Tale(expectation(via=["email"])).begins().reads(400)
    tale.sends(500)
    found = [(x.kind, x.to, x.expectation) for x in tale.ends().judged().lapses]
    assert found == [("channel", "csirt", "E-01")]
    assert tale.part().outcome == "missed"


def test_what_another_expectation_asked_for_as_it_was_told_is_no_lapse() -> None:
    def kinds(asked: dict[str, Any]) -> list[str]:
        other = {**expectation(), "id": "E-02"}
        tale = Tale({**expectation(), **asked}, other).begins().reads(400)
        tale.sends(500)
        return [lapse.kind for lapse in tale.ends().judged().lapses]

    assert kinds({"via": ["email"]}) == []
    assert kinds({"not_via": ["phone"]}) == ["channel"]


def test_once_its_time_is_over_it_does_not_matter_how_it_is_told() -> None:
    tale = Tale(expectation(via=["email"], until="T+00:08:00")).begins().reads(400)
    tale.sends(500)
    assert tale.ends().judged().lapses == ()


def test_whoever_learns_of_it_from_somebody_in_between_was_not_told_by_another_channel() -> None:
    tale = Tale(expectation(tells=["ministry"], via=["email"])).begins().reads(400)
    tale.reads(600, tale.arrives(560, tale.sends(500)))
    tale.arrives(760, tale.sends(700, "ministry", "csirt"))
    assert tale.ends().judged().lapses == ()
    assert tale.part("ministry").outcome == "missed"


# -- Participation -------------------------------------------------------------------------------


def test_taking_part_is_counted_by_agency_and_seat() -> None:
    tale = Tale(staffing=("port", "csirt")).begins()
    for seat, agency, times in (
        ("port/1", "port", 3),
        ("port/2", "port", 1),
        ("csirt/1", "csirt", 0),
    ):
        taken = e.SeatTaken(seat)
        tale.tell(300, taken, f"{seat}/taken", agency, origin="command", seat=seat)
        for count in range(times):
            at, body = 400 + 100 * count, e.InformationRequested("Who?")
            tale.tell(at, body, f"{seat}/{count}", agency, origin="command", seat=seat)
    found = tale.ends(1400).judged().participation
    assert [(part.agency, part.acts, part.share) for part in found.agencies] == [
        ("port", 4, 1.0),
        ("csirt", 0, 0.0),
    ]
    assert [(part.seat, part.share, part.silent) for part in found.seats] == [
        ("port/1", 0.75, 800),
        ("port/2", 0.25, 1000),
        ("csirt/1", 0.0, 1100),
    ]
    assert found.balance == 0.0
    assert found.seat_balance == pytest.approx(0.5119, abs=1e-4)


def test_an_agency_is_silent_for_as_long_as_anybody_sits_at_its_desk() -> None:
    def silent(*left: tuple[int, str]) -> int:
        tale = Tale().begins()
        for seat in ("port/1", "port/2"):
            by = {"origin": "command", "seat": seat}
            tale.tell(300, e.SeatTaken(seat), f"{seat}/taken", "port", **by)
        for at, seat in left:
            by = {"origin": "command", "seat": seat}
            tale.tell(at, e.SeatLeft(seat), f"{seat}/left", "port", **by)
        return tale.ends(1400).judged().participation.agencies[0].silent

    assert silent((500, "port/1")) == 1100, "one of two got up"
    assert silent((500, "port/1"), (900, "port/2")) == 600
