"""What has reached the agencies that this post speaks for, in one queue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise import commands as c
from exercise.tui.controlroom import deskforms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import ask
from exercise.tui.controlroom.panes.desks import claimed
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.controlroom.unforeseen import consequences
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import (
    INTENTS,
    clock_time,
    columns,
    label,
    one_line,
    section,
    status,
    titles_of,
)
from exercise.views.control import PrintedText
from exercise.views.staffwords import agency, span, thing

__all__ = ["QueuePane"]


class QueuePane(RoomPane):
    """Unread first, the one that has waited longest on top; then what was read, newest first."""

    TITLE = phrase("Speaking for")
    EMPTY = phrase("You speak for no agency yet: mark one on the tab Desks and press c.")
    SCOPE = "queue"
    BINDINGS: ClassVar[list[BindingType]] = own("queue")

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        items = self.picture.simulated
        unread = sorted((one for one in items if one.opened_at is None), key=lambda one: one.at)
        read = sorted((one for one in items if one.opened_at is not None), key=lambda one: -one.at)
        return [(one.item, self._row(one, width)) for one in (*unread, *read)]

    def detail(self, row: str) -> Content:
        """The item; its text is the SimCell's to read before the agency is said to know it."""
        item = self.item(row)
        return self._item(item) if item else self.welcome()

    def welcome(self) -> Content:
        """For whom one speaks."""
        claimed_by = self.spoken_for()
        if not claimed_by:
            return super().welcome()
        names = titles_of(self.picture.agencies, claimed_by)
        told = phrase("You speak for: {names}. Nothing has reached them yet.", names=names)
        return Content(told.into(self.language))

    def item(self, row: str | None) -> PrintedText | None:
        """The item of that id."""
        return next((one for one in self.picture.simulated if one.item == row), None)

    def spoken_for(self) -> tuple[str, ...]:
        """The agencies that this post speaks for."""
        role = self.room.role
        return tuple(seat.agency for seat in self.picture.seats if claimed(seat, role))

    def fresh(self) -> frozenset[str]:
        """What was not opened yet."""
        return frozenset(one.item for one in self.picture.simulated if one.opened_at is None)

    def acts_on(self, action: str) -> bool:
        """An item is opened, then answered."""
        item = self.item(self.marked)
        match action:
            case "open":
                return item is not None and item.opened_at is None
            case "reply":
                return item is not None and item.opened_at is not None and bool(item.sender)
            case "relay":
                return item is not None and bool(item.relay_to) and item.relayed_at is None
            case "write" | "decide" | "hand_back":
                return bool(self.spoken_for())
            case _:
                return True

    # -- How it looks ----------------------------------------------------------------------------

    def _row(self, item: PrintedText, width: int) -> Content:
        language, view = self.language, self.picture
        unread = item.opened_at is None
        word = phrase("NEW") if unread else phrase("read")
        if item.relay_to and item.relayed_at is None:
            word = phrase("RELAY")
        mark = Content.styled(
            f"{'●' if unread else ' '} {word.into(language)}", "bold" if unread else ""
        )
        to = agency(view, item.to, language)
        sender = (
            agency(view, item.sender, language)
            if item.sender
            else label(INTENTS, "inject", language)
        )
        said = one_line(item.subject or item.text) or label(INTENTS, item.intent, language)
        since = span(self.at - item.at)
        if self.wide:
            first = columns((mark, 9), (since, 8), (to, width - 19))
            return (
                first + Content("\n          ") + Content(said).truncate(width - 11, ellipsis=True)
            )
        return columns((mark, 9), (since, 8), (to, 18), (f"← {sender}", 18), (said, width - 57))

    def _item(self, item: PrintedText) -> Content:
        language, view = self.language, self.picture
        head = phrase(
            "For {to}, from {sender}, {time} ({intent})",
            to=titles_of(view.agencies, (item.to,)),
            sender=titles_of(view.agencies, (item.sender,)) if item.sender else "–",
            time=clock_time(item.at),
            intent=INTENTS.get(item.intent, INTENTS["inform"]),
        )
        lines = [Content.styled(head.into(language), "bold")]
        if item.relay_to:
            to = titles_of(view.agencies, (item.relay_to,))
            told = phrase("⇢ For {agency}: press l to pass it on.", agency=to)
            if item.relayed_at is not None:
                told = phrase("✓ Passed on to {agency}.", agency=to)
            lines.append(Content.styled(told.into(language), "bold"))
        lines += [Content(""), Content.styled(one_line(item.subject), "bold")]
        lines.append(Content(plain(item.text)))
        if item.facts:
            lines += [Content(""), section(phrase("Facts it carries"), language)]
            for fact, sure in item.facts:
                title = Content(thing(view, fact, language))
                lines.append(columns((status(sure, language), 15), (title, 0)))
        if item.opened_at is None:
            hint = phrase("Enter opens it: from then on the agency knows what it says.")
            lines += [Content(""), Content.styled(hint.into(language), "bold")]
        for act in view.unforeseen:
            if act.id == item.id:
                lines += [Content(""), consequences(view, act, language)]
        return Content("\n").join(lines)

    # -- What its keys do ------------------------------------------------------------------------

    def _marked_item(self) -> PrintedText | None:
        item = self.item(self.marked)
        if item is None:
            self.say(phrase("Mark an item first."))
        return item

    def action_open(self) -> None:
        """From now on the agency knows what it says."""
        item = self._marked_item()
        if item is not None and item.opened_at is None:
            self.room.ask_for(Asked(c.OpenItem(item.item), item.to))

    def action_reply(self) -> None:
        """Answer as the agency that it came to."""
        if (item := self._marked_item()) is None:
            return
        if item.opened_at is None:
            self.say(phrase("Open the item first: press Enter."))
        elif not item.sender:
            self.say(phrase("There is no agency behind this to answer."))
        else:
            self.app.push_screen(deskforms.reply(self.picture, item))

    def action_relay(self) -> None:
        """Pass a relay request on."""
        if (item := self._marked_item()) is None:
            return
        if not item.relay_to:
            self.say(phrase("Nobody asked to pass this on."))
        else:
            self.room.ask_for(Asked(c.RelayItem(item.item), item.to, phrase("Passed on.")))

    def action_write(self) -> None:
        """Send a message as an agency."""
        if self._speaks():
            item = self.item(self.marked)
            self.app.push_screen(
                deskforms.write_as(self.picture, self.spoken_for(), item.to if item else "")
            )

    def action_decide(self) -> None:
        """Log a decision of an agency."""
        if self._speaks():
            item = self.item(self.marked)
            self.app.push_screen(
                deskforms.decide_as(self.picture, self.spoken_for(), item.to if item else "")
            )

    def action_hand_back(self) -> None:
        """Hand an agency back to its playbook."""
        item = self.item(self.marked)
        if item is None:
            self.say(phrase("Mark the agency on the tab Desks and press c."))
            return
        ask(
            self.room,
            phrase(
                "Hand {agency} back to its playbook?",
                agency=titles_of(self.picture.agencies, (item.to,)),
            ),
            phrase("From then on it acts by itself."),
            c.LeaveSeat(f"{item.to}/{self.room.role}"),
            agency=item.to,
            done=phrase("Handed back."),
        )

    def _speaks(self) -> bool:
        if not self.spoken_for():
            self.say(self.EMPTY)
        return bool(self.spoken_for())
