"""A list of very many rows draws those that are in sight."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.content import Content

from exercise.tui.widgets.rowlist import RowList, Rows


async def test_only_what_is_in_sight_is_drawn_and_the_cursor_reaches_the_end() -> None:
    drawn: list[str] = []

    def draw(row: str) -> Content:
        drawn.append(row)
        return Content(f"row {row}\nits second line")

    class Listing(App[None]):
        def compose(self) -> ComposeResult:
            yield RowList(markup=False, compact=True)

    async with Listing().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)
        rows.take(Rows([str(n) for n in range(50_000)], draw, 2), 0)
        await pilot.pause()
        assert 5 <= len(drawn) < 20
        rows.focus()
        await pilot.press("end")
        assert rows.highlighted == 49_999
        assert rows.scroll_offset.y == 100_000 - rows.size.height
        await pilot.press("pageup", "up")
        assert len(drawn) < 60
        rows.take(Rows(["a"], draw), 0)
        await pilot.pause()
        assert drawn[-1] == "a"
        assert rows.virtual_size.height == 1


async def test_what_stays_as_it_is_is_not_inked_anew_and_other_colours_are_seen() -> None:
    class Listing(App[None]):
        def compose(self) -> ComposeResult:
            yield RowList(markup=False, compact=True)

    def row(_: str) -> Content:
        return Content.styled("overdue", "$text-warning")

    async with Listing().run_test(size=(40, 10)) as pilot:
        rows = pilot.app.query_one(RowList)

        def style() -> Any:
            return next(iter(rows.render_line(1))).style

        rows.take(Rows(["a", "b"], row), 0)
        await pilot.pause()
        dark = style()
        rows.take(Rows(["c", "b"], row), 0)
        assert style() is dark
        pilot.app.theme = "textual-light"
        await pilot.pause()
        assert style().color != dark.color
