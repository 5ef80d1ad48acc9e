"""Whatever people and control do, in any order: the laws that every record keeps."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace

from harbour import tiny_setup
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.network import Network
from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.evaluation import evaluate
from exercise.events import Event, ItemOpened, command_of

AGENCIES = st.sampled_from(["port", "terminal", "csirt", "police", "ministry"])
LINKS = st.sampled_from(["port~terminal:phone", "csirt~port:phone", "csirt~ministry:phone"])
FACTS = st.dictionaries(
    st.sampled_from(["dark", "rumour"]), st.sampled_from(["confirmed", "unconfirmed", "denied"])
)
ITEMS = st.sampled_from(["I-01/port", "I-02/port", "port/SendMessage/ministry/1/at/csirt"])
MESSAGES = st.sampled_from(["port/SendMessage/ministry/1", "port/SendMessage/csirt/1"])
VIA = st.sampled_from([None, None, "phone", "email", "vhf", "in-person", "unlisted"])

OF_DESKS = st.one_of(
    st.builds(c.OpenItem, ITEMS),
    st.builds(c.RelayItem, ITEMS),
    st.builds(c.SendMessage, AGENCIES, facts=FACTS, via=VIA, text=st.sampled_from(["", "Hello"])),
    st.builds(
        c.SendMessage, AGENCIES, st.just("ask"), asks=st.just(("cyber",)), happened_at=st.just(3)
    ),
    st.builds(c.LogDecision, st.just("raise"), st.just(("quay",)), st.just(()), st.just(("dark",))),
    st.builds(c.LogDecision, st.just("evacuate"), tells=st.just(("police",))),
)
OF_SEATS = st.one_of(st.just(c.TakeSeat("s")), st.just(c.LeaveSeat("s")))
OF_CONTROL = st.one_of(
    st.builds(c.Disrupt, LINKS),
    st.builds(c.Restore, LINKS),
    st.builds(c.Disrupt, agency=AGENCIES),
    st.builds(c.Restore, agency=AGENCIES),
    st.builds(c.GrantContact, MESSAGES),
    st.builds(c.RefuseContact, MESSAGES, st.just("no")),
    st.builds(c.GatherAgencies, st.just("quay"), st.just(("port", "csirt"))),
    st.builds(c.CodeItem, MESSAGES, FACTS),
    st.builds(c.ExcusePart, st.just("E-01"), st.just("csirt"), st.just("artificial")),
    st.builds(c.HoldInject, st.sampled_from(["I-01", "I-02"])),
    st.builds(c.ReleaseInject, st.sampled_from(["I-01", "I-02"])),
    st.builds(c.AddInject, st.just(("port",)), st.just("phone"), st.just("X"), st.just("Y"),
              st.just("Z"), facts=FACTS),
    st.builds(c.Jump, st.integers(100, 5400)),
    st.just(c.BeginMove("m2")),
)  # fmt: skip
ACTS = st.lists(
    st.tuples(
        st.integers(0, 5000),
        st.one_of(
            st.builds(Submission, OF_DESKS, st.just("player"), AGENCIES, st.just("s")),
            st.builds(Submission, OF_SEATS, st.just("player"), AGENCIES, st.just("s")),
            st.builds(Submission, OF_CONTROL, st.just("control")),
        ),
    ),
    max_size=25,
)


def play(setup, acts: list[tuple[int, Submission]]) -> tuple[Engine, list[Event]]:
    engine = Engine(setup)
    told = engine.begin()
    for at, submission in acts:
        told += engine.advance_to(at)
        with suppress(Refused):
            told += engine.submit(submission)
    return engine, told + engine.advance_to(10**6)


@settings(max_examples=150, deadline=None)
@given(ACTS, st.integers(1, 9), st.sampled_from(["trained", "reliable"]))
def test_every_record_keeps_its_laws(acts: list[tuple[int, Submission]], seed: int, skill: str):
    setup = tiny_setup(seed=seed, skill=skill, staffing=("port",))
    engine, told = play(setup, sorted(acts, key=lambda act: act[0]))

    again = [(e.at, command_of(e)) for e in told if e.origin == "command"]
    assert play(setup, again)[1] == told, "a record can be run again"

    twice = [name for name, count in Counter(e.id for e in told).items() if count > 1]
    assert not twice, "an id names one cause"

    traffic = engine.state.traffic
    for inbox in map(traffic.inbox_of, engine.state.network.agencies):
        assert len({item.id for item in inbox}) == len(inbox), "an item arrives once"
    for agency, known in traffic.known.items():
        for fact, aware in known.items():
            assert aware.at >= traffic.items[aware.item].delivered_at, (agency, fact)
    for sending in traffic.sendings.values():
        delivered = sending.delivered_at is not None
        assert delivered == (sending.state == "delivered"), "a message is in one state"

    judged = evaluate(setup, Network(setup.network), told)
    for result in judged.expectations:
        for part in result.parts:
            if {"adjusted", "pending", "excused", "not-comparable"}.isdisjoint(part.flags):
                overdue = any(
                    e.kind == "PartOverdue"
                    and (e.body.expectation, e.body.part) == (result.id, part.what)
                    for e in told
                )
                assert overdue == (part.outcome in ("late", "missed")), "scores agree with play"


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_what_was_read_on_paper_counts_from_then_and_simulates_nothing_else(
    acts: list[tuple[int, Submission]],
):
    """A clerk says that each item was read as it came, but enters that when the person did."""
    setup = tiny_setup(staffing=("port",))
    engine, told = play(setup, sorted(acts, key=lambda act: act[0]))
    came = {item.id: item.delivered_at for item in engine.state.traffic.items.values()}

    def on_paper(event: Event) -> Event:
        body = event.body
        return (
            event._replace(body=replace(body, happened_at=came[body.item]))
            if isinstance(body, ItemOpened)
            else event
        )

    entered = [on_paper(event) for event in told]
    again = [(e.at, command_of(e)) for e in entered if e.origin == "command"]
    assert play(setup, again)[1] == entered

    network = Network(setup.network)
    read = {(e.fact, e.agency): e.at for e in evaluate(setup, network, told).awareness}
    judged = evaluate(setup, network, entered)
    for entry in judged.awareness:
        assert came[entry.path[-1]] <= entry.at <= read[entry.fact, entry.agency]
    for flow in judged.flows:
        if flow.causes is not None:
            assert sum(flow.causes.values()) == flow.known_at - flow.first_at
