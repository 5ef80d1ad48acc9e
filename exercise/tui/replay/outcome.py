"""What came of a what-if, over the screen that it was asked from."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.screens.base import Note
from exercise.tui.screens.reading import ReadingDialog
from exercise.views.seat import SeatView

__all__ = ["OutcomeScreen"]


class OutcomeScreen(ReadingDialog):
    """The comparison, to be read.

    Args:
        change: What was changed, as it is written.
        text: What came of it.
    """

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
