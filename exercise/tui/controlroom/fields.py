"""The fields that a form of the control room can have: each makes its widget and reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from textual.widget import Widget
from textual.widgets import Input, TextArea

from agencies.language import Phrase, phrase
from exercise.errors import Refused
from exercise.tui.widgets.facts import FactTicks
from exercise.tui.widgets.forms import Choice
from exercise.tui.widgets.picker import Pickable, Picker
from exercise.tui.wording import one_line, pick
from exercise.views.seat import Entry

__all__ = [
    "Blank", "Few", "Line", "Many", "Missing", "One", "Ticks", "Words", "Written", "entries",
]  # fmt: skip

Written = Mapping[str, Any]
"""What stands in the fields, by their names."""


class Missing(Refused):
    """A field that must not be empty is."""

    def __init__(self, name: str) -> None:
        super().__init__("Write or choose something first.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Blank:
    """Base of the fields.

    Attributes:
        name: Its name in what is written.
        label: What stands before it.
        asks: Whether that is a whole question, and has the room.
    """

    name: str
    label: Phrase
    asks: bool = field(default=False, kw_only=True)

    def make(self, value: Any) -> Widget:
        """The widget, with what was written before; None for nothing."""
        raise NotImplementedError

    def read(self, widget: Widget) -> Any:
        """What stands in it."""
        raise NotImplementedError

    def offer(self, widget: Widget, language: str, written: Written) -> None:
        """Say what can be chosen, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Line(Blank):
    """One line of text."""

    start: str = ""

    def make(self, value: Any) -> Widget:
        """An input line."""
        text = self.start if value is None else value
        # What stands there already is added to, not typed over.
        return Input(text, select_on_focus=False, id=f"in-{self.name}")

    def read(self, widget: Widget) -> str:
        """The line."""
        return cast("Input", widget).value.strip()


@dataclass(frozen=True, slots=True)
class Words(Blank):
    """A text of several lines."""

    start: str = ""

    def make(self, value: Any) -> Widget:
        """A text area that Tab leaves."""
        text = self.start if value is None else value
        return TextArea(text, tab_behavior="focus", id=f"in-{self.name}")

    def read(self, widget: Widget) -> str:
        """The text."""
        return cast("TextArea", widget).text.strip()


@dataclass(frozen=True, slots=True)
class Few(Blank):
    """One of a few, all in sight."""

    options: tuple[tuple[str, Phrase], ...]
    start: str

    def make(self, value: Any) -> Widget:
        """A choice with round marks."""
        return Choice(self.options, value or self.start, id=f"in-{self.name}")

    def read(self, widget: Widget) -> str:
        """The id of the one chosen."""
        return cast("Choice", widget).chosen

    def offer(self, widget: Widget, language: str, _: Written) -> None:
        """In the reader's language."""
        cast("Choice", widget).language = language


Offered = Callable[[str, Written], Sequence[Pickable]]
"""What can be picked: language and what is written in, entries out."""


@dataclass(frozen=True, slots=True)
class Many(Blank):
    """Several from a list, found by typing."""

    offered: Offered
    start: tuple[str, ...] = ()

    def make(self, value: Any) -> Widget:
        """A picker."""
        chosen = self.start if value is None else value
        return Picker(chosen, several=True, id=f"in-{self.name}")

    def read(self, widget: Widget) -> tuple[str, ...]:
        """The ids of those chosen."""
        return cast("Picker", widget).chosen

    def offer(self, widget: Widget, language: str, written: Written) -> None:
        """In the reader's language."""
        hint = phrase("type to find · Enter ticks").into(language)
        cast("Picker", widget).offer(self.offered(language, written), hint)


@dataclass(frozen=True, slots=True)
class One(Blank):
    """One from a list, found by typing."""

    offered: Offered
    start: str = ""

    def make(self, value: Any) -> Widget:
        """A picker."""
        chosen = self.start if value is None else value
        return Picker((chosen,) if chosen else (), several=False, id=f"in-{self.name}")

    def read(self, widget: Widget) -> str:
        """The id of the one chosen; empty for none."""
        return next(iter(cast("Picker", widget).chosen), "")

    def offer(self, widget: Widget, language: str, written: Written) -> None:
        """In the reader's language."""
        hint = phrase("type to find · Enter chooses").into(language)
        cast("Picker", widget).offer(self.offered(language, written), hint)


@dataclass(frozen=True, slots=True)
class Ticks(Blank):
    """Facts, each with how sure it is. ``offered`` gives id, status as known, title."""

    offered: Callable[[str, Written], Sequence[tuple[str, str, str]]]
    start: tuple[tuple[str, str], ...] = ()
    with_status: bool = True

    def make(self, value: Any) -> Widget:
        """Boxes to tick."""
        ticked = dict(self.start) if value is None else value
        return FactTicks(ticked, with_status=self.with_status, id=f"in-{self.name}")

    def read(self, widget: Widget) -> dict[str, str]:
        """The facts that are ticked and how sure they are."""
        return dict(cast("FactTicks", widget).ticked)

    def offer(self, widget: Widget, language: str, written: Written) -> None:
        """In the reader's language; what cannot be ticked any more is not."""
        ticks, offered = cast("FactTicks", widget), self.offered(language, written)
        known = {fact for fact, _, _ in offered}
        ticks.ticked = {fact: sure for fact, sure in ticks.ticked.items() if fact in known}
        ticks.offer(offered, language)
        if isinstance(ticks.parent, Widget):
            ticks.parent.display = bool(offered)


def entries(listed: Iterable[Entry], *, detail: bool = False) -> Offered:
    """Entries of the picture as a picker offers them; ``detail`` adds their ids."""
    kept = tuple(listed)

    def offered(language: str, _: Written) -> Sequence[Pickable]:
        return [
            Pickable(
                entry.id,
                one_line(pick(entry.title, language), 120) or one_line(entry.id),
                one_line(f"{entry.kind} {entry.id}".strip() if detail else "", 80),
            )
            for entry in kept
        ]

    return offered
