"""Help on every screen: what to press, in plain words, from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.commands import UiCommand, commands_of, shown_keys
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

    def content(self, view: SeatView, language: str) -> ComposeResult:
        """What this is about, the keys, the signs."""
        head = phrase("Help · Esc closes · ↓ reads on")
        yield Note(Content.styled(head.into(language), "bold"))
        yield Note("\n".join(line.into(language) for line in ABOUT[self.scope]), classes="gap")
        commands = [
            command for command in commands_of(self.scope) if self.solo or not command.solo
        ]
        yield Note(
            Content("\n").join(row for command in commands for row in _rows(command, language)),
            classes="gap",
        )
        signs = [
            columns((sign, 12), (meaning.into(language), 0)) for sign, meaning in MARKS
        ]
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


def _rows(command: UiCommand, language: str) -> list[Content]:
    if command.action.startswith("tab("):
        return [
            columns(
                (Content.styled(shown_keys(command)[0], "bold $accent"), 12),
                (phrase("Tab: {name}", name=command.label).into(language), 0),
            )
        ]
    name = Content.styled(command.label.into(language), "bold")
    keys = Content.styled(" ".join(shown_keys(command)), "bold $accent")
    return [
        columns((keys, 12), (name + Content(f" – {command.help.into(language)}"), 0)),
    ]
