"""The control room over a real session in one process, with a person at a desk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest_asyncio

from exercise import commands as c
from exercise.events import MessageSent
from exercise.journal import MemoryJournal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
from exercise.session.post import Onlooker
from exercise.session.resume import start
from exercise.session.session import Session
from exercise.session.staff import StaffClient
from exercise.tui.controlroom import ControlApp
from exercise.tui.cover import CoverScreen
from exercise.tui.observer import ObserverApp
from live import Clock, written_setup


class Table:
    """A session whose clock a test turns, and everybody in it."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.journal = MemoryJournal(wall=lambda: 0.0)
        self.session: Session = start(
            written_setup(), self.journal, clock=self.clock, alias_key="k", threaded=False
        )
        self.clients: list[Any] = []

    async def staff(self, role: str) -> StaffClient:
        client = StaffClient(await InProcess.attend(self.session, role, f"{role}/1"))
        return await self._ready(client)

    async def sit(self, agency: str) -> SeatClient:
        client = SeatClient(await InProcess.join(self.session, agency, f"{agency}/1"))
        return await self._ready(client)

    async def observer(self) -> SeatClient:
        transport = InProcess()
        transport._member = Onlooker(self.session, "observe/1", transport._put)
        await self.session.attendance.enter(transport._member)
        return await self._ready(SeatClient(transport))

    async def _ready(self, client: Any) -> Any:
        self.clients.append(client)
        await client.ready()
        return client

    async def pass_(self, seconds: int) -> None:
        for _ in range(seconds // 20):
            self.clock.now += 20
            await self.session.tick()

    async def close(self) -> None:
        for client in self.clients:
            await client.close()
        await self.session.close()


@pytest_asyncio.fixture
async def table() -> AsyncIterator[Table]:
    made = Table()
    yield made
    await made.close()


@asynccontextmanager
async def shown(app: Any) -> AsyncIterator[Callable[..., Any]]:
    """Run an app; what it yields presses keys and waits until something is so."""
    async with app.run_test(size=(80, 24)) as pilot:

        async def act(*keys: str, until: Callable[[], Any] = lambda: True) -> str:
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            while not until():
                await asyncio.sleep(0)
                await pilot.pause()
            lines = app.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in line) for line in lines)

        await act(until=lambda: app.screen.is_mounted)
        yield act


async def test_control_begins_releases_and_sees_who_has_read_it(table: Table) -> None:
    port, client = await table.sit("port"), await table.staff("control")
    async with shown(ControlApp(client)) as act:
        await act("p", until=lambda: client.view.clock.running)
        await table.pass_(20)
        await act("u", "r", "y", until=lambda: port.view.inbox)
        await port.submit(c.OpenItem(port.view.inbox[0].id))
        words = await act("home", until=lambda: client.view.injects[0].deliveries[0].read_at)
        assert "1/1 · read 1" in words


async def test_a_refusal_of_the_session_is_said(table: Table) -> None:
    client = await table.staff("control")
    async with shown(ControlApp(client)) as act:
        await act("p", until=lambda: client.view.clock.running)
        words = await act("j", *"0:00", "f2")
        assert "The exercise only goes forward." in words


async def test_the_simcell_speaks_for_an_agency(table: Table) -> None:
    port, control = await table.sit("port"), await table.staff("control")
    client = await table.staff("simcell")
    await control.submit(c.Resume())
    async with shown(ControlApp(client)) as act:
        await act("2", "/", *"csirt", "enter", "c", until=lambda: _claimed(client))
        await port.submit(c.SendMessage("csirt", text="Help"))
        await table.pass_(200)
        await act("1", until=lambda: client.view.simulated)
        await act("enter", until=lambda: client.view.simulated[0].opened_at is not None)
        await act("r", "tab", *"Yes", "f2")
        await table.pass_(400)
        await act(until=lambda: "csirt" in [item.sender_agency for item in port.view.inbox])
        assert [event.text for event in said(table)] == ["Help", "Yes"]


def said(table: Table) -> list[MessageSent]:
    return [event.body for event in table.journal.read() if isinstance(event.body, MessageSent)]


def _claimed(client: StaffClient) -> bool:
    return any("csirt/simcell" in seat.seats for seat in client.view.seats)


async def test_what_was_said_while_the_clock_stands_still_is_entered_when_it_runs(
    table: Table,
) -> None:
    control, client = await table.staff("control"), await table.staff("collector")
    await control.submit(c.Resume())
    await table.pass_(400)
    await control.submit(c.Pause("discussion"))
    app = ControlApp(client)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", *"port", "enter", "tab", *"csirt", "enter", "tab", "space")
        await pilot.press("tab", "tab", "x", "f2")
        while not app.waiting:
            await pilot.pause()
        assert not [e for e in table.journal.read() if e.kind == "MessageSent"]
        await control.submit(c.Resume())
        while app.waiting:
            await asyncio.sleep(0)
            await pilot.pause()
    sent = [event for event in table.journal.read() if event.kind == "MessageSent"]
    assert [(event.actor, event.agency) for event in sent] == [("collector", "port")]


async def test_an_emergency_during_a_break_covers_everybody_and_the_break_goes_on(
    table: Table,
) -> None:
    control, observer = await table.staff("control"), await table.observer()
    evaluator = await table.staff("evaluate")
    await control.submit(c.Resume())
    await control.submit(c.Pause("break"))
    watching = ObserverApp(observer)
    async with (
        shown(ControlApp(control)) as act,
        shown(watching) as look,
        shown(ControlApp(evaluator)) as judge,
    ):
        reason = lambda: observer.view.clock.reason  # noqa: E731
        await act("!", "y", until=lambda: reason() == "emergency")
        for see in (act, look, judge):
            assert "NO DUFF" in await see(until=lambda: control.view.clock.reason == "emergency")
        await act("!", "y", until=lambda: reason() == "pause")
        await look(until=lambda: not isinstance(watching.screen, CoverScreen))
        assert not table.session.running


async def test_the_observers_page_shows_what_is_public_and_nothing_else(table: Table) -> None:
    control, observer = await table.staff("control"), await table.observer()
    await table.sit("port")
    await control.submit(c.Resume())
    await control.submit(c.Announce("The press is [here]."))
    await table.pass_(400)
    async with shown(ObserverApp(observer)) as look:
        words = await look(until=lambda: observer.view.clock.at >= 360)
        assert "The press is [here]." in words
        assert "EXERCISE – EXERCISE – EXERCISE" in words
        assert "I-01" not in words
        assert "EJERCICIO" in await look("f9")
