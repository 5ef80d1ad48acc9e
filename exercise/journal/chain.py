"""The chain: each row is bound to the one before it, private fields by commitments of their own.

A row's hash is SHA-256 over the previous hash and the canonical array of everything public in the
row. In place of each private field the public text has ``{"#": SHA-256(salt + canonical value)}``;
salt and value stand in a column of their own. That column can be emptied, and with it all names and
free text, without breaking the chain; while it is there it can be checked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from agencies.language import Phrase, phrase
from exercise.events import BODIES, Event, body_to
from exercise.journal.canonical import canonical, compact, parse

__all__ = ["START", "Row", "Salt", "chained", "flaw", "hash_of", "row_of"]

START = "0" * 64
"""What the first row takes for the hash before it."""

Salt = Callable[[], bytes]
"""Draws 16 bytes that nobody can guess."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")


class Row(NamedTuple):
    """An event as it is stored; ``body`` and ``private`` are JSON, ``hash`` is hexadecimal."""

    seq: int
    origin: str
    at: int
    wall: float
    kind: str
    actor: str
    agency: str | None
    seat: str | None
    id: str
    request: str | None
    body: str
    private: str | None
    hash: str


def hash_of(row: Row, previous: str) -> str:
    """The hash that ``row`` must have after a row with hash ``previous``."""
    return _hash(row[:11], previous)


def _hash(public: tuple[Any, ...], previous: str) -> str:
    return hashlib.sha256(bytes.fromhex(previous) + canonical(public).encode()).hexdigest()


def row_of(event: Event, seq: int, wall: float, previous: str, salt: Salt) -> Row:
    """The row that records ``event`` after a row with hash ``previous``."""
    values = body_to(event.body)
    private: dict[str, Any] = {}
    for name in type(event.body).PRIVATE:
        drawn, value = salt(), values[name]
        values[name] = {"#": _commitment(drawn, value)}
        private[name] = [drawn.hex(), value]
    public = (
        seq,
        event.origin,
        event.at,
        wall,
        event.kind,
        event.actor,
        event.agency,
        event.seat,
        event.id,
        event.request,
        compact(values),
    )
    return Row(*public, compact(private) if private else None, _hash(public, previous))


def chained(
    events: Iterable[Event], seq: int, previous: str, wall: float, salt: Salt
) -> tuple[list[Row], tuple[Event, ...]]:
    """The rows that record ``events`` after place ``seq``, and the events as recorded."""
    rows, recorded = [], []
    for place, event in enumerate(events, seq + 1):
        row = row_of(event, place, wall, previous, salt)
        previous = row.hash
        rows.append(row)
        recorded.append(event._replace(seq=place, wall=wall))
    return rows, tuple(recorded)


def _commitment(salt: bytes, value: Any) -> str:
    return hashlib.sha256(salt + canonical(value).encode()).hexdigest()


def flaw(row: Row, previous: str) -> Phrase | None:
    """What is wrong with ``row`` after a row with hash ``previous``; None if nothing is."""
    try:
        follows = row.hash == hash_of(row, previous)
    except ValueError:  # a wall time that is no number can be stored, but not be hashed
        follows = False
    if not follows:
        return phrase("it was altered, or does not follow the event before it")
    if row.private is None:
        return None
    try:
        kept = _commitments_kept(row.kind, parse(row.body), row.private)
    except (ValueError, TypeError, KeyError, AttributeError):
        kept = False
    return None if kept else phrase("its names or free text are not those that were recorded")


def _commitments_kept(kind: str, values: dict[str, Any], text: str) -> bool:
    private = parse(text)
    # The one way of writing it: otherwise a byte could change and still mean the same.
    if not private or compact(private) != text:
        return False
    for name, (salt, value) in private.items():
        committed = values[name]["#"]
        if name not in BODIES[kind].PRIVATE or not _DIGEST.fullmatch(committed):
            return False
        if not _SALT.fullmatch(salt) or _commitment(bytes.fromhex(salt), value) != committed:
            return False
    return True
