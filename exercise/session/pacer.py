"""The pace of play: how far the exercise clock has come by the wall's.

The pacer decides nothing. Pausing, resuming and the speed are events of the record, and the session
tells the pacer of them; the pacer only turns seconds of the wall into whole exercise seconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["GAP_SECONDS", "Pacer", "Reading"]

GAP_SECONDS = 30.0
"""Wall seconds between two looks after which nothing is caught up: a lid was closed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the pacer.

    Attributes:
        at: Exercise seconds.
        gap: Wall seconds that passed unseen and are not caught up; 0.0 normally.
    """

    at: int
    gap: float = 0.0


class Pacer:
    """Whole exercise seconds from a clock that runs in wall seconds.

    Elapsed time is ``anchor + (clock − wall anchor) · speed`` since the last change, so changes of
    speed and pauses lose nothing. It never runs backward, whatever the clock does.
    """

    def __init__(self, clock: Callable[[], float], at: int = 0, speed: float = 1.0) -> None:
        self._clock = clock
        self._anchor = float(at)
        self._wall_anchor = self._seen = clock()
        self._speed = speed
        self._running = False

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return self._running

    @property
    def speed(self) -> float:
        """Exercise seconds per wall second."""
        return self._speed

    @property
    def wall(self) -> float:
        """Seconds of the clock that the pace is taken from."""
        return self._clock()

    @property
    def at(self) -> int:
        """Exercise seconds at the last look."""
        return math.floor(self._anchor + self._passed(self._seen))

    def read(self) -> Reading:
        """Look at the clock.

        After a gap time stands where it was last seen and goes on from now; whoever reads decides
        whether to pause.
        """
        now = self._clock()
        if not self._running:
            self._seen = self._wall_anchor = now
            return Reading(self.at)
        if now < self._seen:
            # The wall clock was set back: exercise time stands still and goes on from here.
            self._anchor += self._passed(self._seen)
            self._wall_anchor = self._seen = now
            return Reading(self.at)
        gap = now - self._seen
        if gap > GAP_SECONDS:
            self._anchor += self._passed(self._seen)
            self._wall_anchor = self._seen = now
            return Reading(self.at, gap)
        self._seen = now
        return Reading(self.at)

    def pause(self) -> None:
        """Let time stand still, at the last whole second looked at."""
        self._fix(float(self.at))
        self._running = False

    def resume(self) -> None:
        """Let time pass from now."""
        if not self._running:
            self._wall_anchor = self._seen = self._clock()
            self._running = True

    def set_speed(self, speed: float) -> None:
        """Change the speed from now."""
        self._fix(self._anchor + self._passed(self._seen))
        self._speed = speed

    def set_to(self, at: int) -> None:
        """Stand at ``at`` now, after a jump or a stop at a boundary; a later reading goes on."""
        self._fix(float(at))

    def _fix(self, anchor: float) -> None:
        self._anchor = anchor
        self._wall_anchor = self._seen

    def _passed(self, now: float) -> float:
        return max(0.0, now - self._wall_anchor) * self._speed if self._running else 0.0
