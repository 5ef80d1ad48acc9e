"""The session file: one SQLite database that is, once closed, the whole record.

While a session is played the file is in write-ahead mode and locked: each commit reaches the disk
before it is acknowledged, a second writer is refused, and a crash loses nothing that was
acknowledged. Closing folds everything back into the one file.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from exercise import FORMAT_VERSION
from exercise.errors import RecordError
from exercise.events import EvaluationBegun, Event, SessionCreated
from exercise.journal.api import Head, Seal, Sign, WallClock, check_first
from exercise.journal.chain import START, Row, Salt, chained
from exercise.journal.creation import check_place, create_file, store
from exercise.journal.digest import write_digest
from exercise.journal.files import (
    COLUMNS,
    SESSION,
    Kind,
    Opened,
    check_header,
    check_session,
    connect_to_read,
    is_locked,
    shown,
    told,
)
from exercise.journal.rows import event_of

if TYPE_CHECKING:
    from exercise.journal.vault import Password, Vault

__all__ = ["Mode", "SqliteJournal", "open_journal"]

Mode = Literal["create", "resume", "read"]

_PAGE = 500
_SELECT = f"SELECT {COLUMNS} FROM events WHERE seq >= ? ORDER BY seq LIMIT {_PAGE}"


def open_journal(
    path: Path,
    mode: Mode,
    *,
    force: bool = False,
    lenient: bool = False,
    password: Password | None = None,
    encrypt: bool = False,
    kind: Kind = SESSION,
    wall: WallClock = time.time,
    salt: Salt = lambda: secrets.token_bytes(16),
) -> SqliteJournal:
    """Open a session file, or another record of its make.

    Args:
        path: The file.
        mode: ``create`` a new one (it appears with its first events, whole or not at all),
            ``resume`` one to add to it, or ``read`` one.
        force: Let ``create`` replace what is there.
        lenient: Hand on text that is no UTF-8 instead of failing, for whoever looks for damage.
        password: Finds out the password, where the file is encrypted.
        encrypt: Whether ``create`` makes an encrypted file.
        kind: What it is the record of.
        wall: The wall clock.
        salt: Draws salts.

    Raises:
        RequestError: If the file to be created exists or cannot be written.
        RecordError: If the file to be read is no session, damaged, newer or in use.
    """
    if mode == "create":
        check_place(path, force=force)
        vault = _vault(password) if encrypt and password is not None else None
        return SqliteJournal(path, None, wall=wall, salt=salt, force=force, vault=vault, kind=kind)
    opened = _connect_to_write(path, kind) if mode == "resume" else connect_to_read(path, kind)
    if lenient:
        opened.connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        with told(path):
            if mode == "read":
                # One moment of it: what others add meanwhile would look like damage.
                opened.connection.execute("BEGIN")
            vault = _unlocked(opened, path, password)
            journal = SqliteJournal(
                path,
                opened,
                wall=wall,
                salt=salt,
                may_write=mode == "resume",
                vault=vault,
                kind=kind,
            )
            journal.learn()
            if mode == "resume":
                _begin_to_write(opened.connection)
    except BaseException:
        opened.release()
        raise
    return journal


class SqliteJournal:
    """A journal in a session file; made by :func:`open_journal`."""

    def __init__(
        self,
        path: Path,
        opened: Opened | None,
        *,
        wall: WallClock,
        salt: Salt,
        may_write: bool = True,
        force: bool = False,
        vault: Vault | None = None,
        kind: Kind = SESSION,
    ) -> None:
        self._path = path
        self._kind = kind
        self._opened = opened
        self._wall = wall
        self._salt = salt
        self._may_write = may_write
        self._force = force
        self._vault = vault
        self._lock = threading.RLock()
        self._head = Head(0, START)
        self._requests: set[str] = set()
        self._marked: int | None = None
        self._concluded = False
        self._seal: Seal | None = None
        self._sealed_here = False
        self._closed = False

    # -- What it says ------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def head(self) -> Head:
        """The end of the record, as the file states it."""
        return self._head

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
        """The seal, as the file states it."""
        return self._seal

    def has_request(self, request: str) -> bool:
        """Whether a command of that id is recorded."""
        return request in self._requests

    def read(self, after: int = 0, until: int | None = None) -> Iterator[Event]:
        """Events with ``after < seq <= until``."""
        for page in self._pages(after):
            for stored in page if self._vault is None else map(self._plain, page):
                if until is not None and stored[0] > until:
                    return
                yield event_of(stored)

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The rows, as they were before they were sealed."""
        for page in self._pages(after):
            yield from map(self._plain, page)

    def _pages(self, after: int) -> Iterator[list[Any]]:
        """What is stored, a page at a time so that appending can go on between."""
        # A row put in before the first must come to light too, not hide below what is asked for.
        start = after + 1 if after > 0 else -(2**63)
        while True:
            with self._lock, told(self._path):
                if self._closed:
                    raise RecordError("The session file is not open.")
                if self._opened is None:
                    return
                page = self._opened.connection.execute(_SELECT, (start,)).fetchall()
            if not page:
                return
            yield page
            start = page[-1][0] + 1

    # -- Adding to it ------------------------------------------------------------------------------

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Record events in one transaction."""
        return self._append(events)

    def _append(self, events: Sequence[Event], sign: Sign | None = None) -> tuple[Event, ...]:
        with self._lock:
            self._check_open()
            if self._concluded:
                raise RecordError(self._kind.closed())
            check_first(self._head, events, self._kind.first)
            rows, recorded = chained(events, *self._head, self._wall(), self._salt)
            if not rows:
                return ()
            stored = rows if self._vault is None else [self._vault.seal(row) for row in rows]
            if self._opened is None:
                lock = None if self._vault is None else self._vault.lock
                create_file(
                    self._path,
                    stored,
                    rows[-1].hash,
                    force=self._force,
                    lock=lock,
                    kind=self._kind,
                )
                self._opened = _connect_to_write(self._path, self._kind)
                with told(self._path):
                    _begin_to_write(self._opened.connection)
                self._marked = rows[0].at
            else:
                seal = None if sign is None else sign(rows[-1].hash)
                with told(self._path):
                    store(self._opened.connection, stored, rows[-1].hash, seal)
                self._seal, self._sealed_here = seal, seal is not None
            self._head = Head(rows[-1].seq, rows[-1].hash)
            self._requests.update(event.request for event in recorded if event.request is not None)
            return recorded

    def mark(self, at: int) -> None:
        """Note how far the clock has run; before the first event there is nothing to note."""
        with self._lock, told(self._path):
            self._check_open()
            if self._opened is not None:
                self._opened.connection.execute("UPDATE clock SET at = ?", (at,))
                self._marked = at

    def conclude(self, last: Event | None = None, sign: Sign | None = None) -> None:
        """Take no more events, and fold what was written into the one file.

        Closing then writes the digest of the whole file beside it, if the record was sealed.
        """
        with self._lock, told(self._path):
            self._check_open()
            if last is not None:
                self._append([last], sign)
            self._concluded = True
            if self._opened is not None:
                self._opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file; what was written is then in it alone, with nothing beside it."""
        with self._lock:
            opened, self._opened, self._closed = self._opened, None, True
            if opened is None:
                return
            try:
                if self._may_write:
                    with told(self._path):
                        opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                        opened.connection.execute("PRAGMA journal_mode=DELETE")
                        # A reader of what a crash left may have left its index in turn.
                        self._path.with_name(self._path.name + "-shm").unlink(missing_ok=True)
            finally:
                opened.release()
            if self._sealed_here:
                write_digest(self._path)

    @property
    def encrypted(self) -> bool:
        """Whether its rows are sealed."""
        return self._vault is not None

    def _plain(self, stored: Sequence[Any]) -> Row:
        row = Row._make(stored)
        return row if self._vault is None else self._vault.unseal(row)

    def _check_open(self) -> None:
        if self._closed or not self._may_write:
            raise RecordError("The session file is not open for writing.")

    # -- Opening -----------------------------------------------------------------------------------

    def learn(self) -> None:
        """Read what is to be known of an opened record without reading it all.

        Raises:
            RecordError: If it cannot be what it should be.
        """
        assert self._opened is not None
        ask = self._opened.connection.execute
        first = ask(f"SELECT {COLUMNS} FROM events ORDER BY seq LIMIT 1").fetchone()
        last = ask(f"SELECT {COLUMNS} FROM events ORDER BY seq DESC LIMIT 1").fetchone()
        ends = ask("SELECT seq, hash FROM head").fetchall()
        marks = ask("SELECT at FROM clock").fetchall()
        if first is None or len(ends) != 1:
            raise RecordError("{path} is damaged and cannot be read.", path=shown(self._path))
        self._check_format(self._plain(first))
        end = self._plain(last)
        self._head = Head(*ends[0])
        self._marked = marks[0][0] if marks and isinstance(marks[0][0], int) else None
        self._concluded = end.kind == self._kind.last.__name__
        # Files of earlier releases have no such table.
        if ask("SELECT 1 FROM sqlite_master WHERE name = 'seal'").fetchone():
            seals = ask("SELECT key, signature FROM seal").fetchall()
            self._seal = Seal(*map(str, seals[0])) if len(seals) == 1 else None
        if self._may_write:
            self._check_end((end.seq, end.hash))
            if self._vault is None:
                asked = ask("SELECT request FROM events WHERE request IS NOT NULL")
                self._requests = {request for (request,) in asked}
            else:
                self._requests = {row.request for row in self.rows() if row.request is not None}

    def _check_end(self, last: tuple[int, str]) -> None:
        if self._concluded:
            raise RecordError(self._kind.closed())
        if last != self._head or not re.fullmatch("[0-9a-f]{64}", str(self._head.hash)):
            raise RecordError(
                "{path} does not end where it says it ends: it cannot be continued.",
                path=shown(self._path),
            )

    def _check_format(self, first: Row) -> None:
        """The first event has a say too: its format may be newer than the file's own number."""
        try:
            body = event_of(first).body
        except RecordError:
            return  # told by whoever reads it, with its place
        if isinstance(body, (SessionCreated, EvaluationBegun)) and body.format > FORMAT_VERSION:
            raise RecordError(
                "{path} was written by a newer version of this program (format {theirs}; "
                "this one reads up to {ours}).",
                path=shown(self._path),
                theirs=body.format,
                ours=FORMAT_VERSION,
            )


def _vault(password: Password) -> Vault:
    from exercise.journal.vault import Vault

    return Vault.new(password())


def _unlocked(opened: Opened, path: Path, password: Password | None) -> Vault | None:
    if not is_locked(opened.connection):
        return None
    from exercise.journal.vault import unlock

    return unlock(opened.connection, path, password)


def _connect_to_write(path: Path, kind: Kind) -> Opened:
    """Open an existing file, and change nothing in it yet: it may turn out to be concluded."""
    check_header(path, kind)
    with told(path):
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            timeout=0.25,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            # Before the first access: then the lock is the file's own and ends with this process.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            check_session(connection, path, kind)
        except BaseException:
            connection.close()
            raise
    return Opened(connection, connection.close)


def _begin_to_write(connection: sqlite3.Connection) -> None:
    """Hold a file against every other writer; from here on its header says so."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
