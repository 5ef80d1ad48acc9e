"""Draws keyed by their cause: a change in one place leaves every other draw alone."""

from __future__ import annotations

import hashlib

__all__ = ["uniform"]


def uniform(seed: int, quantity: str, cause: str, link: str = "", attempt: int = 0) -> float:
    """One number strictly between 0 and 1, the same on every machine for the same arguments.

    Args:
        seed: The run's seed.
        quantity: What is drawn: delay, loss, handling, response, miss, contact.
        cause: Causal id of what it is drawn for.
        link: The link concerned.
        attempt: The attempt concerned.
    """
    key = f"{seed}|{quantity}|{cause}|{link}|{attempt}".encode()
    bits = int.from_bytes(hashlib.sha256(key).digest()[:8], "big") >> 11
    return (bits + 0.5) / (1 << 53)
