"""No desk is told what it may not know, whatever people and control do.

Everything in a small game has words of its own, so what a desk has been told can be read as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.network import Network
from exercise.events import Event
from exercise.views.projector import Projector
from people import Run, play
from small_games import game

CHANCE = st.randoms(use_true_random=True)
WORDS = re.compile(
    r"(?:Subject of |Body of )?Words \d+|(?:Subject|Body|Voice|Synopsis) \d+|Title of f\d|(?:Paper|Plan) \w"
)


def strings(value: Any) -> Iterator[str]:
    """Every string within a message, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from strings(one)


class Desks:
    """The words that each desk may have read by now, by the rules of play §1."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._edited: dict[str, tuple[str, str]] = {}
        self.words: dict[str, set[str]] = {
            name: set() for name in (*run.setup.network.agencies, "")
        }
        for name in run.setup.network.agencies:
            self.may_read(name, f"Paper {name}", f"Plan {name}")

    def may_read(self, agency: str | None, *texts: str) -> None:
        self.words[agency or ""] |= words(set(texts))

    def hear(self, event: Event) -> None:
        body: Any = event.body
        traffic, pack = self._run.state.traffic, self._run.setup.pack
        match event.kind:
            case "InjectEdited":
                self._edited[body.inject] = (body.subject, body.body)
            case "InjectDelivered":
                self.may_read(body.to, *self._inject(body.inject)[:2])
            case "MessageDelivered":
                self.may_read(body.to, traffic.sendings[body.message].body.subject)
            case "ItemOpened" | "ItemHandled":
                item = traffic.items[body.item]
                sending = traffic.sendings.get(item.message or "")
                said = self._inject(item.inject or "")[2] if sending is None else sending.body.text
                self.may_read(item.agency, said)
            case "FactLearned":
                self.may_read(event.agency, str(pack.facts[body.fact].title.root))
            case "MessageSent":
                self.may_read(event.agency, body.subject, body.text)
            case "DecisionLogged":
                self.may_read(event.agency, body.reason)
            case "InformationRequested":
                self.may_read(event.agency, body.text)
            case "AnnouncementMade":
                for name in self.words:
                    self.may_read(name, body.text)

    def _inject(self, name: str) -> tuple[str, str, str]:
        """Who speaks, the subject, and what is said."""
        added = self._run.state.script.added.get(name)
        if added is not None:
            return added.sender, added.subject, added.body
        inject = self._run.setup.pack.inject(name)
        assert inject is not None
        subject, body = self._edited.get(name, (str(inject.subject.root), str(inject.body.root)))
        return str(inject.sender.root), subject, body


def names_of(run: Run) -> set[str]:
    """What the script and the engine call things: no desk ever hears it."""
    pack, network = run.setup.pack, run.setup.network
    names = {inject.id for inject in pack.injects} | {exp.id for exp, _ in pack.all_expectations}
    names |= set(pack.facts) | set(network.duties) | set(run.state.watch.standings)
    return names | set(run.state.traffic.items) | {e.id for e in run.events if "/" in e.id}


@settings(max_examples=150, deadline=None)
@given(CHANCE)
def test_no_desk_is_told_what_it_may_not_know(chance: Random):
    one = game(chance, most=40)
    run = play(one.setup(), one.deeds)
    desks, secret = Desks(run), names_of(run)
    projector = Projector(run.setup, Network(run.setup.network), "key")
    foreign = {name: aliases_of_unknown_facts(run, projector, name) for name in desks.words}
    for event in run.events:
        desks.hear(event)
        for told in projector.apply(event):
            said = set(strings(told.message))
            assert not said & (secret | foreign[told.agency]), (event, told)
            if event.kind == "QuestionAnswered" and told.message["kind"] == "tally":
                assert said <= {"kind", "tally", "id", event.body.question, "count"}
            elif event.kind == "QuestionAnswered":
                assert (told.agency, told.seat) == (event.agency, event.seat)
            else:
                assert words(said) <= desks.words[told.agency], (event, told)
    for name in run.setup.network.agencies:
        said = set(strings(projector.everything(name, f"{name}/9", solo=False, at=run.engine.now)))
        assert not said & (secret | foreign[name])
        assert words(said) <= desks.words[name]


def words(said: set[str]) -> set[str]:
    """The words of a game that stand in what a desk is told."""
    return {word for text in said for word in WORDS.findall(text)}


def aliases_of_unknown_facts(run: Run, projector: Projector, agency: str) -> set[str]:
    """A desk's own names for the facts that it never comes to know."""
    facts = run.setup.pack.facts
    return {projector.aliases.name(agency, f) for f in facts if not run.state.knows(agency, f)}
