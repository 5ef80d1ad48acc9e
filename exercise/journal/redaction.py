"""A copy of a session file without names and free text, whose chain and seal still hold."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path

from exercise.errors import RecordError, RequestError
from exercise.journal.creation import check_place, publish
from exercise.journal.digest import write_digest
from exercise.journal.files import connect_to_read, is_locked, shown, sidecars, told
from exercise.journal.verify import verify_chain

__all__ = ["is_redacted", "redact", "taken_out"]


def redact(path: Path, copy: Path, *, force: bool = False) -> None:
    """Write a copy of a session file with every salt, name and free text taken out.

    The commitments to them stay, and with them each row's hash: chain, last hash and seal are those
    of the original. The copy is written anew from its pages up, so that nothing lingers in it.

    Raises:
        RequestError: If the copy exists, is the file itself, or cannot be written.
        RecordError: If the file is no session, encrypted, or not as it was recorded.
    """
    if copy.exists() and path.exists() and copy.samefile(path):
        raise RequestError("A redacted copy needs a name of its own.")
    opened = connect_to_read(path)
    try:
        if is_locked(opened.connection):
            raise RecordError(
                "{path} is encrypted; a redacted copy can be made of plain sessions only.",
                path=shown(path),
            )
        check_place(copy, force=force)
        found = verify_chain(path)
        if not found.ok:
            raise found.refusal(path)
        draft = copy.with_name(f".{copy.name}.{secrets.token_hex(4)}.part")
        try:
            with told(copy):
                _write(opened.connection, draft)
            publish(draft, copy, force=force)
        except OSError:
            raise RequestError("{path} cannot be written.", path=shown(copy)) from None
        finally:
            for left in (draft, *sidecars(draft)):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
    finally:
        opened.release()
    write_digest(copy)


def _write(source: sqlite3.Connection, draft: Path) -> None:
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        source.backup(connection)
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("UPDATE events SET private = NULL")
        connection.execute("VACUUM")
    finally:
        connection.close()


def is_redacted(path: Path) -> bool:
    """Whether anything was taken out: a field that is committed to and no longer there.

    Raises:
        RecordError: If the file is no session.
    """
    return taken_out(path)[0] > 0


def taken_out(path: Path) -> tuple[int, int]:
    """How many events had names and free text taken out, and how many have theirs.

    A redacted copy has none; where some have and some have not, somebody chose.

    Raises:
        RecordError: If the file is no session.
    """
    opened = connect_to_read(path)
    try:
        with told(path):
            taken, left = opened.connection.execute(
                """SELECT count(*) FILTER (WHERE private IS NULL AND body LIKE '%{"#":"%'),
                          count(private) FROM events"""
            ).fetchone()
    finally:
        opened.release()
    return taken, left
