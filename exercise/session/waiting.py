"""What people have sent while the clock stands still, in order, until it runs."""

from __future__ import annotations

import asyncio

from exercise.commands import Submission
from exercise.errors import Refused
from exercise.events import Event
from exercise.session.hall import Hall

__all__ = ["Answer", "Waiting"]

Answer = asyncio.Future[Event]
"""How a submission came out: its event on record, or why there is none."""


class Waiting:
    """Submissions that wait; each seat is told how much of its own does."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._entries: list[tuple[Submission, Answer]] = []

    def add(self, submission: Submission, answer: Answer) -> None:
        """Let a submission wait."""
        self._entries.append((submission, answer))
        self._tell(submission.seat)

    def take(self) -> list[tuple[Submission, Answer]]:
        """All that waited, in the order in which it came; nothing waits any more."""
        taken, self._entries = self._entries, []
        for seat in dict.fromkeys(submission.seat for submission, _ in taken):
            self._tell(seat)
        return taken

    def give_back(self) -> None:
        """Refuse all that waits: the session ends."""
        for _, answer in self.take():
            answer.set_exception(Refused("The session is closed."))

    def _tell(self, seat: str | None) -> None:
        count = sum(submission.seat == seat for submission, _ in self._entries)
        self._hall.tell_seat(seat or "", {"kind": "queued", "count": count})
