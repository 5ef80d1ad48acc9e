"""A fact or a message followed through the agencies, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise.events import (
    AttemptLost,
    ContactFound,
    ContactGranted,
    ContactRefused,
    DecisionLogged,
    Event,
    FactLearned,
    InjectDelivered,
    ItemCoded,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    MessageRelayed,
    MessageRerouted,
    MessageReturned,
    MessageSent,
    PartDone,
    PartOverdue,
)
from exercise.replay.api import Step
from exercise.setup import Setup
from exercise.views.runninglog import feed_row

__all__ = ["of_fact", "of_message", "thing_of"]

_ON_THE_WAY = (
    AttemptLost,
    ContactFound,
    ContactGranted,
    ContactRefused,
    MessageRelayed,
    MessageRerouted,
    MessageReturned,
)


def of_fact(setup: Setup, events: Sequence[Event], fact: str) -> tuple[Step, ...]:
    """All that the record tells of a fact: how it came in, who passed it on, who learned it.

    With it what was expected to be told of it and was done, or was not.
    """
    expected = {exp.id for exp, _ in setup.pack.all_expectations if fact in exp.about}
    messages: set[str] = set()
    items: set[str] = set()
    found = []
    for place, event in enumerate(events, 1):
        match event.body:
            case InjectDelivered(facts=facts, item=item) if fact in facts:
                items.add(item)
            case MessageSent(facts=facts) if fact in facts:
                messages.add(event.id)
            case MessageDelivered(message=message, item=item) if message in messages:
                items.add(item)
            case ItemCoded(item=message, facts=facts) if fact in facts:
                messages.add(message)
            case ItemOpened(item=item) | ItemHandled(item=item) if item in items:
                pass
            case FactLearned(fact=learned) if learned == fact:
                pass
            case DecisionLogged(facts=facts) if fact in facts:
                pass
            case PartOverdue(expectation=name) | PartDone(expectation=name) if name in expected:
                pass
            case body if isinstance(body, _ON_THE_WAY) and body.message in messages:
                pass
            case _:
                continue
        found.append((place, event))
    return _steps(found)


def of_message(events: Sequence[Event], message: str) -> tuple[Step, ...]:
    """All that the record tells of one message."""
    items: set[str] = set()
    found = []
    for place, event in enumerate(events, 1):
        match event.body:
            case MessageSent() if event.id == message:
                pass
            case MessageDelivered(message=name, item=item) if name == message:
                items.add(item)
            case ItemOpened(item=item) | ItemHandled(item=item) | FactLearned(item=item) if (
                item in items
            ):
                pass
            case ItemCoded(item=name) if name == message:
                pass
            case PartDone(evidence=evidence) if message in evidence:
                pass
            case body if isinstance(body, _ON_THE_WAY) and body.message == message:
                pass
            case _:
                continue
        found.append((place, event))
    return _steps(found)


def _steps(found: Iterable[tuple[int, Event]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    before: int | None = None
    for place, event in found:
        waited = 0 if before is None else max(event.at - before, 0)
        before = event.at
        steps.append(Step(place, _where(event), feed_row(event), waited))
    return tuple(steps)


def _where(event: Event) -> str:
    body = event.body
    if isinstance(body, (InjectDelivered, MessageDelivered)):
        return body.to
    return event.agency or getattr(body, "agency", "") or ""


def thing_of(setup: Setup, event: Event) -> tuple[str, str] | None:
    """What an event is about that can be followed: ``fact`` or ``message``, and its id."""
    body = event.body
    if isinstance(body, MessageSent):
        return "message", event.id
    if message := getattr(body, "message", ""):
        return "message", message
    facts: Iterable[str] = ()
    if isinstance(body, FactLearned):
        facts = (body.fact,)
    elif name := getattr(body, "expectation", ""):
        about = [exp.about for exp, _ in setup.pack.all_expectations if exp.id == name]
        facts = about[0] if about else getattr(body, "about", ())
    elif name := getattr(body, "inject", ""):
        inject = setup.pack.inject(name)
        facts = () if inject is None else inject.facts
    elif isinstance(body, DecisionLogged):
        facts = body.facts
    found = next(iter(facts), None)
    return None if found is None else ("fact", found)
