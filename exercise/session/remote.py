"""The transport of a client in another process or on another computer."""

from __future__ import annotations

import asyncio
import hmac
import json
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from agencies.language import phrase
from exercise.errors import Refused
from exercise.session.address import Address
from exercise.session.certificate import fingerprint_of, for_clients
from exercise.session.server import PROTOCOL
from exercise.session.wire import ENDED, HostEnded, encode, phrase_from

__all__ = ["Invitation", "Remote"]

LARGEST = 64 * 1024 * 1024
"""The most bytes of one frame from the host: a long record comes in one."""
PATIENCE = 10.0
"""Wall seconds to wait for an answer at the door."""


@dataclass(slots=True)
class Invitation:
    """What gets a client in: the address, the code, and once it was in, the seat that it had.

    With ``role`` the code has to be for that; otherwise nobody is let in and no seat is taken.
    ``lost`` are seats, each with its ticket, that clients had which are no more: one of them is
    taken again if nobody is there.
    """

    address: Address
    code: str
    role: str | None = None
    welcome: dict[str, Any] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)

    @property
    def hello(self) -> str:
        """The first frame."""
        kept = {name: self.welcome[name] for name in self.welcome if name in ("seat", "ticket")}
        if self.lost and not kept:
            kept["lost"] = self.lost
        if self.role is not None:
            kept["role"] = self.role
        return encode({"protocol": PROTOCOL, "code": self.code, **kept})


class Remote:
    """A connection to a host."""

    def __init__(self, wire: ClientConnection) -> None:
        self._wire = wire

    @classmethod
    async def knock(cls, invitation: Invitation) -> Remote:
        """Connect and be let in.

        Raises:
            ConnectionError: If the host cannot be reached.
            Refused: If it does not let this client in, or is not the one on the card.
        """
        address = invitation.address
        tls = for_clients() if address.fingerprint else None
        try:
            wire = await connect(
                address.url, ssl=tls, max_size=LARGEST, open_timeout=PATIENCE, proxy=None
            )
        except (OSError, TimeoutError, InvalidHandshake, InvalidMessage) as error:
            raise ConnectionError(str(error)) from None
        try:
            if tls is not None:
                _check(wire, address.fingerprint)
            await wire.send(invitation.hello)
            invitation.welcome = _let_in(await asyncio.wait_for(wire.recv(), PATIENCE))
        except (ConnectionClosed, TimeoutError, ValueError, KeyError, TypeError) as error:
            await wire.close()
            raise ConnectionError(str(error)) from None
        except BaseException:
            await wire.close()
            raise
        return cls(wire)

    async def send(self, frame: str) -> None:
        """Hand a frame over."""
        try:
            await self._wire.send(frame)
        except ConnectionClosed:
            raise ConnectionError("the connection is gone") from None

    async def receive(self) -> str:
        """The next frame.

        Raises:
            HostEnded: If the host was ended on purpose.
            ConnectionError: If the line is gone for another reason.
        """
        try:
            frame = await self._wire.recv()
        except ConnectionClosed as closed:
            if closed.rcvd is not None and closed.rcvd.code == ENDED:
                raise HostEnded("the host was ended") from None
            raise ConnectionError("the connection is gone") from None
        return frame if isinstance(frame, str) else frame.decode()

    async def close(self) -> None:
        """Let go."""
        with suppress(ConnectionClosed):
            await self._wire.close()


def _let_in(answer: str | bytes) -> dict[str, Any]:
    """What the host says at the door."""
    said = json.loads(answer)
    if "refused" in said:
        raise Refused(phrase_from(said["refused"]))
    welcome: dict[str, Any] = said["welcome"]
    return welcome


def _check(wire: ClientConnection, pinned: str) -> None:
    """Go no further where the certificate is not the one whose fingerprint the card gives."""
    tls = wire.transport.get_extra_info("ssl_object")
    shown = tls.getpeercert(binary_form=True) if isinstance(tls, ssl.SSLObject) else None
    found = fingerprint_of(shown) if shown else ""
    if not hmac.compare_digest(found[: len(pinned)], pinned):
        raise Refused(
            phrase(
                "This is not the host on the card: its fingerprint differs. Ask the facilitator."
            )
        )
