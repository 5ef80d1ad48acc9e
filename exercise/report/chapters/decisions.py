"""Decisions with their reasons, answers to the discussion questions, and what evaluators saw."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.evaluation.added import place_of
from exercise.events import DecisionLogged, Event, ObservationMade, QuestionAnswered
from exercise.report.document import Block, Bullets, Cell, Cite, Heading, Prose, Table
from exercise.report.voice import Voice
from exercise.state.answers import STEPS
from exercise.state.questions import Asked

__all__ = ["decisions", "discussion", "observations"]


def decisions(voice: Voice) -> Iterator[Block]:
    """Every decision and recommendation, in order."""
    say = voice.say
    yield Heading(say("Decisions"), anchor="decisions")
    if not voice.content.decisions:
        yield Prose(say("No decision was logged."))
        return
    head = (
        say("When"),
        say("Agency"),
        say("Decision"),
        say("Rests on"),
        say("Reason"),
        say("Evidence"),
    )
    rows = tuple(
        _decision(voice, event, event.body)
        for event in voice.content.decisions
        if isinstance(event.body, DecisionLogged)
    )
    yield Table(say("Decisions"), head, rows, (1.2, 1.4, 2.3, 2.2, 2.8, 1.2))


def _decision(voice: Voice, event: Event, body: DecisionLogged) -> tuple[Cell, ...]:
    say = voice.say
    targets = ", ".join(voice.thing(target) for target in body.targets)
    what = voice.action(body.action) + (f" ({targets})" if targets else "")
    if not body.authority:
        what += f" – {say('recommendation')}"
    when = voice.moment(event.at)
    if body.happened_at is not None:
        happened = voice.moment(body.happened_at)
        when = say("{time} (entered at {entered})", time=happened, entered=when)
    facts = "; ".join(voice.fact(fact) for fact in body.facts)
    evidence = Cite((str(event.seq) if event.seq else event.id,))
    return when, voice.agency(event.agency), what, facts or "–", body.reason or "–", evidence


def discussion(voice: Voice) -> Iterator[Block]:
    """Answers under their questions; anonymous where the pack says so."""
    content, say = voice.content, voice.say
    if not content.answers:
        return
    asked: dict[str, list[Event]] = {}
    for event in content.answers:
        if isinstance(event.body, QuestionAnswered):
            asked.setdefault(event.body.question, []).append(event)
    yield Heading(say("Discussion"), anchor="discussion")
    for name, answers in asked.items():
        question = content.questions.find(name)
        yield Heading(voice.said(question.ask if question else None) or name, 2)
        if question is None or question.kind == "text":
            yield Bullets(tuple(_in_words(voice, event) for event in answers))
        else:
            yield _counted(voice, question, answers)


def _answer(event: Event) -> str:
    assert isinstance(event.body, QuestionAnswered)
    return event.body.answer


def _in_words(voice: Voice, event: Event) -> tuple[str, Cite, tuple[str, ...]]:
    """An answer; an anonymous one comes out of its box without a desk and without a place."""
    if not event.agency:
        return _answer(event), Cite(()), ()
    return voice.after(voice.agency(event.agency), _answer(event)), Cite((str(event.seq),)), ()


def _counted(voice: Voice, question: Asked, answers: list[Event]) -> Table:
    """How often each option or step was chosen, and by whom where that may be said."""
    say = voice.say
    named = [voice.said(option) for option in question.options] or [""] * STEPS
    rows = []
    for number, title in enumerate(named, start=1):
        chosen = [event for event in answers if _answer(event) == str(number)]
        places = tuple(str(event.seq) for event in chosen if event.agency)
        who = voice.agencies(event.agency for event in chosen if event.agency)
        option = f"{number}. {title}".rstrip(". ") if title else str(number)
        rows.append((option, voice.number(len(chosen)), who or "–", Cite(places)))
    head = (say("What was chosen"), say("How often"), say("Agencies"), say("Evidence"))
    return Table(say("Answers counted"), head, tuple(rows), (4, 1, 3, 1.2))


def observations(voice: Voice) -> Iterator[Block]:
    """What evaluators saw, in the order of writing."""
    say, found = voice.say, voice.content.observations
    if not found:
        return
    yield Heading(say("Observations"), anchor="observations")
    rows = tuple(
        (
            voice.moment(body.happened_at if body.happened_at is not None else event.at),
            voice.agency(body.about) if body.about else "–",
            _about(voice, body),
            body.text,
            Cite((place_of(event),)),
        )
        for event in found
        if isinstance(body := event.body, ObservationMade)
    )
    head = (say("When"), say("Agency"), say("About"), say("Observation"), say("Evidence"))
    yield Table(say("Observations"), head, rows, (1, 1.4, 2, 4.6, 1.2))


def _about(voice: Voice, body: ObservationMade) -> str:
    """The task that was observed, or else the inject, by name."""
    if body.task:
        return voice.task(body.task)
    inject = voice.content.setup.pack.inject(body.inject) if body.inject else None
    return "–" if inject is None else voice.after(inject.id, voice.text(inject.subject))
