"""Destroying a session: its file, and what lies beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from exercise.errors import RecordError
from exercise.journal.digest import digest_path
from exercise.journal.files import connect_to_read, evaluation_path, shown, sidecars, told

__all__ = ["belonging", "destroy"]

_CHUNK = 1 << 20


def belonging(path: Path) -> list[Path]:
    """A session file and what of it lies beside it: later evaluation, what a crash left.

    Raises:
        RecordError: If the file is no session, or one that is being played.
    """
    opened = connect_to_read(path)
    try:
        with told(path):
            opened.connection.execute("SELECT count(*) FROM head").fetchone()
    finally:
        opened.release()
    evaluation = evaluation_path(path)
    others = (evaluation.with_suffix(""), evaluation.with_suffix(".tabletop"))
    shared = any(one.is_file() and not one.samefile(path) for one in others)
    # Where two sessions would have the same, it stays with the one that is left.
    files = (path,) if shared else (path, evaluation)
    everything = [one for file in files for one in (file, *sidecars(file), digest_path(file))]
    return [one for one in everything if one.is_file()]


def destroy(path: Path) -> None:
    """Overwrite a file once with zeros, and remove it.

    On a magnetic disk that is the end of it. Flash memory writes elsewhere and keeps the old for a
    while, and so do file systems with snapshots: only encryption helps there.

    Raises:
        RecordError: If it cannot be removed.
    """
    try:
        if not path.is_symlink():
            with suppress(OSError):
                _overwrite(path)
        path.unlink()
    except OSError:
        raise RecordError("{path} cannot be removed.", path=shown(path)) from None


def _overwrite(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
        os.fsync(file.fileno())
