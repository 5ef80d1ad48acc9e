"""One fault at a time, on a clock of its own: what people notice of it, and what is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from random import Random

import pytest
from harbour import tiny_setup

from exercise import commands as c
from exercise.commands import Submission
from exercise.errors import Refused, TabletopError
from exercise.session.client import SeatClient
from faults.loop import told
from faults.world import Host

Tale = Callable[[Host, SeatClient], Awaitable[None]]


def tell(tale: Tale) -> None:
    """A host whose clock runs, one person at a desk, and what befalls them."""

    async def whole() -> None:
        host = Host(tiny_setup(seed=1), Random(1))
        session = host.start()
        line = await host.knock("port", "port/1")
        client = SeatClient(line, reconnect=lambda: host.knock("port", "port/1"))
        await client.ready()
        await session.submit(Submission(c.Resume(), "control"))
        await tale(host, client)
        await client.close()
        await host.die()

    told(whole())


def asked(host: Host) -> int:
    """How many requests for information are on record."""
    return sum(event.kind == "InformationRequested" for event in host.journal.read())


def test_a_network_that_is_gone_for_a_minute_costs_a_minute() -> None:
    async def tale(host: Host, client: SeatClient) -> None:
        host.lines[0].swallows = True
        waiting = asyncio.create_task(client.submit(c.RequestInformation("Anybody?")))
        await asyncio.sleep(60)
        assert (waiting.done(), asked(host)) == (False, 0)
        host.lines[0].break_()
        await waiting
        assert (client.outbox, asked(host), client.view.seat) == (0, 1, "port/1")

    tell(tale)


def test_a_full_disk_stops_the_exercise_says_so_and_lets_it_go_on() -> None:
    async def tale(host: Host, client: SeatClient) -> None:
        assert host.disk is not None
        assert host.session is not None
        host.disk.full = True
        with pytest.raises(TabletopError, match="not done"):
            await client.submit(c.RequestInformation("Is it on record?"))
        await asyncio.sleep(30)
        stood = host.session.now
        assert client.view.trouble == "record"
        host.disk.full = False
        await asyncio.sleep(30)
        assert (client.view.trouble, asked(host)) == ("", 0)
        assert stood <= host.session.now <= stood + 30  # It goes on, and catches nothing up.
        await client.submit(c.RequestInformation("And now?"))
        assert asked(host) == 1

    tell(tale)


@pytest.mark.parametrize("jump", [-3600.0, 3600.0])
def test_a_clock_that_is_set_an_hour_off_moves_nothing_in_the_exercise(jump: float) -> None:
    async def tale(host: Host, client: SeatClient) -> None:
        assert host.session is not None
        await asyncio.sleep(30)
        before = host.session.now
        host.wall_jump += jump
        await asyncio.sleep(30)
        assert before <= host.session.now <= before + 31
        with suppress(Refused):  # Where it was taken for a closed lid the clock stands.
            await host.session.submit(Submission(c.Resume(), "control"))
        await client.submit(c.RequestInformation("What time is it?"))
        seconds = [event.at for event in host.journal.read() if event.origin != "recorded"]
        assert seconds == sorted(seconds)

    tell(tale)


def test_a_client_that_is_killed_keeps_its_seat_and_holds_up_nobody() -> None:
    async def tale(host: Host, client: SeatClient) -> None:
        assert host.session is not None
        await host.knock("terminal", "terminal/1")
        host.lines[1].break_()
        assert "terminal/1" in host.session.attendance.seats_of("terminal")
        assert "terminal/1" not in host.session.attendance.present
        await client.submit(c.RequestInformation("Who is missing?"))
        await host.knock("terminal", "terminal/1")
        assert list(host.session.attendance.seats_of("terminal")) == ["terminal/1"]

    tell(tale)
