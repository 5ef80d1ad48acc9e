"""What desks are told of the exercise itself: clock, moves, announcements, questions, answers."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import (
    AnnouncementMade,
    AnswersRevealed,
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
    PlanLineAgreed,
    PlanLineDropped,
    PlanLineProposed,
    PollPut,
    QuestionAnswered,
    QuestionClosed,
    QuestionOpened,
    SpeedSet,
)
from exercise.state.questions import HOT_WASH
from exercise.views.desk import ROOM, Addressed, Desks, Message, texts

__all__ = ["Room"]


SHOWN = 600
"""Characters of an answer that the room is shown; the record has all of it."""


class Room:
    """Messages of the kinds clock, move, announcement, request and reply, and of questions."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._asked_by: dict[str, str] = {}
        self._answers: dict[str, dict[str, tuple[str, str]]] = {}
        self.tellers = {
            ExerciseStarted: self._on_clock,
            ClockPaused: self._on_clock,
            ClockResumed: self._on_clock,
            SpeedSet: self._on_clock,
            ClockJumped: self._on_clock,
            MoveCalled: self._on_clock,
            ExerciseEnded: self._on_end,
            MoveBegan: self._on_move,
            AnnouncementMade: self._on_announced,
            QuestionOpened: self._on_question,
            PollPut: self._on_question,
            QuestionAnswered: self._on_answer,
            QuestionClosed: self._on_closed,
            AnswersRevealed: self._on_revealed,
            PlanLineProposed: self._on_line,
            PlanLineAgreed: self._on_line,
            PlanLineDropped: self._on_dropped,
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

    def _on_end(self, event: Event, _: ExerciseEnded) -> Iterable[Addressed]:
        """ENDEX leads into the hot wash."""
        yield from self._desks.all(self.clock(event.at))
        for name in HOT_WASH:
            yield from self._desks.all(self._question(name))

    def _question(self, name: str) -> Message:
        asked = self._desks.state.questions.find(name)
        assert asked is not None  # It was put.
        return {
            "kind": "question",
            "id": name,
            "ask": texts(asked.ask),
            "question_kind": asked.kind,
            "options": [texts(option) for option in asked.options],
            "anonymous": asked.anonymous,
            "hot_wash": name in HOT_WASH,
        }

    def _on_question(self, _: Event, body: QuestionOpened | PollPut) -> Iterable[Addressed]:
        told = self._question(body.question)
        asked = self._desks.state.questions.find(body.question)
        if asked is None or not asked.of:
            return self._desks.all(told)
        return (Addressed(agency, told) for agency in asked.of)

    def _on_answer(self, event: Event, body: QuestionAnswered) -> Iterable[Addressed]:
        """A seat is told what it answered; the room, how many have."""
        given = self._answers.setdefault(body.question, {})
        given[event.seat or event.id] = (event.agency or "", body.answer)
        if event.seat is None:
            return
        told = {"kind": "answer", "question": body.question, "answer": body.answer}
        yield Addressed(event.agency or "", told, event.seat)
        asked = self._desks.state.questions.find(body.question)
        if asked is not None and not asked.of:
            yield Addressed(ROOM, {"kind": "tally", "id": body.question, "count": len(given)})

    def _on_closed(self, _: Event, body: QuestionClosed) -> Iterable[Addressed]:
        return self._desks.all({"kind": "closed", "id": body.question, "closed": True})

    def _on_revealed(self, _: Event, body: AnswersRevealed) -> Iterable[Addressed]:
        """Everybody is shown the answers together, also who was not asked."""
        asked = self._desks.state.questions.find(body.question)
        for agency in (*self._desks.everybody, ROOM):
            if asked is not None and asked.of and agency not in asked.of:
                yield Addressed(agency, {**self._question(body.question), "closed": True})
        given = sorted(self._answers.get(body.question, {}).values())
        told = {
            "kind": "results",
            "id": body.question,
            "results": [[agency, answer[:SHOWN]] for agency, answer in given],
        }
        yield from self._desks.all(told)

    def _on_line(self, _: Event, body: PlanLineProposed | PlanLineAgreed) -> Iterable[Addressed]:
        """A line of the improvement plan is for everybody to see, with whether it is agreed on."""
        line = self._desks.state.plan.lines[body.line]
        told = {
            "kind": "plan",
            "id": body.line,
            "issue": line.body.issue[:SHOWN],
            "action": line.body.action[:SHOWN],
            "organization": line.body.organization[:SHOWN],
            "contact": line.body.contact[:SHOWN],
            "due": line.body.due,
            "agreed": line.agreed_at is not None,
        }
        return self._desks.all(told)

    def _on_dropped(self, _: Event, body: PlanLineDropped) -> Iterable[Addressed]:
        return self._desks.all({"kind": "plan", "id": body.line, "dropped": True})

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
