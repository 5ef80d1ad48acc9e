"""The MSEL as it stands: what is to come, what was released, and who has read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom import forms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import ask
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import (
    URGENCIES,
    clock_time,
    columns,
    label,
    one_line,
    pick,
    titles_of,
)
from exercise.views.conditions import condition
from exercise.views.control import InjectRow
from exercise.views.staffwords import (
    DELIVERIES,
    INJECT_MARKS,
    INJECT_STATES,
    KINDS,
    agency,
    channel,
    span,
)

__all__ = ["TimelinePane"]

WHICH = {
    "all": phrase("Timeline: all injects"),
    "ahead": phrase("Timeline: to come"),
    "behind": phrase("Timeline: released or skipped"),
}
STYLES = {"fired": "$text-muted", "skipped": "$text-muted", "held": "bold $text-warning"}


def _order(inject: InjectRow) -> tuple[bool, int, str]:
    """By time; what waits for a condition comes last."""
    return inject.at is None, inject.at or 0, inject.id


class TimelinePane(RoomPane):
    """Every inject in the order of time."""

    TITLE = phrase("Timeline")
    EMPTY = phrase("No inject here.")
    SCOPE = "timeline"
    BINDINGS: ClassVar[list[BindingType]] = own("timeline")

    which = "all"

    def listed(self, width: int) -> Sequence[Row]:
        """One line each where the list has the whole width, else two."""
        due = self.picture.next_due(self.at)
        return [
            (inject.id, self._row(inject, width, due=inject is due))
            for inject in sorted(self.picture.injects, key=_order)
            if self._wanted(inject)
        ]

    def detail(self, row: str) -> Content:
        """What an inject says, and where it is."""
        inject = self.inject(row)
        return self._inject(inject) if inject else self.welcome()

    def inject(self, inject_id: str | None) -> InjectRow | None:
        """The inject of that id."""
        return next((each for each in self.picture.injects if each.id == inject_id), None)

    def fresh(self) -> frozenset[str]:
        """What is due next."""
        due = self.picture.next_due(self.at)
        return frozenset((due.id,)) if due else frozenset()

    def acts_on(self, action: str) -> bool:
        """Only what has not been released can be steered."""
        inject = self.inject(self.marked)
        ahead = inject is not None and inject.state in ("planned", "ready", "held")
        if action == "hold":
            return ahead and inject is not None and inject.state == "planned"
        return ahead if action in ("release", "drop", "edit") else True

    def _wanted(self, inject: InjectRow) -> bool:
        over = inject.state in ("fired", "skipped")
        return self.which == "all" or over == (self.which == "behind")

    def opened(self) -> None:
        """Begin where the exercise is."""
        due = self.picture.next_due(self.at)
        if due is not None:
            self.mark(due.id)

    def ties(self) -> dict[str, str]:
        """The marked inject."""
        return {"inject": self.marked} if self.marked else {}

    # -- How it looks ----------------------------------------------------------------------------

    def _row(self, inject: InjectRow, width: int, *, due: bool) -> Content:
        language = self.language
        mark = "►" if due else INJECT_MARKS.get(inject.state, " ")
        when = phrase("if …").into(language)
        if inject.at is not None:
            when = clock_time(inject.at)
        elif inject.kind == "prepared":
            when = ""
        state = label(INJECT_STATES, inject.state, language)
        style = "bold" if due else STYLES.get(inject.state, "")
        if any(row.state == "waiting" for row in inject.deliveries):
            mark, style = "⚠", "bold"
            state = phrase("waits").into(language)
        if due:
            state = phrase("in {time}", time=span((inject.at or 0) - self.at)).into(language)
        subject = one_line(pick(inject.subject, language), 200)
        name = f"+{inject.id.rpartition('/')[2]}" if inject.kind == "ad-hoc" else inject.id
        head = Content.styled(f"{mark} {when}", style)
        told = Content.styled(state, style)
        reached = self._reached(inject)
        if self.wide:
            first = columns((head, 13), (name, 6), (told, 11), (reached, width - 33))
            return first + Content("\n  ") + Content.styled(subject, style).truncate(width - 3)
        return columns(
            (head, 13), (name, 6), (told, 10), (reached, 16), (Content(subject), width - 49)
        )

    def _reached(self, inject: InjectRow) -> str:
        """To whom, or how many of them have it and have read it."""
        language, rows = self.language, inject.deliveries
        if inject.state != "fired":
            return ", ".join(agency(self.picture, row.agency, language) for row in rows)
        here = sum(row.state == "delivered" for row in rows)
        read = sum(row.read_at is not None for row in rows)
        told = phrase("{n}/{m} · read {r}", n=here, m=len(rows), r=read)
        return told.into(language)

    def _inject(self, inject: InjectRow) -> Content:
        language, view = self.language, self.picture
        subject = one_line(pick(inject.subject, language), 200)
        lines = [Content.styled(f"{inject.id}  {subject}", "bold")]
        about = [
            label(INJECT_STATES, inject.state, language),
            label(KINDS, inject.kind, language),
            clock_time(inject.at) if inject.at is not None else "",
            label(URGENCIES, inject.urgency, language),
            phrase("by {channel}", channel=channel(view, inject.via, language)).into(language),
            phrase("from {sender}", sender=one_line(pick(inject.sender, language), 120)).into(
                language
            ),
        ]
        lines.append(Content.styled(" · ".join(part for part in about if part), "$text-muted"))
        if inject.awaited is not None:
            waits = phrase("Comes once {condition}.", condition=condition(view, inject.awaited))
            lines.append(Content(waits.into(language)))
        if inject.edited:
            lines.append(Content.styled(phrase("Edited by control.").into(language), "bold"))
        lines += [self._deliveries(inject), Content(""), Content(pick(inject.body, language))]
        if inject.expects:
            expects = phrase("It opens: {ids}", ids=", ".join(inject.expects))
            lines += [Content(""), Content.styled(expects.into(language), "$text-muted")]
        return Content("\n").join(lines)

    def _deliveries(self, inject: InjectRow) -> Content:
        """Each recipient, and whether it got there and was read."""
        language = self.language
        told = []
        for row in inject.deliveries:
            name = agency(self.picture, row.agency, language)
            state = label(DELIVERIES, row.state, language)
            mark = {"delivered": "●", "returned": "✗", "waiting": "⚠"}.get(row.state, "○")
            if row.read_at is not None:
                mark = "✓"
                state = phrase("read {when}", when=clock_time(row.read_at)).into(language)
            told.append(Content.assemble((f"{mark} {name}", "bold"), f" {state}"))
        return Content("   ").join(told)

    # -- What its keys do ------------------------------------------------------------------------

    def _ahead(self) -> InjectRow | None:
        """The marked inject if it can still be steered; otherwise says why not."""
        inject = self.inject(self.marked)
        if inject is None:
            self.say(phrase("Mark an inject first."))
        elif inject.state == "fired":
            self.say(phrase("{inject} has been released already.", inject=inject.id))
        elif inject.state == "skipped":
            self.say(phrase("{inject} was skipped.", inject=inject.id))
        else:
            return inject
        return None

    def action_release(self) -> None:
        """Fire it now, after a question."""
        if inject := self._ahead():
            ask(
                self.room,
                phrase("Release {inject} now?", inject=inject.id),
                phrase(
                    "It reaches at once: {agencies}. It cannot be taken back.",
                    agencies=titles_of(
                        self.picture.agencies, (row.agency for row in inject.deliveries)
                    ),
                ),
                c.ReleaseInject(inject.id),
                done=phrase("{inject} is released.", inject=inject.id),
            )

    def action_hold(self) -> None:
        """Keep it back."""
        if inject := self._ahead():
            if inject.state == "held":
                self.say(phrase("{inject} is held already; r releases it.", inject=inject.id))
            else:
                done = phrase("{inject} is held until you release it.", inject=inject.id)
                self.room.ask_for(Asked(c.HoldInject(inject.id), done=done))

    def action_drop(self) -> None:
        """Never fire it."""
        if inject := self._ahead():
            self.app.push_screen(forms.skip_inject(inject))

    def action_edit(self) -> None:
        """Change what it says."""
        if inject := self._ahead():
            self.app.push_screen(forms.edit_inject(inject, self.language))

    def action_add(self) -> None:
        """Write an inject of one's own."""
        self.app.push_screen(forms.add_inject(self.picture))

    def action_due(self) -> None:
        """Mark what is due next."""
        due = self.picture.next_due(self.at)
        if due is None:
            self.say(phrase("No inject is due by its time any more."))
        else:
            if not self._wanted(due):
                self.which = "all"
                self.redraw()
            self.mark(due.id)

    def action_which(self) -> None:
        """All, to come, or behind."""
        names = list(WHICH)
        self.which = names[(names.index(self.which) + 1) % len(names)]
        self.redraw()
        self.say(WHICH[self.which], "done")
