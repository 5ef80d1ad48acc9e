"""What came of a what-if, over the screen that it was asked from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.screens.base import Note
from exercise.tui.screens.dialogs import Dialog
from exercise.views.seat import SeatView

__all__ = ["OutcomeScreen"]


class OutcomeScreen(Dialog):
    """The comparison, to be read.

    Args:
        change: What was changed, as it is written.
        text: What came of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", show=False),
        Binding("down,space,pagedown", "scroll(1)", "Down", show=False),
        Binding("up,pageup,backspace", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, change: str, text: str) -> None:
        super().__init__()
        self.change = change
        self.text = text

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """The change, and what came of it."""
        head = phrase("What if: {change}", change=plain(self.change, limit=200))
        yield Note(Content.styled(head.into(language), "bold"))
        yield Note(Content(plain(self.text)), classes="gap")
        yield Note(phrase("Esc closes · ↓ reads on").into(language), classes="gap")

    def action_close(self) -> None:
        """Back to the replay."""
        self.dismiss(result=False)

    def action_scroll(self, direction: int) -> None:
        """Read on, or back."""
        box = self.query_one("#box", VerticalScroll)
        box.scroll_relative(y=direction * max(box.size.height - 2, 1), animate=False)
