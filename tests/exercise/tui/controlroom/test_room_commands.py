"""One table: bindings, palette, help and the reference page say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exercise.tui.controlroom.covers import VisitScreen
from exercise.tui.controlroom.dialogs import RoomHelp
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.main import PANES, ControlScreen
from exercise.tui.controlroom.palette import RoomCommands
from exercise.tui.controlroom.table import COMMANDS, EVERYBODY, commands_of
from exercise.tui.controlroom.tabs import TABS, tabs_of
from exercise.tui.observer import ObserverScreen
from exercise.tui.tables.results import ResultsScreen
from exercise.tui.tables.screen import TablesScreen
from exercise.tui.uicommand import shown_keys

KEYS = Path(__file__).resolve().parents[4] / "docs" / "reference" / "keys.md"
HOMES = {
    "room": (ControlScreen,),
    "form": (RoomForm,),
    "visit": (VisitScreen,),
    "observer": (ObserverScreen,),
    "tables": (TablesScreen,),
    "results": (ResultsScreen,),
    "all": (ControlScreen, RoomForm, VisitScreen, ObserverScreen, TablesScreen, ResultsScreen),
    **{name: (pane,) for name, pane in PANES.items()},
}


@pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda command: f"{command.scope}-{command.action}"
)
def test_every_command_has_an_action_where_its_key_works(command):
    for home in HOMES[command.scope]:
        assert hasattr(home, f"action_{command.action.partition('(')[0]}")
        bound = {key for binding in home.BINDINGS for key in binding.key.split(",")}
        assert command.keys == ("enter",) or set(command.keys) <= bound


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_key_means_two_things_on_one_tab(role):
    for tab, _, _ in tabs_of(role):
        here = (*commands_of(tab, role), *commands_of("room", role), *commands_of("all", role))
        keys = [key for command in here for key in command.keys]
        assert sorted(keys) == sorted(set(keys)), tab


def test_every_tab_is_somebodys():
    assert {name for role in EVERYBODY for name, _, _ in tabs_of(role)} == set(TABS) == set(PANES)


def test_the_reference_names_every_command_with_its_keys():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in KEYS.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    named = {(tuple(re.findall(r"`([^`]+)`", keys)), name) for keys, name, *_ in rows}
    for command in COMMANDS:
        if not command.action.startswith("tab("):
            told = (shown_keys(command), str(command.label))
            assert told in named, f"docs/reference/keys.md lacks {told}"


@pytest.mark.parametrize("role", EVERYBODY)
async def test_the_palette_offers_what_the_role_has(enter, role):
    async with enter(role) as room:
        offered = {hit.text async for hit in RoomCommands(room.app.screen).discover()}
        steering = {"End the exercise", "Real emergency (no duff)", "Announce"}
        assert steering <= offered if role == "control" else not steering & offered
        assert {"Note", "Find", "Help", "Español / English", "Tab: Log"} <= offered


async def test_a_command_from_the_palette_is_done(enter):
    async with enter() as room:
        await room.pilot.press("ctrl+p", *"hold")
        # The palette searches in a worker of its own, which ends when it is closed.
        while not room.app.screen.query_one("CommandList").option_count:
            await room.pilot.pause()
        await room.pilot.press("enter")
        if not room.client.asked:
            await room.pilot.press("enter")
        await room.settle()
        assert [type(command).__name__ for command, _ in room.client.asked] == ["HoldInject"]


@pytest.mark.parametrize("keys", [(), ("a",), ("3",)])
async def test_help_opens_and_closes_everywhere(enter, keys):
    async with enter() as room:
        await room.press(*keys)
        below = room.app.screen
        await room.press("f1")
        assert isinstance(room.app.screen, RoomHelp)
        await room.press("escape")
        assert room.app.screen is below


async def test_keys_and_tabs_can_be_clicked(enter):
    async with enter() as room:
        await room.pilot.click("#tabs", offset=(12, 0))
        await room.settle()
        assert room.app.screen.tab == "desks"
        await room.pilot.click("#keys", offset=(2, 0))
        await room.settle()
        assert room.client.asked or room.said
