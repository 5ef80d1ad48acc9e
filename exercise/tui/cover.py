"""The full cover of a real emergency ("no duff"): it hides every screen until control lifts it.

It speaks both languages at once, whatever the screen's own is. An app has it among its ``MODES`` as
:data:`EMERGENCY`, and switches there and back; so what lies under it is untouched, and forms keep
what was typed.
"""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Middle
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from exercise.tui.widgets.bars import MarkingLine
from exercise.tui.widgets.bigtype import ROOMY, big
from exercise.views.seat import ClockView
from exercise.views.wording import NO_DUFF

__all__ = ["EMERGENCY", "CoverScreen", "is_emergency"]

EMERGENCY = "emergency"
"""The reason for which the clock stands still in a real emergency, and the mode of the cover."""

BAR = "⚠  ⚠  ⚠  ⚠  ⚠  ⚠  ⚠  ⚠  ⚠  ⚠  ⚠  ⚠"


def is_emergency(clock: ClockView) -> bool:
    """Whether a real emergency is on."""
    return not clock.running and clock.reason == EMERGENCY


class CoverScreen(Screen[None]):
    """Nothing but the words, between the markings that are never turned off."""

    DEFAULT_CSS = """
    CoverScreen { background: $error; }
    CoverScreen Middle { width: 100%; height: 1fr; }
    CoverScreen Static {
        width: 100%; height: auto; text-align: center; text-style: bold; color: $text;
    }
    """

    def compose(self) -> ComposeResult:
        """Markings, signs, words."""
        view: Any = getattr(self.app, "view", None)
        for place in ("top", "bottom"):
            line = MarkingLine(id=f"marking-{place}")
            line.set_reactive(MarkingLine.marking, getattr(view, "marking", ""))
            line.set_reactive(MarkingLine.language, getattr(self.app, "language", "en"))
            yield line
        with Middle():
            size = self.app.size
            # The two lines that say what it is, so large that the back row stops too.
            loud = {
                line: big(line, size.width, 2) or line
                for line in NO_DUFF
                if line.isupper() and size.height >= ROOMY
            }
            text = "\n".join((BAR, "", *(loud.get(line, line) for line in NO_DUFF), "", BAR))
            yield Static(Content(text), markup=False, id="emergency")
            yield from self.below()

    def below(self) -> ComposeResult:
        """What stands under the words."""
        return iter(())
