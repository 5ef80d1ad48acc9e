"""What has changed at a desk between two pictures, a line for each thing that happened.

Pictures are compared, not messages: after the line was down everything is told anew, and then only
what is really new is news.
"""

from __future__ import annotations

from collections.abc import Iterator

from agencies.language import phrase
from exercise.cli.plain import showing
from exercise.cli.plain.reading import announcement, move
from exercise.views.seat import SeatView
from exercise.views.wording import TROUBLES, clock_time, label, one_line, pick

__all__ = ["news"]


def news(before: SeatView, after: SeatView, language: str) -> Iterator[str]:
    """Each thing that happened, as a line that is safe to show."""
    yield from _time(before, after, language)
    yield from _arrived(before, after, language)
    yield from _own(before, after, language)
    yield from _learned(before, after, language)
    yield from _from_control(before, after, language)


def _time(before: SeatView, after: SeatView, language: str) -> Iterator[str]:
    was, now = before.clock, after.clock
    if after.move is not None and (before.move is None or before.move.id != after.move.id):
        yield move(after, language)
        yield from pick(after.move.briefing, language).strip().split("\n")
    # While the clock stands still, another speed changes nothing that one could see.
    faster = now.running and was.speed != now.speed
    stopped_anew = not now.running and was.reason != now.reason
    if faster or stopped_anew or (was.running, was.phase) != (now.running, now.phase):
        yield showing.clock(now).into(language)


def _arrived(before: SeatView, after: SeatView, language: str) -> Iterator[str]:
    known = {item.id for item in before.inbox}
    for number, item in enumerate(after.inbox, 1):
        if item.id not in known:
            told = showing.item(number, item, after, language)
            yield phrase("New: {item}", item=told).into(language)


def _own(before: SeatView, after: SeatView, language: str) -> Iterator[str]:
    states = {one.id: (one.state, one.where) for one in before.sent}
    for number, one in enumerate(after.sent, 1):
        if one.id not in states:
            told = showing.message(number, one, after, language)
            yield phrase("Sent: {message}", message=told).into(language)
        elif states[one.id] != (one.state, one.where):
            state = showing.way(one, after, language)
            moved = phrase("Your message {n}: {state}", n=number, state=state)
            yield f"{clock_time(after.clock.at)} {moved.into(language)}"
    decided = {one.id for one in before.decisions}
    for number, decision in enumerate(after.decisions, 1):
        if decision.id not in decided:
            told = showing.decision(number, decision, after, language)
            yield phrase("Decided: {decision}", decision=told).into(language)


def _learned(before: SeatView, after: SeatView, language: str) -> Iterator[str]:
    held = {one.id: one for one in before.board}
    for number, one in enumerate(after.board, 1):
        was = held.get(one.id)
        if was is None or (was.status, was.refuted_by) != (one.status, one.refuted_by):
            told = showing.fact(number, one, language)
            yield phrase("Situation: {fact}", fact=told).into(language)
    levels = {place.id: place.level for place in before.places}
    for place in after.places:
        if levels.get(place.id, place.level) != place.level:
            title = one_line(pick(place.title, language))
            level = phrase("{place}: security level {n}", place=title, n=place.level)
            yield f"{clock_time(after.clock.at)} {level.into(language)}"


def _from_control(before: SeatView, after: SeatView, language: str) -> Iterator[str]:
    for one in after.announcements[len(before.announcements) :]:
        yield announcement(one.at, one.text, language)
    asked = {question.id for question in before.questions}
    for number, question in enumerate(after.questions, 1):
        if question.id not in asked:
            ask = one_line(pick(question.ask, language), 600)
            yield phrase("Question {n}: {ask}", n=number, ask=ask).into(language)
            yield from showing.options(question, language)
            if question.waits:
                how = phrase("Write: answer {n} : …", n=number)
                if question.anonymous:
                    how = phrase("It is anonymous. Write: answer {n} : …", n=number)
                yield how.into(language)
    shown = {question.id for question in before.questions if question.results is not None}
    for number, question in enumerate(after.questions, 1):
        if question.results is not None and question.id not in shown:
            yield phrase("Answers to question {n}:", n=number).into(language)
            yield from showing.results(question, after, language)
    drafts = {draft.id: draft for draft in before.drafts}
    for draft in after.drafts:
        if drafts.get(draft.id) is None:
            seat = one_line(draft.id)
            yield phrase("{seat} is writing; 'drafts' shows what.", seat=seat).into(language)
    answers = {one.id: one.answer for one in before.requests}
    for number, request in enumerate(after.requests, 1):
        if request.answer is not None and answers.get(request.id) != request.answer:
            answer = one_line(request.answer, 1000)
            yield phrase(
                "Control answers your question {n}: {answer}", n=number, answer=answer
            ).into(language)
    if after.trouble != before.trouble:
        if after.trouble:
            why = label(TROUBLES, after.trouble, language)
            yield phrase("Attention: {trouble}. The exercise waits.", trouble=why).into(language)
        else:
            yield phrase("The session works again.").into(language)
