"""Parallel tables: several sessions behind one address, each with its own codes, clock and record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from exercise import commands as c
from exercise.errors import Refused
from exercise.journal import MemoryJournal
from exercise.session.address import Address
from exercise.session.client import SeatClient
from exercise.session.door import Door, Failures
from exercise.session.reception import Reception
from exercise.session.remote import Invitation, Remote
from exercise.session.resume import start
from exercise.session.server import Server
from exercise.session.session import Session
from exercise.session.staff import StaffClient
from exercise.session.together import together
from exercise.views.tables import side_by_side
from live import Clock, until, written_setup


class Hall:
    """Two tables of one host."""

    def __init__(self) -> None:
        self.clock = Clock()
        failures: Failures = {}
        self.sessions: list[Session] = []
        self.doors: list[Door] = []
        setup = written_setup()
        for key in ("one", "two"):
            journal = MemoryJournal(wall=lambda: 0.0)
            self.sessions.append(
                start(setup, journal, clock=self.clock, alias_key=key, threaded=False)
            )
            door = Door(b"secret", key, setup.pack.play, clock=self.clock, failures=failures)
            self.doors.append(door)
        together(self.sessions)
        pairs = zip(self.sessions, self.doors, strict=True)
        self.server = Server(*[Reception(*pair) for pair in pairs])
        self.port = 0
        self.clients: list[Any] = []

    async def enter(self, made: Any, table: int, name: str) -> Any:
        address = Address("127.0.0.1", self.port)
        client = made(await Remote.knock(Invitation(address, self.doors[table].codes[name])))
        self.clients.append(client)
        await client.ready()
        return client

    async def pass_(self, seconds: int) -> None:
        for _ in range(seconds // 20):
            self.clock.now += 20
            for session in self.sessions:
                await session.tick()

    async def close(self) -> None:
        for client in self.clients:
            await client.close()
        await self.server.close()
        for session in self.sessions:
            await session.close()


@pytest_asyncio.fixture
async def hall() -> AsyncIterator[Hall]:
    made = Hall()
    made.port = await made.server.listen("127.0.0.1", 0)
    yield made
    await made.close()


async def test_a_code_leads_to_its_own_table_and_what_happens_there_stays_there(hall: Hall) -> None:
    first = await hall.enter(SeatClient, 0, "seat port")
    second = await hall.enter(SeatClient, 1, "seat port")
    control = await hall.enter(StaffClient, 1, "control")
    await control.submit(c.Announce("Only here."))
    await until(lambda: second.view.announcements)
    assert (first.view.seat, second.view.seat) == ("port/1", "port/1")
    assert not first.view.announcements
    assert [session.attendance.present for session in hall.sessions] == [
        ["port/1"],
        ["port/1", "control/1"],
    ]


async def test_each_table_has_a_clock_of_its_own(hall: Hall) -> None:
    control = await hall.enter(StaffClient, 0, "control")
    await control.submit(c.Resume())
    await hall.pass_(60)
    assert [session.running for session in hall.sessions] == [True, False]
    assert hall.sessions[0].now > hall.sessions[1].now


async def test_a_real_emergency_at_one_table_stops_all_and_is_lifted_at_each(hall: Hall) -> None:
    one = await hall.enter(StaffClient, 0, "control")
    two = await hall.enter(StaffClient, 1, "control")
    for control in (one, two):
        await control.submit(c.Resume())
    await two.submit(c.Pause("emergency"))
    await until(lambda: one.view.clock.reason == "emergency")
    assert [session.running for session in hall.sessions] == [False, False]
    await two.submit(c.Pause())
    assert one.view.clock.reason == "emergency"
    halted = [event for event in hall.sessions[0].events if event.kind == "ClockPaused"]
    assert [event.actor for event in halted] == ["session"]  # Once, and it says by whom.


async def test_a_guesser_at_one_table_waits_at_all(hall: Hall) -> None:
    for guess in range(5):
        with pytest.raises(Refused):
            await Remote.knock(Invitation(Address("127.0.0.1", hall.port), f"WRONG-{guess}"))
    with pytest.raises(Refused, match="Too many"):
        await hall.enter(StaffClient, 1, "control")


async def test_a_code_that_was_revoked_at_the_second_table_is_told_so(hall: Hall) -> None:
    old = hall.doors[1].codes["control"]
    hall.doors[1].revoke("control")
    with pytest.raises(Refused, match="revoked"):
        await Remote.knock(Invitation(Address("127.0.0.1", hall.port), old))


async def test_results_stand_side_by_side_once_a_table_has_ended(hall: Hall) -> None:
    control = await hall.enter(StaffClient, 0, "control")
    with pytest.raises(Refused, match="after ENDEX"):
        await control.results()
    await control.submit(c.Jump(400))
    await control.submit(c.EndExercise())
    rows = side_by_side([await control.results(), None])
    assert rows
    assert all(row.cells[1] is None for row in rows)
    kinds = [row.first.kind for row in rows]
    assert kinds == sorted(kinds, reverse=True)  # Objectives first.
    desk = await hall.enter(StaffClient, 0, "collector")
    with pytest.raises(Refused, match="for control"):
        await desk.results()
