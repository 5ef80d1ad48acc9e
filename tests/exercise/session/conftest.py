"""A session whose time is turned by hand, and clients in its process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from harbour import PACK, tiny_setup

from exercise.commands import Resume, Submission
from exercise.journal import MemoryJournal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
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


SetTable = Callable[..., Table]


@pytest_asyncio.fixture
async def lay() -> AsyncIterator[SetTable]:
    """Makes tables: ``lay()`` or ``lay(setup, solo=True)``."""
    laid: list[Table] = []

    def make(setup: Setup | None = None, **options: Any) -> Table:
        table = Table(setup or tiny_setup(), **options)
        laid.append(table)
        return table

    yield make
    for table in laid:
        await table.close()


@pytest.fixture
def clock() -> ManualClock:
    """A clock turned by hand."""
    return ManualClock()


@pytest.fixture
def talkative() -> Callable[..., Setup]:
    """Makes setups of the tiny pack with more injects, facts and a question."""

    def make(**options: Any) -> Setup:
        facts = {
            **PACK["facts"],
            "all-clear": {
                "kind": "security",
                "title": "The quay was searched and is clear",
                "refutes": "rumour",
                "needs": {"police": "30m"},
                "may_know": ["port"],
            },
            "secret-raid": {
                "kind": "security",
                "title": "A raid is planned at the west gate",
                "marking": "restricted",
                "needs": {"police": "30m"},
            },
        }

        def inject(name: str, at: str, to: str, subject: str, fact: str) -> dict[str, Any]:
            return {
                "id": name,
                "at": at,
                "to": [to],
                "via": "phone",
                "from": f"Voice behind {name}",
                "subject": subject,
                "body": f"Body of {subject}",
                "facts": {fact: "unconfirmed" if fact == "rumour" else "confirmed"},
            }

        injects = [
            *PACK["injects"],
            inject("I-11", "T+00:10", "port", "Somebody phoned", "rumour"),
            inject("I-12", "T+00:20", "police", "Orders for tonight", "secret-raid"),
            inject("I-13", "T+00:30", "port", "Search finished", "all-clear"),
            inject("I-14", "T+00:58", "terminal", "Backup restored", "dark"),
            inject("I-15", "T+01:10", "port", "Next day's papers", "dark"),
        ]
        questions = {
            "Q-1": {"ask": "Who must be told?"},
            "Q-2": {"ask": "And why?", "of": "police"},
        }
        return tiny_setup(facts=facts, injects=injects, questions=questions, **options)

    return make


Sitting = Callable[[str], Awaitable[SeatClient]]
