"""The seal of a concluded record: Ed25519, with a key that this computer keeps for itself.

A chain alone shows that a row was changed only to whoever knows its last hash; anybody could
compute another. The seal signs that hash with a key that nobody else has, and the public half
stands in the record's last event.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from agencies.language import Phrase, phrase
from exercise.events import EvaluationSigned, Event, SessionConcluded
from exercise.journal.api import Seal
from exercise.session.home import kept

__all__ = ["Key", "SealState", "host_key", "judge_seal", "vouches"]

SealState = Literal["sealed", "none", "missing", "cut", "broken", "foreign"]
"""sealed; none: not concluded, or by a release without seals; missing: concluded, its seal taken
away; cut: sealed, but what concludes it is not there; broken: it does not fit the record; foreign:
by another key than the record or the reader names."""

_MARK = b"tabletop seal 1\n"
"""Before what is signed, so that the key can never be made to sign something else in its place."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that seals.

    Attributes:
        public: Its public half, 64 hexadecimal digits.
    """

    public: str
    _private: Ed25519PrivateKey

    @classmethod
    def of(cls, seed: bytes) -> Key:
        """The key of 32 secret bytes."""
        private = Ed25519PrivateKey.from_private_bytes(seed)
        return cls(private.public_key().public_bytes_raw().hex(), private)

    def seal(self, digest: str) -> Seal:
        """The seal of a record whose last hash is ``digest``."""
        return Seal(self.public, self._private.sign(_MARK + digest.encode()).hex())


def host_key() -> Key:
    """This computer's own key, made with the first use.

    Raises:
        RequestError: If it can be neither read nor kept.
    """
    return Key.of(kept("seal.key", lambda: secrets.token_bytes(32))[:32])


def judge_seal(
    last: Event, digest: str, seal: Seal | None, expected: str | None = None
) -> tuple[SealState, Phrase]:
    """Whether a seal vouches for a record.

    Args:
        last: The record's last event.
        digest: Its last hash, found sound by the chain.
        seal: The seal, if there is one.
        expected: The public key that the reader expects, or the beginning of it.

    Returns:
        Its state, and the same in a sentence.
    """
    closing = last.body if isinstance(last.body, (SessionConcluded, EvaluationSigned)) else None
    named = "" if closing is None else closing.key
    if not named and seal is None:
        if closing is not None:
            return "none", phrase("Concluded without a seal.")
        return "none", phrase("Without a seal: the session was not concluded.")
    if seal is None:
        return "missing", phrase("Its seal was taken away: the record was concluded with one.")
    if closing is None:
        return "cut", phrase(
            "It bears a seal by the key {key}, but does not end with what concludes a record: its "
            "end was cut off, or the seal is another record's.",
            key=seal.key,
        )
    if seal.key != named:
        return "foreign", phrase("Sealed by another key than the one that the record names.")
    if not _fits(seal, digest):
        return "broken", phrase("The seal does not fit the record.")
    if expected and not named.startswith(expected.lower()):
        return "foreign", phrase("Sealed by another key than the one expected: {key}", key=named)
    return "sealed", phrase("Sealed by the key {key}", key=named)


def vouches(state: SealState) -> bool:
    """Whether nothing about a seal speaks against its record; not that there is one."""
    return state in ("sealed", "none")


def _fits(seal: Seal, digest: str) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.key))
        signature = bytes.fromhex(seal.signature)
        # The one way of writing it: otherwise a byte could change and still mean the same.
        if signature.hex() != seal.signature:
            return False
        key.verify(signature, _MARK + digest.encode())
    except (ValueError, InvalidSignature):
        return False
    return True
