"""Pictures of the screen in two sizes and two languages; look at each before accepting a new one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake import FakeClient, a_view, an_announced_view

from exercise.tui import TraineeApp
from exercise.views.seat import SeatView

RUNNING = a_view()
PAUSED = a_view(clock=replace(RUNNING.clock, running=False, reason="briefing"))
ENDED = a_view(clock=replace(RUNNING.clock, running=False, phase="ended"))

PICTURES = {
    "inbox": (RUNNING, ("down", "up")),
    "compose": (RUNNING, ("r",)),
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
    "documents": (RUNNING, ("6", "down")),
    "questions": (RUNNING, ("7",)),
    "answer": (RUNNING, ("7", "down", "enter")),
    "announcement": (an_announced_view(), ()),
    "after-the-end": (ENDED, ("escape",)),
    "loading": (SeatView(), ()),
    "light": (RUNNING, ("t",)),
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
                await settle(pilot)

        app = TraineeApp(client, language=language, welcome=WELCOME, wall=lambda: 0.0)
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
    assert pictured(RUNNING, ("r", "f2"), (80, 24), "en", refusal=refused)


def test_picture_without_a_way(pictured):
    assert pictured(RUNNING, ("n", *"cust", "enter"), (80, 24), "en", no_route={"customs"})
