"""Whether a record is what was written, and what its simulation came to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.errors import RecordError
from exercise.events import Body, Event, SessionCreated, body_to
from exercise.journal.api import Head, Journal
from exercise.journal.canonical import canonical
from exercise.journal.chain import START, Row, flaw
from exercise.journal.rows import event_of

__all__ = ["ChainReport", "check_chain", "simulation_digest", "verify_chain"]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What came of checking a record.

    Attributes:
        ok: Whether every event is as it was written, in its place, with none missing.
        events: How many are sound, from the first on.
        head: The hash of the last of these.
        first_bad: Place of the first event that is not; None if all are.
        reason: What is wrong there.
    """

    ok: bool
    events: int
    head: str
    first_bad: int | None = None
    reason: Phrase | None = None

    def refusal(self, path: Path) -> RecordError:
        """What to say of a file that is not sound; ``path`` names it."""
        return RecordError(
            "{path} is not as it was recorded, from event {seq} on: {reason}.",
            path=plain(str(path)),
            seq=self.first_bad,
            reason=self.reason,
        )


def verify_chain(path: Path, password: Callable[[], str] | None = None) -> ChainReport:
    """Check the chain and the commitments of a session file.

    Args:
        path: The file.
        password: Finds out its password, where it is encrypted.

    Raises:
        RecordError: If the file cannot be read as a session at all.
    """
    from exercise.journal.sqlite import open_journal

    journal = open_journal(path, "read", lenient=True, password=password)
    try:
        return check_chain(journal)
    finally:
        journal.close()


def check_chain(journal: Journal, first: type[Body] = SessionCreated) -> ChainReport:
    """Check every row of a journal that begins so, and that it ends where it says it ends."""
    sound, previous = 0, START
    try:
        for row in journal.rows():
            reason = _flaw(row, sound + 1, previous, first)
            if reason is not None:
                return ChainReport(False, sound, previous, sound + 1, reason)
            sound, previous = row.seq, row.hash
    except RecordError as error:
        return ChainReport(False, sound, previous, sound + 1, error.phrase.clause)
    if journal.head != Head(sound, previous):
        missing = phrase("the record does not end where it says it ends")
        return ChainReport(False, sound, previous, sound + 1, missing)
    return ChainReport(True, sound, previous)


def _flaw(row: Row, seq: int, previous: str, first: type[Body]) -> Phrase | None:
    if row.seq != seq:
        return phrase("an event is missing, or stands in another's place")
    try:
        event = event_of(row)
    except RecordError as error:
        return error.phrase.clause
    if isinstance(event.body, first) != (seq == 1):
        return phrase("a record begins with the making of its session, and only begins with it")
    return flaw(row, previous)


def simulation_digest(events: Iterable[Event]) -> str:
    """SHA-256 over what a run follows from and what it came to.

    Covers rules version, seed, digests of pack, network and profile, staffing, skill and cut, then
    each command and derived event in order: origin, exercise second, kind, actor, agency, causal id
    and what it says. Leaves out place, wall time, seat, request ids, names, free text and salts,
    and everything recorded.

    Raises:
        RecordError: If the first event is not ``SessionCreated``.
    """
    digest = hashlib.sha256()
    rest = iter(events)
    first = next(rest, None)
    if first is None or not isinstance(first.body, SessionCreated):
        raise RecordError("The record does not begin with the making of a session.")
    made = first.body
    head = [made.rules, made.seed, made.digests, sorted(made.staffing), made.skill, made.cut]
    digest.update(canonical(head).encode())
    for event in rest:
        if event.origin == "recorded":
            continue
        values = body_to(event.body)
        for name in type(event.body).PRIVATE:
            del values[name]
        entry = [event.origin, event.at, event.kind, event.actor, event.agency, event.id, values]
        digest.update(b"\n" + canonical(entry).encode())
    return digest.hexdigest()
