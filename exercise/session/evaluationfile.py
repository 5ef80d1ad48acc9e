"""What evaluators add to a session after it: a file beside the record, with a chain of its own.

It names the session by the hash of the event at which that stood, and never touches it. Each entry
has two times: the second of the exercise that it is about, and when it was made. The file is open
only while something is added, so that several people can write to it by turns; once the lead
evaluator has signed, it is sealed like a record.

    file = EvaluationFile.of(Path("port.tabletop"))
    file.add([BookmarkSet("the call to the CSIRT", 2460, "replay")], seat="evaluate/1")
    file.read()                     # what it says, once its chain was found sound
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Self

from agencies.text import plain
from exercise import FORMAT_VERSION, __version__
from exercise.errors import RecordError, RequestError
from exercise.events import (
    Body,
    EvaluationBegun,
    EvaluationSigned,
    Event,
    RatingAnswered,
)
from exercise.journal.api import Head, WallClock
from exercise.journal.files import EVALUATION, evaluation_path, in_use
from exercise.journal.sqlite import SqliteJournal, open_journal
from exercise.journal.verify import check_chain
from exercise.session.sealing import Key, SealState, judge_seal

__all__ = ["Claim", "EvaluationFile"]

Password = Callable[[], str]
Claim = Callable[[Sequence[Event]], str]
"""Says whose seat it is, given all that was added until now; or refuses."""

Arranged = Callable[[Sequence[Event], Sequence[str]], Sequence[Event]]

_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between tries while somebody else is writing."""


class EvaluationFile:
    """The evaluation that belongs to one session file; there may be none yet.

    Args:
        session: The session file.
        head: The end of its record.
        until: The last exercise second of it.
        hashes: Every hash of its record by place: an evaluation may have begun before its end.
        encrypted: Whether the session is; then the evaluation is as well, by the same password.
        password: Finds out that password.
        wall: The wall clock.
    """

    def __init__(
        self,
        session: Path,
        head: Head,
        until: int,
        *,
        hashes: Sequence[str],
        encrypted: bool = False,
        password: Password | None = None,
        wall: WallClock = time.time,
    ) -> None:
        self.path = evaluation_path(session)
        self.session = session
        self._head = head
        self._until = until
        self._hashes = hashes
        self._encrypted = encrypted
        self._password = password
        self._wall = wall

    @classmethod
    def of(
        cls, session: Path, password: Password | None = None, *, wall: WallClock = time.time
    ) -> Self:
        """The evaluation of a session file, whose record is checked first.

        Raises:
            RecordError: If it is no session, damaged, altered or newer.
        """
        journal = open_journal(session, "read", lenient=True, password=password)
        try:
            report = check_chain(journal)
            if not report.ok:
                raise report.refusal(session)
            rows = list(journal.rows())
            return cls(
                session,
                journal.head,
                max(row.at for row in rows),
                hashes=[row.hash for row in rows],
                encrypted=journal.encrypted,
                password=password,
                wall=wall,
            )
        finally:
            journal.close()

    # -- What it says ------------------------------------------------------------------------------

    @property
    def exists(self) -> bool:
        """Whether anybody has added anything."""
        return self.path.exists()

    def read(self) -> tuple[Event, ...]:
        """All that it says; nothing where there is no such file.

        Raises:
            RecordError: If it is no evaluation, was altered, or is about another session.
        """
        return _patiently(self._read_now) if self.exists else ()

    def _read_now(self) -> tuple[Event, ...]:
        journal = open_journal(
            self.path, "read", lenient=True, password=self._password, kind=EVALUATION
        )
        try:
            return self._sound(journal)
        finally:
            journal.close()

    def _sound(self, journal: SqliteJournal) -> tuple[Event, ...]:
        name = plain(str(self.path))
        report = check_chain(journal, EvaluationBegun)
        if not report.ok:
            raise report.refusal(self.path)
        events = tuple(journal.read())
        begun = events[0].body
        assert isinstance(begun, EvaluationBegun)
        place = begun.events - 1
        if not 0 <= place < len(self._hashes) or self._hashes[place] != begun.head:
            raise RecordError(
                "{path} is about another session than {session}; move it away, or beside its own.",
                path=name,
                session=plain(str(self.session)),
            )
        state, told = judge_seal(events[-1], journal.head.hash, journal.seal)
        if state not in ("sealed", "none"):
            raise RecordError("{path} is not to be trusted. {why}", path=name, why=told)
        return events

    def chain(self) -> tuple[str, ...]:
        """The hash of each entry in its order; nothing where there is no such file."""
        if not self.exists:
            return ()
        journal = open_journal(
            self.path, "read", lenient=True, password=self._password, kind=EVALUATION
        )
        try:
            return tuple(row.hash for row in journal.rows())
        finally:
            journal.close()

    def elsewhere(self, path: Path) -> EvaluationFile:
        """Another evaluation of the same session, from another computer."""
        other = copy(self)
        other.path = path
        return other

    @property
    def signed(self) -> bool:
        """Whether the lead evaluator has signed; then nothing can be added."""
        events = self.read()
        return bool(events) and isinstance(events[-1].body, EvaluationSigned)

    def seal(self, expected: str | None = None) -> tuple[SealState, str]:
        """How it is sealed, and by which key; ``none`` while it is not signed."""
        if not self.exists:
            return "none", ""
        journal = open_journal(self.path, "read", password=self._password, kind=EVALUATION)
        try:
            last = self._sound(journal)[-1]
            state, _ = judge_seal(last, journal.head.hash, journal.seal, expected)
        finally:
            journal.close()
        return state, last.body.key if isinstance(last.body, EvaluationSigned) else ""

    # -- Adding to it ------------------------------------------------------------------------------

    def add(
        self, bodies: Sequence[Body], *, seat: str | Claim, agency: str | None = None
    ) -> tuple[Event, ...]:
        """Add entries, all or none, and return them as recorded.

        While they are added nobody else can add anything: a claim decides on what stands there.

        Args:
            bodies: What to add: ObservationMade, RatingAnswered, NoteTaken, BookmarkSet, ItemCoded
                and the rest; where they have ``made`` it says after or replay.
            seat: Whose they are: ``evaluate/2``, or ``self/AGENCY`` for a self-assessment; or what
                finds it out from all that was added until now, and may refuse.
            agency: The agency whose self-assessment it is.

        Raises:
            RecordError: If the file is sealed, in use, was altered, or cannot be written.
        """
        if not bodies:
            return ()

        def write(journal: SqliteJournal) -> tuple[Event, ...]:
            already = () if journal.head.seq == 0 else tuple(journal.read())
            whose = seat if isinstance(seat, str) else seat(already)
            events = [self._event(body, whose, agency) for body in bodies]
            return journal.append(self._after(journal, events))[-len(events) :]

        return self._write(write)

    def take(self, arranged: Arranged) -> tuple[Event, ...]:
        """Add entries of several seats that were made elsewhere, all or none.

        Args:
            arranged: Gives them, each with its seat here, given all that was added until now and
                the hash of each of those; or refuses. An answer's ``supersedes`` is set to the
                answer here that it follows.

        Raises:
            RecordError: As for :meth:`add`.
        """

        def write(journal: SqliteJournal) -> tuple[Event, ...]:
            already = () if journal.head.seq == 0 else tuple(journal.read())
            found = arranged(already, tuple(row.hash for row in journal.rows()))
            made = _superseding(already, self._after(journal, found))
            return journal.append(made)[-len(found) :] if found else ()

        return self._write(write)

    def sign(self, key: Key, *, seat: str) -> Event:
        """Add the lead evaluator's signature, and seal the file with this computer's key.

        Raises:
            RecordError: As for :meth:`add`.
        """
        last = self._event(EvaluationSigned(key.public), seat, None)

        def write(journal: SqliteJournal) -> tuple[Event, ...]:
            if journal.head.seq == 0:
                journal.append([self._begun()])
            (whole,) = self._after(journal, [last])
            journal.conclude(whole, key.seal)
            return (whole,)

        return self._write(write)[0]

    def _write(self, write: Callable[[SqliteJournal], tuple[Event, ...]]) -> tuple[Event, ...]:
        return _patiently(lambda: self._write_now(write))

    def _write_now(self, write: Callable[[SqliteJournal], tuple[Event, ...]]) -> tuple[Event, ...]:
        there = self.exists
        journal = open_journal(
            self.path,
            "resume" if there else "create",
            password=self._password,
            encrypt=self._encrypted,
            kind=EVALUATION,
            wall=self._wall,
        )
        try:
            if there:
                self._sound(journal)
            return write(journal)
        finally:
            journal.close()

    def _begun(self) -> Event:
        body = EvaluationBegun(FORMAT_VERSION, __version__, self._head.seq, self._head.hash)
        return Event(self._until, "recorded", "session", "evaluation", body)

    def _event(self, body: Body, seat: str, agency: str | None) -> Event:
        about = getattr(body, "happened_at", None)
        at = self._until if about is None else about
        return Event(at, "recorded", "evaluator", "", body, agency, seat)

    def _after(self, journal: SqliteJournal, events: Sequence[Event]) -> list[Event]:
        """The events with ids that name whose they are and about what; the first event before."""
        already = [] if journal.head.seq == 0 else list(journal.read())
        begun = [] if already else [self._begun()]
        counts: dict[str, int] = {}
        for event in already:
            stem = event.id.rpartition("/")[0]
            counts[stem] = counts.get(stem, 0) + 1
        made = []
        for event in events:
            stem = _stem(event)
            counts[stem] = counts.get(stem, 0) + 1
            made.append(event._replace(id=f"{stem}/{counts[stem]}"))
        return [*begun, *made]


def _patiently(do: Callable[[], tuple[Event, ...]]) -> tuple[Event, ...]:
    """Do something as soon as nobody else has the file."""
    for patience in (*_PATIENCE, None):
        try:
            return do()
        except (RecordError, RequestError) as error:
            # Somebody else is writing, or has just begun the file: that is over in no time.
            if patience is None or not _met_somebody(error):
                raise
        time.sleep(patience)
    raise AssertionError


def _met_somebody(error: Exception) -> bool:
    """Whether another program holds the file, or gave one its name at the same moment."""
    return in_use(error) or (isinstance(error, RequestError) and "exists" in str(error))


def _superseding(already: Sequence[Event], made: Sequence[Event]) -> list[Event]:
    """Answers that take the place of the last on the same at their seat, as it is called here."""
    last: dict[tuple[str | None, str | None, str | None], str] = {}
    found = []
    for event in (*already, *made):
        body = event.body
        if isinstance(body, RatingAnswered):
            on = event.seat, body.task, body.target
            live = (
                body.supersedes if not (body.supersedes or "").startswith("evaluation/") else None
            )
            body = replace(body, supersedes=last.get(on, live))
            last[on] = event.id
        found.append(event._replace(body=body))
    return found[len(already) :]


def _stem(event: Event) -> str:
    """What an entry is the first, second … of."""
    body = event.body
    words = ["evaluation", *([event.seat] if event.seat else []), type(body).__name__]
    if isinstance(body, RatingAnswered):
        words.append(body.task or body.target or "")
    return "/".join(words)
