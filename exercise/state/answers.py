"""Whether an answer may be given, for the engine and for the box of anonymous answers alike."""

from __future__ import annotations

from exercise.commands import AnswerQuestion
from exercise.errors import Refused
from exercise.state.state import State

__all__ = ["KINDS", "STEPS", "check_answer"]

KINDS = ("text", "choice", "scale")
"""What a question can ask for."""
STEPS = 5
"""Steps of a scale that names none."""


def check_answer(state: State, command: AnswerQuestion, agency: str) -> None:
    """Refuse an answer to what was not asked, not of this desk, or not any more.

    Raises:
        Refused: With the reason.
    """
    questions = state.questions
    asked = questions.find(command.question)
    if asked is None or command.question not in questions.opened:
        raise Refused("This question has not been put.")
    if not asked.is_for(agency):
        raise Refused("This question is for other desks.")
    if command.question in questions.closed:
        raise Refused("This question is closed: its answers have been taken together.")
    if asked.kind != "text":
        most = len(asked.options) or STEPS
        answer = command.answer
        if not (answer.isascii() and answer.isdecimal() and 1 <= int(answer[:3]) <= most):
            raise Refused("The answer is a number from 1 to {n}.", n=most)
