"""The one-line bars: markings, tabs, notices and keys. Each draws itself from what it is given."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from agencies.language import Phrase
from exercise.tui.commands import TABS, UiCommand, shown_keys
from exercise.tui.wording import EXERCISE, one_line

__all__ = ["KeyBar", "MarkingLine", "NoticeLine", "TabBar", "cut"]


class MarkingLine(Widget):
    """The exercise marking and the session's handling marking. Nothing hides it."""

    marking: reactive[str] = reactive("")
    language: reactive[str] = reactive("en")

    def render(self) -> Content:
        """Both markings, centred."""
        text = EXERCISE.get(self.language, EXERCISE["en"])
        if self.marking:
            text = f"{text}  ·  {one_line(self.marking, 60)}"
        return Content(text).center(self.size.width or 80)


class NoticeLine(Widget):
    """What everybody should notice now: one line of words, with a kind for its colour."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self._text, self._kind = Content(""), ""

    def show(self, text: str, kind: str = "") -> None:
        """Show ``text``; an empty one takes the line away.

        Args:
            text: Safe text of one line.
            kind: hint, paused, ended, lost or news.
        """
        self.display = bool(text)
        content = Content(text)
        if (content, kind) != (self._text, self._kind):
            self._text, self._kind = content, kind
            self.set_classes(f"-{kind}" if kind else "")
            self.refresh()

    def render(self) -> Content:
        """The text, cut at the edge."""
        return self._text


ROOMY_TO_TIGHT = (
    (" ", "  ", True, 99, " ({})"),
    (" ", "", True, 99, " ({})"),
    (" ", "", False, 99, " ({})"),
    *(("", "", False, longest, " ({})") for longest in range(10, 3, -1)),
    *(("", "", False, longest, "·{}") for longest in (5, 4, 3)),
)
"""Ways to draw the tabs: before each, between them, with full names, longest name, what waits."""


_KEYS = frozenset({"Alt.", "Esc.", "Fin.", "Ins.", "Sup."})
"""Words that are printed on keys, with a dot."""


def cut(name: str, longest: int) -> str:
    """A name of at most so many letters, with a dot where some are left out.

    What would then read like a key (*Esc.* for *Escritorios*) keeps a letter more.
    """
    if len(name) <= longest:
        return name
    told = f"{name[: longest - 1]}."
    return f"{name[:longest]}." if told in _KEYS else told


class TabBar(Widget):
    """The tabs with their number keys; the one that is open stands in brackets."""

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    current: reactive[str] = reactive("inbox")
    language: reactive[str] = reactive("en")
    counts: reactive[dict[str, int]] = reactive(dict)
    """What waits on a tab, shown in brackets behind its name."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self._ends: list[tuple[int, str]] = []

    def render(self) -> Content:
        """Number, name and what waits, for each tab."""
        for before, gap, full, longest, waiting in ROOMY_TO_TIGHT:
            content = self._draw(before, gap, longest, waiting, full=full)
            if content.cell_length <= (self.size.width or 80):
                break
        return content

    @property
    def tabs(self) -> tuple[tuple[str, Phrase, Phrase], ...]:
        """Name, title and short title of each, in the order of their number keys."""
        return TABS

    def _draw(self, before: str, gap: str, longest: int, waiting: str, *, full: bool) -> Content:
        content = Content("")
        self._ends = []
        for number, (name, title, short) in enumerate(self.tabs, start=1):
            text = (title if full else short).into(self.language)
            text = cut(text, longest)
            waits = self.counts.get(name, 0)
            count = waiting.format(waits) if waits else ""
            if name == self.current:
                content += Content.styled(f"▐{number} {text}{count}▌", "bold reverse")
            else:
                content += Content.assemble(before, (str(number), "bold"), f" {text}{count}")
            # An open tab brings its own margin.
            if number < len(self.tabs):
                content += Content(gap if name == self.current else f" {gap}")
            self._ends.append((content.cell_length, name))
        return content

    def on_click(self, event: Click) -> None:
        """Open the tab under the pointer."""
        for end, name in self._ends:
            if event.x < end:
                self.post_message(self.Picked(name))
                return


class KeyBar(Widget):
    """The keys that matter here, from the table of commands."""

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    commands: reactive[tuple[UiCommand, ...]] = reactive(())
    language: reactive[str] = reactive("en")
    renamed: reactive[dict[str, Phrase]] = reactive(dict)
    """Labels that depend on the state: Pause is Resume while the clock stands still."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self._ends: list[tuple[int, str]] = []

    def render(self) -> Content:
        """The pinned keys always, then as many others as there is room for."""
        width = self.size.width or 80
        last = [command for command in self.commands if command.pinned]
        pinned = [self._draw(command, short=False) for command in last]
        room = width - sum(part.cell_length for part in pinned) - 1
        short = sum(self._draw(each, short=False).cell_length for each in self.commands) >= width
        content = Content("")
        self._ends = []
        for command in self.commands:
            part = self._draw(command, short=short)
            if command.pinned or content.cell_length + part.cell_length > room:
                continue
            content += part
            self._ends.append((content.cell_length, command.action))
        content = content.pad_right(max(room - content.cell_length, 0))
        self._ends.append((content.cell_length, ""))
        for command, part in zip(last, pinned, strict=True):
            content += part
            self._ends.append((content.cell_length, command.action))
        return content

    def _draw(self, command: UiCommand, *, short: bool) -> Content:
        label = (command.short if short else None) or command.label
        name = self.renamed.get(command.action, label).into(self.language)
        return Content.assemble(
            " ", (shown_keys(command, self.language)[0], "bold $text-accent"), f" {name}"
        )

    def on_click(self, event: Click) -> None:
        """Do what the key under the pointer does."""
        for end, action in self._ends:
            if event.x < end:
                if action:
                    self.post_message(self.Pressed(action))
                return
