"""The fake client, and an app over it whose clock a test turns by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake import FakeClient
from textual.widgets import Input, TextArea

from exercise.tui import TraineeApp


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make pictures differ."""
    for widget in (Input, TextArea):
        made = widget.__init__

        def still(self: Input | TextArea, *args: object, _made=made, **kwargs: object) -> None:
            _made(self, *args, **kwargs)
            self.cursor_blink = False

        monkeypatch.setattr(widget, "__init__", still)


@pytest.fixture(autouse=True)
def _said_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said does not disappear while a slow machine looks at it."""
    monkeypatch.setattr("exercise.tui.live.SAID_FOR", 10_000.0)


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def app(client: FakeClient) -> TraineeApp:
    return TraineeApp(client, wall=lambda: 0.0)


@pytest.fixture
def settle() -> Callable[..., object]:
    """Wait until everything asked for has happened."""

    async def settled(pilot) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    return settled
