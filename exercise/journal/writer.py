"""One thread that writes: what waits while it commits goes into the next commit together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import NamedTuple

from exercise.errors import RecordError
from exercise.events import Event
from exercise.journal.api import Journal

__all__ = ["Writer"]

_TOGETHER = 256
"""Batches in one commit at most, so that nobody waits behind an endless one."""


class _Batch(NamedTuple):
    events: tuple[Event, ...]
    done: Future[tuple[Event, ...]]


class Writer:
    """Appends to a journal in the order of calls, several batches to a commit.

    After a failure nothing more is written: what comes later may rest on what was lost. The session
    then closes the writer, runs its engine again from the journal, and makes a new one.

    Args:
        journal: Where to; nobody else may append to it meanwhile.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._queue: SimpleQueue[_Batch | int | None] = SimpleQueue()
        self._failure: BaseException | None = None
        self._mark: int | None = None
        self._closed = False
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def commit(self, events: Sequence[Event]) -> Future[tuple[Event, ...]]:
        """Have events recorded; the future has them with ``seq`` and ``wall`` once they are kept.

        In asyncio: ``await asyncio.wrap_future(writer.commit(events))``. Cancelling the future does
        not cancel the writing.
        """
        done: Future[tuple[Event, ...]] = Future()
        done.set_running_or_notify_cancel()
        with self._guard:
            if self._closed:
                raise RecordError("The record is closed.")
            self._queue.put(_Batch(tuple(events), done))
        return done

    def mark(self, at: int) -> None:
        """Have it noted, after what was handed over before, how far the clock has run."""
        self._queue.put(at)

    def close(self) -> None:
        """Write what waits, then stop; the journal stays open."""
        with self._guard:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        open_still = True
        while open_still:
            batches, open_still = self._next_group()
            if batches:
                self._write(batches)
            self._note_mark()

    def _next_group(self) -> tuple[list[_Batch], bool]:
        batches: list[_Batch] = []
        entry = self._queue.get()
        while entry is not None:
            if isinstance(entry, int):
                self._mark = entry
            else:
                batches.append(entry)
            if len(batches) == _TOGETHER:
                return batches, True
            try:
                entry = self._queue.get_nowait()
            except Empty:
                return batches, True
        return batches, False

    def _write(self, batches: list[_Batch]) -> None:
        if self._failure is None:
            try:
                recorded = self._journal.append([e for batch in batches for e in batch.events])
            except BaseException as failure:  # noqa: BLE001 - it is told to everybody who waits
                self._failure = failure
        if self._failure is not None:
            for batch in batches:
                batch.done.set_exception(self._failure)
            return
        start = 0
        for batch in batches:
            end = start + len(batch.events)
            batch.done.set_result(recorded[start:end])
            start = end

    def _note_mark(self) -> None:
        at, self._mark = self._mark, None
        if at is not None and self._failure is None:
            try:
                self._journal.mark(at)
            except RecordError as failure:
                self._failure = failure
