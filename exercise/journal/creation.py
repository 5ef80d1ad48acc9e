"""Making a session file: it appears under its name whole, with its first events, or not at all."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from exercise import FORMAT_VERSION
from exercise.errors import RecordError, RequestError
from exercise.journal.api import Seal
from exercise.journal.chain import Row
from exercise.journal.digest import digest_path
from exercise.journal.files import (
    COLUMNS,
    SESSION,
    Kind,
    connect_to_read,
    in_use,
    shown,
    sidecars,
    told,
)

__all__ = ["check_place", "create_file", "publish", "store"]

_SCHEMA = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, origin TEXT NOT NULL, at INTEGER NOT NULL, wall REAL NOT NULL,
    kind TEXT NOT NULL, actor TEXT NOT NULL, agency TEXT, seat TEXT, id TEXT NOT NULL,
    request TEXT, body TEXT NOT NULL, private TEXT, hash TEXT NOT NULL
);
CREATE TABLE head (seq INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE TABLE clock (at INTEGER NOT NULL);
"""
SEALS = "CREATE TABLE IF NOT EXISTS seal (key TEXT NOT NULL, signature TEXT NOT NULL)"
_LOCK = "CREATE TABLE lock (salt BLOB NOT NULL, cost INTEGER NOT NULL, key BLOB NOT NULL)"
"""An encrypted file has it besides."""
_INSERT = f"INSERT INTO events ({COLUMNS}) VALUES ({', '.join('?' * 13)})"


def check_place(path: Path, *, force: bool) -> None:
    """Look whether a session file can be created at ``path``; nothing is written.

    Raises:
        RequestError: If it cannot, or if something is there and ``force`` is not given.
        RecordError: If what is there is a session that is being played.
    """
    name, folder = shown(path), path.parent
    try:
        there = path.exists()
        if path.is_dir():
            raise RequestError("{path} is a folder; name a file in it.", path=name)
        if there and not path.is_file():
            raise RequestError("{path} is no ordinary file.", path=name)
        if there and not force:
            raise RequestError(
                "{path} exists; nothing was overwritten. Use --force to replace it.", path=name
            )
        if not folder.is_dir():
            raise RequestError("There is no folder {path}.", path=shown(folder))
    except OSError:
        raise RequestError("{path} cannot be written.", path=name) from None
    if not os.access(folder, os.W_OK):
        raise RequestError("{path} cannot be written.", path=name)
    if there:
        _check_idle(path)


def create_file(
    path: Path,
    rows: Sequence[Row],
    head: str,
    *,
    force: bool,
    lock: tuple[bytes, int, bytes] | None = None,
    kind: Kind = SESSION,
) -> None:
    """Write the first rows into a file beside, and give it its name only when it is whole.

    Args:
        path: The file.
        rows: The first rows, as they are stored.
        head: The hash of the last of them.
        force: Whether what is there may be replaced.
        lock: How to get at the key of an encrypted file, in the columns of its lock table.
        kind: What it is the record of.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with told(path):
            connection = sqlite3.connect(draft, isolation_level=None)
            try:
                connection.execute(f"PRAGMA application_id={kind.application}")
                connection.execute(f"PRAGMA user_version={FORMAT_VERSION}")
                connection.execute("PRAGMA synchronous=FULL")
                connection.executescript(f"BEGIN;{_SCHEMA}{SEALS};COMMIT;")
                connection.execute("INSERT INTO head VALUES (0, '')")
                connection.execute("INSERT INTO clock VALUES (?)", (rows[0].at,))
                if lock is not None:
                    connection.execute(_LOCK)
                    connection.execute("INSERT INTO lock VALUES (?, ?, ?)", lock)
                store(connection, rows, head)
            finally:
                connection.close()
        publish(draft, path, force=force)
    finally:
        for left in (draft, *sidecars(draft)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def store(
    connection: sqlite3.Connection, rows: Sequence[Row], head: str, seal: Seal | None = None
) -> None:
    """Add rows, move the head to the hash of the last, and seal the record if that is asked.

    All in one transaction.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(_INSERT, rows)
        connection.execute("UPDATE head SET seq = ?, hash = ?", (rows[-1].seq, head))
        if seal is not None:
            connection.execute(SEALS)  # Files of earlier releases have no such table.
            connection.execute("DELETE FROM seal")
            connection.execute("INSERT INTO seal VALUES (?, ?)", seal)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _check_idle(path: Path) -> None:
    """Refuse to replace a session that is being played; anything else may be replaced."""
    try:
        opened = connect_to_read(path)
    except RecordError as error:
        if in_use(error):
            raise
        return
    opened.release()


def publish(draft: Path, path: Path, *, force: bool) -> None:
    """Give a finished draft its name, replacing what is there only if ``force``.

    Raises:
        RequestError: If something is there already, or the name cannot be given.
    """
    name = shown(path)
    try:
        if force:
            _check_idle(path)
            _clear_beside(path)
            draft.replace(path)
        else:
            _link(draft, path)
    except FileExistsError:
        raise RequestError(
            "{path} exists; nothing was overwritten. Use --force to replace it.", path=name
        ) from None
    except OSError:
        raise RequestError("{path} cannot be written.", path=name) from None
    with suppress(OSError):
        # The new name has to outlive a power failure too; not every system lets folders be synced.
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _clear_beside(path: Path) -> None:
    """Remove what a crash of an older file of this name left: it would be taken for this one's."""
    for stale in (*sidecars(path), digest_path(path)):
        stale.unlink(missing_ok=True)


def _link(draft: Path, path: Path) -> None:
    """Give ``draft`` its name without ever replacing a file, also where there are no hard links."""
    if path.exists():
        raise FileExistsError
    _clear_beside(path)
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError from None
        draft.rename(path)
