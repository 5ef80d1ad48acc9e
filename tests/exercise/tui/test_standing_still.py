"""What is sent while the clock stands still: it waits, and one sees that it does, and what."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fake import FakeClient
from textual.widgets import Static

from exercise.tui import TraineeApp
from exercise.tui.screens.compose import ComposeScreen
from exercise.tui.screens.dialogs import ConfirmScreen
from exercise.tui.screens.main import MainScreen


@pytest.fixture
def client() -> FakeClient:
    """A session that stands still: what is sent is answered once its clock runs."""
    client = FakeClient()
    client.push(clock=replace(client.view.clock, running=False, reason="pause"))
    client.clock_runs = asyncio.Event()
    return client


def reading(app: TraineeApp) -> str:
    return str(app.screen.pane.query_one(".text", Static).content)


def rows(app: TraineeApp) -> list[str]:
    return [content.plain for _, content in app.screen.pane.rows(76)]


async def write_to_csirt(app, pilot) -> None:
    await pilot.press("n", *"csi", "enter")
    assert isinstance(app.screen, ComposeScreen)
    app.screen.query_one("#text").text = "Stand by"
    await pilot.press("f2")
    await pilot.pause()


async def test_a_message_waits_in_sight_until_the_clock_runs(app, client, settle):
    async with app.run_test() as pilot:
        await write_to_csirt(app, pilot)
        await pilot.press("2")
        assert "‖ waits for the clock" in rows(app)[0]
        assert "Stand by" in rows(app)[0]
        assert "until then nothing travels" in reading(app)
        client.clock_runs.set()
        await settle(pilot)
        assert not app.waiting
        assert "Stand by" not in rows(app)[0]
    assert [sent.to for sent in client.submitted] == ["csirt"]


async def test_a_decision_waits_among_the_decisions_too(app):
    async with app.run_test() as pilot:
        await pilot.press("d", *"close", "enter", "tab", "enter", "tab", *"why", "f2")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        for tab in "23":
            await pilot.press(tab)
            assert "waits for the clock" in rows(app)[0]
            assert "Close the gate →" in rows(app)[0]
            assert "why" in reading(app)


async def test_acknowledging_is_not_said_to_be_done_before_it_is(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("end", "a")
        await pilot.pause()
        assert [str(each.text) for each in app.said] == [
            "It waits until the clock runs; tab 2 lists what waits."
        ]
        client.clock_runs.set()
        await settle(pilot)
        assert str(app.said[-1].text) == "Acknowledged."


async def test_the_notice_counts_what_waits(app, client, settle):
    async with app.run_test() as pilot:
        client.push(queued=3)
        await settle(pilot)
        assert "Waiting for it: 3, see tab 2" in str(app.screen.query_one("#notice").render())


async def test_who_leaves_is_told_what_would_not_be_sent(app, client, settle):
    async with app.run_test() as pilot:
        await write_to_csirt(app, pilot)
        await pilot.press("q")
        assert isinstance(app.screen, ConfirmScreen)
        told = "\n".join(str(note.content) for note in app.screen.query("Note"))
        assert "not sent if you leave now: 1" in told
