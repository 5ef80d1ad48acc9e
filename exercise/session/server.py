"""The listener of a host: it takes each client to the session that its code is for.

A host serves one session, or several side by side (parallel tables); all have the one address.

A client's first frame is a hello, ``{"protocol": 1, "code": …}``, with ``role`` where it wants no
other place, and with ``seat`` and ``ticket`` where it comes back (or ``lost``, where it was killed
meanwhile and asks for a seat that nobody is at). The answer is ``{"welcome":
{"role", "agency", "seat", "ticket"}}`` or ``{"refused": …}``, and then the connection carries what
:mod:`exercise.session.wire` says. A client that stalls is let go when its queue is full; one that
floods is read no faster than the limit; what one of them does holds up nobody else.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from typing import Any

from websockets.asyncio.server import Server as Listener
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from exercise.errors import Refused, TabletopError
from exercise.session.compression import LongOnes
from exercise.session.door import Place
from exercise.session.reception import Reception, text_of
from exercise.session.wire import ENDED, LIMIT, decode, encode, phrase_to

__all__ = ["PROTOCOL", "Server"]

PROTOCOL = 1
HELLO_SECONDS = 10.0
"""Wall seconds in which a client has to say who it is."""


class Server:
    """Listens for the clients of one or several sessions.

    Args:
        tables: The reception of each; what their doors know of guessers, they know together.
    """

    def __init__(self, *tables: Reception) -> None:
        self._tables = tables
        self._listener: Listener | None = None

    async def listen(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> int:
        """Begin to listen; returns the port, which is drawn where 0 is asked for.

        Raises:
            OSError: If that cannot be.
        """
        self._listener = await serve(
            self._serve,
            host,
            port,
            ssl=tls,
            max_size=LIMIT,
            max_queue=32,
            server_header=None,
            compression=None,  # It has its own:
            extensions=[LongOnes()],
        )
        bound: int = next(iter(self._listener.sockets)).getsockname()[1]
        return bound

    async def close(self, *, for_good: bool = False) -> None:
        """Listen no more, and let everybody go.

        Args:
            for_good: Whether somebody ends the host on purpose: every client is told so. Otherwise
                it is a line that is lost.
        """
        if self._listener is not None:
            if for_good:
                self._listener.close(code=ENDED, reason="the host was ended")
            else:
                self._listener.close()
            await self._listener.wait_closed()

    def table_of(self, code: str) -> Reception:
        """The reception of the session that a code is for; one of them where it is for none."""
        # All of them are asked, so that time tells nothing.
        found = [table for table in self._tables if table.door.knows(code)]
        return found[0] if found else self._tables[0]

    # -- One client --------------------------------------------------------------------------------

    async def _serve(self, wire: ServerConnection) -> None:
        with suppress(ConnectionClosed, TimeoutError, ConnectionError):
            try:
                hello = decode(text_of(await asyncio.wait_for(wire.recv(), HELLO_SECONDS)))
                table, place = self._open(hello, str(wire.remote_address[0]))
                carry = await table.welcome(wire, place, hello)
            except TabletopError as refused:
                await wire.send(encode({"refused": phrase_to(refused.phrase)}))
                return
            await carry()

    def _open(self, hello: dict[str, Any], peer: str) -> tuple[Reception, Place]:
        """Where a client's code leads; nothing is taken yet."""
        if hello.get("protocol") != PROTOCOL:
            raise Refused(
                "This client speaks protocol {theirs} and the host {ours}; install the same "
                "version on both.",
                theirs=hello.get("protocol"),
                ours=PROTOCOL,
            )
        table = self.table_of(str(hello.get("code", "")))
        return table, table.open(hello, peer)
