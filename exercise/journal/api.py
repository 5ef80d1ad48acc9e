"""What every journal does, wherever it keeps its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from exercise.events import Body, Event, SessionCreated
from exercise.journal.chain import Row

__all__ = ["Head", "Journal", "Seal", "Sign", "WallClock", "check_first"]

WallClock = Callable[[], float]
"""Seconds since the epoch."""


class Head(NamedTuple):
    """The end of the record: how many events it has, and the hash of the last."""

    seq: int
    hash: str


class Seal(NamedTuple):
    """What vouches for a concluded record: a public key, and its signature of the last hash.

    Both are Ed25519 (RFC 8032) in hexadecimal, 64 and 128 digits.
    """

    key: str
    signature: str


Sign = Callable[[str], Seal]
"""Seals a record, given its last hash."""


class Journal(Protocol):
    """An append-only, hash-chained record of events.

    It fills in what only recording can tell: place, wall time, salts and hashes. Whoever appends
    does so from one thread; reading is safe from any.
    """

    @property
    def head(self) -> Head:
        """The end of the record; seq 0 before the first event."""

    @property
    def marked(self) -> int | None:
        """The exercise second of the last clock mark, if there was one."""

    @property
    def concluded(self) -> bool:
        """Whether the record takes no more events."""

    @property
    def seal(self) -> Seal | None:
        """The seal of a concluded record, as stated; whoever reads it judges it."""

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Record events, all or none, and return them with ``seq`` and ``wall`` filled in.

        When this returns they are kept, whatever happens to the program.

        Raises:
            RecordError: If they cannot be kept.
            ValueError: If the first event of the record is not ``SessionCreated``.
        """

    def read(self, after: int = 0, until: int | None = None) -> Iterator[Event]:
        """Events with ``after < seq <= until``, in order.

        Raises:
            RecordError: If an event cannot be read.
        """

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The stored rows, unjudged."""

    def mark(self, at: int) -> None:
        """Note how far the exercise clock has run, outside the chain, for resuming."""

    def has_request(self, request: str) -> bool:
        """Whether a command with this id of its sender's is recorded."""

    def conclude(self, last: Event | None = None, sign: Sign | None = None) -> None:
        """Take no more events: the record is whole.

        Args:
            last: The event that says so; recorded together with the seal, or not at all.
            sign: Makes the seal of the last hash.

        Raises:
            RecordError: If it cannot be kept.
        """

    def close(self) -> None:
        """Let go of whatever is held; closing twice is harmless."""


def check_first(head: Head, events: Sequence[Event], first: type[Body] = SessionCreated) -> None:
    """See to it that a record begins with its first event, once.

    Raises:
        ValueError: Otherwise.
    """
    for place, event in enumerate(events, head.seq):
        if isinstance(event.body, first) != (place == 0):
            raise ValueError(f"a record has {first.__name__} as its first event and nowhere else")
