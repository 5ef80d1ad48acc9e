"""A session whose time is turned by hand, and clients in its process."""

from __future__ import annotations

import asyncio
from typing import Any

from exercise.commands import Resume, Submission
from exercise.journal import MemoryJournal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
from exercise.session.post import Onlooker
from exercise.session.resume import start
from exercise.session.session import Session
from exercise.setup import Setup


class ManualClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += seconds


class Table:
    """A session in memory, its clients, and the clock in one's hand."""

    def __init__(self, setup: Setup, *, solo: bool = False, journal: Any = None) -> None:
        self.setup = setup
        self.clock = ManualClock()
        self.journal = journal or MemoryJournal(wall=lambda: 0.0)
        self.session: Session = start(
            setup, self.journal, solo=solo, clock=self.clock, alias_key="k", threaded=False
        )
        self.clients: list[SeatClient] = []

    async def sit(self, agency: str, number: int = 1) -> SeatClient:
        """A client at a seat."""
        transport = await InProcess.join(self.session, agency, f"{agency}/{number}")
        client = SeatClient(transport)
        self.clients.append(client)
        await client.ready()
        return client

    async def control(self, command: Any) -> Any:
        """Something that control asks for."""
        return await self.session.submit(Submission(command, "control"))

    async def run(self) -> None:
        """Let the clock run."""
        await self.control(Resume())

    async def pass_(self, seconds: float) -> None:
        """Let wall seconds pass, looking at the clock as often as the session does."""
        while seconds > 0:
            self.clock.turn(min(seconds, 20.0))
            seconds -= 20.0
            await self.session.tick()
        for client in self.clients:
            await client.contacts()

    def kinds(self) -> list[str]:
        """The kinds of events on record."""
        return [event.kind for event in self.journal.read()]

    async def close(self) -> None:
        """End it."""
        for client in self.clients:
            if client.connected:
                await client.close()
        await self.session.close()


async def observer(table: Any) -> SeatClient:
    transport = InProcess()
    transport._member = Onlooker(table.session, "observe/1", transport._put)
    await table.session.attendance.enter(transport._member)
    client = SeatClient(transport)
    table.clients.append(client)
    await client.ready()
    return client


async def settle(_: Any) -> None:
    """Let what was told arrive."""
    for _ in range(20):
        await asyncio.sleep(0)
