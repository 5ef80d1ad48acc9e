"""The exercise clock and the moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "ClockJumped",
    "ClockPaused",
    "ClockResumed",
    "ExerciseEnded",
    "ExerciseStarted",
    "MoveBegan",
    "MoveCalled",
    "MoveEnded",
    "SpeedSet",
]


@dataclass(frozen=True, slots=True)
class ExerciseStarted(Body):
    """STARTEX."""


@dataclass(frozen=True, slots=True)
class MoveBegan(Body):
    """A move began; the story's clock stands at its start."""

    move: str


@dataclass(frozen=True, slots=True)
class MoveEnded(Body):
    """A move ended."""

    move: str


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Body):
    """ENDEX."""

    reason: str
    COMMAND: ClassVar = commands.EndExercise
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class ClockPaused(Body):
    """The exercise clock stopped."""

    reason: str
    COMMAND: ClassVar = commands.Pause


@dataclass(frozen=True, slots=True)
class ClockResumed(Body):
    """The exercise clock runs."""

    COMMAND: ClassVar = commands.Resume


@dataclass(frozen=True, slots=True)
class SpeedSet(Body):
    """Exercise seconds per second of wall time changed."""

    speed: float
    COMMAND: ClassVar = commands.SetSpeed


@dataclass(frozen=True, slots=True)
class ClockJumped(Body):
    """The exercise leapt forward to ``to``, playing what lay between."""

    to: int
    COMMAND: ClassVar = commands.Jump


@dataclass(frozen=True, slots=True)
class MoveCalled(Body):
    """Control leapt to a later move."""

    move: str
    COMMAND: ClassVar = commands.BeginMove
