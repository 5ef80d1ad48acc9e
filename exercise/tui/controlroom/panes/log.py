"""The running log: what happened, in sentences, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row, Rows
from exercise.tui.wording import clock_time, columns, one_line
from exercise.views.control import FeedRow
from exercise.views.sentences import MARKS, sentence, words_of

__all__ = ["LogPane"]

STYLES = {"⚠": "bold $text-warning", "✗": "bold $text-error"}


class LogPane(RoomPane):
    """The last five hundred things that happened."""

    TITLE = phrase("Log")
    EMPTY = phrase("Nothing has happened yet.")
    SCOPE = "log"
    COUNTS = False
    BINDINGS: ClassVar[list[BindingType]] = own("log")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self._known: dict[str, Content] = {}
        """What happened does not change: each row is drawn once for a language and a width."""
        self._known_for = ("", 0)

    def listed(self, width: int) -> Sequence[Row]:
        """Newest first."""
        if self._known_for != (self.language, width):
            self._known, self._known_for = {}, (self.language, width)
        fed = self.fed()
        self._known = {row: said for row, said in self._known.items() if row in fed}

        def draw(row: str) -> Content:
            if row not in self._known:
                self._known[row] = self._row(fed[row], width)
            return self._known[row]

        return Rows(list(fed), draw)

    def fed(self) -> Mapping[str, FeedRow]:
        """What happened, newest first."""
        return {str(row.seq): row for row in reversed(self.picture.feed)}

    def detail(self, row: str) -> Content:
        """The whole sentence, and people's own words."""
        fed = self.fed().get(row)
        if fed is None:
            return self.welcome()
        said = one_line(sentence(self.picture, fed).into(self.language), 1000)
        lines = [Content.styled(f"{clock_time(fed.at)}  {said}", "bold")]
        if text := words_of(fed):
            lines += [Content(""), Content(plain(text))]
        return Content("\n").join(lines)

    def _row(self, row: FeedRow, width: int) -> Content:
        mark = MARKS.get(row.kind, "·")
        said = one_line(sentence(self.picture, row).into(self.language))
        head = Content.styled(f"{mark} {clock_time(row.at)}", STYLES.get(mark, ""))
        return columns((head, 13), (Content(said), width - 14))
