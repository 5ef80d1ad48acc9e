"""How the tables came out, side by side: words in columns, nothing added up, nobody ranked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agencies.language import phrase
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.table import bindings
from exercise.tui.widgets.bars import KeyBar
from exercise.tui.widgets.note import Note
from exercise.tui.wording import columns, one_line, section
from exercise.views.sidewords import HELD_BY_A_PLAYBOOK, outcome_word, side_title
from exercise.views.tables import Results, SideRow, TablesView, side_by_side

__all__ = ["ResultsScreen"]

NARROWEST, WIDEST = 8, 18
"""Cells of a table's column."""


class ResultsScreen(RoomScreen):
    """Each objective and expectation on a row, each table in a column.

    Args:
        numbers: The tables.
        results: What came out at each; None where it has not ended.
    """

    SCOPE = "results"
    BINDINGS: ClassVar[list[BindingType]] = bindings("results", "all")

    def __init__(self, numbers: Sequence[int], results: Sequence[Results | None]) -> None:
        super().__init__()
        self.numbers = tuple(numbers)
        self.results = tuple(results)

    def content(self) -> ComposeResult:
        """The page under its heads."""
        yield Note(id="title")
        yield Note(id="heads")
        with VerticalScroll(id="body"):
            yield Note(id="page")

    def begin(self) -> None:
        """Let the arrows scroll."""
        super().begin()
        self.query_one("#body").focus()

    def refresh_frame(self) -> None:
        """Bring markings and keys up to date."""
        view: TablesView = self.app.view  # type: ignore[attr-defined]
        self.mark(view.marking)
        keys = self.query_one(KeyBar)
        keys.language, keys.commands = self.language, self.offered()

    def tick(self) -> None:
        """What came out does not change."""

    def tell(self) -> None:
        """Heads and rows, as wide as the screen lets them be."""
        language, width = self.language, max(self.size.width - 4, 40)
        column = min(WIDEST, max(NARROWEST, (width - 24) // len(self.numbers) - 1))
        first = width - (column + 1) * len(self.numbers)
        title = phrase("Results side by side. Tables are not ranked.")
        self.query_one("#title", Note).update(Content.styled(title.into(language), "bold"))
        names = [phrase("Table {n}", n=number).into(language) for number in self.numbers]
        head = columns(("", first), *((Content.styled(name, "bold"), column) for name in names))
        self.query_one("#heads", Note).update(head)
        lines: list[Content] = []
        rows = side_by_side(self.results)
        for kind, heading in (
            ("objective", phrase("Objectives: achieved?")),
            ("expectation", phrase("Expectations")),
        ):
            shown = [row for row in rows if row.first.kind == kind]
            if shown:
                lines += [section(heading, language)]
                lines += [self._row(row, first, column) for row in shown]
                lines.append(Content(""))
        playing = [
            str(number)
            for number, result in zip(self.numbers, self.results, strict=True)
            if result is None
        ]
        if playing:
            told = phrase("Still playing: table {names}.", names=", ".join(playing))
            lines.append(Content(told.into(language)))
        told = phrase(
            "{sign} was held by a playbook, not by people. The same pack and the same chance do "
            "not make the same room: what differs is for the hot wash.",
            sign=HELD_BY_A_PLAYBOOK,
        )
        lines.append(Content.styled(told.into(language), "italic"))
        self.query_one("#page", Note).update(Content("\n").join(lines))

    def _row(self, row: SideRow, first: int, column: int) -> Content:
        language = self.language
        cells = [
            (outcome_word(one, language) if result is not None else "…", column)
            for one, result in zip(row.cells, self.results, strict=True)
        ]
        title = one_line(side_title(row.first, language, self._agencies()), 200)
        return columns((title, first), *cells)

    def _agencies(self) -> dict[str, dict[str, str]]:
        view: TablesView = self.app.view  # type: ignore[attr-defined]
        return {one.id: one.title for one in view.rows[0].view.agencies} if view.rows else {}

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.tell()

    def action_close(self) -> None:
        """Back to the tables."""
        self.dismiss()
