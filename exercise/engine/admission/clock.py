"""When the clock may be stopped, started, sped up or leapt over."""

from __future__ import annotations

from exercise import commands as c
from exercise.engine.admission.saying import Checks, same_as
from exercise.engine.run import Run
from exercise.errors import Refused
from exercise.events import Body

__all__ = ["REASONS", "ClockRules"]

REASONS = (
    "pause",
    "briefing",
    "discussion",
    "break",
    "time-out",
    "gap",
    "visit",
    "emergency",
)
"""Why the clock may stand still."""


class ClockRules:
    """The exercise clock and the moves."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.checks: Checks = {
            c.Resume: self._resume,
            c.Pause: self._pause,
            c.SetSpeed: self._speed,
            c.Jump: self._jump,
            c.BeginMove: self._begin_move,
        }

    def _pause(self, command: c.Pause, _: str) -> Body:
        """Stop the clock; where it stands, another reason takes the place of the one before.

        A real emergency may come during a break, and be over before the break is.
        """
        if command.reason not in REASONS:
            # A word of the list: it stays in a redacted record, where texts are taken out.
            raise Refused(
                "The clock stands still for one of these reasons: {names}.",
                names=", ".join(REASONS),
            )
        clock = self._run.state.clock
        if not clock.running and clock.reason == command.reason:
            raise Refused("The exercise clock stands still already.")
        return same_as(command)

    def _resume(self, command: c.Resume, _: str) -> Body:
        if self._run.state.clock.running:
            raise Refused("The exercise clock runs already.")
        return same_as(command)

    def _speed(self, command: c.SetSpeed, _: str) -> Body:
        if not 0 < command.speed <= 1000:
            raise Refused("The speed is above 0 and at most 1000.")
        return same_as(command)

    def _jump(self, command: c.Jump, _: str) -> Body:
        if command.to <= self._run.now:
            raise Refused("The exercise only goes forward.")
        if command.to > self._run.pack.endex:
            raise Refused("That is after the end of the exercise.")
        return same_as(command)

    def _begin_move(self, command: c.BeginMove, _: str) -> Body:
        if command.move not in {move.id for move in self._run.pack.moves}:
            raise Refused("There is no move '{move}'.", move=command.move)
        if self._run.pack.move_begins(command.move) <= self._run.now:
            raise Refused("The exercise only goes forward.")
        return same_as(command)
