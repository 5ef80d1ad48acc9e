"""Help on every screen: what to press, in plain words, from the table of commands."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.commands import COMMANDS, UiCommand, commands_of, shown_keys
from exercise.tui.screens.base import Note
from exercise.tui.screens.dialogs import Dialog
from exercise.tui.wording import columns
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


class HelpScreen(Dialog):
    """The keys of one screen and what the signs mean."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,question_mark,enter", "close", "Close", show=False),
        Binding("down,space,pagedown", "scroll(1)", "Down", show=False),
        Binding("up,pageup", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, scope: str, *, solo: bool) -> None:
        super().__init__()
        self.scope = scope
        self.solo = solo

    def content(self, _: SeatView, language: str) -> ComposeResult:
        """What this is about, the keys, the signs."""
        head = phrase("Help · Esc closes · ↓ reads on")
        yield Note(Content.styled(head.into(language), "bold"))
        yield Note("\n".join(line.into(language) for line in ABOUT[self.scope]), classes="gap")
        commands = [each for each in commands_of(self.scope) if each.exists(solo=self.solo)]
        tabs = [each for each in commands if each.action.startswith("tab(")]
        commands = [each for each in commands if each not in tabs[1:]]
        if self.scope != "desk":
            commands = [*(each for each in COMMANDS if each.scope == "field"), *commands]
        width = min(96, self.app.size.width * 96 // 100) - 21
        yield Note(
            Content("\n").join(
                _tabs(tabs, language, width) if command in tabs else _row(command, language, width)
                for command in commands
            ),
            classes="gap",
        )
        signs = [columns((sign, 12), (meaning.into(language), 0)) for sign, meaning in MARKS]
        yield Note(Content("\n").join([_heading(phrase("Signs"), language), *signs]), classes="gap")

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(result=False)

    def action_scroll(self, direction: int) -> None:
        """Read on, or back."""
        box = self.query_one("#box", VerticalScroll)
        box.scroll_relative(y=direction * max(box.size.height - 2, 1), animate=False)


def _heading(text: Phrase, language: str) -> Content:
    return Content.styled(text.into(language), "bold $text-accent")


def _tabs(tabs: list[UiCommand], language: str, width: int) -> Content:
    """One row for all number keys."""
    names = ", ".join(tab.label.into(language) for tab in tabs)
    label = phrase("Tabs").into(language)
    keys = f"{shown_keys(tabs[0])[0]}–{shown_keys(tabs[-1])[0]}"
    return _hanging(keys, f"{label} – {names}", len(label), width)


def _row(command: UiCommand, language: str, width: int) -> Content:
    keys = " ".join(shown_keys(command, language))
    label = command.label.into(language)
    text, bold = f"{label} – {command.help.into(language)}", len(label)
    return _hanging(keys, text, bold, width)


def _hanging(keys: str, text: str, bold: int, width: int) -> Content:
    """Keys on the left, text beside them on as many lines as it needs."""
    first, *rest = wrap(text, max(width, 20)) or [""]
    head = Content(first).stylize("bold", 0, bold)
    row = columns((Content.styled(keys, "bold $text-accent"), 12), (head, 0))
    return Content("\n").join([row, *(Content(" " * 13 + line) for line in rest)])
