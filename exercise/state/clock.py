"""Where the exercise stands: phase, move, pace, and the windows that were not real time."""

from __future__ import annotations

from copy import copy
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
from exercise.state.folds import Folds
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
    _story_starts: dict[str, datetime] = field(init=False)

    def __post_init__(self) -> None:
        self._story_starts = {move.id: move.story_start for move in self.pack.moves}

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            ExerciseStarted: self._start,
            MoveBegan: self._begin,
            ClockPaused: self._pause,
            ClockResumed: self._resume,
            SpeedSet: self._change_speed,
            ClockJumped: self._jump,
            MoveCalled: self._call,
            ExerciseEnded: self._end,
        }

    def copy(self) -> Clock:
        """The same, to be folded on apart from this."""
        twin = copy(self)
        twin.jumps, twin.boundaries = list(self.jumps), list(self.boundaries)
        twin.fast = list(self.fast)
        return twin

    def reach(self, at: int) -> None:
        """Something happens at second ``at``: from STARTEX on time goes forward only."""
        if at > self.at or self.phase == "warm-up":
            self.at = at

    def _start(self, _: Event, __: ExerciseStarted) -> None:
        self.phase = "play"

    def _begin(self, event: Event, body: MoveBegan) -> None:
        if self.move is not None:
            self.boundaries.append(event.at)
        self.move, self.move_began = body.move, event.at

    def _pause(self, _: Event, body: ClockPaused) -> None:
        self.running, self.reason = False, body.reason

    def _resume(self, _: Event, __: ClockResumed) -> None:
        self.running, self.reason = True, ""

    def _jump(self, event: Event, body: ClockJumped) -> None:
        self.jumps.append((event.at, body.to))

    def _call(self, event: Event, body: MoveCalled) -> None:
        self.jumps.append((event.at, self.pack.move_begins(body.move)))

    def _end(self, event: Event, _: ExerciseEnded) -> None:
        self.phase, self.running, self.reason = "ended", False, "ended"
        self.ended_at = event.at

    def _change_speed(self, event: Event, body: SpeedSet) -> None:
        if self.fast and self.fast[-1][1] is None:
            self.fast[-1] = (self.fast[-1][0], event.at)
        if body.speed > 1:
            self.fast.append((event.at, None))
        self.speed = body.speed

    def story(self, at: int) -> datetime:
        """The story's local time at exercise second ``at`` of the current move."""
        begins = self._story_starts.get(self.move or "", self.pack.moves[0].story_start)
        return begins + timedelta(seconds=at - self.move_began)

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
