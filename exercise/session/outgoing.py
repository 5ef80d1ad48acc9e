"""Frames on their way out to clients: answers at once, what many are told one client after another.

A decision is told to all at its desk, and the time to everybody. If all of that went out in one
breath, whoever waits for an answer would wait for the whole of it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from itertools import islice

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from exercise.session.wire import is_answer

__all__ = ["Outgoing", "Turns"]

BOUND = 512
"""Frames that may wait for a client before it is let go."""
TOGETHER = 10
"""Clients whose frames go out without a breath between."""
BREATH = 0.001
"""Wall seconds in which answers, the record and other programs get their turn."""


class Turns:
    """Whose frames go out next: those of a few clients, then a breath, and so on."""

    def __init__(self) -> None:
        self._line: dict[asyncio.Event, None] = {}

    def join(self, due: asyncio.Event) -> None:
        """Have ``due`` set when its turn comes; whoever is in the line already keeps the place."""
        if not self._line:
            asyncio.get_running_loop().call_soon(self._next)
        self._line[due] = None

    def _next(self) -> None:
        for due in tuple(islice(self._line, TOGETHER)):
            del self._line[due]
            due.set()
        if self._line:
            asyncio.get_running_loop().call_later(BREATH, self._next)


class Outgoing:
    """The frames for one client, in order.

    Args:
        wire: Where to.
        turns: The line that it stands in with the other clients.
    """

    def __init__(self, wire: ServerConnection, turns: Turns) -> None:
        self._wire = wire
        self._turns = turns
        self._frames: deque[str] = deque()
        self._due = asyncio.Event()

    def put(self, frame: str) -> bool:
        """Take a frame without waiting; False, and the client let go, if it cannot keep up.

        An answer goes at once, and takes along what the client was told before it.
        """
        if len(self._frames) >= BOUND:
            self._wire.transport.abort()
            return False
        self._frames.append(frame)
        if is_answer(frame):
            self._due.set()
        else:
            self._turns.join(self._due)
        return True

    async def write(self, welcome: str) -> None:
        """Welcome the client, then send what there is until it has gone."""
        with suppress(ConnectionClosed):
            await self._wire.send(welcome)
            while True:
                await self._due.wait()
                self._due.clear()
                while self._frames:
                    await self._wire.send(self._frames.popleft())
