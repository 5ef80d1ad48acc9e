"""A tab of the control room: a list beside what its marked entry says, keys, and a way to find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.tui.controlroom.table import bindings, may
from exercise.tui.widgets.browse import BrowsePane, Row, Rows
from exercise.tui.widgets.said import Severity
from exercise.views.control import ControlView

if TYPE_CHECKING:
    from exercise.tui.controlroom.app import ControlApp

__all__ = ["RoomPane", "own"]


UNCUT = 1000
"""A width in which no row is cut."""


def own(scope: str) -> list[BindingType]:
    """The bindings of a tab: its keys, and Esc, which shows all rows again."""
    return [*bindings(scope), Binding("escape", "find_nothing", "Show all", show=False)]


class RoomPane(BrowsePane):
    """Shows rows of the picture. A tab defines :meth:`listed` and :meth:`detail`."""

    SCOPE: ClassVar[str]
    COUNTS: ClassVar[bool] = True
    """Whether it shows times that run, and so is drawn anew each second."""

    needle = ""
    """What the rows have to hold; empty for all."""

    @property
    def room(self) -> ControlApp:
        """The app, by its own type."""
        return cast("ControlApp", self.app)

    held: tuple[ControlView, int] | None = None
    """A picture and its second that are shown instead of the latest."""

    @property
    def picture(self) -> ControlView:
        """The latest picture."""
        return self.room.view if self.held is None else self.held[0]

    @property
    def at(self) -> int:
        """The exercise second that it is now."""
        return self.room.at if self.held is None else self.held[1]

    def compose(self) -> ComposeResult:
        """The line to find by, then list and text."""
        yield Input(classes="finder")
        yield from super().compose()

    # -- What a tab defines ----------------------------------------------------------------------

    def listed(self, width: int) -> Sequence[Row]:
        """Its rows, ``width`` cells wide, before anything is looked for."""
        raise NotImplementedError

    def acts_on(self, action: str) -> bool:
        """Whether an action of the tab makes sense for what is marked."""
        return bool(action)

    def opened(self) -> None:
        """The tab is open for the first time."""

    def ties(self) -> dict[str, str]:
        """What a note on the marked row is tied to: an agency, task or inject, by these names."""
        return {}

    # -- What all tabs share ---------------------------------------------------------------------

    def look(self, language: str) -> None:
        """Show the latest picture."""
        self.language = language
        hint = phrase("Show only what holds … (Esc shows all)").into(language)
        self.query_one(".finder", Input).placeholder = hint
        self.redraw()

    def rows(self, width: int) -> Sequence[Row]:
        """The rows that hold what is looked for."""
        rows = self.listed(width - 2)  # the list keeps a margin and a scrollbar
        words = self.needle.casefold().split()
        if not words:
            return rows
        # What a narrow row has to cut can be found as well.
        found = {
            row
            for row, content in self.listed(UNCUT)
            if all(word in f"{row} {content.plain}".casefold() for word in words)
        }
        if isinstance(rows, Rows):
            return rows.only(found)
        return [(row, content) for row, content in rows if row in found]

    def redraw_text(self) -> None:
        """Bring the text up to date; where nothing was found, that is not to say there is none."""
        if self.needle and not self._drawn:
            text = phrase("Nothing holds “{text}”. Esc shows all.", text=plain(self.needle))
            self.query_one(".text", Static).update(Content(text.into(self.language)))
        else:
            super().redraw_text()

    def mark_first(self, row: str | None) -> None:
        """Put the cursor on a row, and the focus into the list."""
        if row is not None:
            self.mark(row)
        self.options.focus()

    def say(self, text: Phrase, severity: Severity = "warning") -> None:
        """Say why a key did nothing, or what it did."""
        self.room.say(text, severity=severity)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """The role decides what there is."""
        return may(self.SCOPE, action, self.room.role)

    def find(self) -> None:
        """Type what the rows have to hold."""
        finder = self.query_one(".finder", Input)
        finder.display = True
        finder.focus()

    def action_find_nothing(self) -> None:
        """All rows again."""
        finder = self.query_one(".finder", Input)
        with self.prevent(Input.Changed):
            finder.value = ""
        finder.display = False
        self.needle = ""
        self.redraw()
        self.options.focus()

    @on(Input.Changed, ".finder")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.needle = event.value
        self.redraw()

    @on(Input.Submitted, ".finder")
    def _found(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.needle:
            self.action_find_nothing()
        self.options.focus()
