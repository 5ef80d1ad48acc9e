"""Keeping engine and wall clock together: what has come due, and where time stands still."""

from __future__ import annotations

from collections.abc import Sequence

from exercise.commands import Pause, Submission
from exercise.events import Event, MoveBegan
from exercise.session.ledger import Ledger
from exercise.session.pacer import Pacer

__all__ = ["Timekeeper"]


class Timekeeper:
    """Plays what has come due by the pacer's time.

    Args:
        ledger: The engine and its record.
        pacer: The pace of the exercise clock.
        solo: Whether time comes to stand at the beginning of each move, for its briefing.
    """

    def __init__(self, ledger: Ledger, pacer: Pacer, *, solo: bool) -> None:
        self._ledger = ledger
        self._pacer = pacer
        self._solo = solo
        self.halted = False
        """Time stands although the record says it runs: something could not be written."""

    def advance(self) -> list[Event]:
        """Play up to now; a gap is not caught up but pauses the exercise."""
        reading = self._pacer.read()
        engine = self._ledger.engine
        if engine.ended or self.halted or not engine.state.clock.running:
            return []
        if reading.gap:
            told = engine.submit(Submission(Pause("gap"), "session"))
        else:
            told = engine.advance_to(max(engine.now, self._limit(reading.at)))
            told += self.briefing(told)
        self.follow()
        return told

    def _limit(self, at: int) -> int:
        """Who plays alone comes to stand exactly at the beginning of a move."""
        pack, now = self._ledger.source.setup.pack, self._ledger.engine.now
        begins = (pack.move_begins(move.id) for move in pack.moves) if self._solo else ()
        return next((second for second in begins if now < second <= at), at)

    def briefing(self, told: Sequence[Event]) -> list[Event]:
        """Stop for the briefing of a move that began among these events, in solo play."""
        engine = self._ledger.engine
        began = any(isinstance(event.body, MoveBegan) for event in told)
        if not (self._solo and began and engine.state.clock.running):
            return []
        return engine.submit(Submission(Pause("briefing"), "session"))

    def follow(self) -> None:
        """The pacer goes as the engine says."""
        engine, pacer = self._ledger.engine, self._pacer
        clock = engine.state.clock
        if pacer.at != engine.now:
            pacer.set_to(engine.now)
        if pacer.speed != clock.speed:
            pacer.set_speed(clock.speed)
        if clock.running and not self.halted:
            pacer.resume()
        else:
            pacer.pause()
