from __future__ import annotations

import re
from pathlib import Path

import pytest
from fake import FakeClient

from exercise.tui import TraineeApp
from exercise.tui.commands import COMMANDS, commands_of, shown_keys
from exercise.tui.palette import TraineeCommands
from exercise.tui.screens.answer import AnswerScreen
from exercise.tui.screens.compose import ComposeScreen
from exercise.tui.screens.decide import DecideScreen
from exercise.tui.screens.help import HelpScreen
from exercise.tui.screens.main import MainScreen
from exercise.tui.screens.reading import HangingRows

SCREENS = {
    "desk": MainScreen,
    "compose": ComposeScreen,
    "decide": DecideScreen,
    "answer": AnswerScreen,
}
KEYS = Path(__file__).resolve().parents[3] / "docs" / "reference" / "keys.md"


@pytest.mark.parametrize("scope", SCREENS)
def test_every_command_has_an_action_and_its_keys_are_bound(scope):
    screen = SCREENS[scope]
    bound = {key for binding in screen.BINDINGS for key in binding.key.split(",")}
    for command in commands_of(scope):
        name = command.action.partition("(")[0]
        if name != "answer":
            assert hasattr(screen, f"action_{name}"), command.action
        assert set(command.keys) <= bound, command.action


@pytest.mark.parametrize("scope", SCREENS)
def test_no_key_means_two_things_on_one_screen(scope):
    keys = [
        key for command in commands_of(scope) if command.action != "answer" for key in command.keys
    ]
    assert len(keys) == len(set(keys))


def test_the_reference_names_every_command_with_its_keys():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in KEYS.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    named = {(tuple(re.findall(r"`([^`]+)`", keys)), name) for keys, name, *_ in rows}
    for command in COMMANDS:
        name = str(command.label)
        if command.action.startswith("tab("):
            name = f"Tab: {name}"
        assert (shown_keys(command), name) in named, f"docs/reference/keys.md lacks {name}"


async def test_the_palette_offers_what_makes_sense_and_runs_it(settle):
    client = FakeClient()
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test() as pilot:
        offered = {
            hit.text for hit in [hit async for hit in TraineeCommands(app.screen).discover()]
        }
        assert "Skip ahead" in offered
        await pilot.press("ctrl+p", *"skip")
        # The palette searches in a worker of its own, which ends when it is closed.
        while not app.screen.query_one("CommandList").option_count:
            await pilot.pause()
        await pilot.press("enter")
        if not client.skipped:
            await pilot.press("enter")
        await settle(pilot)
        assert client.skipped == 1


@pytest.mark.parametrize("keys", [(), ("n",), ("d",), ("i",)])
async def test_help_opens_and_closes_on_every_screen(keys):
    app = TraineeApp(FakeClient(), wall=lambda: 0.0)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        below = app.screen
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert app.screen is below


async def test_help_never_runs_keys_and_texts_together_on_a_small_terminal():
    app = TraineeApp(FakeClient(), wall=lambda: 0.0, language="es")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "f1")
        await pilot.pause()
        for rows in app.screen.query(HangingRows):
            lines = rows.render().plain.splitlines()
            beside = len(rows.rows[0][0].ljust(max(len(keys) for keys, _, _ in rows.rows))) + 1
            assert {line[beside - 1] for line in lines} == {" "}
            assert max(map(len, lines)) <= rows.content_size.width
            assert len(lines) == rows.size.height


async def test_keys_in_the_key_bar_can_be_clicked():
    app = TraineeApp(FakeClient(), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("#keys", offset=(72, 0))
        await pilot.pause()
        assert app.screen is not app.screen_stack[0]
        await pilot.press("escape")
        await pilot.click("#tabs", offset=(16, 0))
        await pilot.pause()
        assert app.screen.tab == "sent"
