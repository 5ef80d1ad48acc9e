"""Objectives, targets and critical tasks, with what speaks to them as it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, label, one_line, section
from exercise.views.control import PartRow, TaskRow
from exercise.views.staffwords import PART_MARKS, PART_STATES, agency, part_title, span, titled

__all__ = ["TasksPane"]


class TasksPane(RoomPane):
    """One row for each task, in the order of the pack."""

    TITLE = phrase("Tasks")
    EMPTY = phrase("This pack names no objectives.")
    SCOPE = "tasks"
    BINDINGS: ClassVar[list[BindingType]] = own("tasks")

    def listed(self, width: int) -> Sequence[Row]:
        """The task, and how its parts stand."""
        return [(task.task, self._row(task, width)) for task in self.picture.tasks]

    def detail(self, row: str) -> Content:
        """The chain above the task, its parts, and what was seen of it."""
        task = next((one for one in self.picture.tasks if one.task == row), None)
        return self._whole(task) if task else self.welcome()

    def parts(self, task: TaskRow) -> list[PartRow]:
        """The parts that speak to a task, as they opened."""
        return [part for part in self.picture.parts if part.expectation in task.expectations]

    def ties(self) -> dict[str, str]:
        """The marked task."""
        return {"task": self.marked} if self.marked else {}

    def _row(self, task: TaskRow, width: int) -> Content:
        language, parts = self.language, self.parts(task)
        title = titled(task.title, task.task, language)
        counts = [
            f"{PART_MARKS[state]} {n} {label(PART_STATES, state, language)}"
            for state in ("overdue", "violated", "open", "late", "done", "kept")
            if (n := sum(part.state == state for part in parts))
        ]
        told = ", ".join(counts) or phrase("not opened yet").into(language)
        seen = sum(note.task == task.task for note in self.picture.notes)
        notes = f"✎ {seen}" if seen else ""
        if self.wide:
            first = columns((title, width - 6), (notes, 5))
            return first + Content(f"\n  {told}").truncate(width - 3, ellipsis=True)
        return columns((title, width - 39), (told, 32), (notes, 5))

    def _whole(self, task: TaskRow) -> Content:
        language, view = self.language, self.picture
        chain = (
            (phrase("Objective"), titled(task.objective_title, task.objective, language)),
            (phrase("Target"), titled(task.target_title, task.target, language)),
            (phrase("Task"), titled(task.title, task.task, language)),
        )
        lines = [
            columns((Content.styled(name.into(language), "$text-muted"), 11), (title, 0))
            for name, title in chain
        ]
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
            lines.append(columns((head, 20), (f"{who}: {told}", 0)))
        if not parts:
            lines.append(Content(phrase("not opened yet").into(language)))
        notes = [note for note in view.notes if note.task == task.task]
        lines += [Content(""), section(phrase("What you saw"), language)]
        lines += [Content(f"{clock_time(note.at)}  {one_line(note.text, 600)}") for note in notes]
        if not notes:
            lines.append(Content(phrase("Nothing yet; n writes it down.").into(language)))
        return Content("\n").join(lines)
