"""A list of very many rows draws those that are in sight."""

from __future__ import annotations

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
