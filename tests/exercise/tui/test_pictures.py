"""Pictures of the screen in two sizes and two languages; look at each before accepting a new one."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fake import INBOX, FakeClient, a_view, an_announced_view

from exercise.tui import TraineeApp
from exercise.views.seat import SeatView

RUNNING = a_view()
PAUSED = a_view(clock=replace(RUNNING.clock, running=False, reason="briefing"))
ENDED = a_view(clock=replace(RUNNING.clock, running=False, phase="ended"))

MANY = a_view(
    inbox=(*(replace(INBOX[0], id=f"o{n}", at=60 * n) for n in range(12)), INBOX[2], INBOX[3])
)

PICTURES = {
    "inbox": (RUNNING, ("end",)),
    "compose": (RUNNING, ("end", "r")),
    "decide": (RUNNING, ("d", *"clo", "enter", "tab", "enter")),
    "empty": (a_view(inbox=(), board=()), ()),
    "paused": (PAUSED, ()),
    "ended": (ENDED, ()),
    "help": (RUNNING, ("question_mark",)),
}
ONCE = {
    "sent": (RUNNING, ("2",)),
    "decisions": (RUNNING, ("3",)),
    "situation": (RUNNING, ("4", "down", "down")),
    "contacts": (RUNNING, ("5",)),
    "documents": (RUNNING, ("6", "end")),
    "questions": (RUNNING, ("7",)),
    "answer": (RUNNING, ("7", "down", "enter")),
    "announcement": (an_announced_view(), ()),
    "after-the-end": (ENDED, ("escape",)),
    "loading": (SeatView(), ()),
    "light": (RUNNING, ("t",)),
    "light-documents": (RUNNING, ("t", "6", "end")),
    "said": (RUNNING, ("end", "l", "r", "escape", "f9")),
    "leaving": (RUNNING, ("q", "f9")),
    "unaimed": (RUNNING, ("d", *"isol", "enter", "f2")),
    "new-above": (MANY, ("end",)),
    "asking-control": (a_view(solo=False), ("i",)),
}
WELCOME = "You are the port authority.\nEverybody else is simulated.\nPress Enter to open an item."


@pytest.fixture
def pictured(snap_compare, settle):
    def compare(
        view: SeatView, keys: tuple[str, ...], size: tuple[int, int], language: str, **steer: object
    ) -> bool:
        client = FakeClient(view)
        for name, value in steer.items():
            setattr(client, name, value)

        async def act(pilot) -> None:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                # What waits for the clock is work that does not end.
                await (pilot.pause() if "clock_runs" in steer else settle(pilot))

        app = TraineeApp(
            client,
            language=language,
            welcome=WELCOME,
            record="sessions/port-ransomware.tabletop",
            wall=lambda: 0.0,
        )
        return snap_compare(app, terminal_size=size, run_before=act)

    return compare


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", PICTURES)
def test_picture(pictured, name, size, language):
    view, keys = PICTURES[name]
    assert pictured(view, keys, size, language)


@pytest.mark.parametrize("name", ONCE)
def test_small_picture(pictured, name):
    view, keys = ONCE[name]
    assert pictured(view, keys, (80, 24), "en")


def test_picture_of_a_lost_connection(pictured):
    assert pictured(RUNNING, (), (80, 24), "en", connected=False)


def test_picture_of_a_refusal(pictured):
    refused = "The line is for the duty officer only."
    assert pictured(RUNNING, ("end", "r", "f2"), (80, 24), "en", refusal=refused)


def test_picture_without_a_way(pictured):
    assert pictured(RUNNING, ("n", *"cust", "enter"), (80, 24), "en", no_route={"customs"})


@pytest.mark.parametrize("language", ["en", "es"])
def test_picture_of_what_waits_for_the_clock(pictured, language):
    view = a_view(clock=replace(RUNNING.clock, running=False, reason="pause"), queued=2)
    write = ("n", *"csi", "enter", *("tab",) * 5, "O", "K", "f2")
    decide = ("d", "down", "enter", "tab", "enter", "tab", "y", "f2")
    held = asyncio.Event()
    assert pictured(view, (*write, *decide, "2"), (80, 24), language, clock_runs=held)
