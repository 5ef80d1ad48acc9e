"""Who can I reach: every other agency, the way to it, and how long that takes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agencies.language import phrase
from exercise.tui.widgets.browse import BrowsePane, Row
from exercise.tui.wording import (
    BASES,
    MARKINGS,
    REASONS,
    WARNINGS,
    channel,
    columns,
    duration,
    label,
    named,
    one_line,
    pick,
    section,
)
from exercise.views.seat import Contact, ContactChannel, RoutePreview, SeatView

__all__ = ["IN_PERSON", "UNLISTED", "ContactsPane", "beware", "route_line"]

IN_PERSON, UNLISTED = "in-person", "unlisted"
"""Channels that are no links: see the rules of play, knowing and reaching."""


def beware(warnings: Sequence[str], language: str, indent: str = "  ") -> list[Content]:
    """What a sender is warned of, a line each."""
    return [
        Content.styled(f"{indent}⚠ {label(WARNINGS, warning, language)}", "bold $text-warning")
        for warning in warnings
    ]


def route_line(view: SeatView, route: RoutePreview, language: str) -> Content:
    """The way a message takes, in one sentence."""
    to = named(view.agencies, route.to, language)
    if route.seconds is None:
        why = label(REASONS, route.reason, language) if route.reason else ""
        text = phrase("✗ {agency}: no way ({reason})", agency=to, reason=why or "–")
        return Content.styled(text.into(language), "bold $text-error")
    via = channel(view, route.channel or "", language)
    took = duration(route.seconds)
    if route.channel == IN_PERSON:
        text = phrase("≡ {agency}: in person, known at once", agency=to)
    elif route.channel == UNLISTED:
        text = phrase("… {agency}: looking for a number, about {time}", agency=to, time=took)
    elif route.relays:
        relays = ", ".join(named(view.agencies, relay, language) for relay in route.relays)
        text = phrase(
            "⇢ {agency}: by {channel} through {relays}, about {time}",
            agency=to,
            channel=via,
            relays=relays,
            time=took,
        )
    else:
        text = phrase("→ {agency}: by {channel}, about {time}", agency=to, channel=via, time=took)
    return Content(text.into(language))


class ContactsPane(BrowsePane):
    """Agencies, nearest first, with the channels that lead there directly."""

    TITLE = phrase("Who can I reach")
    EMPTY = phrase("Looking for the ways to other agencies …")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # as in every widget
        super().__init__(id=id)
        self.contacts: tuple[Contact, ...] = ()

    def take(self, contacts: tuple[Contact, ...]) -> None:
        """Show what the session says can be reached."""
        if contacts != self.contacts:
            self.contacts = contacts
            self.redraw()

    def together(self, agency: str) -> bool:
        """Whether an agency is in one place with this desk."""
        return any(each.together for each in self.contacts if each.agency == agency)

    def rows(self, width: int) -> Sequence[Row]:
        """Nearest first."""
        return [(contact.agency, self._row(contact, width)) for contact in self.contacts]

    def detail(self, row: str) -> Content:
        """One agency: what it does and every channel to it."""
        contact = next((contact for contact in self.contacts if contact.agency == row), None)
        return self._contact(contact) if contact else self.welcome()

    def _row(self, contact: Contact, width: int) -> Content:
        route, language = contact.route, self.language
        via = channel(self.view, route.channel, language) if route.channel else ""
        if contact.together:
            way = Content(f"≡ {phrase('at once').into(language)}")
            via = channel(self.view, IN_PERSON, language)
        elif route.seconds is None:
            way = Content.styled(f"✗ {phrase('no way').into(language)}", "bold $text-error")
        elif route.relays:
            way = Content(f"⇢ {phrase('relayed').into(language)} {duration(route.seconds)}")
        else:
            way = Content(f"→ {phrase('direct').into(language)} {duration(route.seconds)}")
        name = one_line(pick(contact.title, language), 100)
        if self.wide:
            return columns((way, 20), (name, width - 22))
        return columns((way, 20), (name, width - 44), (via, 22))

    def _contact(self, contact: Contact) -> Content:
        language = self.language
        lines = [Content.styled(one_line(pick(contact.title, language)), "bold")]
        if role := pick(contact.role, language):
            lines.append(Content.styled(role, "$text-muted"))
        lines.append(Content(""))
        if contact.together:
            text = phrase("≡ You are in one place: Enter writes in person, known at once.")
            lines.append(Content.styled(text.into(language), "bold"))
            lines.append(section(phrase("If you do not speak in person"), language))
        lines.append(route_line(self.view, contact.route, language))
        lines += beware(contact.route.warnings, language)
        lines += [Content(""), section(phrase("Direct channels"), language)]
        if not contact.channels:
            lines.append(Content(phrase("none known to your desk").into(language)))
        lines += [self._channel(each) for each in contact.channels]
        return Content("\n").join(lines)

    def _channel(self, each: ContactChannel) -> Content:
        language = self.language
        if not each.up:
            state = Content.styled(f"✗ {phrase('down').into(language)}", "bold $text-error")
        elif not each.open_now:
            state = Content.styled(f"‖ {phrase('closed now').into(language)}", "$text-warning")
        else:
            state = Content.styled(f"✓ {phrase('works').into(language)}", "$text-success")
        took = phrase("about {time}", time=duration(each.seconds)).into(language)
        about = [
            phrase("up to {marking}", marking=label(MARKINGS, each.marking, language)).into(
                language
            ),
            label(BASES, each.basis, language),
        ]
        if each.assumed:
            about.append(phrase("assumed figure").into(language))
        name = channel(self.view, each.channel, language)
        hours = one_line(each.hours, 30).replace("00:00-24:00", "24/7") or "24/7"
        first = columns((state, 14), (name, 20), (f"{took} · {hours}", 0))
        second = Content.styled(f"\n{' ' * 15}{' · '.join(about)}", "$text-muted")
        return first + second
