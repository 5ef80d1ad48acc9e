"""What is expected: open parts with their countdown, overdue ones first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from exercise.tui.controlroom import forms
from exercise.tui.controlroom.looks import PART_STYLES
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, label, one_line, section
from exercise.views.control import PartRow
from exercise.views.staffwords import PART_MARKS, PART_STATES, agency, part_title, span, titled

__all__ = ["ExpectedPane"]

_ORDER = ("violated", "overdue", "open", "kept", "late", "done", "excused")
_OPEN = ("violated", "overdue", "open", "kept")


def row_of(part: PartRow) -> str:
    """The id of a part's row."""
    return f"{part.expectation}|{part.part}"


class ExpectedPane(RoomPane):
    """Parts of expectations and duties."""

    TITLE = phrase("Expected")
    EMPTY = phrase("Nothing is expected of anybody yet.")
    SCOPE = "expected"
    BINDINGS: ClassVar[list[BindingType]] = own("expected")

    everything = False

    def listed(self, width: int) -> Sequence[Row]:
        """Overdue first, then by what is left."""
        parts = [part for part in self.picture.parts if self.everything or part.state in _OPEN]
        parts.sort(key=lambda part: (_ORDER.index(part.state), part.due_at, row_of(part)))
        return [(row_of(part), self._row(part, width)) for part in parts]

    def detail(self, row: str) -> Content:
        """A part in full."""
        part = self.part(row)
        return self._part(part) if part else self.welcome()

    def part(self, row: str | None) -> PartRow | None:
        """The part of a row."""
        return next((part for part in self.picture.parts if row_of(part) == row), None)

    def fresh(self) -> frozenset[str]:
        """What is overdue."""
        return frozenset(row_of(part) for part in self.picture.parts if part.state == "overdue")

    def acts_on(self, action: str) -> bool:
        """What is an artificiality already is none anew."""
        part = self.part(self.marked)
        return action != "excuse" or (part is not None and part.state != "excused")

    def ties(self) -> dict[str, str]:
        """The agency and the task of the marked part."""
        part = self.part(self.marked)
        if part is None:
            return {}
        return {"about": part.agency, **({"task": part.task} if part.task else {})}

    # -- How it looks ----------------------------------------------------------------------------

    def _state(self, part: PartRow) -> Content:
        language = self.language
        word = label(PART_STATES, part.state, language)
        if part.state in ("open", "overdue"):
            word = span(part.due_at - self.at)
        mark = PART_MARKS.get(part.state, " ")
        return Content.styled(f"{mark} {word}", PART_STYLES.get(part.state, ""))

    def _row(self, part: PartRow, width: int) -> Content:
        language, view = self.language, self.picture
        people = any(seat.agency == part.agency and seat.seats for seat in view.seats)
        who = Content.styled(agency(view, part.agency, language), "" if people else "$text-muted")
        critical = "!" if part.critical else " "
        told = one_line(part_title(view, part).into(language))
        if self.wide:
            first = columns((self._state(part), 15), (critical, 1), (who, width - 19))
            return first + Content("\n   ") + Content(told).truncate(width - 4, ellipsis=True)
        return columns((self._state(part), 15), (critical, 1), (who, 20), (told, width - 39))

    def _part(self, part: PartRow) -> Content:
        language, view = self.language, self.picture
        who = agency(view, part.agency, language)
        told = part_title(view, part).into(language)
        lines = [
            Content.styled(f"{who} – {told}", "bold"),
            Content(f"{label(PART_STATES, part.state, language)} · ") + self._state(part),
        ]
        times = phrase(
            "open since {opened} · limit {due}",
            opened=clock_time(part.opened_at),
            due=clock_time(part.due_at),
        )
        if part.state not in ("kept", "violated"):
            lines.append(Content(times.into(language)))
        if part.done_at is not None:
            done = phrase("done at {time}", time=clock_time(part.done_at))
            lines.append(Content(done.into(language)))
        source = phrase("Expectation {id}", id=one_line(part.expectation))
        if part.duty:
            source = phrase("Standing duty {id}", id=one_line(part.duty))
        lines.append(Content.styled(source.into(language), "$text-muted"))
        if part.title:
            lines.append(Content(titled(part.title, "", language)))
        if part.critical:
            critical = phrase("! Critical for its task.").into(language)
            lines.append(Content.styled(critical, "bold"))
        if part.task:
            task = next((each for each in view.tasks if each.task == part.task), None)
            title = part.task if task is None else titled(task.title, part.task, language)
            lines.append(Content(phrase("Task: {task}", task=title).into(language)))
        if part.reason:
            why = phrase("Artificiality: {reason}", reason=one_line(part.reason))
            lines.append(Content(why.into(language)))
        if part.evidence:
            lines += [Content(""), section(phrase("Evidence"), language)]
            lines += [Content(one_line(each)) for each in part.evidence]
        return Content("\n").join(lines)

    # -- What its keys do ------------------------------------------------------------------------

    def action_excuse(self) -> None:
        """Mark it as an artificiality of the exercise."""
        part = self.part(self.marked)
        if part is None:
            self.say(phrase("Mark a part first."))
        elif part.state == "excused":
            self.say(phrase("It is marked as an artificiality already."))
        else:
            self.app.push_screen(forms.excuse_part(self.picture, part))

    def action_which(self) -> None:
        """What is open, or everything."""
        self.everything = not self.everything
        self.redraw()
        shown = phrase("Everything that was expected so far.")
        self.say(shown if self.everything else phrase("What is open now."), "done")
