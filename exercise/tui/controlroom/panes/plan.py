"""The improvement plan: put before the room and agreed on line by line, before people leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise import commands as c
from exercise.tui.controlroom import planforms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import ask
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import columns, one_line, titles
from exercise.views.control import PlanRow
from exercise.views.planwords import POETE
from exercise.views.staffwords import agency, titled

__all__ = ["PlanPane"]

_LACKS = {
    "issue": phrase("what is to be improved"),
    "action": phrase("what is done"),
    "organization": phrase("who does it"),
    "due": phrase("until when"),
}


class PlanPane(RoomPane):
    """One line each, in the order in which they were put."""

    TITLE = phrase("Improvement plan")
    EMPTY = phrase("Nothing is in the plan yet. i puts a line before the room.")
    SCOPE = "plan"
    COUNTS = False
    BINDINGS: ClassVar[list[BindingType]] = own("plan")

    def listed(self, width: int) -> Sequence[Row]:
        """Whether it is agreed on, who, until when, and what."""
        return [(row.id, self._row(row, width)) for row in self.picture.plan]

    def detail(self, row: str) -> Content:
        """A line in full, and what it still needs."""
        found = self.line(row)
        return self.welcome() if found is None else self._whole(found)

    def line(self, name: str | None) -> PlanRow | None:
        """The line of that name."""
        return next((one for one in self.picture.plan if one.id == name), None)

    def _row(self, row: PlanRow, width: int) -> Content:
        mark = "✓" if row.agreed_at is not None else "○" if row.lacks else "●"
        who = self._who(row) or "–"
        if self.wide:
            first = columns((mark, 3), (who, width - 15), (row.due or "–", 11))
            rest = Content(f"\n  {one_line(row.action or row.issue)}")
            return first + rest.truncate(width - 3, ellipsis=True)
        return columns((mark, 3), (row.due or "–", 12), (who, 20), (one_line(row.issue), 0))

    def _who(self, row: PlanRow) -> str:
        if any(one.id == row.organization for one in self.picture.agencies):
            return agency(self.picture, row.organization, self.language)
        return one_line(row.organization, 120)

    def _whole(self, row: PlanRow) -> Content:
        language, view = self.language, self.picture
        capability = next((one for one in view.capabilities if one.id == row.capability), None)
        element = POETE.get(row.element)
        said: tuple[tuple[Phrase, str], ...] = (
            (phrase("Issue"), plain(row.issue)),
            (phrase("Corrective action"), plain(row.action)),
            (phrase("Who does it"), self._who(row)),
            (phrase("Whom to ask"), one_line(row.contact, 200)),
            (phrase("From"), row.start),
            (phrase("Until"), row.due),
            (phrase("Element"), "" if element is None else element.into(language)),
            (
                phrase("Capability"),
                titled(capability.title, capability.id, language) if capability else "",
            ),
        )
        lines = [Content.styled(self._state(row).into(language), "bold"), Content("")]
        lines += [
            Content.styled(f"{name.into(language)}: ", "$text-muted") + Content(text or "–")
            for name, text in said
        ]
        return Content("\n").join(lines)

    def _state(self, row: PlanRow) -> Phrase:
        if row.agreed_at is not None:
            return phrase("✓ Agreed.")
        if row.lacks:
            lacking = ", ".join(_LACKS[name].into(self.language) for name in row.lacks)
            return phrase("○ Before it can be agreed on it has to say: {lacking}.", lacking=lacking)
        return phrase("● Before the room: y notes that all agree.")

    # -- What its keys do ------------------------------------------------------------------------

    def action_propose(self) -> None:
        """Put a line before the room."""
        self.app.push_screen(planforms.line(self.picture))

    def action_change(self) -> None:
        """Put the marked line anew."""
        if (row := self.line(self.marked)) is None:
            self.say(phrase("Mark a line first."))
        else:
            self.app.push_screen(planforms.line(self.picture, row))

    def action_agree(self) -> None:
        """Note that the room agrees on the marked line."""
        if (row := self.line(self.marked)) is None:
            self.say(phrase("Mark a line first."))
        else:
            self.room.ask_for(Asked(c.AgreePlanLine(row.id), done=phrase("Agreed.")))

    def action_drop(self) -> None:
        """Take the marked line out."""
        if (row := self.line(self.marked)) is None:
            self.say(phrase("Mark a line first."))
            return
        ask(
            self.room,
            phrase("Take this line out of the plan?"),
            titles({"": row.issue}),
            c.DropPlanLine(row.id),
            done=phrase("It is out of the plan."),
        )
