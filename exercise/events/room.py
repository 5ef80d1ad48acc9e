"""What control and seats say to one another, and the questions put to all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "AnnouncementMade",
    "InformationGiven",
    "InformationRequested",
    "QuestionAnswered",
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
class QuestionAnswered(Body):
    """A seat answered a discussion question."""

    question: str
    answer: str
    COMMAND: ClassVar = commands.AnswerQuestion
    PRIVATE: ClassVar = ("answer",)
