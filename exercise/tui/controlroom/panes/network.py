"""The network: what is down, and which contacts in nobody's plan wait for a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import Phrase, phrase
from exercise import commands as c
from exercise.tui.controlroom import worldforms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, titles_of
from exercise.views.control import ContactRow, ControlView, OutageRow
from exercise.views.staffwords import span

__all__ = ["NetworkPane", "outage_title"]


def outage_title(view: ControlView, outage: OutageRow) -> Phrase:
    """What is down, in words."""
    if outage.link is not None:
        return phrase("link {link}", link=titles_of(view.links, (outage.link,)))
    agencies = titles_of(view.agencies, (outage.agency or "",))
    if outage.channel is None:
        return phrase("agency {agency}", agency=agencies)
    channels = titles_of(view.channels, (outage.channel,))
    if outage.agency is None:
        return phrase("channel {channel}, everywhere", channel=channels)
    return phrase("channel {channel} at {agency}", channel=channels, agency=agencies)


def row_of(outage: OutageRow) -> str:
    """The id of an outage's row."""
    return f"down|{outage.link or ''}|{outage.channel or ''}|{outage.agency or ''}"


class NetworkPane(RoomPane):
    """Contacts that wait first, for somebody waits with them."""

    TITLE = phrase("Network")
    EMPTY = phrase("Everything works, and nobody waits for a number. d takes something down.")
    SCOPE = "network"
    BINDINGS: ClassVar[list[BindingType]] = own("network")

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        view, language = self.picture, self.language
        rows = [
            (f"contact|{contact.message}", self._contact_row(contact)) for contact in view.contacts
        ]
        down = Content.styled(f"✗ {phrase('DOWN').into(language)}", "bold $text-error")
        for outage in view.outages:
            title = outage_title(view, outage).into(language)
            rows.append((row_of(outage), columns((down, 20), (title, width - 21))))
        return rows

    def detail(self, row: str) -> Content:
        """What it means, and what can be done."""
        language = self.language
        contact, outage = self.contact(row), self.outage(row)
        if contact is not None:
            who = titles_of(self.picture.agencies, (contact.sender,))
            to = titles_of(self.picture.agencies, (contact.to,))
            told = phrase(
                "{sender} looks for a number of {to}, since {time}. In no plan is there one.",
                sender=who,
                to=to,
                time=clock_time(contact.at),
            )
            keys = phrase("g lets it through now, x sends it back; else it takes its time.")
            return Content(f"{told.into(language)}\n\n{keys.into(language)}")
        if outage is not None:
            title = outage_title(self.picture, outage).into(language)
            text = phrase(
                "What crosses it loses that attempt, and is tried again, sent another way or "
                "returned to its sender with the reason. r brings it back."
            )
            return Content.styled(title, "bold") + Content(f"\n\n{text.into(language)}")
        return self.welcome()

    def contact(self, row: str | None) -> ContactRow | None:
        """The contact of a row."""
        named = (row or "").removeprefix("contact|")
        return next((one for one in self.picture.contacts if one.message == named), None)

    def outage(self, row: str | None) -> OutageRow | None:
        """The outage of a row."""
        return next((one for one in self.picture.outages if row_of(one) == row), None)

    def fresh(self) -> frozenset[str]:
        """Contacts that wait."""
        return frozenset(f"contact|{contact.message}" for contact in self.picture.contacts)

    def acts_on(self, action: str) -> bool:
        """What waits can be granted, what is down restored."""
        if action in ("grant", "refuse"):
            return self.contact(self.marked) is not None
        return action != "restore" or self.outage(self.marked) is not None

    def _contact_row(self, contact: ContactRow) -> Content:
        language, agencies = self.language, self.picture.agencies
        waits = f"? {phrase('contact').into(language)} {span(self.at - contact.at)}"
        sender = titles_of(agencies, (contact.sender,)).into(language)
        to = titles_of(agencies, (contact.to,)).into(language)
        return columns((Content.styled(waits, "bold $text-warning"), 20), (f"{sender} → {to}", 0))

    # -- What its keys do ------------------------------------------------------------------------

    def action_disrupt(self) -> None:
        """Take something down."""
        self.app.push_screen(worldforms.disrupt(self.picture))

    def action_restore(self) -> None:
        """Bring back what is marked."""
        outage = self.outage(self.marked)
        if outage is None:
            self.say(phrase("Mark something that is down first."))
            return
        title = outage_title(self.picture, outage)
        command = c.Restore(outage.link, outage.channel, outage.agency)
        self.room.ask_for(Asked(command, done=phrase("Back again: {what}.", what=title)))

    def action_grant(self) -> None:
        """Let the contact through."""
        contact = self.contact(self.marked)
        if contact is None:
            self.say(phrase("Mark a contact that waits first."))
        else:
            done = phrase("The contact is let through.")
            self.room.ask_for(Asked(c.GrantContact(contact.message), done=done))

    def action_refuse(self) -> None:
        """No number is to be found."""
        contact = self.contact(self.marked)
        if contact is None:
            self.say(phrase("Mark a contact that waits first."))
        else:
            self.app.push_screen(worldforms.refuse_contact(self.picture, contact))

    def action_gather(self) -> None:
        """In one place of the story."""
        self.app.push_screen(worldforms.gather(self.picture))

    def action_level(self) -> None:
        """Set a security level."""
        self.app.push_screen(worldforms.level(self.picture))

    def action_thing(self) -> None:
        """Open or close something."""
        self.app.push_screen(worldforms.thing(self.picture))
