"""Any text in any field of the staff's picture is shown literally and does nothing."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from fakestaff import FakeStaff, a_picture

from exercise.errors import Refused
from exercise.tui.controlroom import ControlApp
from exercise.tui.controlroom.main import ControlScreen
from exercise.tui.controlroom.tabs import tabs_of
from exercise.views.control import ControlView

KEPT = frozenset(
    {
        *("id", "role", "kind", "state", "urgency", "via", "agency", "to", "sender", "intent"),
        *("phase", "story", "expectation", "part", "item", "seats", "connected", "seat", "task"),
        *("expectations", "language", "message", "last_act", "targets", "inject", "relay_to"),
        *("move", "facts", "about", "link", "channel", "action", "reason", "duty"),
    }
)
"""Ids and codes: the session has checked them; the rest people or packs wrote."""
WRITTEN = frozenset({"subject", "text", "body", "reason", "answer", "answers", "sender"})
"""Fields of :data:`KEPT` that hold words where they hold a text by language, or in the log."""
HOSTILE = (
    "[/foo]",
    "[@click=app.quit]press me[/] [bold red]x [",
    "\x1b[2J\x1b]0;owned\x07\x00\x9b a\tb\r\nc\u2028d \ud800",
    "\u202eright to left\u2066 \u0627\u0644",
    "{0} {name} %s $foreground " + "x" * 10_000,
    "",
)
DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def soiled(value: Any, text: str, name: str = "") -> Any:
    """``value`` with every text that people or packs wrote replaced."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: soiled(getattr(value, field.name), text, field.name)
            for field in dataclasses.fields(value)
        }
        return dataclasses.replace(value, **changes)
    if name == "known":
        return value
    if isinstance(value, dict):
        return dict.fromkeys(value or ("en",), text)
    if name == "detail":
        return tuple((key, text if key in WRITTEN else kept) for key, kept in value)
    if name == "answers":
        return tuple((who, text) for who, _ in value)
    if name == "announcements":
        return tuple((at, text) for at, _ in value)
    if name in KEPT and name not in WRITTEN:
        return (
            value
            if not isinstance(value, tuple)
            else tuple(soiled(v, text) if dataclasses.is_dataclass(v) else v for v in value)
        )
    if isinstance(value, tuple):
        return tuple(soiled(each, text, name) for each in value)
    return text if isinstance(value, str) and name not in KEPT else value


class HostileStaff(FakeStaff):
    """Everything it says is hostile."""

    def __init__(self, role: str, text: str) -> None:
        view: ControlView = soiled(a_picture(role), text)
        super().__init__(view)
        self.text = text

    async def submit(self, *_: object, **__: object) -> str:
        raise Refused("{said}", said=self.text)


FORMS = {
    "control": (("1", "s"), ("1", "e"), ("3", "x"), ("5", "enter"), ("8", "end", "r")),
    "evaluate": (("1", "n"),),
}


@pytest.mark.parametrize("role", FORMS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_in_every_field_is_only_text(settle, role, text):
    app = ControlApp(HostileStaff(role, text), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for number in range(1, len(tabs_of(role)) + 1):
            await pilot.press(str(number), "down")
            assert not DANGEROUS.search(screen_of(app))
        for keys in FORMS[role]:
            await pilot.press(*keys, "f2")
            await settle(pilot)
            assert not DANGEROUS.search(screen_of(app))
            await pilot.press("escape")
        assert isinstance(app.screen, ControlScreen)
        assert app.is_running


def screen_of(app: ControlApp) -> str:
    """All that the screen says; line ends are its own."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line) for line in lines)


async def test_brackets_are_shown_as_they_were_written():
    app = ControlApp(HostileStaff("control", "[/foo] [@click=app.quit]x"), wall=lambda: 0.0)
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        assert "[/foo] [@click=app.quit]x" in screen_of(app)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert "✗ [/foo] [@click=app.quit]x" in screen_of(app)
