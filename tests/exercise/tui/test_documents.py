"""Documents look as they were meant, and nothing in them can be followed or run."""

from __future__ import annotations

from dataclasses import replace

from textual.containers import VerticalScroll
from textual.strip import Strip

from exercise.tui import TraineeApp
from exercise.views.seat import DocumentView


def screen_text(app: TraineeApp) -> str:
    strips: list[Strip] = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def reading(app: TraineeApp) -> VerticalScroll:
    return app.screen.pane.query_one(".reading", VerticalScroll)


async def test_headings_emphasis_and_tables_are_drawn(app, settle):
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("6", "end")
        await settle(pilot)
        shown = screen_text(app)
        assert "7.2 Cyber incidents" in shown
        assert "Tell the national CSIRT within an hour." in shown
        assert not {"# 7", "**", "|---"} & {part for part in ("# 7", "**", "|---") if part in shown}
        assert "VHF" in shown


async def test_links_and_html_stay_what_they_are(app, settle):
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("6", "end")
        await settle(pilot)
        shown = screen_text(app)
        assert "[No link](https://example.org) leads anywhere." in shown
        assert "<b>Nothing</b> is run." in shown
        assert "href" not in app.export_screenshot()


async def test_a_long_document_is_read_by_keyboard_and_says_that_there_is_more(client, app, settle):
    text = "\n\n".join(f"Paragraph {n}" for n in range(60))
    client.push(documents=(DocumentView("d", {"": "Long"}, {"": text}),))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "end")
        await settle(pilot)
        assert "Space" in str(app.screen.pane.border_subtitle)
        await pilot.press("space")
        await settle(pilot)
        assert reading(app).scroll_offset.y > 0
        for _ in range(40):
            await pilot.press("space")
        await settle(pilot)
        assert "Paragraph 59" in screen_text(app)
        assert not app.screen.pane.border_subtitle
        await pilot.press("b")
        await settle(pilot)
        assert app.screen.pane.border_subtitle


async def test_a_document_without_text_still_has_its_title(client, app, settle):
    client.push(documents=(replace(client.view.documents[0], text={}),))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "end")
        await settle(pilot)
        assert screen_text(app).count("Port facility security plan (extract)") == 2
