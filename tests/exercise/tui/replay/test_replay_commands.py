"""The table of the replay's commands: bound, unambiguous, and described."""

from __future__ import annotations

import re
from pathlib import Path

from exercise.tui.controlroom.table import commands_of
from exercise.tui.replay.screen import ReplayScreen
from exercise.tui.replay.table import COMMANDS, tabs_for
from exercise.tui.uicommand import shown_keys

KEYS = Path(__file__).resolve().parents[4] / "docs" / "reference" / "keys.md"


def test_every_command_has_an_action_and_its_keys_are_bound() -> None:
    bound = {key for binding in ReplayScreen.BINDINGS for key in binding.key.split(",")}
    for command in COMMANDS:
        assert hasattr(ReplayScreen, f"action_{command.action.partition('(')[0]}"), command.action
        assert set(command.keys) <= bound | {"enter"}, command.action


def test_no_key_means_two_things_on_one_tab() -> None:
    for stand in ("control", "evaluate"):
        for name, _, _ in tabs_for(stand):
            keys = [key for one in (*commands_of(name, "replay"), *COMMANDS) for key in one.keys]
            assert len(keys) == len(set(keys)), name


def test_the_reference_names_every_command_with_its_keys() -> None:
    rows = [line.split("|") for line in KEYS.read_text("utf-8").splitlines() if line[:3] == "| `"]
    named = {(tuple(re.findall(r"`([^`]+)`", cells[1])), cells[2].strip()) for cells in rows}
    for command in COMMANDS:
        name = str(command.label)
        if command.action.startswith("tab("):
            name = f"Tab {command.action[4:-1]}"
        assert (shown_keys(command), name) in named, f"docs/reference/keys.md lacks {name}"
