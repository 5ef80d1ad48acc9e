"""What this post has written down. Nobody else sees it during the exercise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, one_line
from exercise.views.control import ControlView, NoteRow
from exercise.views.staffwords import agency, titled

__all__ = ["NotesPane", "tied_to"]


def tied_to(view: ControlView, note: NoteRow, language: str) -> str:
    """What a note is tied to, in words."""
    tied = []
    if note.task:
        task = next((one for one in view.tasks if one.task == note.task), None)
        tied.append(titled(task.title if task else {}, note.task, language))
    if note.about:
        tied.append(agency(view, note.about, language))
    if note.inject:
        tied.append(one_line(note.inject))
    return " · ".join(tied)


class NotesPane(RoomPane):
    """Newest first."""

    TITLE = phrase("Notes")
    EMPTY = phrase("Nothing written down yet. n writes a note, tied to what is marked on a tab.")
    SCOPE = "notes"
    COUNTS = False
    BINDINGS: ClassVar[list[BindingType]] = own("notes")

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        notes = sorted(enumerate(self.picture.notes), key=lambda one: (-one[1].at, -one[0]))
        return [(str(number), self._row(note, width)) for number, note in notes]

    def detail(self, row: str) -> Content:
        """A note in full."""
        note = self.picture.notes[int(row)]
        tied = tied_to(self.picture, note, self.language)
        head = Content.styled(f"{clock_time(note.at)}  {tied}", "bold")
        return head + Content(f"\n\n{plain(note.text)}")

    def _row(self, note: NoteRow, width: int) -> Content:
        tied = tied_to(self.picture, note, self.language)
        if self.wide:
            first = columns((clock_time(note.at), 11), (tied, width - 12))
            return first + Content(f"\n  {one_line(note.text)}").truncate(width - 3, ellipsis=True)
        return columns((clock_time(note.at), 11), (tied, 24), (one_line(note.text), width - 37))
