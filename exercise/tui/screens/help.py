"""Help on every screen: what to press, in plain words, from the table of commands."""

from __future__ import annotations

from textual.app import ComposeResult

from agencies.language import phrase
from exercise.tui.commands import COMMANDS, UiCommand, commands_of, shown_keys
from exercise.tui.screens.reading import KeysScreen, Row, key_row
from exercise.views.seat import SeatView

__all__ = ["HelpScreen"]

ABOUT = {
    "desk": (
        phrase("You sit at one agency's desk. Things happen; others call, write and ask."),
        phrase("Open what comes in, tell those who must know, decide, and say why."),
        phrase("Up and down mark an entry; the number keys change the tab."),
    ),
    "compose": (
        phrase("Tab goes to the next field. Type to find an agency, Enter chooses it."),
        phrase("Tick the facts that you pass on, and say how sure they are:"),
        phrase("only what is ticked counts as told. The last line shows the way it takes."),
    ),
    "decide": (
        phrase("Tab goes to the next field. Type to find an action, Enter chooses it."),
        phrase("● your desk may decide it. ○ it goes out as a recommendation."),
        phrase("Say why in your own words: the reason is what is talked about afterwards."),
    ),
    "answer": (phrase("Write or choose your answer, then send it."),),
}

MARKS = (
    ("● !!! !!", phrase("unread · critical · high urgency")),
    ("✓ ? ✗", phrase("confirmed · unconfirmed · denied or refuted")),
    ("→ ⇢ ✗", phrase("on its way · through a relay · came back, or no way")),
    ("‖ ≡", phrase("waits for the clock · in one place with you")),
    ("▲", phrase("security level above 1")),
)


class HelpScreen(KeysScreen):
    """The keys of one screen and what the signs mean."""

    def __init__(self, scope: str, *, solo: bool) -> None:
        super().__init__()
        self.scope = scope
        self.solo = solo

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """What this is about, the keys, the signs."""
        commands = [each for each in commands_of(self.scope) if each.exists(solo=self.solo)]
        tabs = [each for each in commands if each.action.startswith("tab(")]
        commands = [each for each in commands if each not in tabs[1:]]
        if self.scope != "desk":
            commands = [*(each for each in COMMANDS if each.scope == "field"), *commands]
        rows = [
            _tabs(tabs, language) if command in tabs else key_row(command, language)
            for command in commands
        ]
        yield from self.told(ABOUT[self.scope], rows, MARKS, language)


def _tabs(tabs: list[UiCommand], language: str) -> Row:
    """One row for all number keys."""
    names = ", ".join(tab.label.into(language) for tab in tabs)
    keys = f"{shown_keys(tabs[0])[0]}–{shown_keys(tabs[-1])[0]}"
    return keys, phrase("Tabs").into(language), f" – {names}"
