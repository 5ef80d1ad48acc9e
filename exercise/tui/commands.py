"""Every command of the trainee's screens, declared once.

From this table come the bindings, the key bar, the palette, the help screen and the check that
``docs/reference/keys.md`` names them all. What is not in the table does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from agencies.language import Phrase, phrase

__all__ = ["COMMANDS", "TABS", "UiCommand", "bindings", "commands_of", "shown_keys"]

TABS = (
    ("inbox", phrase("Inbox"), phrase("Inbox")),
    ("sent", phrase("Sent"), phrase("Sent")),
    ("decisions", phrase("Decisions"), phrase("Decisions")),
    ("board", phrase("Situation"), phrase("Situation")),
    ("contacts", phrase("Contacts"), phrase("Contacts")),
    ("documents", phrase("Documents"), phrase("Docs")),
    ("questions", phrase("Questions"), phrase("Asked")),
)
"""The tabs in the order of their number keys: name, title, title where there is little room."""


@dataclass(frozen=True, slots=True)
class UiCommand:
    """One thing a person can do.

    Attributes:
        action: The screen's ``action_…`` method, with its parameters.
        keys: Textual's names of its keys; the first is the one that is shown.
        label: One or two words, for the key bar and the palette.
        help: What it does, in a plain sentence.
        scope: The screen it belongs to.
        tabs: The tabs whose key bar shows it; empty for none.
        solo: Whether it exists only where the seat steers the clock itself.
        short: The label where there is little room.
        pinned: Whether the key bar always has room for it.
        priority: Whether it works while text is being typed.
    """

    action: str
    keys: tuple[str, ...]
    label: Phrase
    help: Phrase
    scope: str = "desk"
    tabs: tuple[str, ...] = ()
    solo: bool = False
    short: Phrase | None = None
    pinned: bool = False
    priority: bool = False


EVERYWHERE = tuple(name for name, _, _ in TABS)

COMMANDS: tuple[UiCommand, ...] = (
    # The desk.
    UiCommand(
        "choose",
        ("enter",),
        phrase("Open"),
        phrase("Open the item that is marked: from then on your desk knows what it says."),
        tabs=("inbox",),
    ),
    UiCommand(
        "reply",
        ("r", "f4"),
        phrase("Reply"),
        phrase("Answer the sender; the item's facts are ticked already."),
        tabs=("inbox",),
    ),
    UiCommand(
        "forward",
        ("f",),
        phrase("Forward"),
        phrase("Pass the item on to others; its facts are ticked already."),
        tabs=("inbox",),
    ),
    UiCommand(
        "acknowledge",
        ("a",),
        phrase("Acknowledge"),
        phrase("Tell the sender that you have it. One key, nothing to write."),
        tabs=("inbox",),
        short=phrase("Ack."),
    ),
    UiCommand(
        "relay",
        ("l",),
        phrase("Relay"),
        phrase("Pass a relay request on towards the agency it is for."),
        tabs=("inbox",),
    ),
    UiCommand(
        "compose",
        ("n", "f3"),
        phrase("New message"),
        phrase("Write to one or several agencies."),
        tabs=("inbox", "sent", "board", "contacts"),
        short=phrase("New"),
    ),
    UiCommand(
        "decide",
        ("d", "f5"),
        phrase("Decide"),
        phrase("Log a decision or recommendation, with your reason."),
        tabs=("inbox", "decisions", "board"),
    ),
    UiCommand(
        "answer",
        ("enter",),
        phrase("Answer"),
        phrase("Answer the question that is marked."),
        tabs=("questions",),
    ),
    UiCommand(
        "ask_control",
        ("i",),
        phrase("Ask control"),
        phrase("Ask the exercise control for information that your desk would have."),
        tabs=("questions", "documents"),
    ),
    UiCommand(
        "read_down",
        ("space",),
        phrase("Read on"),
        phrase("Scroll the text beside the list."),
    ),
    UiCommand(
        "read_up",
        ("backspace", "b"),
        phrase("Read back"),
        phrase("Scroll the text beside the list back."),
    ),
    *(
        UiCommand(f"tab('{name}')", (str(number),), title, phrase("Show this tab."))
        for number, (name, title, _) in enumerate(TABS, start=1)
    ),
    UiCommand(
        "next_tab", ("right", "ctrl+right"), phrase("Next tab"), phrase("Show the next tab.")
    ),
    UiCommand(
        "previous_tab",
        ("left", "ctrl+left"),
        phrase("Previous tab"),
        phrase("Show the tab before."),
    ),
    UiCommand(
        "pause",
        ("p", "f6"),
        phrase("Pause"),
        phrase("Stop the exercise clock, or let it run again."),
        tabs=EVERYWHERE,
        solo=True,
    ),
    UiCommand(
        "faster",
        ("plus", "f7"),
        phrase("Faster"),
        phrase("Run the exercise faster: 1, 2, 6 or 20 times real time."),
        solo=True,
    ),
    UiCommand(
        "slower",
        ("minus", "shift+f7"),
        phrase("Slower"),
        phrase("Run the exercise slower."),
        solo=True,
    ),
    UiCommand(
        "skip",
        ("k", "f8"),
        phrase("Skip ahead"),
        phrase("Jump to just before something next reaches your desk."),
        tabs=EVERYWHERE,
        solo=True,
        short=phrase("Skip"),
    ),
    UiCommand(
        "colours",
        ("t",),
        phrase("Light or dark"),
        phrase("Change between a dark and a light screen."),
    ),
    # Inside a field of a form. The fields bind these themselves.
    UiCommand(
        "tick",
        ("space",),
        phrase("Tick"),
        phrase("On a fact: pass it on, or not."),
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
        tabs=("picker",),
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
        phrase("Send answer"),
        phrase("Put your answer on record."),
        scope="answer",
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
        for scope in ("compose", "decide", "answer")
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

KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "backspace": "Backspace",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "ctrl+left": "Ctrl+←",
    "ctrl+right": "Ctrl+→",
}
"""How keys are written where their names in Textual would not be understood."""


def shown_keys(command: UiCommand) -> tuple[str, ...]:
    """The command's keys as people read them: ``Ctrl+S``, ``F2``, ``r``."""
    return tuple(
        KEY_NAMES.get(key, key if len(key) == 1 else "+".join(map(str.capitalize, key.split("+"))))
        for key in command.keys
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
