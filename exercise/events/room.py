"""What control and seats say to one another, and the questions put to all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "AnnouncementMade",
    "AnswersRevealed",
    "InformationGiven",
    "InformationRequested",
    "PlanLineAgreed",
    "PlanLineDropped",
    "PlanLineProposed",
    "PollPut",
    "QuestionAnswered",
    "QuestionClosed",
    "QuestionOpened",
]


@dataclass(frozen=True, slots=True)
class AnnouncementMade(Body):
    """Control told every seat something."""

    text: str
    COMMAND: ClassVar = commands.Announce
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class InformationRequested(Body):
    """A desk asked control for information (RFI)."""

    text: str
    COMMAND: ClassVar = commands.RequestInformation
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class InformationGiven(Body):
    """Control answered a request for information."""

    request: str
    text: str
    COMMAND: ClassVar = commands.AnswerRequest
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class QuestionOpened(Body):
    """A discussion question was put."""

    question: str
    COMMAND: ClassVar = commands.OpenQuestion


@dataclass(frozen=True, slots=True)
class PollPut(Body):
    """Control put a question that no pack foresaw; ``question`` is the name it goes by."""

    ask: str
    form: str
    options: tuple[str, ...]
    to: tuple[str, ...]
    anonymous: bool
    question: str = ""
    COMMAND: ClassVar = commands.PutPoll
    PRIVATE: ClassVar = ("ask", "options")


@dataclass(frozen=True, slots=True)
class QuestionClosed(Body):
    """No more answers to a question are taken."""

    question: str
    COMMAND: ClassVar = commands.CloseQuestion


@dataclass(frozen=True, slots=True)
class AnswersRevealed(Body):
    """The room was shown how a question was answered."""

    question: str
    COMMAND: ClassVar = commands.RevealAnswers


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Body):
    """A seat answered a discussion question.

    Where answers are anonymous it is recorded, beside the simulation: all of a question at once
    when that is closed, in the order of the alphabet, without seat, sender's id or time of their
    own; an agency stands beside those of the hot wash only where enough of its seats answered.
    """

    question: str
    answer: str
    COMMAND: ClassVar = commands.AnswerQuestion
    PRIVATE: ClassVar = ("answer",)


@dataclass(frozen=True, slots=True)
class PlanLineProposed(Body):
    """A line of the improvement plan was put before the room; ``line`` is the name it goes by."""

    issue: str
    action: str
    capability: str
    element: str
    organization: str
    contact: str
    start: str
    due: str
    line: str
    COMMAND: ClassVar = commands.ProposePlanLine
    PRIVATE: ClassVar = ("issue", "action", "organization", "contact")


@dataclass(frozen=True, slots=True)
class PlanLineAgreed(Body):
    """The room agreed on a line of the improvement plan."""

    line: str
    COMMAND: ClassVar = commands.AgreePlanLine


@dataclass(frozen=True, slots=True)
class PlanLineDropped(Body):
    """A line was taken out of the improvement plan."""

    line: str
    COMMAND: ClassVar = commands.DropPlanLine
