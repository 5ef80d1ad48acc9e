"""Putting events on record from the event loop: told only once they are there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from exercise.events import Event
from exercise.journal.api import Journal, Sign
from exercise.journal.writer import Writer

__all__ = ["DirectRecorder", "Recorder", "ThreadRecorder"]

Writing = asyncio.Future[tuple[Event, ...]]
"""Events with their places once they are on record, or the error."""


class Recorder(Protocol):
    """Takes what a session has to put on record.

    After a failure it writes nothing until :meth:`renew`, so that nothing gets on record that
    follows from what is not. The journal is closed with it.
    """

    def record(self, events: Sequence[Event]) -> Writing:
        """Put events on record, all or none, in the order of calls."""

    def renew(self) -> list[Event]:
        """Everything that is on record, after what was under way; it can be written to again."""

    @property
    def marked(self) -> int | None:
        """How far the exercise clock is known to have come."""

    def mark(self, at: int) -> None:
        """Note how far the exercise clock has come."""

    def checkpoint(self) -> None:
        """Make one file the whole record, where the journal is one."""

    def conclude(self, last: Event, sign: Sign) -> None:
        """Write what waits, then the record's last event, and seal it.

        Raises:
            RecordError: If that cannot be kept.
        """

    def close(self) -> None:
        """Write what waits, and close the journal."""


class DirectRecorder:
    """Writes in the caller's thread: for a journal in memory."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._failure: Exception | None = None

    def record(self, events: Sequence[Event]) -> Writing:
        """Put events on record now."""
        done: Writing = asyncio.get_running_loop().create_future()
        if self._failure is None:
            try:
                done.set_result(self._journal.append(events))
            except Exception as failure:  # noqa: BLE001 - it is told to whoever waits
                self._failure = failure
        if self._failure is not None:
            done.set_exception(self._failure)
        return done

    def renew(self) -> list[Event]:
        """Everything that is on record."""
        self._failure = None
        return list(self._journal.read())

    @property
    def marked(self) -> int | None:
        """How far the exercise clock is known to have come."""
        return self._journal.marked

    def mark(self, at: int) -> None:
        """Note how far the exercise clock has come."""
        self._journal.mark(at)

    def checkpoint(self) -> None:
        """Memory needs none."""

    def conclude(self, last: Event, sign: Sign) -> None:
        """Seal the record with its last event."""
        self._journal.conclude(last, sign)

    def close(self) -> None:
        """Close the journal."""
        self._journal.close()


class ThreadRecorder:
    """Writes through a thread of its own, several batches to a commit: for a journal on disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._writer = Writer(journal)

    def record(self, events: Sequence[Event]) -> Writing:
        """Have events written."""
        return asyncio.wrap_future(self._writer.commit(events))

    def renew(self) -> list[Event]:
        """Everything that is on record, with a new thread to write more."""
        self._writer.close()
        found = list(self._journal.read())
        self._writer = Writer(self._journal)
        return found

    @property
    def marked(self) -> int | None:
        """How far the exercise clock is known to have come."""
        return self._journal.marked

    def mark(self, at: int) -> None:
        """Note how far the exercise clock has come."""
        self._writer.mark(at)
        # Marks go with commits; while nothing happens an empty one carries them.
        self._writer.commit(())

    def checkpoint(self) -> None:
        """Fold what was written into the one file, if the journal can while it is open."""
        fold = getattr(self._journal, "checkpoint", None)
        if fold is not None:
            fold()

    def conclude(self, last: Event, sign: Sign) -> None:
        """Write what waits, then the record's last event, and seal it."""
        self._writer.close()
        self._journal.conclude(last, sign)

    def close(self) -> None:
        """Write what waits, stop the thread, close the journal."""
        self._writer.close()
        self._journal.close()
