"""A journal that lasts as long as the program: rehearsals, headless runs, tests."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence

from exercise.errors import RecordError
from exercise.events import Event
from exercise.journal.api import Head, Seal, Sign, WallClock, check_first
from exercise.journal.chain import START, Row, Salt, chained

__all__ = ["MemoryJournal"]


class MemoryJournal:
    """Keeps events in memory, chained as in a file.

    Args:
        wall: The wall clock.
        salt: Draws salts.
    """

    def __init__(
        self, *, wall: WallClock = time.time, salt: Salt = lambda: secrets.token_bytes(16)
    ) -> None:
        self._wall = wall
        self._salt = salt
        self._rows: list[Row] = []
        self._events: list[Event] = []
        self._requests: set[str] = set()
        self._marked: int | None = None
        self._concluded = False
        self._seal: Seal | None = None

    @property
    def head(self) -> Head:
        """The end of the record."""
        return Head(len(self._rows), self._rows[-1].hash if self._rows else START)

    @property
    def marked(self) -> int | None:
        """The last clock mark."""
        return self._marked

    @property
    def concluded(self) -> bool:
        """Whether it takes no more events."""
        return self._concluded

    @property
    def seal(self) -> Seal | None:
        """The seal, once concluded with one."""
        return self._seal

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Record events, all or none."""
        if self._concluded:
            raise RecordError("The session is concluded: nothing can be added to it.")
        check_first(self.head, events)
        rows, recorded = chained(events, *self.head, self._wall(), self._salt)
        self._rows += rows
        self._events += recorded
        self._requests.update(event.request for event in recorded if event.request is not None)
        return recorded

    def read(self, after: int = 0, until: int | None = None) -> Iterator[Event]:
        """Events with ``after < seq <= until``."""
        return iter(self._events[after:until])

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The rows as a file would have them."""
        return iter(self._rows[after:])

    def mark(self, at: int) -> None:
        """Note how far the clock has run."""
        self._marked = at

    def has_request(self, request: str) -> bool:
        """Whether a command of that id is recorded."""
        return request in self._requests

    def conclude(self, last: Event | None = None, sign: Sign | None = None) -> None:
        """Take no more events."""
        if last is not None:
            self.append([last])
        self._seal = None if sign is None else sign(self.head.hash)
        self._concluded = True

    def close(self) -> None:
        """Nothing is held."""
