"""Every command of the trainee's screens, declared once.

From this table come the bindings, the key bar, the palette, the help screen and the check that
``docs/reference/keys.md`` names them all. What is not in the table does not exist.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from agencies.language import phrase
from exercise.tui.deskcommands import DESK
from exercise.tui.uicommand import EVERYWHERE, TABS, UiCommand, shown_keys

__all__ = ["COMMANDS", "TABS", "UiCommand", "bindings", "commands_of", "shown_keys"]

COMMANDS: tuple[UiCommand, ...] = (
    *DESK,
    # Inside a field of a form. The fields bind these themselves.
    UiCommand(
        "pick",
        ("enter",),
        phrase("Tick"),
        phrase("On a fact: pass it on, or not. Typing, with spaces too, finds it."),
        scope="field",
        tabs=("facts", "ticks"),
    ),
    UiCommand(
        "status",
        ("right", "left"),
        phrase("How sure"),
        phrase("On a fact: confirmed, unconfirmed or denied."),
        scope="field",
        tabs=("facts",),
    ),
    UiCommand(
        "pick",
        ("enter",),
        phrase("Choose"),
        phrase("In a list: choose the marked entry, or take it back."),
        scope="field",
        tabs=("picker",),
    ),
    UiCommand(
        "move",
        ("down", "up"),
        phrase("Mark"),
        phrase("In a list: mark another entry."),
        scope="field",
        tabs=("picker", "facts", "ticks"),
    ),
    UiCommand(
        "step",
        ("right", "left"),
        phrase("Change"),
        phrase("On a choice with round marks: take the next one."),
        scope="field",
        tabs=("choice",),
    ),
    UiCommand(
        "next_field",
        ("tab", "shift+tab"),
        phrase("Next field"),
        phrase("Go to the next field, or the one before."),
        scope="field",
        tabs=("facts", "ticks", "picker", "choice", ""),
    ),
    # Writing a message.
    UiCommand(
        "send",
        ("f2", "ctrl+s"),
        phrase("Send"),
        phrase("Send the message to everybody chosen."),
        scope="compose",
        tabs=("form",),
        priority=True,
    ),
    UiCommand(
        "unlisted",
        ("f4",),
        phrase("Unlisted contact"),
        phrase("Look for a number that is in no plan. It takes long, and always is an option."),
        scope="compose",
        tabs=("form",),
        priority=True,
    ),
    UiCommand(
        "clear",
        ("f8",),
        phrase("Empty the form"),
        phrase("Throw the draft away and begin again."),
        scope="compose",
        priority=True,
    ),
    # Deciding.
    UiCommand(
        "log",
        ("f2", "ctrl+s"),
        phrase("Log it"),
        phrase("Put the decision on record. It cannot be changed afterwards."),
        scope="decide",
        tabs=("form",),
        priority=True,
    ),
    UiCommand(
        "clear",
        ("f8",),
        phrase("Empty the form"),
        phrase("Throw the draft away and begin again."),
        scope="decide",
        priority=True,
    ),
    # Answering.
    UiCommand(
        "give",
        ("f2", "ctrl+s"),
        phrase("Send"),
        phrase("Put your answer on record, or your question to control."),
        scope="answer",
        tabs=("form",),
        priority=True,
    ),
    UiCommand(
        "give",
        ("f2", "ctrl+s"),
        phrase("Send"),
        phrase("Lay your answers in the box; what is empty is not answered."),
        scope="hotwash",
        tabs=("form",),
        priority=True,
    ),
    # All forms.
    *(
        UiCommand(
            "cancel",
            ("escape",),
            phrase("Back"),
            phrase("Close the form. What you wrote is kept as a draft."),
            scope=scope,
            tabs=("form",),
            pinned=True,
        )
        for scope in ("compose", "decide", "answer", "hotwash")
    ),
    # Everywhere.
    UiCommand(
        "language",
        ("f9", "ctrl+l"),
        phrase("Español / English"),
        phrase("Change the language of the screen."),
        scope="all",
        priority=True,
    ),
    UiCommand(
        "palette",
        ("ctrl+p",),
        phrase("All commands"),
        phrase("Find any command by typing part of its name."),
        scope="all",
        priority=True,
    ),
    UiCommand(
        "help",
        ("f1",),
        phrase("Help"),
        phrase("What to press on this screen."),
        scope="form",
        tabs=("form",),
        pinned=True,
        priority=True,
    ),
    UiCommand(
        "help",
        ("question_mark", "f1"),
        phrase("Help"),
        phrase("What to press on this screen."),
        tabs=EVERYWHERE,
        pinned=True,
    ),
    UiCommand(
        "leave",
        ("q", "ctrl+q", "f10"),
        phrase("Quit"),
        phrase("Leave the exercise; you are asked first."),
        tabs=EVERYWHERE,
        pinned=True,
    ),
    UiCommand(
        "leave",
        ("ctrl+q", "f10"),
        phrase("Quit"),
        phrase("Leave the exercise; you are asked first."),
        scope="form",
        priority=True,
    ),
)


def commands_of(scope: str) -> tuple[UiCommand, ...]:
    """The commands of a screen: its own first, then those that work everywhere."""
    shared = ("all",) if scope == "desk" else ("form", "all")
    own = [command for command in COMMANDS if command.scope == scope]
    return (*own, *(command for command in COMMANDS if command.scope in shared))


def bindings(scope: str) -> list[BindingType]:
    """The bindings of a screen."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            str(command.label),
            show=False,
            priority=command.priority,
        )
        for command in commands_of(scope)
        # Enter is one binding; the tab decides whether it opens an item or answers a question.
        if command.action != "answer"
    ]
