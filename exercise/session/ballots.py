"""Ballots: anonymous answers on their way from a seat into the box, and then onto the record."""

from __future__ import annotations

from collections.abc import Sequence

from exercise.commands import AnswerQuestion, Command, Submission
from exercise.events import Event, QuestionAnswered, QuestionClosed
from exercise.session.box import Box
from exercise.session.hall import Hall
from exercise.session.ledger import Ledger
from exercise.state.answers import check_answer

__all__ = ["Ballots"]


class Ballots:
    """Takes anonymous answers and keeps them until their question is closed.

    Args:
        ledger: The engine and the record.
        hall: Everybody who is connected.
    """

    def __init__(self, ledger: Ledger, hall: Hall) -> None:
        self.box = Box()
        """Anonymous answers that are not on record yet."""
        self._ledger = ledger
        self._hall = hall

    def is_secret(self, command: Command) -> bool:
        """Whether a command answers a question whose answers are anonymous."""
        if not isinstance(command, AnswerQuestion):
            return False
        asked = self._ledger.engine.state.questions.find(command.question)
        return asked is not None and asked.anonymous

    def put(self, admitted: Submission) -> None:
        """Lay an anonymous answer in the box: neither it nor its refusal is put on record here.

        Raises:
            Refused: If it may not be given.
        """
        command, agency, seat = admitted.command, admitted.agency or "", admitted.seat or ""
        assert isinstance(command, AnswerQuestion)
        check_answer(self._ledger.engine.state, command, agency)
        self.box.put(command.question, agency, seat, command.answer)
        mine = {"kind": "answer", "question": command.question, "answer": command.answer}
        self._hall.tell_seat(seat, mine)
        self._hall.tell_all(self.box.tally(command.question))

    def unboxed(self, told: Sequence[Event]) -> list[Event]:
        """The answers to the questions that these events close, ready to be put on record."""
        return [
            answer
            for event in told
            if isinstance(event.body, QuestionClosed)
            for answer in self.take(event.body.question)
        ]

    def take(self, question: str) -> list[Event]:
        """The anonymous answers to a question, ready to be put on record all at once."""
        return [
            self._ledger.note("answer", QuestionAnswered(question, answer), agency, None)
            for agency, answer in self.box.take(question)
        ]

    def recorded(self, events: Sequence[Event]) -> None:
        """Forget what has got on record."""
        for event in events:
            if isinstance(event.body, QuestionAnswered) and event.origin == "recorded":
                self.box.forget(event.body.question)
