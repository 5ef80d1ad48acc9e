"""A list beside what its marked entry says: the shape of all seven tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.visual import VisualType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agencies.language import LANGUAGES, Phrase, phrase
from exercise.commands import Command
from exercise.tui.widgets.rowlist import Row, RowList, Rows
from exercise.views.seat import SeatView

__all__ = ["BrowsePane", "Row", "Rows"]

SIDE_BY_SIDE = 110
"""From this width on, list and text stand side by side."""


SHOWN_IN = {"en": phrase("shown in English"), "es": phrase("shown in Spanish")}


def other(language: str) -> str:
    """The other language."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


class BrowsePane(Container):
    """Shows rows of a view and the details of one of them.

    A tab says in :meth:`rows`, :meth:`detail`, :attr:`TITLE` and :attr:`EMPTY` what that means.
    Rows are told apart by their ids, so that a new view leaves the cursor where it is.
    """

    TITLE: ClassVar[Phrase]
    EMPTY: ClassVar[Phrase]

    class Chosen(Message):
        """Enter was pressed on a row, or it was clicked twice."""

        def __init__(self, pane: BrowsePane, row: str) -> None:
            super().__init__()
            self.pane = pane
            self.row = row

        @property
        def control(self) -> BrowsePane:
            """The pane."""
            return self.pane

    class Marked(Message):
        """The cursor moved to a row."""

        def __init__(self, pane: BrowsePane, row: str) -> None:
            super().__init__()
            self.pane = pane
            self.row = row

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self.view = SeatView()
        self.language = "en"
        self.waiting: tuple[Command, ...] = ()
        """What was sent and waits until the clock runs."""
        self.connected = True
        """Whether the session can be reached; what waits then waits for the line."""
        self.past = False
        """Whether a moment of a session that is over is shown."""
        self.halved = False
        """Whether another such list stands beside it, and neither has room for its text."""
        self.turned = False
        """Whether what is marked is shown in the other language."""
        self.next_marked: str | None = None
        """The row that the cursor goes to with the next rows, instead of staying where it is."""
        self._drawn: Sequence[Row] = []
        self._beyond = ("", "")
        """What title and foot say."""

    def compose(self) -> ComposeResult:
        """A list and a reading pane."""
        yield RowList(markup=False, compact=True, classes="rows")
        with VerticalScroll(classes="reading", can_focus=False):
            yield Static(markup=False, classes="text")

    # -- What a tab defines ----------------------------------------------------------------------

    def rows(self, width: int) -> Sequence[Row]:
        """The rows, ``width`` cells wide."""
        raise NotImplementedError

    def detail(self, row: str) -> VisualType:
        """What stands in the reading pane."""
        raise NotImplementedError

    def welcome(self) -> Content:
        """What stands there before anything was marked."""
        return Content(self.EMPTY.into(self.language))

    def heading(self) -> str:
        """What its title begins with, as markup."""
        return self.TITLE.into(self.language)

    def fresh(self) -> frozenset[str]:
        """The rows that want attention; the title says where they are if they are out of sight."""
        return frozenset()

    # -- What all tabs share ---------------------------------------------------------------------

    @property
    def whole(self) -> bool:
        """Whether all its parts are there: on leaving they go before it does."""
        return self.is_attached and bool(self.query(RowList))

    @property
    def options(self) -> RowList:
        """The list of rows."""
        return self.query_one(".rows", RowList)

    @property
    def marked(self) -> str | None:
        """The row under the cursor."""
        option = self.options.highlighted_option
        return option.id if option else None

    @property
    def wide(self) -> bool:
        """Whether list and text stand side by side."""
        return self.screen.size.width >= SIDE_BY_SIDE and not self.halved

    def show(self, view: SeatView, language: str) -> None:
        """Show a new view, or the same one in another language."""
        self.view, self.language = view, language
        self.redraw()

    def redraw(self) -> None:
        """Bring list and text up to date, changing only what differs."""
        if not self.whole or not self.screen.size.width:
            return
        total = self._total
        rows = self.rows(total * 2 // 5 if self.wide else total)
        self._fill(rows if isinstance(rows, Rows) else list(rows))
        self.set_class(not rows, "-empty")
        self.redraw_text()
        self.call_after_refresh(self.tell_beyond)

    @property
    def _total(self) -> int:
        """Cells that list and text have together, without borders, padding and a scrollbar."""
        total = self.screen.size.width
        if self.halved and total >= SIDE_BY_SIDE:
            total //= 2
        return total - 5

    @property
    def reading_width(self) -> int:
        """Cells that a line of the text has at least."""
        return self._total * 3 // 5 - 6 if self.wide else self._total

    def redraw_text(self) -> None:
        """Bring the text up to date."""
        marked, language = self.marked, self.language
        if self.turned:
            self.language = other(language)
        try:
            text = self.detail(marked) if marked and self._drawn else self.welcome()
        finally:
            self.language = language
        self.query_one(".text", Static).update(text)

    def turn_over(self) -> None:
        """Show what is marked in the other language, or in the screen's again."""
        self.turned = not self.turned
        self.redraw_text()
        self.tell_beyond()

    def read(self, direction: int) -> None:
        """Scroll the text by a page, down (1) or up (-1)."""
        reading = self.query_one(".reading", VerticalScroll)
        if direction > 0:
            reading.scroll_page_down(animate=False)
        else:
            reading.scroll_page_up(animate=False)

    def tell_beyond(self) -> None:
        """Say in title and foot what lies out of sight: fresh rows, and more of the text."""
        if not self.whole:
            return
        options, rows = self.options, self._ids
        lines = 1
        if isinstance(self._drawn, Rows):
            lines = self._drawn.height
        elif self.wide and rows and "\n" in self._drawn[0][1].plain:
            lines = 2
        first = options.scroll_offset.y // lines
        end = first + max(options.size.height // lines, 1)
        fresh, title = self.fresh(), self.heading()
        if above := sum(row in fresh for row in rows[:first]) if fresh else 0:
            title += f" ─ {phrase('▲ new above: {n}', n=above).into(self.language)}"
        if below := sum(row in fresh for row in rows[end:]) if fresh else 0:
            title += f" ─ {phrase('▼ new below: {n}', n=below).into(self.language)}"
        if self.turned:
            title += f" ─ {SHOWN_IN[other(self.language)].into(self.language)}"
        reading = self.query_one(".reading", VerticalScroll)
        more = reading.max_scroll_y > reading.scroll_offset.y
        foot = phrase("Space reads on ▼").into(self.language) if more else ""
        if (title, foot) != self._beyond:  # To set them is to draw the whole pane again.
            self._beyond = title, foot
            self.border_title, self.border_subtitle = title, foot

    def opened(self) -> None:
        """Its tab was opened."""

    def mark(self, row: str) -> None:
        """Put the cursor on a row."""
        rows = self._ids
        if row in rows:
            self.options.highlighted = rows.index(row)

    @property
    def _ids(self) -> Sequence[str]:
        """The ids of the rows."""
        drawn = self._drawn
        return drawn.ids if isinstance(drawn, Rows) else [row for row, _ in drawn]

    def _fill(self, rows: Sequence[Row]) -> None:
        options, marked = self.options, self.next_marked or self.marked
        self.next_marked = None
        if isinstance(rows, Rows):
            at = rows.ids.index(marked) if marked in rows.ids else (0 if rows else None)
            with self.prevent(OptionList.OptionHighlighted):
                options.take(rows, at)
        elif not isinstance(self._drawn, Rows) and [row for row, _ in rows] == self._ids:
            for index, (new, old) in enumerate(zip(rows, self._drawn, strict=True)):
                if not new[1].is_same(old[1]):
                    options.replace_option_prompt_at_index(index, new[1])
        else:
            with self.prevent(OptionList.OptionHighlighted):
                options.set_options(Option(prompt, id=row) for row, prompt in rows)
                ids = [row for row, _ in rows]
                options.highlighted = ids.index(marked) if marked in ids else (0 if ids else None)
        self._drawn = rows

    def on_mount(self) -> None:
        """Draw what was given before mounting."""
        self.redraw()
        for part in (*self.query(RowList), *self.query(".reading")):
            for moved in ("scroll_y", "virtual_size"):
                self.watch(part, moved, self._tell_beyond_soon, init=False)

    def _tell_beyond_soon(self) -> None:
        """Once all sizes are known: while they change, some are still the old ones."""
        self.call_after_refresh(self.tell_beyond)

    def on_resize(self, _: Resize) -> None:
        """Rows are as wide as the screen lets them be."""
        self.redraw()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the row's text from its beginning."""
        event.stop()
        if event.option_id is not None:
            self.turned = False
            self.query_one(".reading", VerticalScroll).scroll_home(animate=False)
            self.redraw_text()
            self.call_after_refresh(self.tell_beyond)
            self.post_message(self.Marked(self, event.option_id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Pass the choice on."""
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Chosen(self, event.option_id))
