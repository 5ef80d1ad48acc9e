"""A post's app over the fake client, and a way to press keys and let everything settle."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fakestaff import FakeStaff, a_picture

from exercise.tui.controlroom import ControlApp
from exercise.views.control import ControlView


@pytest.fixture(autouse=True)
def _room_said_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said does not disappear while a slow machine looks at it."""
    monkeypatch.setattr("exercise.tui.live.SAID_FOR", 10_000.0)


class Room:
    """An app that runs, its client, and somebody at the keys."""

    def __init__(self, client: Any, pilot: Any) -> None:
        self.client = client
        self.pilot = pilot
        self.app: ControlApp = pilot.app

    async def settle(self) -> None:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*({" ": "space"}.get(letter, letter) for letter in text))

    async def push(self, **changes: object) -> None:
        self.client.push(**changes)
        await self.settle()

    @property
    def words(self) -> str:
        """All that the screen says, as text."""
        return "\n".join(
            "".join(segment.text for segment in line)
            for line in self.app.screen._compositor.render_strips()
        )

    @property
    def prose(self) -> str:
        """The same without line breaks and rules."""
        return " ".join(self.words.replace("│", " ").split())

    @property
    def said(self) -> list[str]:
        return [str(each.text) for each in self.app.said]


Enter = Callable[..., AbstractAsyncContextManager[Room]]


@pytest.fixture
def enter() -> Enter:
    """Open the control room for a role, or on a picture."""

    @asynccontextmanager
    async def entered(
        role: str = "control", view: ControlView | None = None, **options: Any
    ) -> AsyncIterator[Room]:
        client = FakeStaff(view if view is not None else a_picture(role))
        size = options.pop("size", (80, 24))
        app = ControlApp(client, wall=lambda: 0.0, **options)
        async with app.run_test(size=size) as pilot:
            room = Room(client, pilot)
            await room.settle()
            yield room

    return entered
