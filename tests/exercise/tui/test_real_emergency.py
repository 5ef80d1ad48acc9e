"""A real emergency covers the trainee's screens until control lifts it."""

from __future__ import annotations

from dataclasses import replace

from fake import FakeClient, a_view
from textual.widgets import TextArea

from exercise.tui import TraineeApp
from exercise.tui.cover import CoverScreen
from exercise.tui.screens.answer import AnswerScreen

RUNNING = a_view(solo=False)
EMERGENCY = replace(RUNNING.clock, running=False, reason="emergency")


async def test_it_covers_a_form_which_is_there_again_with_what_was_typed(settle):
    client = FakeClient(RUNNING)
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", "H", "e", "y")
        client.push(clock=EMERGENCY)
        await settle(pilot)
        assert isinstance(app.screen, CoverScreen)
        await pilot.press("x", "f2", "escape")
        client.push(clock=RUNNING.clock)
        await settle(pilot)
        assert isinstance(app.screen, AnswerScreen)
        assert app.screen.query_one(TextArea).text == "Hey"
        assert client.submitted == []


async def test_who_comes_in_during_it_sees_the_cover_first(settle):
    app = TraineeApp(FakeClient(replace(RUNNING, clock=EMERGENCY)), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, CoverScreen)
