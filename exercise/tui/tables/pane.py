"""The rows: all tables together, then each with its clock, its script and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content

from agencies.language import phrase
from exercise.tui.controlroom.looks import PART_STYLES
from exercise.tui.widgets.browse import BrowsePane, Row
from exercise.tui.wording import clock_time, columns, one_line, pick, section
from exercise.views.control import ControlView
from exercise.views.staffwords import (
    agency,
    part_title,
    reason_of,
    span,
    titled,
    waiting_requests,
)
from exercise.views.tables import TableRow

if TYPE_CHECKING:
    from exercise.tui.tables.app import TablesApp

__all__ = ["ALL", "TablesPane", "heads", "state_of"]

ALL = "0"
"""The row that stands for all tables."""

WIDTHS = (8, 10, 17, 4, 12, 6, 6)
"""Columns of a row; the last column takes the rest."""


def heads(language: str) -> Content:
    """The names of the columns."""
    names = (
        phrase("Table"),
        phrase("Time"),
        phrase("State"),
        phrase("Move"),
        phrase("Next inject"),
        phrase("People"),
        phrase("Due"),
        phrase("Waits"),
    )
    cells = [
        (Content.styled(name.into(language), "$text-muted"), width)
        for name, width in zip(names, (*WIDTHS, 0), strict=True)
    ]
    return columns(*cells)


def state_of(row: TableRow, language: str) -> Content:
    """Whether a table's clock runs, as words with a sign."""
    clock = row.view.clock
    if not row.connected and row.host_ended:
        return Content.styled(f"■ {phrase('session over').into(language)}", "bold $text-error")
    if not row.connected:
        return Content.styled(f"⚠ {phrase('no connection').into(language)}", "bold $text-error")
    if clock.phase == "ended":
        return Content.styled(f"■ {phrase('ENDED').into(language)}", "bold $text-error")
    if clock.running:
        text = f"▶ {phrase('running').into(language)} ×{clock.speed:g}"
        return Content.styled(text, "bold $text-success")
    sign = "⚠" if clock.reason == "emergency" else "‖"
    return Content.styled(f"{sign} {reason_of(clock, language).upper()}", "bold $text-warning")


def _open_parts(view: ControlView) -> tuple[int, int]:
    """How much is expected now, and how much of it is overdue."""
    states = [part.state for part in view.parts]
    return states.count("open") + states.count("overdue"), states.count("overdue")


class TablesPane(BrowsePane):
    """All tables; what is marked says more below."""

    TITLE = phrase("Tables")
    EMPTY = phrase("No tables.")
    wide: ClassVar[bool] = False  # rows want the whole width

    @property
    def tables(self) -> TablesApp:
        """The app, by its own type."""
        return cast("TablesApp", self.app)

    def look(self, language: str) -> None:
        """Show the latest picture."""
        self.language = language
        self.redraw()

    def rows(self, _: int) -> Sequence[Row]:
        """All tables together, then one line for each."""
        rows = self.tables.view.rows
        return [(ALL, self._all(rows)), *((str(row.number), self._row(row)) for row in rows)]

    def _all(self, rows: Sequence[TableRow]) -> Content:
        language = self.language
        running = sum(row.view.clock.running for row in rows)
        ended = sum(row.view.clock.phase == "ended" for row in rows)
        counts = [phrase("running {n} of {m}", n=running, m=len(rows)).into(language)]
        if ended:
            counts.append(phrase("ended {n}", n=ended).into(language))
        told = Content(" · ".join(counts))
        people = str(sum(row.view.people for row in rows))
        parts = [_open_parts(row.view) for row in rows]
        waits = sum(waiting_requests(row.view) for row in rows)
        return columns(
            (Content.styled(phrase("All").into(language), "bold"), WIDTHS[0]),
            (told, sum(WIDTHS[1:5]) + 3),
            (people, WIDTHS[5]),
            (self._open(sum(n for n, _ in parts), sum(n for _, n in parts)), WIDTHS[6]),
            (self._waits(waits), 0),
        )

    def _row(self, row: TableRow) -> Content:
        language, view = self.language, row.view
        at = self.tables.time_of(row.number)
        name = phrase("Table {n}", n=row.number).into(language)
        order = [move.state for move in view.moves]
        move = f"{order.index('now') + 1}/{len(order)}" if "now" in order else f"–/{len(order)}"
        due = view.next_due(at)
        next_up = "–"
        if due is not None and due.at is not None and view.clock.phase != "ended":
            next_up = f"{one_line(due.id, 6)} {span(due.at - at)}"
        return columns(
            (Content.styled(name, "bold"), WIDTHS[0]),
            (clock_time(at), WIDTHS[1]),
            (state_of(row, language), WIDTHS[2]),
            (move, WIDTHS[3]),
            (next_up, WIDTHS[4]),
            (str(view.people), WIDTHS[5]),
            (self._open(*_open_parts(view)), WIDTHS[6]),
            (self._waits(waiting_requests(view)), 0),
        )

    def _open(self, parts: int, overdue: int) -> Content:
        if not overdue:
            return Content(str(parts))
        return Content.assemble(str(parts), (f" ⚠ {overdue}", PART_STYLES["overdue"]))

    def _waits(self, count: int) -> Content:
        return Content.styled(f"● {count}", "bold") if count else Content("–")

    # -- The marked table --------------------------------------------------------------------------

    def detail(self, row: str) -> Content:
        """What a table is at; for all of them, what the keys do here."""
        if row == ALL:
            text = phrase(
                "What you do on this row is done at all tables. On a table's own row it is done "
                "there alone, and Enter opens its control room. A real emergency always stops all."
            )
            return Content(text.into(self.language))
        found = [one for one in self.tables.view.rows if str(one.number) == row]
        return self._table(found[0]) if found else self.welcome()

    def _table(self, row: TableRow) -> Content:
        language, view, at = self.language, row.view, self.tables.time_of(row.number)
        lines = [self._move(view)]
        for heading, told in (
            (phrase("Expected now"), self._expected(view, at)),
            (phrase("Waits for control"), self._asked(view)),
            (phrase("Next in the script"), self._script(view, at)),
            (phrase("Desks"), self._desks(view)),
        ):
            lines += [Content(""), section(heading, language), *(list(told) or [Content("–")])]
        return Content("\n").join(lines)

    def _move(self, view: ControlView) -> Content:
        for move in view.moves:
            if move.state == "now":
                return Content.styled(titled(move.title, move.id, self.language), "bold")
        return Content.styled(one_line(pick(view.title, self.language), 200), "bold")

    def _expected(self, view: ControlView, at: int) -> Iterator[Content]:
        due = [part for part in view.parts if part.state in ("open", "overdue")]
        for part in sorted(due, key=lambda part: part.due_at)[:8]:
            who = agency(view, part.agency, self.language)
            title = one_line(part_title(view, part).into(self.language))
            style = PART_STYLES.get(part.state, "")
            yield Content.styled(f"{span(part.due_at - at):>9}  {who}: {title}", style)

    def _asked(self, view: ControlView) -> Iterator[Content]:
        for request in view.requests:
            if request.answer is None:
                who = agency(view, request.agency, self.language)
                yield Content(f"● {clock_time(request.at)} {who}: {one_line(request.text, 200)}")

    def _script(self, view: ControlView, at: int) -> Iterator[Content]:
        ahead = [one for one in view.injects if one.at is not None and one.state == "planned"]
        for inject in sorted(ahead, key=lambda one: one.at or 0)[:3]:
            title = titled(inject.subject, inject.id, self.language)
            yield Content(f"{span((inject.at or 0) - at):>9}  {one_line(inject.id, 20)} {title}")

    def _desks(self, view: ControlView) -> Iterator[Content]:
        for seat in view.seats:
            if seat.played:
                name = titled(seat.title, seat.agency, self.language)
                here = phrase("{n} here", n=len(seat.connected)).into(self.language)
                unread = phrase("unread {n}", n=seat.unread).into(self.language)
                yield Content(f"  {name}: {here}, {unread}")
