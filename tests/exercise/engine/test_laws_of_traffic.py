"""What every record keeps to, whatever people do: messages, awareness, and where facts come from."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.network import Network
from exercise.events import Event
from exercise.state import State
from people import Run, play
from small_games import game, reference

CHANCE = st.randoms(use_true_random=True)
MANY = settings(max_examples=150, deadline=None)
FEW = settings(max_examples=6, deadline=None)

NEXT = {
    None: {"on-its-way", "seeking-contact"},
    "seeking-contact": {"delivered", "returned"},
    "on-its-way": {"at-relay", "delivered", "returned"},
    "at-relay": {"on-its-way", "returned"},
    "delivered": set(),
    "returned": set(),
}
"""The states that a message can come to from each."""
MOVES = ("AttemptBegan", "AttemptLost", "ContactFound", "ContactGranted", "ContactRefused", "MessageDelivered",
         "MessageRelayed", "MessageRerouted", "MessageReturned", "MessageSent")  # fmt: skip


def small(chance: Random) -> Run:
    """A small game, played."""
    one = game(chance, most=30)
    return play(one.setup(), one.deeds)


def shipped(chance: Random) -> Run:
    """The reference pack, played by people who do anything at all."""
    return play(*reference(chance, most=80))


# -- Messages --------------------------------------------------------------------------------------


def states(run: Run) -> Iterable[tuple[Event, str | None, str]]:
    """Every event of a message with the states before and after it."""
    state = State(run.setup, Network(run.setup.network))
    was: dict[str, str] = {}
    for event in run.events:
        state.apply(event)
        message = event.id if event.kind == "MessageSent" else getattr(event.body, "message", None)
        if event.kind in MOVES and message:
            now = state.traffic.sendings[message].state
            yield event, was.get(message), now
            was[message] = now
    assert {m: sending.state for m, sending in run.state.traffic.sendings.items()} == was


def goes_forward_only(run: Run) -> None:
    for event, before, after in states(run):
        assert after in NEXT[before] or (before == after and NEXT[before]), (event, before, after)
    sent = [event.id for event in run.of("MessageSent")]
    arrived = [event.body.message for event in run.of("MessageDelivered") if event.body.final]
    ended = arrived + [event.body.message for event in run.of("MessageReturned")]
    assert len(set(ended)) == len(ended)
    under_way = [
        m for m, s in run.state.traffic.sendings.items() if s.state not in ("delivered", "returned")
    ]
    assert sorted(ended + under_way) == sorted(sent)


@MANY
@given(CHANCE)
def test_every_message_ends_in_one_state_and_never_goes_back(chance: Random):
    goes_forward_only(small(chance))


@FEW
@given(CHANCE)
def test_every_message_of_the_reference_pack_ends_in_one_state(chance: Random):
    goes_forward_only(shipped(chance))


def keeps_to_its_links(run: Run) -> None:
    """Each crossing leaves where the message was, over a link that leaves from there."""
    links = {(link.id, link.source): link for link in run.engine.network.links}
    for sending in run.state.traffic.sendings.values():
        here = sending.sender
        for hop in sending.hops:
            assert hop.sender == here
            if (hop.link, here) in links:
                assert links[hop.link, here].target == hop.receiver
            else:
                assert hop.link in ("in-person", "unlisted")
                assert hop.receiver == sending.body.to
            here = hop.receiver
        visited = [sending.sender, *(hop.receiver for hop in sending.hops)]
        assert len(set(visited)) == len(visited), "a message never comes by twice"


@MANY
@given(CHANCE)
def test_a_message_crosses_links_from_where_it_is(chance: Random):
    keeps_to_its_links(small(chance))


# -- Sent, delivered, known ------------------------------------------------------------------------


def sent_then_delivered_then_known(run: Run) -> None:
    """In the order of the record, which is finer than seconds."""
    place = {event.id: number for number, event in enumerate(run.events)}
    delivered: dict[str, int] = {}
    read: dict[str, int] = {}
    for number, event in enumerate(run.events):
        body = event.body
        match event.kind:
            case "InjectDelivered":
                source = body.inject
                assert place[source] <= number
                delivered[body.item] = number
            case "MessageDelivered":
                sent = run.events[place[body.message]]
                assert place[body.message] < number
                assert sent.at <= body.sent_at <= event.at
                delivered[body.item] = number
            case "ItemOpened" | "ItemHandled":
                assert delivered[body.item] < number
                read.setdefault(body.item, number)
            case "FactLearned":
                assert read[body.item] < number
                assert run.state.traffic.items[body.item].agency == event.agency
    for agency, known in run.state.traffic.known.items():
        for fact, aware in known.items():
            item = run.state.traffic.items[aware.item]
            assert item.known_at is not None
            assert item.delivered_at <= item.known_at <= aware.at, (agency, fact)


@MANY
@given(CHANCE)
def test_awareness_never_precedes_delivery_nor_delivery_sending(chance: Random):
    sent_then_delivered_then_known(small(chance))


@FEW
@given(CHANCE)
def test_awareness_never_precedes_delivery_in_the_reference_pack(chance: Random):
    sent_then_delivered_then_known(shipped(chance))


# -- Where facts come from -------------------------------------------------------------------------


def traced(run: Run) -> None:
    """Step by step a fact comes from an inject, or from what control read out of a text.

    Who sends a fact has learned it, and who learns one was told it: so each goes back to an inject.
    """
    sent: dict[str, dict[str, str]] = {}
    told: dict[str, tuple[str, dict[str, str]]] = {}
    coded: set[tuple[str, str]] = set()
    learned: set[tuple[str | None, str]] = set()
    for event in run.events:
        body: Any = event.body
        match event.kind:
            case "InjectDelivered":
                told[body.item] = (body.inject, body.facts)
            case "MessageSent":
                assert all((event.agency, fact) in learned for fact in body.facts), event
                sent[event.id] = body.facts
            case "MessageDelivered":
                told[body.item] = (body.message, sent[body.message])
            case "ItemCoded":
                coded |= {(body.item, fact) for fact in body.facts}
            case "FactLearned":
                source, facts = told[body.item]
                assert body.fact in facts or (source, body.fact) in coded, event
                assert run.state.traffic.items[body.item].agency == event.agency
                learned.add((event.agency, body.fact))


@MANY
@given(CHANCE)
def test_no_fact_is_known_without_a_path_from_an_inject(chance: Random):
    traced(small(chance))


@FEW
@given(CHANCE)
def test_no_fact_of_the_reference_pack_is_known_without_a_path_from_an_inject(chance: Random):
    traced(shipped(chance))


@MANY
@given(CHANCE)
def test_playbooks_say_nothing_but_what_their_agency_knows_and_may_tell(chance: Random):
    run = small(chance)
    known: dict[tuple[str, str], str] = {}
    for event in run.events:
        if event.kind == "FactLearned":
            known[event.agency, event.body.fact] = event.body.status
        elif event.kind == "MessageSent" and event.actor == "playbook":
            for fact, status in event.body.facts.items():
                assert (event.agency, fact) in known
                assert status in (known[event.agency, fact], "denied")
                assert run.setup.pack.facts[fact].concerns(event.body.to)
            assert not {"marking", "need", "covert", "as-confirmed"} & set(event.body.warnings)
        elif event.kind == "DecisionLogged" and event.actor == "playbook":
            assert all((event.agency, fact) in known for fact in event.body.facts)


@MANY
@given(CHANCE)
def test_what_the_record_says_is_what_the_engine_holds(chance: Random):
    run = small(chance)
    folded = State(run.setup, Network(run.setup.network))
    for event in run.events:
        folded.apply(event)
    assert folded.traffic == run.state.traffic
    assert folded.script == run.state.script
    assert folded.watch.standings == run.state.watch.standings
    assert folded.world.levels == run.state.world.levels
    assert folded.world.believed_down == run.state.world.believed_down
