"""What is worth stopping at: injects, decisions, missed limits, notes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.replay.api import Mark
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.tui.replay.words import ONE, SIGNS
from exercise.tui.widgets.browse import Row, Rows
from exercise.tui.wording import clock_time, columns, label, one_line
from exercise.views.chronicle import told
from exercise.views.control import FeedRow
from exercise.views.sentences import words_of

__all__ = ["MarksPane"]


class MarksPane(ReplayPane):
    """What is worth stopping at; what was still to come is dim."""

    TITLE = phrase("Marks")
    EMPTY = phrase("No marks of the kinds chosen (x).")
    _marks: Sequence[Mark] = ()

    def listed(self, width: int) -> Sequence[Row]:
        """In order of time."""
        past, place = self.past_at
        self._marks = [one for one in past.marks() if one.kind in self.replay.kinds]
        marks = {f"mark|{number}": one for number, one in enumerate(self._marks)}

        def draw(row: str) -> Content:
            return self._row(marks[row], width, dim=marks[row].place > place)

        return Rows(list(marks), draw, 2 if self.wide else 1)

    def mark_of(self, row: str | None) -> Mark | None:
        """The mark of a row."""
        number = (row or "").removeprefix("mark|")
        return self._marks[int(number)] if number.isdecimal() else None

    def mark_now(self) -> None:
        """Put the cursor on the last mark that lies behind."""
        past = [number for number, one in enumerate(self._marks) if one.place <= self.past_at[1]]
        if past:
            self.mark(f"mark|{past[-1]}")

    def _happened(self, one: Mark) -> FeedRow | None:
        return None if one.event is None else self.replay.past.row(one.place)

    def _said(self, one: Mark) -> str:
        row = self._happened(one)
        if row is None:
            return one_line(one.text, 300)
        said = one_line(told(self.picture, row).into(self.language))
        if one.place > self.past_at[1]:
            return f"{phrase('later:').into(self.language)} {said}"
        return said

    def _row(self, one: Mark, width: int, *, dim: bool) -> Content:
        kind = label(ONE, one.kind, self.language)
        head = f"{SIGNS[one.kind]} {clock_time(one.at)}"
        if self.wide:
            below = Content(f"\n  {self._said(one)}").truncate(width - 1, ellipsis=True)
            row = columns((head, 13), (kind, 15)) + below
        else:
            row = columns((head, 13), (kind, 15), (self._said(one), max(width - 31, 20)))
        return Content.styled(row.plain, "$text-muted dim") if dim else row

    def detail(self, row: str) -> Content:
        """A mark in full."""
        one = self.mark_of(row)
        if one is None:
            return self.welcome()
        lines = [Content.styled(f"{clock_time(one.at)}  {self._said(one)}", "bold")]
        happened = self._happened(one)
        if happened is not None and (words := words_of(happened)):
            lines += [Content(""), Content(plain(words))]
        return Content("\n").join(lines)
