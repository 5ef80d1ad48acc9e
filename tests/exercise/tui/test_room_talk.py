"""At a desk with others: drafts, the other language, what waits for the line, and the hot wash."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fake import FakeClient, a_view

from exercise import commands as c
from exercise.tui import TraineeApp
from exercise.views.seat import DraftView, QuestionView

WORDS = QuestionView("hot-wash-1", {"": "What went well?"}, "text", (), None, True, True)
SCALE = QuestionView(
    "hot-wash-3", {"": "Ready?"}, "scale", ({"": "no"}, {"": "yes"}), None, True, True
)
TOGETHER = a_view(solo=False)
ENDED = a_view(
    solo=False,
    clock=replace(TOGETHER.clock, running=False, phase="ended", reason="ended"),
    questions=(WORDS, SCALE),
)


def text_of(app: TraineeApp, name: str = ".text") -> str:
    return str(app.screen.query(f"{name}").last().render())  # type: ignore[attr-defined]


async def test_the_hot_wash_follows_the_end_and_goes_into_the_box(settle) -> None:
    client = FakeClient(ENDED)
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", *"Calls", "tab", "right", "right", "f2")
        await settle(pilot)
        assert client.submitted == [
            c.AnswerQuestion("hot-wash-1", "Calls"),
            c.AnswerQuestion("hot-wash-3", "2"),
        ]


async def test_the_hot_wash_can_be_skipped_and_opened_again(settle) -> None:
    client = FakeClient(ENDED)
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", *"Cal", "escape", "h", *"ls", "f2")
        await settle(pilot)
        assert [one.answer for one in client.submitted] in (["Calls"], ["lsCal"])


@pytest.mark.parametrize(("key", "what"), [("2", "message"), ("3", "decision")])
async def test_what_others_at_the_desk_write_is_seen_and_taken_literally(settle, key, what) -> None:
    draft = DraftView("port-authority/2", what, ("csirt",), text="[bold]evil\x1b[2J")
    app = TraineeApp(FakeClient(replace(TOGETHER, drafts=(draft,))), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        shown = app.export_screenshot()
        assert "being&#160;written" in shown
        assert "[bold]evil" in shown
        assert "\x1b" not in shown


async def test_what_is_written_is_shared_and_taken_back(settle) -> None:
    client = FakeClient(TOGETHER)
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n", *"cs", "enter")
        app.screen._share()  # type: ignore[attr-defined]
        await settle(pilot)
        assert [one and one.to for one in client.drafted] == [("csirt",)]
        await pilot.press("escape")
        await settle(pilot)
        assert client.drafted[-1] is None


async def test_one_key_shows_an_item_in_the_other_language_and_the_screen_keeps_its_own(
    settle,
) -> None:
    app = TraineeApp(FakeClient(TOGETHER), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end", "o")
        await settle(pilot)
        shown = app.export_screenshot()
        assert "Pantallas&#160;apagadas" in shown
        assert "Screens&#160;are&#160;dark" in shown
        assert "shown&#160;in&#160;Spanish" in shown
        assert app.language == "en"


async def test_what_is_done_while_the_line_is_down_is_seen_to_wait(settle) -> None:
    client = FakeClient(TOGETHER)
    client.connected, client.clock_runs = False, asyncio.Event()
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("i", *"Tide", "f2")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        shown = app.export_screenshot()
        assert "in&#160;the&#160;outbox" in shown
        assert "outbox:&#160;1" in shown
        client.clock_runs.set()
        await settle(pilot)
        assert client.submitted == [c.RequestInformation("Tide")]
        assert app.waiting == ()


async def test_the_notice_of_non_attribution_greets_who_joins_others(settle) -> None:
    for view, greeted in ((TOGETHER, True), (a_view(), False)):
        app = TraineeApp(FakeClient(view), wall=lambda: 0.0)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert ("nobody&#160;is&#160;quoted" in app.export_screenshot()) is greeted


async def test_the_tab_of_questions_opens_at_the_one_that_waits(settle) -> None:
    missed = QuestionView("Q-1", {"": "Who leads?"}, "text", (), closed=True)
    waiting = QuestionView("Q-2", {"": "What first?"}, "text", ())
    app = TraineeApp(FakeClient(replace(TOGETHER, questions=(missed, waiting))), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("7")
        await settle(pilot)
        assert app.screen.pane.marked == "q:Q-2"  # type: ignore[attr-defined]
        assert "now closed" in str(app.screen.pane.rows(80)[0][1])  # type: ignore[attr-defined]
