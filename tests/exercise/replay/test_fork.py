"""A session played again from a moment on: alike without a change, and otherwise only by it."""

from __future__ import annotations

from contextlib import suppress
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
from exercise.errors import Refused
from exercise.replay.changes import BadChanges
from exercise.replay.fork import Forked, fork
from exercise.replay.limits import limits
from exercise.replay.outcome import gained
from exercise.replay.plan import Plan, make_plan
from exercise.replay.summary import Cost, Side, Summary
from exercise.replay.telling import answer
from exercise.replay.whatif import what_if
from exercise.report import gather
from exercise.report.voice import Voice
from exercise.session.opening import opening
from exercise.setup import Setup

READ, TOLD = 420, 600
AGENCIES = st.sampled_from(["port", "csirt", "police", "ministry"])
DESK = st.one_of(
    st.builds(c.OpenItem, st.sampled_from(["I-01/port", "I-02/port"])),
    st.builds(c.SendMessage, AGENCIES, facts=st.just({"dark": "confirmed"})),
    st.builds(c.SendMessage, AGENCIES, st.just("ask"), asks=st.just(("cyber",))),
    st.builds(c.LogDecision, st.just("raise"), st.just(("quay",)), st.just(()), st.just(("dark",))),
    st.sampled_from([c.TakeSeat("s"), c.LeaveSeat("s")]),
)
CONTROL = st.one_of(
    st.sampled_from([c.Disrupt("csirt~port:phone"), c.Restore("csirt~port:phone")]),
    st.builds(c.Jump, st.integers(100, 5400)),
    st.just(c.BeginMove("m2")),
)
ACTS = st.lists(
    st.tuples(
        st.integers(0, 5000),
        st.one_of(
            st.builds(Submission, DESK, st.just("player"), st.just("port"), st.just("s")),
            st.builds(Submission, CONTROL, st.just("control")),
        ),
    ),
    max_size=14,
)


def recorded(setup: Setup, *acts: tuple[int, Submission]) -> list[e.Event]:
    """What a session records; what is refused is not in it."""
    engine = Engine(setup)
    told = engine.begin()
    for at, submission in sorted(acts, key=lambda act: act[0]):
        told += engine.advance_to(at)
        with suppress(Refused):
            told += engine.submit(submission)
    told += engine.advance_to(10_000)
    return [event._replace(seq=place) for place, event in enumerate(told, 1)]


def by_port(command: c.Command) -> Submission:
    return Submission(command, "player", "port", "port/1")


def session(**changes: Any) -> tuple[Setup, Network, list[e.Event]]:
    """People at the port read of the dark screens, decide, and tell the CSIRT too late."""
    setup = tiny_setup(staffing=("port",), **changes)
    events = recorded(
        setup,
        (0, by_port(c.TakeSeat("port/1"))),
        (READ, by_port(c.OpenItem("I-01/port"))),
        (TOLD, by_port(c.LogDecision("raise", ("quay",), (), ("dark",), "caution"))),
        (1800, by_port(c.SendMessage("csirt", facts={"dark": "confirmed"}, via="phone"))),
    )
    return setup, Network(setup.network), events


def forked(*changes: str, at: int | None = None, **options: Any) -> Forked:
    setup, network, events = session(**options)
    return fork(setup, network, events, make_plan(setup, network, events, changes, at))


@settings(max_examples=60, deadline=None)
@given(ACTS, st.integers(-10, 6000), st.integers(1, 9), st.sampled_from(["trained", "reliable"]))
def test_a_fork_without_a_change_is_the_session_itself(
    acts: list[tuple[int, Submission]], at: int, seed: int, skill: str
) -> None:
    setup = tiny_setup(seed=seed, skill=skill, staffing=("port",))
    events = recorded(setup, *acts)
    again = fork(setup, Network(setup.network), events, Plan(at))
    assert again.identical
    assert not again.void


def test_what_is_entered_for_a_desk_that_nobody_holds_comes_at_its_second() -> None:
    setup = tiny_setup()
    opened = Submission(c.OpenItem("I-01/port"), "collector", "port")
    events = recorded(setup, (320, opened), (1800, by_port(c.TakeSeat("port/1"))))
    assert fork(setup, Network(setup.network), events, Plan(0)).identical


@settings(max_examples=25, deadline=None)
@given(ACTS, st.integers(0, 3000), st.sampled_from(["desk:csirt", "link:police:ministry:phone"]))
def test_nothing_before_the_fork_changes_and_unchanged_causes_draw_alike(
    acts: list[tuple[int, Submission]], at: int, change: str
) -> None:
    setup = tiny_setup(staffing=("port",))
    network, events = Network(setup.network), recorded(setup, *acts)
    try:
        plan = make_plan(setup, network, events, [change], at)
        other = fork(setup, network, events, plan)
    except BadChanges:
        return  # outside the session, or in a jump
    before = [event._replace(seq=0) for event in events if event.at < at]
    assert other.events[: len(before)] == before
    took = dict(_on_the_way(events))
    for name, seconds in _on_the_way(other.events):
        assert took.get(name, seconds) == seconds


def _on_the_way(events: list[e.Event]) -> list[tuple[tuple[str, str], int]]:
    """How long each message was on each link: at the first attempt, which always arrives here."""
    began = {
        (event.body.message, event.body.link): event.at
        for event in events
        if isinstance(event.body, e.AttemptBegan)
    }
    arrived = [event for event in events if isinstance(event.body, e.MessageDelivered)]
    return [
        (
            (event.body.message, event.body.link),
            event.at - began[event.body.message, event.body.link],
        )
        for event in arrived
        if (event.body.message, event.body.link) in began
    ]


# -- Changes ---------------------------------------------------------------------------------------


def test_a_notification_made_in_time_is_met_and_known_sooner() -> None:
    outcome = what_if(*session(), changes=["fulfil:E-01"])
    row = next(row for row in outcome.expectations if row.id == "E-01")
    assert (row.before.outcome, row.after.outcome, row.direction) == ("late", "met", "better")
    # As soon as its holder knew: when people read the item.
    assert row.after.done_at == READ
    sooner = {(row.fact, row.agency) for row in outcome.awareness if row.direction == "better"}
    assert ("dark", "csirt") in sooner
    assert not outcome.identical
    assert outcome.cost[1].sent == outcome.cost[0].sent + 1


def test_the_inject_that_waited_for_the_omission_is_not_fired() -> None:
    fired = [
        event.body.inject for event in forked("fulfil:E-01").events if event.kind == "InjectFired"
    ]
    assert fired == ["I-01"]


def test_a_decision_can_come_earlier_be_left_out_or_be_another() -> None:
    def decided(*changes: str) -> list[tuple[int, str]]:
        found = forked(*changes, at=READ).events
        return [(event.at, event.body.action) for event in found if event.kind == "DecisionLogged"]

    name = "port/LogDecision/raise/1"
    assert decided() == [(TOLD, "raise")]
    assert decided(f"earlier:{name}@T+00:08") == [(480, "raise")]
    assert decided(f"omit:{name}") == []
    assert decided(f"instead:{name}:evacuate")[0] == (TOLD, "evacuate")
    assert decided("decide:police:evacuate@T+00:09") == [(540, "evacuate"), (TOLD, "raise")]


def test_a_link_restored_and_a_link_added_carry_what_was_not_carried() -> None:
    outage = {"at": "T+00:01", "to": ["csirt"], "via": "phone", "from": "X", "subject": "S"}
    injects = [
        {
            **outage,
            "id": "I-00",
            "body": "B",
            "effects": [{"disrupt": {"link": "csirt~port:phone"}}],
        },
        PACK["injects"][0],
    ]
    network = {**NETWORK, "links": [link for link in NETWORK["links"] if link["via"] == "phone"]}
    options = {"injects": injects, "network": network}

    def arrived(*changes: str) -> bool:
        events = forked(*changes, at=READ, **options).events
        return any(e.kind == "MessageDelivered" and e.body.to == "csirt" for e in events)

    assert not arrived()
    assert arrived("restore:csirt~port:phone")
    assert arrived("link:port:csirt:email", "send:port:csirt:dark:email")


def test_a_wider_desk_works_through_the_same_pile_sooner() -> None:
    pile = [
        {**PACK["injects"][0], "id": f"I-{n}", "at": "T+00:05", "to": ["csirt"], "expects": []}
        for n in range(1, 7)
    ]
    setup = tiny_setup(injects=pile)
    network, events = Network(setup.network), recorded(setup)
    plan = make_plan(setup, network, events, ["desk:csirt:6"], 300)

    def done(events: list[e.Event]) -> int:
        return max(event.at for event in events if event.kind == "ItemHandled")

    wider = fork(setup, network, events, plan)
    assert done(wider.events) < done(events)
    # Each item takes as long as it did: only the waiting is gone.
    assert len(wider.events) == len(events)


def test_what_people_did_is_void_where_a_playbook_has_their_desk() -> None:
    result = forked("playbook:port@T+00:06")
    assert [void.event.id for void in result.void] == [
        "port/OpenItem/I-01/port/1",
        "port/LogDecision/raise/1",
        "port/SendMessage/csirt/1",
    ]
    assert {void.reason.into("es") for void in result.void} == {
        "Este escritorio lo lleva ahora su guía de actuación."
    }


def test_what_people_did_is_void_where_they_no_longer_know_what_they_tell() -> None:
    # The port learns of it from the terminal alone; by the what-if a playbook there misses it.
    setup = tiny_setup(staffing=("port", "terminal"))
    told = Submission(c.SendMessage("port", facts={"rumour": "unconfirmed"}), "player", "terminal")
    brought = {"facts": {"rumour": "confirmed"}, "expects": [], "to": ["terminal"]}
    setup = tiny_setup(staffing=("port", "terminal"), injects=[{**PACK["injects"][0], **brought}])
    events = recorded(
        setup,
        (350, Submission(c.TakeSeat("t"), "player", "terminal", "t")),
        (400, Submission(c.OpenItem("I-01/terminal"), "player", "terminal", "t")),
        (450, told),
        (900, by_port(c.OpenItem("terminal/SendMessage/port/1/at/port"))),
        (950, by_port(c.SendMessage("police", facts={"rumour": "unconfirmed"}))),
    )
    network = Network(setup.network)
    plan = make_plan(setup, network, events, ["playbook:terminal@T+00:07"])
    found = fork(setup, network, events, plan)
    reasons = {void.event.id: void.reason.into("en") for void in found.void}
    assert reasons["terminal/SendMessage/port/1"] == "A playbook has this desk now."
    assert "does not know this fact" in reasons["port/SendMessage/police/1"]


def test_reading_what_does_not_come_any_more_is_void() -> None:
    setup = tiny_setup(staffing=("port", "csirt"))
    read = Submission(c.OpenItem("port/SendMessage/csirt/1/at/csirt"), "player", "csirt")
    events = recorded(setup, (400, by_port(c.SendMessage("csirt", text="Well?"))), (900, read))
    network = Network(setup.network)
    plan = make_plan(setup, network, events, ["playbook:port"], 0)
    reasons = {v.event.kind: str(v.reason) for v in fork(setup, network, events, plan).void}
    assert reasons["MessageSent"] == "A playbook has this desk now."
    assert reasons["ItemOpened"] == "What was read does not come."


def test_two_desks_read_what_the_change_brings_both_in_one_second() -> None:
    brought = {"id": "I-03", "kind": "contingency", "when": {"decided": {"action": "evacuate"}}}
    inject = {**PACK["injects"][1], **brought, "to": ["port", "ministry"]}
    setup = tiny_setup(staffing=("port", "ministry"), injects=[PACK["injects"][0], inject])
    network, events = Network(setup.network), recorded(setup)
    for at in (100, 300):
        # In the second of the fork itself as well as after it.
        plan = make_plan(setup, network, events, ["decide:police:evacuate@T+00:05"], at)
        read = [
            e.body.item for e in fork(setup, network, events, plan).events if e.kind == "ItemOpened"
        ]
        assert read == ["I-03/ministry", "I-03/port"] or read == ["I-03/port", "I-03/ministry"]


def test_a_duty_that_comes_up_by_the_change_is_no_gain() -> None:
    met, late = Side("a", "people", "met", 1.0, 0, 60), Side("a", "people", "late", 0.5, 0, 90)

    def run(**sides: Side) -> Summary:
        return Summary(sides, {}, {}, Cost(0, 0, 0, 0))

    assert gained(run(E=met), run(E=met, duty=met)) == (0, 0.0)
    assert gained(run(E=late), run(E=met, duty=late)) == (1, 0.5)


def test_a_score_that_falls_by_what_the_change_makes_expected_says_so() -> None:
    later = {
        **PACK["injects"][1],
        "id": "I-03",
        "when": {"knows": {"agency": "csirt", "fact": "dark"}},
        "before": "T+00:20",
        "expects": [
            {
                **PACK["injects"][0]["expects"][0],
                "id": "E-02",
                "tells": ["police"],
                "critical": "false",
            }
        ],
    }
    setup, network, events = session(injects=[PACK["injects"][0], later])
    outcome = what_if(setup, network, events, changes=["fulfil:E-01"])
    voice = Voice(gather(setup, network, [opening(setup, 0), *events]), "en")
    assert "improves 1 and worsens 0" in answer(outcome, voice)
    said = next(limits(outcome, voice))
    assert "more is expected of people for “Notify”" in said
    assert "lowers the score from 0.75 to 0.50: PORT, E-02" in said
    assert said.endswith("(missed).")


# -- What cannot be changed ------------------------------------------------------------------------


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(BadChanges) as caught:
        what_if(
            *session(),
            changes=[
                "mend:everything",
                "desk:prt",
                "send:port:csirt:dork",
                "link:port:csirt:phone",
                "restore:pigeon",
                "fulfil:E-99",
                "omit:port/LogDecision/raise/9",
                "earlier:port/LogDecision/raise/1",
                "desk:csirt:1",
                "decide:port:panic@T+99:00",
            ],
        )
    said = [problem.into("en") for problem in caught.value.problems]
    assert len(said) == 10
    assert "no agency 'prt'. Did you mean 'port'?" in said[1]
    assert "csirt~port:phone" in said[3]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("restore:phone", "never down after the fork"),
        ("restore:phone@T+00:10", "nothing is down then"),
        ("fulfil:E-01@T+00:35", "it was done by then"),
        ("send:port:csirt:rumour", "port never knew rumour"),
        ("send:police:port:dark@T+00:10", "does not know this fact"),
        ("playbook:csirt", "a playbook has that desk already"),
        ("desk:port", "people sit at that desk then"),
        ("earlier:port/LogDecision/raise/1@T+00:10", "was logged at T.00:10; name a time before"),
        ("decide:port:raise", "does nothing without what it is aimed at; add one of: :quay"),
        ("instead:port/LogDecision/raise/1:raise", "does nothing without what it is aimed at"),
        ("decide:port:raise:quai", "cannot be aimed at 'quai'. Did you mean 'quay'"),
    ],
)
def test_what_cannot_be_done_then_says_why(change: str, why: str) -> None:
    with pytest.raises(BadChanges, match=why):
        forked(change, at=READ)


def test_a_decision_is_not_moved_later_wherever_the_fork_is() -> None:
    change = "earlier:port/LogDecision/raise/1@T+00:20"
    for at in (None, READ, 1200):
        with pytest.raises(BadChanges, match=r"logged at T\+00:10; name a time before"):
            what_if(*session(), changes=[change], at=at)


def test_a_desk_can_be_wider_once_its_people_have_left() -> None:
    with_both = forked("desk:port", "playbook:port", at=READ)
    assert any(event.kind == "SeatLeft" for event in with_both.events)


def test_other_luck_is_the_same_on_both_sides() -> None:
    outcome = what_if(*session(), changes=["fulfil:E-01"], runs=4)
    assert outcome.luck.runs == 4
    assert outcome.luck.met("E-01") == (0, 4)
    assert outcome.luck.gain.low == outcome.luck.gain.high == 1
