"""What playbooks never do, whatever the exercise and whatever people do in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agencies.network import Network
from agencies.phrases import Phrases
from exercise.cli.preparing import prepare
from exercise.evaluation import evaluate
from exercise.events import DecisionLogged, Event, MessageSent, body_to
from exercise.setup import Setup
from exercise.state import State
from exercise.state.routing import refuted
from people import AT_CONTROL, AT_DESKS, Run, deeds, play
from small_games import game

CHANCE = st.randoms(use_true_random=True)
MANY = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=4, deadline=None)


@cache
def shipped(language: str = "en") -> Setup:
    return prepare("port-ransomware", language=language)


def any_game(chance: Random) -> Run:
    """Any exercise; what control codes into a playbook's text would be no act of the playbook."""
    one = game(chance, verbs=tuple(verb for verb in (*AT_DESKS, *AT_CONTROL) if verb != "code"))
    return play(one.setup(), one.deeds)


def reference(chance: Random) -> Run:
    """The reference pack with people doing anything at two of its desks."""
    setup = replace(shipped(), seed=chance.randrange(10**6), staffing=shipped().pack.play[:2])
    return play(setup, deeds(chance, until=setup.pack.endex, most=40, verbs=AT_DESKS))


def of_playbooks(run: Run) -> list[tuple[Event, State]]:
    """Each message and decision of a playbook with what was so just before it."""
    state, found = State(run.setup, Network(run.setup.network)), []
    for event in run.events:
        if event.actor == "playbook" and isinstance(event.body, (MessageSent, DecisionLogged)):
            assert event.agency not in state.script.staffed
            found.append((event, _known(state, event.agency or "")))
        state.apply(event)
    return found


def _known(state: State, agency: str) -> Any:
    """Each fact that the agency knows, as sure as it may be of it."""
    known = state.traffic.known.get(agency, {})
    return {f: "denied" if refuted(state, agency, f) else held.status for f, held in known.items()}


def never_uses_what_it_does_not_know(run: Run) -> None:
    for event, known in of_playbooks(run):
        body = event.body
        if isinstance(body, MessageSent):
            carried = body.facts.items()
            assert all(known.get(fact) == status for fact, status in carried), event
        else:
            assert all(known.get(fact, "denied") != "denied" for fact in body.facts), event


def never_breaks_marking_need_or_certainty(run: Run) -> None:
    judged = evaluate(run.setup, Network(run.setup.network), run.events)
    ours = {(event.id, event.agency) for event in run.events if event.actor == "playbook"}
    ours |= {(e.body.message, e.agency) for e in run.of("MessageRelayed") if e.actor == "playbook"}
    for lapse in judged.lapses:
        acts = {run.state.traffic.items[e.id].message if e.id in run.state.traffic.items else e.id
                for e in lapse.evidence}  # fmt: skip
        theirs = all((act, lapse.agency) not in ours for act in acts)
        assert theirs or lapse.kind == "out-of-order", lapse


@MANY
@given(CHANCE)
def test_playbooks_use_only_what_their_agency_knows(chance: Random):
    never_uses_what_it_does_not_know(any_game(chance))


@MANY
@given(CHANCE)
@example(Random(115278))  # Two expectations ask to tell the same: one by any channel.
def test_playbooks_keep_to_marking_need_and_certainty(chance: Random):
    never_breaks_marking_need_or_certainty(any_game(chance))


@FEW
@given(CHANCE)
def test_playbooks_of_the_reference_pack_do_neither(chance: Random):
    run = reference(chance)
    never_uses_what_it_does_not_know(run)
    never_breaks_marking_need_or_certainty(run)


@FEW
@given(CHANCE)
def test_nothing_is_told_twice_in_the_reference_pack(chance: Random):
    run = play(replace(shipped(), seed=chance.randrange(10**6)))
    returned = {event.body.message for event in run.of("MessageReturned")}
    told = Counter(
        (event.agency, event.body.to, fact, status, event.body.via)
        for event in run.of("MessageSent")
        if event.id not in returned and event.body.intent == "inform"
        for fact, status in event.body.facts.items()
    )
    assert [once for once, times in told.items() if times > 1] == []


@MANY
@given(CHANCE)
def test_every_question_that_a_playbook_has_read_is_answered_by_its_kinds(chance: Random):
    run = play(replace(game(chance, verbs=("ask", "ask", "open", "leave")).setup(), skill="reliable"),
               deeds(chance, until=1200, verbs=("ask", "ask", "open", "send")))  # fmt: skip
    answers = {event.body.about: event for event in run.of("MessageSent") if event.body.about}
    for event in run.of("ItemHandled"):
        item = run.state.traffic.items[event.body.item]
        question = run.state.traffic.sendings.get(item.message or "")
        if question is None or not item.final or question.body.intent != "ask" or event.at > 1800:
            continue
        if item.agency in run.state.script.staffed:
            continue
        answer = answers[item.id]
        assert (answer.agency, answer.body.to) == (item.agency, question.sender)
        kinds = {run.setup.pack.facts[fact].kind for fact in answer.body.facts}
        assert kinds <= set(question.body.asks)
        assert answer.body.text


# -- Words -----------------------------------------------------------------------------------------


def without_words(events: list[Event]) -> list[Any]:
    return [
        (e.at, e.actor, e.id, e.agency, e.kind,
         {k: v for k, v in body_to(e.body).items() if k not in e.body.PRIVATE})
        for e in events
    ]  # fmt: skip


def test_words_change_neither_what_is_told_nor_when():
    told = play(shipped())
    silent = shipped().network.model_copy(update={"phrases": Phrases()})
    plain = play(replace(shipped(), network=silent))
    spanish = play(shipped("es"))
    assert told.events != plain.events
    assert (
        without_words(told.events) == without_words(plain.events) == without_words(spanish.events)
    )


def test_words_are_the_same_in_the_same_run_and_many_across_agencies():
    first, again = play(shipped("es")), play(shipped("es"))
    assert first.events == again.events
    texts = [event.body.text for event in first.of("MessageSent")]
    assert len(set(texts)) > 0.9 * len(texts)
    assert all(len(text) < 600 for text in texts)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_goes_by_voice_is_a_call_and_no_letter(language):
    setup = shipped(language)
    file = setup.network
    voice = {link.id for link in file.links if file.channels[link.via].kind.value == "voice"}
    calls = [sent.body for sent in play(setup).of("MessageSent") if {*sent.body.route[:1]} & voice]
    letter = ("attention", "atención", "Regards", "Saludos", "Estimados", "last message")
    assert calls
    assert not [said.text for said in calls if any(word in said.text for word in letter)]
    assert not [said for said in calls if said.subject.startswith("Re:") or "\n" in said.text]
