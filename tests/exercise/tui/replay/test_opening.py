"""A session that takes a while to open says so, and can be left."""

from __future__ import annotations

import pytest

from exercise.errors import RecordError
from exercise.tui.replay.opening import OpeningApp, opened


async def test_it_says_what_is_opened_for_how_long_and_goes_on_by_itself() -> None:
    state = {"open": False, "time": 0.0}
    app = OpeningApp(lambda: state["open"], "s.tabletop", 30.2, "es", wall=lambda: state["time"])
    async with app.run_test(size=(80, 24)) as pilot:
        state["time"] = 7.0
        app.look()
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        said = "\n".join("".join(part.text for part in line) for line in strips)
        assert "Se abre s.tabletop" in said
        assert "30 MB · 7 s" in said
        state["open"] = True
        app.look()
        await pilot.pause()
        assert not app.is_running or app._exit


def test_what_is_opened_at_once_needs_no_screen_and_errors_come_through() -> None:
    assert opened(lambda: 7, "s.tabletop", 1, "en") == 7

    def fails() -> int:
        raise RecordError("This is no session.")

    with pytest.raises(RecordError, match="no session"):
        opened(fails, "s.tabletop", 1, "en")
