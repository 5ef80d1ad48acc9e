"""What came of a what-if, over the screen that it was asked from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize

from agencies.language import phrase
from agencies.text import plain
from exercise.replay.api import Imagined
from exercise.tui.screens.dialogs import Dialog
from exercise.tui.widgets.note import Note
from exercise.views.seat import SeatView

__all__ = ["OutcomeScreen"]

WIDEST = 132
"""Columns of the box: wider lines are hard to follow."""
AROUND = 9
"""Columns that border, padding and scrollbar take."""
STYLES = {"bold": "bold", "strong": "bold", "muted": "$text-muted"}


class OutcomeScreen(Dialog):
    """The sentence, the picture and the tables, to be read.

    Args:
        imagined: What came of it, laid out for a width in a language.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", show=False),
        Binding("down", "line(1)", "Down", show=False),
        Binding("up", "line(-1)", "Up", show=False),
        Binding("space,pagedown", "page(1)", "Page down", show=False),
        Binding("pageup,backspace", "page(-1)", "Page up", show=False),
        Binding("home", "ends(-1)", "Beginning", show=False),
        Binding("end", "ends(1)", "End", show=False),
    ]

    def __init__(self, imagined: Imagined) -> None:
        super().__init__()
        self.imagined = imagined
        self._laid_out_for = 0

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """The change, and what came of it."""
        self._laid_out_for = self.app.size.width
        width = min(self._laid_out_for * 96 // 100, WIDEST) - AROUND
        lines = [
            Content.styled(plain(text), STYLES.get(style, ""))
            for style, text in self.imagined.lines(width, language)
        ]
        yield Note(Content("\n").join(lines))
        yield Note(phrase("Esc closes · ↓ and Space read on").into(language), classes="gap")

    async def on_resize(self, _: Resize) -> None:
        """Lines are as long as there is room."""
        if self.app.size.width != self._laid_out_for:
            await self.recompose()

    def action_close(self) -> None:
        """Back to the replay."""
        self.dismiss(result=False)

    @property
    def _box(self) -> VerticalScroll:
        return self.query_one("#box", VerticalScroll)

    def action_line(self, direction: int) -> None:
        """Read on, or back, by lines."""
        self._box.scroll_relative(y=3 * direction, animate=False)

    def action_page(self, direction: int) -> None:
        """Read on, or back, by pages."""
        box = self._box
        box.scroll_relative(y=direction * max(box.size.height - 2, 1), animate=False)

    def action_ends(self, direction: int) -> None:
        """To the beginning, or the end."""
        if direction < 0:
            self._box.scroll_home(animate=False)
        else:
            self._box.scroll_end(animate=False)
