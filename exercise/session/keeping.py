"""The seat that a client of this computer has, kept for the case that the client is killed.

A client knows its seat's ticket and comes back by itself while it runs. Killed, it knows nothing
any more; so ticket and seat lie in a file that only this user can read, and that the client has
locked as long as it lives. Whoever joins again here with the same code offers what nobody holds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from exercise.errors import RequestError
from exercise.session.home import home

__all__ = ["KeptSeat", "lost_seats"]

MOST = 8
"""Seats that are offered at most."""
_WEEK = 7 * 24 * 3600.0
"""Wall seconds after which a seat is not come back to any more."""

Ticket = tuple[str, str]
"""A seat and what it is taken with."""


class KeptSeat:
    """A seat that this client has.

    Args:
        where: The host's address, as it is written.
        code: The join code.
        ticket: The seat and its ticket.
    """

    def __init__(self, where: str, code: str, ticket: Ticket) -> None:
        self._path: Path | None = None
        self._file = -1
        # It is a convenience: where it cannot be kept, the exercise goes on without it.
        with suppress(OSError, RequestError):
            path = _folder() / f"{_of(where, code)}-{_short(ticket[0])}.json"
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if _lock(self._file):
                os.ftruncate(self._file, 0)
                os.write(self._file, json.dumps(ticket).encode())
                self._path = path

    def close(self, *, left: bool) -> None:
        """Hold it no more; nothing is kept of a seat that was left on purpose."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        if left and self._path is not None:
            with suppress(OSError):
                self._path.unlink()


def lost_seats(where: str, code: str) -> list[Ticket]:
    """The seats that clients of this computer had with this code at a host, and did not leave."""
    with suppress(OSError, RequestError):
        return list(_lost(where, code))[:MOST]
    return []


def _lost(where: str, code: str) -> Iterator[Ticket]:
    for path in sorted(_folder().glob("*.json")):
        with suppress(OSError, ValueError):
            if time.time() - path.stat().st_mtime > _WEEK:
                path.unlink()
            elif path.name.startswith(f"{_of(where, code)}-") and not _held(path):
                seat, ticket = json.loads(path.read_text("utf-8"))
                if isinstance(seat, str) and isinstance(ticket, str):
                    yield seat, ticket


def _folder() -> Path:
    folder = home() / "seats"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _of(where: str, code: str) -> str:
    return _short(f"{where}\n{code}")


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _held(path: Path) -> bool:
    """Whether a client that lives has it."""
    file = os.open(path, os.O_RDWR)
    try:
        return not _lock(file)
    finally:
        os.close(file)


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20
    """What is locked lies behind the text, which others may read."""

    def _lock(file: int) -> bool:
        try:
            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
