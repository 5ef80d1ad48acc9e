"""What was just said: one or two lines above the keys, in the reader's language.

They stand in rows of their own and cover nothing. What is said is kept as a phrase, so that
switching the language changes these lines like everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.content import Content
from textual.widgets import Static

from agencies.language import Phrase

__all__ = ["Said", "SaidLines", "Severity"]

Severity = Literal["done", "waits", "news", "warning", "error"]

MARKS = {"done": "✓", "waits": "‖", "news": "✉", "warning": "⚠", "error": "✗"}
STYLES = {
    "done": "$text-success",
    "waits": "$text-warning",
    "news": "bold $text-accent",
    "warning": "$text-warning",
    "error": "bold $text-error",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Something said, and how serious it is."""

    text: Phrase
    severity: Severity = "done"


class SaidLines(Static):
    """The latest of what was said; without any it takes no room."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(markup=False, id=id)

    def show(self, said: tuple[Said, ...], language: str) -> None:
        """Show these, each on a line of its own."""
        lines = Content("\n").join(
            Content.styled(
                f"{MARKS[each.severity]} {each.text.into(language)}", STYLES[each.severity]
            )
            for each in said
        )
        self.display = bool(said)
        if lines != self.content:  # To lay the screen out anew is dear.
            self.update(lines)
