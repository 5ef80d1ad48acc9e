"""Where a session can be joined: what stands on the cards and what clients are given."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from exercise.errors import RequestError

__all__ = ["PINNED", "Address", "bind_address", "is_loopback", "own_address"]

PORT = 8765
PINNED = 32
"""Hex digits of the fingerprint that an address carries: 128 bits."""


@dataclass(frozen=True, slots=True)
class Address:
    """A session's address.

    Attributes:
        host: Name or number of the host's computer.
        port: Port.
        fingerprint: How its certificate's fingerprint begins; empty where nothing is encrypted.
    """

    host: str
    port: int = PORT
    fingerprint: str = ""

    @property
    def url(self) -> str:
        """As websockets want it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'wss' if self.fingerprint else 'ws'}://{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.url}#{self.fingerprint}" if self.fingerprint else self.url

    @classmethod
    def parse(cls, text: str) -> Address:
        """An address as it was typed: ``ws://10.0.0.5:8765``, or the host and port alone.

        Raises:
            RequestError: If it is none.
        """
        whole = text if "://" in text else f"ws://{text}"
        try:
            parts = urlsplit(whole)
            host, port = parts.hostname, parts.port
        except ValueError:
            host, port = None, None
            parts = urlsplit("")
        pinned = parts.fragment.replace(":", "").lower()
        if not host or parts.scheme not in ("ws", "wss"):
            raise RequestError(
                "'{address}' is no address of a session; write it as on the card: "
                "ws://10.0.0.5:8765",
                address=text,
            )
        if parts.scheme == "wss" and (len(pinned) < PINNED or not _is_hex(pinned)):
            raise RequestError(
                "The address ends in '#' and {n} letters and digits; they are missing in "
                "'{address}'.",
                n=PINNED,
                address=text,
            )
        return cls(host, port or PORT, pinned if parts.scheme == "wss" else "")


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)


def bind_address(text: str) -> tuple[str, int]:
    """Where to listen: ``0.0.0.0:8765``, an address alone, or ``:8765``.

    Raises:
        RequestError: If it is no such thing.
    """
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise RequestError(
            "'{address}' is nowhere to listen; write an address and a port: 0.0.0.0:8765",
            address=text,
        ) from None
    return host or "127.0.0.1", PORT if port is None else port


def is_loopback(host: str) -> bool:
    """Whether nobody but this computer can reach what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def own_address(host: str) -> str:
    """The address that others use for what listens at ``host``.

    Where it listens everywhere that is the one by which this computer would leave its network; no
    packet is sent to find it.
    """
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        return host
    if not everywhere:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))  # An address for documentation: it leads nowhere.
        except OSError:
            return "127.0.0.1"
        found: str = probe.getsockname()[0]
        return found
