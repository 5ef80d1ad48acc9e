"""The detached digest: SHA-256 of a whole session file, beside it, as ``sha256sum`` writes it."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from exercise.errors import RecordError
from exercise.journal.files import shown

__all__ = ["digest_of", "digest_path", "stated_digest", "write_digest"]

_LINE = re.compile(r"([0-9a-f]{64}) [ *].+\n?")


def digest_path(path: Path) -> Path:
    """Where the digest of a session file lies: its name with ``.sha256`` added."""
    return path.with_name(path.name + ".sha256")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Raises:
        RecordError: If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise RecordError("{path} cannot be read.", path=shown(path)) from None


def write_digest(path: Path) -> Path:
    """Write the digest of a session file beside it; it is there whole or not at all.

    Raises:
        RecordError: If it cannot be written.
    """
    beside = digest_path(path)
    draft = beside.with_name(f".{beside.name}.{os.getpid()}.part")
    try:
        draft.write_text(f"{digest_of(path)}  {path.name}\n", "utf-8", "surrogateescape")
        draft.replace(beside)
    except OSError:
        raise RecordError("{path} cannot be written.", path=shown(beside)) from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return beside


def stated_digest(path: Path) -> str | None:
    """The digest that lies beside a session file; None where there is none.

    Raises:
        RecordError: If what lies there is no digest.
    """
    beside = digest_path(path)
    try:
        text = beside.read_text("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError:
        raise RecordError("{path} cannot be read.", path=shown(beside)) from None
    found = _LINE.fullmatch(text)
    if found is None:
        raise RecordError("{path} holds no digest of a file.", path=shown(beside))
    return found[1]
