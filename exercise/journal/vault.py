"""Sealing the rows of a record, so that the file at rest says nothing without its password.

Each row is sealed by itself (AES-256-GCM with a random nonce, its place in the record bound in)
before it reaches SQLite: what the write-ahead log, a copy or a crash leave behind is sealed too,
and a commit is what it was. The chain is over the plain rows. The key of a file is random; it lies
in the file, sealed with one that scrypt derives from the password.
"""

from __future__ import annotations

import base64
import json
import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from agencies.text import plain
from exercise.errors import RecordError
from exercise.journal.chain import Row

__all__ = ["Password", "Vault", "unlock"]

Password = Callable[[], str]
"""Finds out the password of a file when it turns out that one is needed."""

_COST = 2**15
"""Of scrypt, with r = 8 and p = 1: 32 MB and about a tenth of a second for each try."""
_COSTS = frozenset(2**n for n in range(1, 21))
_NONCE = 12
_OF_KEY = b"tabletop key"


class Vault:
    """Seals and unseals the rows of one file.

    Args:
        key: Of this file, 32 bytes.
        lock: The row of its lock table: salt, cost, and the key as sealed with the password.
    """

    def __init__(self, key: bytes, lock: tuple[bytes, int, bytes]) -> None:
        self._cipher = AESGCM(key)
        self.lock = lock

    @classmethod
    def new(cls, password: str) -> Vault:
        """For a new file, with a key of its own."""
        cost = _COST
        key, salt = secrets.token_bytes(32), secrets.token_bytes(16)
        return cls(key, (salt, cost, _sealed(AESGCM(_derived(password, salt, cost)), key, _OF_KEY)))

    def seal(self, row: Row) -> Row:
        """The row as it is stored: its place, and the rest sealed in place of its body."""
        text = json.dumps(row[1:], ensure_ascii=True, separators=(",", ":")).encode()
        sealed = base64.b64encode(_sealed(self._cipher, text, _place(row.seq))).decode()
        return Row(row.seq, "", 0, 0.0, "", "", None, None, "", None, sealed, None, "")

    def unseal(self, row: Row) -> Row:
        """The row as it was recorded; one that was tampered with comes back as no sound row."""
        try:
            sealed = base64.b64decode(row.body, validate=True)
            text = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(row.seq))
            return Row(row.seq, *json.loads(text))
        except (InvalidTag, ValueError, TypeError):
            return row


def unlock(connection: sqlite3.Connection, path: Path, password: Password | None) -> Vault:
    """What unseals an encrypted file's rows.

    Raises:
        RecordError: If the password is wrong, or there is nobody to ask for it.
    """
    name = plain(str(path))
    if password is None:
        raise RecordError("{path} is encrypted; it cannot be used here.", path=name)
    row = connection.execute("SELECT salt, cost, key FROM lock").fetchone()
    match row:
        case (bytes(salt), int(cost), bytes(sealed)) if cost in _COSTS:
            pass
        case _:
            raise RecordError("{path} is damaged and cannot be read.", path=name)
    try:
        cipher = AESGCM(_derived(password(), salt, cost))
        key = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _OF_KEY)
    except (InvalidTag, ValueError):
        raise RecordError("This is not the password of {path}.", path=name) from None
    return Vault(key, (salt, cost, sealed))


def _derived(password: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt, 32, n=cost, r=8, p=1).derive(password.encode("utf-8", "surrogatepass"))


def _sealed(cipher: AESGCM, text: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + cipher.encrypt(nonce, text, about)


def _place(seq: int) -> bytes:
    return f"tabletop row {seq}".encode()
