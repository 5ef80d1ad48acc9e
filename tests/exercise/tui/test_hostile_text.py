"""Any text in any field is shown literally and does nothing."""

from __future__ import annotations

import dataclasses
import io
import re
from typing import Any
from unittest import mock

import pytest
from fake import AGENCIES, FakeClient, an_announced_view
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.markdown import Markdown
from textual.content import Content
from textual.widgets import Static

from exercise.errors import Refused
from exercise.session.api import RouteQuery
from exercise.tui import TraineeApp
from exercise.tui.screens.main import PANES, MainScreen
from exercise.tui.widgets.browse import BrowsePane
from exercise.views.seat import RoutePreview, SeatView

DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, what reorders text, lone surrogates: none of it may reach the terminal."""

KEPT = frozenset(
    {
        *("id", "agency", "sender_agency", "to", "where", "intent", "state", "urgency", "via"),
        *("status", "kind", "phase", "story", "facts", "about", "relay_to", "action", "actions"),
        *("targets", "tells", "refuted_by", "asks", "channel", "authority", "reason"),
    }
)
"""Ids and codes: they come from the session, which has checked them; the rest people wrote."""

HOSTILE = (
    "[/foo]",
    "[@click=app.quit]press me[/] [bold red]x [",
    "\x1b[2J\x1b]0;owned\x07\x00\x9b a\tb\r\nc\u2028d \ud800",
    "\u202eright to left\u2066 \u0627\u0644\u0645\u064a\u0646\u0627\u0621 e\u0301\u200d\U0001f468\u200d\U0001f469",
    "# [/foo] <b>x</b>\n\n[x](y:1) ![y](z:1) <w:z>\n\n|[/a]|[@click=app.quit]z|\n|-|-|\n|`[b]`|**[/]**|\n\n```[/x]\ny",
    "{0} {name} %s $foreground " + "x" * 10_000,
    "",
)


def soiled(value: Any, text: str, name: str = "") -> Any:
    """``value`` with every text that people or packs wrote replaced."""
    if name in KEPT and not isinstance(value, tuple):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value,
            **{
                field.name: soiled(getattr(value, field.name), text, field.name)
                for field in dataclasses.fields(value)
            },
        )
    if isinstance(value, tuple):
        if name in KEPT:
            return value
        return tuple(soiled(each, text) if not isinstance(each, str) else text for each in value)
    if isinstance(value, dict):
        return dict.fromkeys(value or ("en",), text)
    return text if isinstance(value, str) else value


class HostileClient(FakeClient):
    """Everything it says is hostile."""

    def __init__(self, text: str) -> None:
        view: SeatView = soiled(an_announced_view(), text)
        super().__init__(view)
        self.text = text

    async def contacts(self):
        return soiled(await super().contacts(), self.text)

    async def route(self, query: RouteQuery) -> RoutePreview:
        return RoutePreview(query.to, None, (), None, self.text, (self.text,))

    async def submit(self, _):
        raise Refused("{said}", said=self.text)


async def visit_everything(app: TraineeApp, pilot) -> None:
    async def settle() -> None:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()

    for tab in "1234567":
        await pilot.press(tab)
        await settle()
        for _ in range(2):
            await pilot.press("down")
            app.export_screenshot()
    await pilot.press("1", "home", "enter", "r")
    await settle()
    await pilot.press("f2")
    await settle()
    app.export_screenshot()
    await pilot.press("escape", "d", "enter", "tab", "enter", "f1", "escape", "f9", "f2", "escape")
    await pilot.press("7", "home", "enter")
    await settle()
    app.export_screenshot()
    await pilot.press("escape", "ctrl+p")
    await pilot.press("escape")
    await settle()
    assert isinstance(app.screen, MainScreen)
    assert app.is_running


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_in_every_field_is_only_text(text):
    app = TraineeApp(HostileClient(text), welcome=text, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await visit_everything(app, pilot)


async def test_brackets_are_shown_as_they_were_written():
    text = "[/foo] [@click=app.quit]x"
    app = TraineeApp(HostileClient(text), wall=lambda: 0.0)
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.press("down", "up")
        pane = app.screen.query_one(BrowsePane)
        assert text in str(pane.query_one(".text", Static).content)
        assert "click=app.quit" in app.export_screenshot().replace("&#160;", " ")
        await pilot.click(pane.query_one(".text", Static), offset=(12, 0))
        assert app.is_running


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=80), title=st.text(max_size=40))
def test_any_text_draws(text, title):
    """Every row and reading pane draws, whatever was written."""
    view = dataclasses.replace(
        soiled(an_announced_view(), text),
        agencies=tuple(dataclasses.replace(each, title={"": title}) for each in AGENCIES),
    )
    for kind in PANES.values():
        pane = kind()
        pane.view = view
        with mock.patch.object(kind, "wide", new=False):
            drawn = [prompt for _, prompt in pane.rows(76)]
            drawn += [pane.detail(row) for row, _ in pane.rows(76)]
        for content in drawn:
            assert not DANGEROUS.search(as_text(content))


def as_text(drawn: Content | Markdown) -> str:
    if isinstance(drawn, Content):
        return "\n".join(line.plain for line in drawn.wrap(76))
    console = Console(width=76, file=io.StringIO(), color_system=None)
    console.print(drawn)
    return console.file.getvalue()
