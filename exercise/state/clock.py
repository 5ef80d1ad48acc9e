"""Where the exercise stands: phase, move, pace, and the windows that were not real time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from exercise.events import (
    ClockJumped,
    ClockPaused,
    ClockResumed,
    Event,
    ExerciseEnded,
    ExerciseStarted,
    MoveBegan,
    MoveCalled,
    SpeedSet,
)
from injects.model import Pack

__all__ = ["Clock"]


@dataclass(slots=True)
class Clock:
    """The exercise clock as the record tells it.

    Attributes:
        at: Second of the latest event.
        phase: warm-up, play or ended.
        running: Whether it may be paced forward.
        reason: Why it stands still.
        jumps: Windows (from, to) that were leapt over; deadlines inside make nothing late.
        boundaries: Seconds at which moves ended.
        fast: Windows (from, to) that ran faster than real time; the last may be open (to None).
    """

    pack: Pack
    at: int = 0
    phase: str = "warm-up"
    running: bool = False
    reason: str = "not-started"
    speed: float = 1.0
    move: str | None = None
    move_began: int = 0
    ended_at: int | None = None
    jumps: list[tuple[int, int]] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)
    fast: list[tuple[int, int | None]] = field(default_factory=list)

    def apply(self, event: Event) -> None:
        """Fold one event."""
        self.at = max(self.at, event.at) if self.phase != "warm-up" else event.at
        match event.body:
            case ExerciseStarted():
                self.phase = "play"
            case MoveBegan(move=move):
                if self.move is not None:
                    self.boundaries.append(event.at)
                self.move, self.move_began = move, event.at
            case ClockPaused(reason=reason):
                self.running, self.reason = False, reason
            case ClockResumed():
                self.running, self.reason = True, ""
            case SpeedSet(speed=speed):
                self._change_speed(event.at, speed)
            case ClockJumped(to=to):
                self.jumps.append((event.at, to))
            case MoveCalled(move=move):
                self.jumps.append((event.at, self.pack.move_begins(move)))
            case ExerciseEnded():
                self.phase, self.running, self.reason = "ended", False, "ended"
                self.ended_at = event.at
            case _:
                pass

    def _change_speed(self, at: int, speed: float) -> None:
        if self.fast and self.fast[-1][1] is None:
            self.fast[-1] = (self.fast[-1][0], at)
        if speed > 1:
            self.fast.append((at, None))
        self.speed = speed

    def story(self, at: int) -> datetime:
        """The story's local time at exercise second ``at`` of the current move."""
        moves = self.pack.moves
        current = next((move for move in moves if move.id == self.move), moves[0])
        return current.story_start + timedelta(seconds=at - self.move_began)

    def leapt(self, at: int) -> bool:
        """Whether second ``at`` lies inside a window that was jumped over."""
        return any(start < at <= end for start, end in self.jumps)

    def crossed(self, start: int, end: int, *, carry: bool) -> bool:
        """Whether the window from ``start`` to ``end`` crosses a jump, or a move's end."""
        if any(start < to and jump < end for jump, to in self.jumps):
            return True
        return not carry and any(start < edge < end for edge in self.boundaries)

    def compressed(self, start: int, end: int) -> bool:
        """Whether any of the window ran faster than real time."""
        return any(
            start < (until if until is not None else end + 1) and since < end
            for since, until in self.fast
        )
