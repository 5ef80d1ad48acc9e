"""Objectives, targets and critical tasks, with what speaks to them as it comes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.controlroom.rateforms import rate, rated, rating_of
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, hanging, label, one_line, section
from exercise.views.control import PartRow, TaskRow
from exercise.views.staffwords import (
    ANSWERS,
    PART_MARKS,
    PART_STATES,
    RATINGS,
    agency,
    part_title,
    span,
    titled,
)

__all__ = ["TasksPane"]

NOTES = 7
"""Cells for whether a task is rated, and for the number of notes on it."""

RATED = "☑"
"""The sign of a task that this evaluator has answered for."""

CHAIN = 11
"""Cells for the names of what a task hangs on."""


class TasksPane(RoomPane):
    """One row for each task, in the order of the pack."""

    TITLE = phrase("Tasks")
    EMPTY = phrase("This pack names no objectives.")
    SCOPE = "tasks"
    BINDINGS: ClassVar[list[BindingType]] = own("tasks")

    def listed(self, width: int) -> Sequence[Row]:
        """The task, and how its parts stand: by signs alone where words would cut the titles."""
        tasks, room = self.picture.tasks, width - NOTES - 1
        title = max((len(self._title(task)) for task in tasks), default=0)
        told = {task.task: self._standing(task) for task in tasks}
        if title + 1 + max(map(len, told.values()), default=0) > room:
            told = {task.task: self._standing(task, words=False) for task in tasks}
        widest = max(map(len, told.values()), default=0)
        seen = Counter(note.task for note in self.picture.notes)
        rows = []
        for task in tasks:
            name = self._title(task)
            rated = RATED if self.rated(task) else " "
            notes = (f"{rated} ✎ {seen[task.task]}" if seen[task.task] else rated, NOTES)
            if self.wide:
                row = columns((name, room), notes)
                mine = f"{phrase('rated').into(self.language)} · " if self.rated(task) else ""
                full = Content(f"\n  {mine}{self._standing(task)}")
                row += full.truncate(width - 3, ellipsis=True)
            else:
                row = columns(
                    (self._title(task), room - widest - 1), (told[task.task], widest), notes
                )
            rows.append((task.task, row))
        return rows

    def detail(self, row: str) -> Content:
        """The chain above the task, its parts, and what was seen of it."""
        task = next((one for one in self.picture.tasks if one.task == row), None)
        return self._whole(task) if task else self.welcome()

    def parts(self, task: TaskRow) -> list[PartRow]:
        """The parts that speak to a task, as they opened."""
        return [part for part in self.picture.parts if part.expectation in task.expectations]

    def rated(self, task: TaskRow) -> bool:
        """Whether this evaluator has answered for a task, or for its whole target."""
        return rated(self.picture, task)

    def ties(self) -> dict[str, str]:
        """The marked task."""
        return {"task": self.marked} if self.marked else {}

    def _title(self, task: TaskRow) -> str:
        return titled(task.title, task.task, self.language)

    def _standing(self, task: TaskRow, *, words: bool = True) -> str:
        """How many of its parts stand how; with or without the words beside the signs."""
        language, parts = self.language, self.parts(task)
        counts = [
            f"{PART_MARKS[state]} {n} {label(PART_STATES, state, language)}"
            if words
            else f"{PART_MARKS[state]} {n}"
            for state in ("overdue", "violated", "open", "late", "done", "kept")
            if (n := sum(part.state == state for part in parts))
        ]
        between = ", " if words else "  "
        return between.join(counts) or phrase("not opened yet").into(language)

    def _whole(self, task: TaskRow) -> Content:
        language, view = self.language, self.picture
        chain = (
            (phrase("Objective"), titled(task.objective_title, task.objective, language)),
            (phrase("Target"), titled(task.target_title, task.target, language)),
            (phrase("Task"), self._title(task)),
        )
        lines = []
        for name, title in chain:
            muted = Content.styled(name.into(language), "$text-muted")
            lines += hanging(muted, CHAIN, title, self.reading_width)
        lines += [Content(""), section(phrase("How it stands"), language)]
        parts = self.parts(task)
        for part in parts:
            state = label(PART_STATES, part.state, language)
            if part.state in ("open", "overdue"):
                state = span(part.due_at - self.at)
            elif part.done_at is not None:
                state = f"{state} {clock_time(part.done_at)}"
            who = agency(view, part.agency, language)
            told = one_line(part_title(view, part).into(language))
            head = f"{PART_MARKS.get(part.state, ' ')} {state}"
            lines += hanging(Content(head), 23, f"{who}: {told}", self.reading_width)
        if not parts:
            lines.append(Content(phrase("not opened yet").into(language)))
        for whole, name in ((False, phrase("Your answers")), (True, phrase("On the target"))):
            lines += self._answers(task, name, whole=whole)
        notes = [note for note in view.notes if note.task == task.task]
        lines += [Content(""), section(phrase("What you saw"), language)]
        lines += [Content(f"{clock_time(note.at)}  {one_line(note.text, 600)}") for note in notes]
        if not notes:
            lines.append(Content(phrase("Nothing yet; n writes it down.").into(language)))
        return Content("\n").join(lines)

    def _answers(self, task: TaskRow, name: Phrase, *, whole: bool) -> list[Content]:
        """What this evaluator has answered so far, of the task or its whole target."""
        language = self.language
        row = rating_of(self.picture, None if whole else task.task, task.target if whole else None)
        if row is None and (whole or not self.check_action("rate", ())):
            return []
        lines = [Content(""), section(name, language)]
        if row is None:
            return [
                *lines,
                Content(phrase("Nothing yet; r answers, R for the target.").into(language)),
            ]
        for question, answer in row.answers:
            told = Content.styled(ANSWERS[answer].into(language), "bold" if answer else "")
            lines += hanging(told, 15, RATINGS[question].into(language), self.reading_width)
        if row.text:
            lines.append(Content(f"{clock_time(row.at)}  {one_line(row.text, 600)}"))
        return lines

    # -- What its keys do ------------------------------------------------------------------------

    def action_rate(self) -> None:
        """Answer the rating questions for the marked task."""
        self._rate(whole=False)

    def action_rate_target(self) -> None:
        """Answer them for its whole target."""
        self._rate(whole=True)

    def _rate(self, *, whole: bool) -> None:
        task = next((one for one in self.picture.tasks if one.task == self.marked), None)
        if task is None:
            self.say(phrase("Mark a task first."))
        else:
            self.app.push_screen(self.form(task, whole=whole))

    def form(self, task: TaskRow, *, whole: bool) -> RoomForm:
        """The questions on a task or its whole target."""
        return rate(self.picture, task, whole=whole)
