"""A short session that was played, and somebody who looks at it again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from harbour import tiny_setup

from agencies.network import Network
from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.events import Event
from exercise.replay.moments import Moments
from exercise.replay.past import Added, Past
from exercise.session.opening import opening
from exercise.tui.replay import ReplayApp


@pytest.fixture(autouse=True)
def _said_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said does not disappear while a slow machine looks at it."""
    monkeypatch.setattr("exercise.tui.live.SAID_FOR", 10_000.0)


def played(until: int = 5400, *, decides: bool = False) -> list[Event]:
    """The port knows that the screens are dark, and tells nobody for a long time."""
    setup = replace(tiny_setup(), staffing=("port",))
    engine = Engine(setup, Network(setup.network))
    told = [opening(setup, engine.begins_at, alias_key="k", marking="TLP:AMBER"), *engine.begin()]
    decided = [(1200, c.LogDecision("raise", ("quay",)))] if decides else []
    for at, command in (
        (360, c.OpenItem("I-01/port")),
        *decided,
        (1700, c.SendMessage("csirt", facts={"dark": "confirmed"}, text="Our screens are dark.")),
    ):
        told += engine.advance_to(min(at, until))
        if at < until:
            told += engine.submit(Submission(command, "player", "port", "port/1", f"r{at}"))
    told += engine.advance_to(until)
    return [event._replace(seq=place) for place, event in enumerate(told, 1)]


def a_past(events: list[Event] | None = None, **options: Any) -> Past:
    setup = replace(tiny_setup(), staffing=("port",))
    recorded = played() if events is None else events
    moments = Moments(
        setup, Network(setup.network), recorded, alias_key="k", marking="TLP:AMBER", between=20
    )
    return Past(moments, "port.tabletop", **options)


class Viewer:
    """An app that runs, what was written down with it, and somebody at the keys."""

    def __init__(self, pilot: Any, kept: list[Added]) -> None:
        self.pilot = pilot
        self.app: ReplayApp = pilot.app
        self.kept = kept

    async def settle(self) -> None:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        await self.pilot.press(*({" ": "space", "#": "number_sign"}.get(one, one) for one in text))
        await self.settle()

    @property
    def prose(self) -> str:
        """All that the screen says, without line breaks and rules."""
        strips = self.app.screen._compositor.render_strips()
        text = "\n".join("".join(segment.text for segment in line) for line in strips)
        return " ".join(text.replace("│", " ").split())

    @property
    def said(self) -> list[str]:
        return [str(one.text) for one in self.app.said]


Look = Callable[..., AbstractAsyncContextManager[Viewer]]


@pytest.fixture
def look() -> Look:
    """Look at the session, or another past."""

    @asynccontextmanager
    async def looking(past: Past | None = None, **options: Any) -> AsyncIterator[Viewer]:
        kept: list[Added] = []

        def keep(noted: Added) -> str:
            kept.append(noted)
            return f"evaluation/evaluate/1/{len(kept)}"

        if past is None:
            past = a_past(evaluators=lambda _: ((), keep))
        size = options.pop("size", (80, 24))
        app = ReplayApp(past, wall=lambda: 0.0, **options)
        async with app.run_test(size=size) as pilot:
            viewer = Viewer(pilot, kept)
            await viewer.settle()
            yield viewer

    return looking
