"""Dialogs that are read: they scroll and close, and in their rows text hangs beside its keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from agencies.language import Phrase, phrase
from exercise.tui.screens.dialogs import Dialog
from exercise.tui.uicommand import UiCommand, shown_keys
from exercise.tui.widgets.note import Note
from exercise.tui.wording import hanging

__all__ = ["HangingRows", "KeysScreen", "ReadingDialog", "key_row"]

Row = tuple[str, str, str]
"""What stands on the left, the beginning of the text that is bold, the rest of the text."""

WIDEST = 16
"""Cells that keys may take before they are cut."""


class HangingRows(Widget):
    """Keys or signs on the left, text beside them on as many lines as it needs.

    Lines break for the width that there is, and never run in under the keys.
    """

    def __init__(self, rows: Iterable[Row], *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.rows = tuple(rows)

    def render(self) -> Content:
        """The rows for the width that the widget has."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """One cell for each line."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        left = min(max((len(keys) for keys, _, _ in self.rows), default=0), WIDEST)
        lines: list[Content] = []
        for keys, bold, rest in self.rows:
            head = Content.styled(keys, "bold $text-accent" if bold else "")
            lines += hanging(head, left, bold + rest, width, bold=len(bold))
        return lines


def key_row(command: UiCommand, language: str) -> Row:
    """A command's keys, its label, and what it does."""
    label, keys = command.label.into(language), shown_keys(command, language)
    return " ".join(keys), label, f" – {command.help.into(language)}"


class ReadingDialog(Dialog):
    """A dialog with nothing to answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,question_mark,enter", "close", "Close", show=False),
        Binding("down,space,pagedown", "scroll(1)", "Down", show=False),
        Binding("up,pageup,backspace", "scroll(-1)", "Up", show=False),
    ]

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(result=False)

    def action_scroll(self, direction: int) -> None:
        """Read on, or back."""
        box = self.query_one("#box", VerticalScroll)
        box.scroll_relative(y=direction * max(box.size.height - 2, 1), animate=False)


class KeysScreen(ReadingDialog):
    """Help: what a screen is about, its keys, and what the signs mean."""

    def told(
        self,
        about: Iterable[Phrase],
        keys: Iterable[Row],
        signs: Sequence[tuple[str, Phrase]],
        language: str,
    ) -> ComposeResult:
        """The three parts under their heading."""
        head = phrase("Help · Esc closes · ↓ reads on")
        yield Note(Content.styled(head.into(language), "bold"))
        yield Note(" ".join(line.into(language) for line in about), classes="gap")
        yield HangingRows(keys, classes="gap")
        heading = Content.styled(phrase("Signs").into(language), "bold $text-accent")
        yield Note(heading, classes="gap")
        yield HangingRows((sign, "", meaning.into(language)) for sign, meaning in signs)
