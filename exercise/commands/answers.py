"""Control and the questions put to the room."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.commands.base import Command

__all__ = ["CloseQuestion", "OpenQuestion", "PutPoll", "RevealAnswers"]


@dataclass(frozen=True, slots=True)
class OpenQuestion(Command):
    """Put a discussion question to the seats it is for."""

    question: str


@dataclass(frozen=True, slots=True)
class PutPoll(Command):
    """Put a question that no pack foresaw.

    Attributes:
        ask: The question, in one language.
        form: text, choice or scale, as the ``kind`` of a question in a pack.
        options: What can be chosen; for a scale its steps, 1 to 5 where there are none.
        to: The agencies it is for; none of them means all.
        anonymous: Whether the record never knows who answered what.
    """

    ask: str
    form: str = "text"
    options: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class CloseQuestion(Command):
    """Take no more answers to a question: those given so far count."""

    question: str


@dataclass(frozen=True, slots=True)
class RevealAnswers(Command):
    """Show the room how a question was answered; it is closed first."""

    question: str
