"""What desks are told of the exercise itself: clock, moves, announcements, questions, answers."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import (
    AnnouncementMade,
    ClockJumped,
    ClockPaused,
    ClockResumed,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    InformationGiven,
    InformationRequested,
    MoveBegan,
    MoveCalled,
    QuestionAnswered,
    QuestionOpened,
    SpeedSet,
)
from exercise.views.desk import Addressed, Desks, Message, texts

__all__ = ["Room"]


class Room:
    """Messages of the kinds clock, move, announcement, question, answer, request and reply."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._asked_by: dict[str, str] = {}
        self.tellers = {
            ExerciseStarted: self._on_clock,
            ClockPaused: self._on_clock,
            ClockResumed: self._on_clock,
            SpeedSet: self._on_clock,
            ClockJumped: self._on_clock,
            MoveCalled: self._on_clock,
            ExerciseEnded: self._on_clock,
            MoveBegan: self._on_move,
            AnnouncementMade: self._on_announced,
            QuestionOpened: self._on_question,
            QuestionAnswered: self._on_answer,
            InformationRequested: self._on_requested,
            InformationGiven: self._on_given,
        }

    def clock(self, at: int) -> Message:
        """Where the exercise stands at second ``at``."""
        clock = self._desks.state.clock
        return {
            "kind": "clock",
            "at": at,
            "running": clock.running,
            "speed": clock.speed,
            "reason": clock.reason,
            "phase": clock.phase,
            "story": clock.story(at).isoformat(),
        }

    def _on_clock(self, event: Event, _: object) -> Iterable[Addressed]:
        return self._desks.all(self.clock(event.at))

    def _on_move(self, event: Event, body: MoveBegan) -> Iterable[Addressed]:
        moves = self._desks.state.pack.moves
        number, move = next(
            (place, move) for place, move in enumerate(moves, 1) if move.id == body.move
        )
        told = {
            "kind": "move",
            "id": move.id,
            "title": texts(move.title),
            "briefing": texts(move.briefing),
            "number": number,
            "of": len(moves),
        }
        yield from self._desks.all(told)
        yield from self._desks.all(self.clock(event.at))

    def _on_announced(self, event: Event, body: AnnouncementMade) -> Iterable[Addressed]:
        return self._desks.all({"kind": "announcement", "at": event.at, "text": body.text})

    def _on_question(self, _: Event, body: QuestionOpened) -> Iterable[Addressed]:
        question = self._desks.state.pack.questions[body.question]
        told = {
            "kind": "question",
            "id": question.id,
            "ask": texts(question.ask),
            "question_kind": question.kind,
            "options": [texts(option) for option in question.options],
        }
        if question.of == "all":
            return self._desks.all(told)
        return (Addressed(agency, told) for agency in question.of)

    def _on_answer(self, event: Event, body: QuestionAnswered) -> Iterable[Addressed]:
        told = {"kind": "answer", "question": body.question, "answer": body.answer}
        yield Addressed(event.agency or "", told, event.seat)

    def _on_requested(self, event: Event, body: InformationRequested) -> Iterable[Addressed]:
        agency = event.agency or ""
        self._asked_by[event.id] = agency
        alias = self._desks.aliases.show(agency, "request", event.id)
        told = {"kind": "request", "id": alias, "at": event.at, "text": body.text}
        yield Addressed(agency, told)

    def _on_given(self, _: Event, body: InformationGiven) -> Iterable[Addressed]:
        agency = self._asked_by.get(body.request)
        if agency is not None:
            alias = self._desks.aliases.show(agency, "request", body.request)
            yield Addressed(agency, {"kind": "reply", "id": alias, "answer": body.text})
