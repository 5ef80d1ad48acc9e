"""What a command of the screens is: keys, words and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.language import Phrase, phrase

__all__ = ["EVERYWHERE", "TABS", "UiCommand", "shown_keys"]

TABS = (
    ("inbox", phrase("Inbox"), phrase("Inbox")),
    ("sent", phrase("Sent"), phrase("Sent")),
    ("decisions", phrase("Decisions"), phrase("Decided")),
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
        only: "alone" where it exists only for who plays alone and so steers the clock, "group"
            where it takes somebody in exercise control.
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
    only: str = ""
    short: Phrase | None = None
    pinned: bool = False
    priority: bool = False

    def exists(self, *, solo: bool) -> bool:
        """Whether there is such a command for who plays alone, or in a group."""
        return self.only in ("", "alone" if solo else "group")


EVERYWHERE = tuple(name for name, _, _ in TABS)

KEY_NAMES: dict[str, Phrase | str] = {
    "enter": phrase("Enter"),
    "escape": "Esc",
    "space": phrase("Space"),
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "backspace": phrase("Backspace"),
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "shift": phrase("Shift"),
    "full_stop": ".",
    "comma": ",",
}
"""How keys are written where their names in Textual would not be understood."""


def shown_keys(command: UiCommand, language: str = "en") -> tuple[str, ...]:
    """The command's keys as people read them: ``Ctrl+S``, ``F2``, ``r``."""
    return tuple(_shown(key, language) for key in command.keys)


def _shown(key: str, language: str) -> str:
    if len(key) == 1:
        return key
    return "+".join(_called(part, language) for part in key.split("+"))


def _called(key: str, language: str) -> str:
    name = KEY_NAMES.get(key, key.capitalize())
    return name.into(language) if isinstance(name, Phrase) else name
