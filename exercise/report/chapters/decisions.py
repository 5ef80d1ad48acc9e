"""Decisions with their reasons, answers to the discussion questions, and what evaluators saw."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.events import DecisionLogged, Event, ObservationMade, QuestionAnswered
from exercise.report.document import Block, Bullets, Cell, Cite, Heading, Prose, Table
from exercise.report.voice import Voice

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
    yield Table(say("Decisions"), head, rows, (1.1, 1.3, 2.4, 2.2, 3, 0.9))


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
    asked: dict[str, list[tuple[str, Cite, tuple[str, ...]]]] = {}
    for event in content.answers:
        if isinstance(event.body, QuestionAnswered):
            # An anonymous answer comes out of its box without a desk; its place says nothing then.
            who = f"{voice.agency(event.agency)}: " if event.agency else ""
            cited = Cite((str(event.seq),)) if event.agency else Cite(())
            asked.setdefault(event.body.question, []).append((who + event.body.answer, cited, ()))
    yield Heading(say("Discussion"), anchor="discussion")
    for name, answers in asked.items():
        question = content.questions.find(name)
        yield Heading(voice.said(question.ask if question else None) or name, 2)
        yield Bullets(tuple(answers))


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
            body.task or body.inject or "–",
            body.text,
            Cite((str(event.seq),)),
        )
        for event in found
        if isinstance(body := event.body, ObservationMade)
    )
    head = (say("When"), say("Agency"), say("About"), say("Observation"), say("Evidence"))
    yield Table(say("Observations"), head, rows, (1, 1.4, 1.4, 5, 0.9))
