"""Questions to the room: what control may put, close and show, and what may be answered."""

from __future__ import annotations

from exercise import commands as c
from exercise.engine.admission.saying import Checks, same_as
from exercise.engine.run import Run
from exercise.errors import Refused
from exercise.events import Body, PollPut
from exercise.state.answers import KINDS

__all__ = ["QuestionRules"]

MOST_OPTIONS = 9


class QuestionRules:
    """Putting, closing and showing."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.checks: Checks = {
            c.OpenQuestion: self._open,
            c.PutPoll: self._poll,
            c.CloseQuestion: self._close,
            c.RevealAnswers: self._reveal,
        }

    def _open(self, command: c.OpenQuestion, _: str) -> Body:
        if command.question not in self._run.pack.questions:
            raise Refused("There is no question '{question}'.", question=command.question)
        return same_as(command)

    def _poll(self, command: c.PutPoll, _: str) -> Body:
        if not command.ask.strip():
            raise Refused("Write what is asked.")
        if command.form not in KINDS:
            raise Refused("A question asks for a text, a choice or a scale.")
        if command.form == "choice" and len(command.options) < 2:
            raise Refused("A choice needs two options or more.")
        if len(command.options) > MOST_OPTIONS:
            raise Refused("There can be {n} options at the most.", n=MOST_OPTIONS)
        for agency in command.to:
            if agency not in self._run.network.file.agencies:
                raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        name = self._run.state.questions.next_poll()
        return PollPut(
            command.ask, command.form, command.options, command.to, command.anonymous, name
        )

    def _close(self, command: c.CloseQuestion, _: str) -> Body:
        questions = self._run.state.questions
        if command.question not in questions.opened:
            raise Refused("This question has not been put.")
        if command.question in questions.closed:
            raise Refused("This question is closed already.")
        return same_as(command)

    def _reveal(self, command: c.RevealAnswers, _: str) -> Body:
        questions = self._run.state.questions
        if command.question not in questions.closed:
            raise Refused("Close the question first: then you see what everybody will.")
        if command.question in questions.revealed:
            raise Refused("Everybody has been shown the answers already.")
        return same_as(command)
