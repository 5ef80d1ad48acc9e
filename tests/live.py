"""A host that listens on this computer, and clients that join it over the wire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import yaml
from harbour import NETWORK, PACK, tiny_setup

from exercise.journal import MemoryJournal
from exercise.session.address import Address
from exercise.session.client import SeatClient
from exercise.session.door import Door
from exercise.session.reception import Reception
from exercise.session.remote import Invitation, Remote
from exercise.session.resume import start
from exercise.session.server import Server
from exercise.session.session import Session
from exercise.session.staff import StaffClient
from exercise.setup import Setup


def written_setup(**options: Any) -> Setup:
    """The tiny pack with its texts, so that the record can be read alone."""
    pack, network = yaml.safe_dump(PACK), yaml.safe_dump(NETWORK)
    return replace(
        tiny_setup(**options), pack_files={"pack.yml": pack}, network_files={"harbour.yml": network}
    )


async def until(holds: Callable[[], Any]) -> None:
    """Let the loop run until something is so; a wait in vain ends."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - what is waited for comes over a socket
            await asyncio.sleep(0)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class House:
    """A session that listens on the loopback, and everybody who came in."""

    def __init__(self, setup: Setup, *, tls: Any = None, fingerprint: str = "") -> None:
        self.clock = Clock()
        self.journal = MemoryJournal(wall=lambda: 0.0)
        self.session: Session = start(
            setup, self.journal, clock=self.clock, alias_key="k", threaded=False
        )
        self.door = Door(b"secret", "k", setup.pack.play, clock=self.clock)
        self.address = Address("127.0.0.1", 0, fingerprint)
        self._tls = tls
        self._server = Server(Reception(self.session, self.door))
        self._clients: list[Any] = []

    async def open(self) -> House:
        port = await self._server.listen("127.0.0.1", self.address.port, self._tls)
        self.address = Address("127.0.0.1", port, self.address.fingerprint)
        return self

    async def shut(self, *, for_good: bool = False) -> None:
        """The network is gone, the session stays; ``for_good`` somebody has ended the host."""
        await self._server.close(for_good=for_good)
        self._server = Server(Reception(self.session, self.door))

    def wires(self) -> list[Any]:
        """The host's end of every connection."""
        listener = self._server._listener
        assert listener is not None
        return list(listener.connections)

    def invitation(self, name: str) -> Invitation:
        return Invitation(self.address, self.door.codes[name])

    async def sit(self, agency: str, **options: Any) -> SeatClient:
        """A person at a desk, whose client comes back by itself."""
        return await self._enter(SeatClient, f"seat {agency}", **options)

    async def staff(self, role: str, **options: Any) -> StaffClient:
        """Somebody of the staff."""
        return await self._enter(StaffClient, role, **options)

    async def observer(self) -> SeatClient:
        return await self._enter(SeatClient, "observe")

    async def _enter(self, made: Any, name: str, **options: Any) -> Any:
        invitation = self.invitation(name)
        options.setdefault("reconnect", lambda: Remote.knock(invitation))
        client = made(await Remote.knock(invitation), **options)
        self._clients.append(client)
        await client.ready()
        return client

    async def pass_(self, seconds: float) -> None:
        """Let wall seconds pass."""
        while seconds > 0:
            self.clock.now += min(seconds, 20.0)
            seconds -= 20.0
            await self.session.tick()

    async def close(self) -> None:
        for client in self._clients:
            await client.close()
        await self._server.close()
        await self.session.close()
