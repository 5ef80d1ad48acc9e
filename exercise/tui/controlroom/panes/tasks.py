"""Objectives, targets and critical tasks, with what speaks to them as it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.controlroom.rateforms import rate, rating_of
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, label, one_line, section
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
            lines.append(columns((told, 15), (RATINGS[question].into(language), 0)))
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
            self.app.push_screen(rate(self.picture, task, whole=whole))
