"""Control and the exercise clock."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.commands.base import Command

__all__ = ["BeginMove", "EndExercise", "Jump", "Pause", "Resume", "SetSpeed"]


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop the exercise clock, or say for what other reason it stands still.

    ``reason``: pause, briefing, discussion, break, time-out, gap, visit (somebody important is in
    the room) or emergency (a real one: every screen is covered).
    """

    reason: str = "pause"


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Let the exercise clock run."""


@dataclass(frozen=True, slots=True)
class SetSpeed(Command):
    """Exercise seconds per second of wall time."""

    speed: float


@dataclass(frozen=True, slots=True)
class Jump(Command):
    """Play everything up to exercise second ``to`` at once; never backward."""

    to: int


@dataclass(frozen=True, slots=True)
class BeginMove(Command):
    """Leap to the beginning of a later move."""

    move: str


@dataclass(frozen=True, slots=True)
class EndExercise(Command):
    """ENDEX."""

    reason: str = ""
