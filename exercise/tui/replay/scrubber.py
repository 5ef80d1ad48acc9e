"""The scrubber: the whole session in one line, where one is in it, what is worth stopping at."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from exercise.replay.api import Mark
from exercise.tui.replay.words import SIGNS

__all__ = ["Scrubber"]

BARS = " ▁▂▃▄▅▆▇█"
STYLES = {
    "missed": "bold $text-error",
    "observation": "bold $text-accent",
    "bookmark": "bold $text-warning",
    "decision": "$text-success",
    "inject": "$text-primary",
}


class Scrubber(Widget):
    """Three lines: how much happened when, marks, and the event that led to this moment."""

    class Sought(Message):
        """A place in the session was clicked."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self._density: Sequence[int] = ()
        self._marks: Sequence[Mark] = ()
        self._begins, self._ends, self._at = 0, 1, 0
        self._line = Content("")
        self._kinds: dict[int, str] | None = None
        """Of each cell with a mark, the kind that is shown; made anew where cells are others."""
        self._kinds_for = 0

    def take(self, density: Sequence[int], marks: Sequence[Mark], begins: int, ends: int) -> None:
        """Take over what does not change with the moment."""
        self._density, self._marks = density, marks
        self._begins, self._ends = begins, ends
        self._kinds = None
        self.refresh()

    def show(self, at: int, line: Content) -> None:
        """Show a moment, and what is said of it."""
        self._at, self._line = at, line
        self.refresh()

    @property
    def columns(self) -> int:
        """Cells that the session has."""
        return max((self.size.width or 80) - 2, 10)

    def column(self, at: int) -> int:
        """The cell of an exercise second."""
        whole = self._ends - self._begins + 1
        return min(max((at - self._begins) * self.columns // whole, 0), self.columns - 1)

    def render(self) -> Content:
        """Density, marks, and the line."""
        here = self.column(self._at)
        most = max(self._density, default=0) or 1
        bars = "".join(
            BARS[0 if not n else 1 + (n * (len(BARS) - 2)) // most] for n in self._density
        ).ljust(self.columns)
        told = bars[here]
        cursor = "┃" if told == " " else told
        density = Content.assemble(
            (bars[:here], "$text-primary"),
            (cursor, "bold reverse"),
            (bars[here + 1 :], "$text-muted"),
        )
        line = self._line.truncate(self.columns, ellipsis=True)
        return Content("\n").join([density, self._marked(here), line])

    def _marked(self, here: int) -> Content:
        if self._kinds is None or self._kinds_for != self.columns:
            self._kinds, self._kinds_for = self._marked_cells(), self.columns
        parts: list[str | tuple[str, str]] = []
        for cell in range(self.columns):
            kind = self._kinds.get(cell)
            if kind is not None:
                parts.append((SIGNS[kind], STYLES[kind]))
            elif cell == here:
                parts.append(("▲", "bold"))
            else:
                parts.append("·" if cell % 10 == 0 else " ")
        return Content.assemble(*parts)

    def _marked_cells(self) -> dict[int, str]:
        cells: dict[int, str] = {}
        ranks = {kind: rank for rank, kind in enumerate(SIGNS)}
        for mark in self._marks:
            cell = self.column(mark.at)
            if cell not in cells or ranks[mark.kind] < ranks[cells[cell]]:
                cells[cell] = mark.kind
        return cells

    def on_click(self, event: Click) -> None:
        """Go there."""
        if event.y < 2:
            whole = self._ends - self._begins + 1
            cell = min(max(event.x - 1, 0), self.columns - 1)
            self.post_message(self.Sought(self._begins + cell * whole // self.columns))
