"""Pictures of the replay in two sizes and two languages; look at each before accepting."""

from __future__ import annotations

from typing import Any

import pytest

from exercise.tui.replay import ReplayApp

from .conftest import a_past

PICTURES = {
    "log": ("en", (80, 24), "control", 1600, ()),
    "path": ("es", (80, 24), "control", 1600, ("x", "4", "K", "l")),
    "aware": ("en", (140, 45), "control", 2400, ("6", "down")),
    "desk": ("es", (140, 45), "port", 1800, ()),
    "beside": ("en", (80, 24), "control", 400, ("4", "c", "k", "k")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(snap_compare: Any, name: str) -> None:
    language, size, stand, start, keys = PICTURES[name]

    async def act(pilot: Any) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()

    app = ReplayApp(a_past(), language=language, stand=stand, start=start, wall=lambda: 0.0)
    assert snap_compare(app, terminal_size=size, run_before=act)
