"""Session files from outside: telling what is one, and opening it for reading."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise import FORMAT_VERSION
from exercise.errors import RecordError
from exercise.events import (
    Body,
    EvaluationBegun,
    EvaluationSigned,
    SessionConcluded,
    SessionCreated,
)

__all__ = [
    "COLUMNS",
    "EVALUATION",
    "SESSION",
    "Kind",
    "Opened",
    "check_header",
    "check_session",
    "connect_to_read",
    "evaluation_path",
    "in_use",
    "is_locked",
    "shown",
    "sidecars",
    "told",
]


class Kind(NamedTuple):
    """What a file is the record of.

    Attributes:
        application: SQLite's application id of such files.
        first, last: The events that it begins and, once closed, ends with.
    """

    application: int
    first: type[Body]
    last: type[Body]

    def foreign(self, name: str) -> Phrase:
        """That a file is none of these."""
        if self.application == SESSION.application:
            return phrase("{path} is not a session file.", path=name)
        return phrase("{path} is not an evaluation file.", path=name)

    def absent(self, name: str) -> Phrase:
        """That there is none of this name."""
        if self.application == SESSION.application:
            return phrase("There is no session file {path}.", path=name)
        return phrase("There is no evaluation file {path}.", path=name)

    def closed(self) -> Phrase:
        """That it takes no more events."""
        if self.application == SESSION.application:
            return phrase("The session is concluded: nothing can be added to it.")
        return phrase("The evaluation is signed and sealed: nothing can be added to it.")


SESSION = Kind(0x4D545458, SessionCreated, SessionConcluded)
"""Sessions; the letters MTTX."""
EVALUATION = Kind(0x4D545645, EvaluationBegun, EvaluationSigned)
"""What evaluators added afterwards; the letters MTVE."""

COLUMNS = "seq, origin, at, wall, kind, actor, agency, seat, id, request, body, private, hash"

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


class Opened(NamedTuple):
    """A connection, and what is to be done when it is no longer needed."""

    connection: sqlite3.Connection
    release: Callable[[], None]


def shown(path: Path) -> str:
    """A path as it may be shown."""
    return plain(str(path))


def evaluation_path(session: Path) -> Path:
    """Where what evaluators add to a session afterwards lies: beside it, as ``NAME.evaluation``.

    ``port.tabletop`` has ``port.evaluation``; another ending stays: ``port.bak.evaluation``.
    """
    stem = session.name.removesuffix(".tabletop")
    return session.with_name(f"{stem}.evaluation")


def sidecars(path: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside ``path`` while it is open or after a crash."""
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def check_header(path: Path, kind: Kind = SESSION) -> None:
    """See to it that ``path`` looks like a whole file of its kind from outside.

    Raises:
        RecordError: If it does not, with what it is instead.
    """
    name = shown(path)
    if path.is_dir():
        raise RecordError("{path} is a folder, not a session file.", path=name)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
        size = path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        raise RecordError(kind.absent(name)) from None
    except OSError:
        raise RecordError("{path} cannot be read.", path=name) from None
    if not header:
        raise RecordError("{path} is empty: it holds no session.", path=name)
    if not header.startswith(_MAGIC):
        raise RecordError(kind.foreign(name))
    pending = any(map(_size, sidecars(path)))
    if len(header) < _HEADER:
        raise RecordError("{path} is cut short: its end is missing.", path=name)
    if not pending and size < (stated := _whole_size(header)):
        raise RecordError(
            "{path} has {size} bytes, but its beginning says {stated}: its end was cut off, or its "
            "beginning altered.",
            path=name,
            size=size,
            stated=stated,
        )


def _size(path: Path) -> int:
    """The size in bytes; 0 where there is no such file, or none any more."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _whole_size(header: bytes) -> int:
    """The size in bytes that SQLite's header states; 0 where it does not vouch for that."""

    def number(start: int, length: int) -> int:
        return int.from_bytes(header[start : start + length], "big")

    page = number(16, 2)
    return number(28, 4) * (65536 if page == 1 else page) if header[24:28] == header[92:96] else 0


def check_session(connection: sqlite3.Connection, path: Path, kind: Kind = SESSION) -> None:
    """See to it that a database is a record of its kind, of a format that this program reads.

    Raises:
        RecordError: If it is not.
        sqlite3.Error: If it cannot even be asked.
    """
    name = shown(path)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != kind.application:
        raise RecordError(kind.foreign(name))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FORMAT_VERSION:
        raise RecordError(
            "{path} was written by a newer version of this program (format {theirs}; "
            "this one reads up to {ours}).",
            path=name,
            theirs=version,
            ours=FORMAT_VERSION,
        )
    if version < 1:
        raise RecordError(kind.foreign(name))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite complains of into one clear sentence about ``path``."""
    try:
        yield
    except sqlite3.Error as error:
        raise RecordError(_sentence(error, shown(path))) from error
    except (UnicodeError, OverflowError) as error:
        raise RecordError(
            phrase("{path} cannot hold what was to be recorded.", path=shown(path))
        ) from error


def _sentence(error: sqlite3.Error, name: str) -> Phrase:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return phrase("{path} is in use: another program is playing this session.", path=name)
        case sqlite3.SQLITE_NOTADB:
            return phrase("{path} is not a session file.", path=name)
        case sqlite3.SQLITE_FULL:
            return phrase("{path} cannot be written: the disk is full.", path=name)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return phrase("{path} cannot be written.", path=name)
        case sqlite3.SQLITE_IOERR:
            return phrase("The disk under {path} failed.", path=name)
        case _:
            return phrase("{path} is damaged and cannot be read.", path=name)


def in_use(error: BaseException) -> bool:
    """Whether an error says that another program holds the file."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return isinstance(cause, sqlite3.Error) and code == sqlite3.SQLITE_BUSY


def connect_to_read(path: Path, kind: Kind = SESSION) -> Opened:
    """Open a record for reading, leaving it as it is.

    What a crash left beside the file belongs to it. Where the folder cannot be written SQLite has
    no way of reading that in place, so it is read in a copy.

    Raises:
        RecordError: If it is no such file, or in use.
    """
    check_header(path, kind)
    try:
        return _in_place(path, kind)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise RecordError(_sentence(error, shown(path))) from error
    try:
        with told(path):
            return _in_a_copy(path, kind)
    except OSError:
        raise RecordError("{path} cannot be read.", path=shown(path)) from None


def _in_place(path: Path, kind: Kind) -> Opened:
    connection = _connected(path, "ro", path, kind)
    return Opened(connection, connection.close)


def _in_a_copy(path: Path, kind: Kind) -> Opened:
    folder = tempfile.TemporaryDirectory(prefix="tabletop-")
    try:
        copy = Path(folder.name, "session")
        for source, target in zip((path, *sidecars(path)), (copy, *sidecars(copy)), strict=True):
            if source.exists() and not source.name.endswith("-shm"):
                shutil.copyfile(source, target)
        connection = _connected(copy, "rw", path, kind)
    except BaseException:
        folder.cleanup()
        raise

    def release() -> None:
        connection.close()
        folder.cleanup()

    return Opened(connection, release)


def _connected(path: Path, mode: str, named: Path, kind: Kind) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=0.25,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        check_session(connection, named, kind)
    except BaseException:
        connection.close()
        raise
    return connection


def is_locked(connection: sqlite3.Connection) -> bool:
    """Whether a record is encrypted."""
    asked = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'lock'"
    return bool(connection.execute(asked).fetchone()[0])
