"""Keeping engine and wall clock together: what has come due, and where time stands still."""

from __future__ import annotations

from collections.abc import Sequence

from exercise.commands import Pause, Submission
from exercise.events import Event, MoveBegan
from exercise.session.ledger import Ledger
from exercise.session.pacer import Pacer

__all__ = ["Timekeeper"]

FIRST_TRY, LAST_TRY = 1.0, 16.0
"""Wall seconds until a record that could not be written is tried again: at first, and at most."""


class Timekeeper:
    """Plays what has come due by the pacer's time, and stops for the briefing of each move.

    Args:
        ledger: The engine and its record.
        pacer: The pace of the exercise clock.
    """

    def __init__(self, ledger: Ledger, pacer: Pacer) -> None:
        self._ledger = ledger
        self._pacer = pacer
        self._halted = False
        self._tried_at = self._wait = 0.0

    def advance(self) -> list[Event]:
        """Play up to now; a gap is not caught up but pauses the exercise."""
        reading = self._pacer.read()
        engine = self._ledger.engine
        if engine.ended or self._halted or not engine.state.clock.running:
            return []
        if reading.gap:
            told = engine.submit(Submission(Pause("gap"), "session"))
        else:
            told = engine.advance_to(max(engine.now, self._limit(reading.at)))
            told += self.briefing(told)
        self.follow()
        return told

    def _limit(self, at: int) -> int:
        """Time comes to stand exactly at the beginning of a move."""
        pack, now = self._ledger.source.setup.pack, self._ledger.engine.now
        begins = (pack.move_begins(move.id) for move in pack.moves)
        return next((second for second in begins if now < second <= at), at)

    def briefing(self, told: Sequence[Event]) -> list[Event]:
        """Stop for the briefing of a move that began among these events."""
        engine = self._ledger.engine
        began = any(isinstance(event.body, MoveBegan) for event in told)
        if not (began and engine.state.clock.running):
            return []
        return engine.submit(Submission(Pause("briefing"), "session"))

    def halt(self) -> None:
        """Let time stand although the record says it runs: something could not be written."""
        if not self._halted:
            self._halted, self._tried_at, self._wait = True, self._pacer.wall, FIRST_TRY
        self.follow()

    def go_on(self) -> None:
        """Let time be again as the record says."""
        self._halted = False
        self.follow()

    def is_due_to_try(self) -> bool:
        """Whether it is time to see if the record can be written; each time later than the last."""
        if self._pacer.wall < self._tried_at + self._wait:
            return False
        self._tried_at, self._wait = self._pacer.wall, min(LAST_TRY, self._wait * 2)
        return True

    def follow(self) -> None:
        """The pacer goes as the engine says."""
        engine, pacer = self._ledger.engine, self._pacer
        clock = engine.state.clock
        if pacer.at != engine.now:
            pacer.set_to(engine.now)
        if pacer.speed != clock.speed:
            pacer.set_speed(clock.speed)
        if clock.running and not self._halted:
            pacer.resume()
        else:
            pacer.pause()
