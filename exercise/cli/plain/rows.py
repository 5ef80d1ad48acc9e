"""One line for each thing that staff see; numbers and ids are those that commands take."""

from __future__ import annotations

from agencies.language import Phrase, phrase
from exercise.views.conditions import condition
from exercise.views.control import ControlView, InjectRow, PartRow, PrintedText, SeatRow
from exercise.views.staffwords import ACTS, DELIVERIES, INJECT_STATES, PART_STATES, part_title, span
from exercise.views.wording import (
    CHANNELS,
    INTENTS,
    URGENCIES,
    clock_time,
    label,
    named,
    one_line,
    pick,
)

__all__ = ["desk", "inject", "names", "part", "text"]


def names(view: ControlView, agencies: tuple[str, ...], language: str) -> str:
    """Agencies by their titles."""
    return ", ".join(named(view.agencies, agency, language) for agency in agencies)


def inject(view: ControlView, row: InjectRow, language: str) -> str:
    """A row of the MSEL: id, when, how urgent, to whom, what, and how it stands."""
    when = clock_time(row.at) if row.at is not None else ""
    if row.at is None and row.awaited is not None:
        told = phrase("(once {condition})", condition=condition(view, row.awaited))
        when = one_line(told.into(language), 300)
    via = CHANNELS.get(row.via) or named(view.channels, row.via, language)
    state = INJECT_STATES.get(row.state, row.state)
    to = ", ".join(
        f"{named(view.agencies, each.agency, language)}{_delivery(each.state, language)}"
        for each in row.deliveries
    )
    return phrase(
        "{inject} [{state}] {when} {urgency}, by {channel}, to {agencies}: {subject}",
        inject=one_line(row.id),
        state=state,
        when=when,
        urgency=URGENCIES.get(row.urgency, row.urgency),
        channel=via,
        agencies=to,
        subject=one_line(pick(row.subject, language), 160),
    ).into(language)


def _delivery(state: str, language: str) -> str:
    return "" if state in ("planned", "skipped") else f" ({label(DELIVERIES, state, language)})"


def part(view: ControlView, row: PartRow, language: str) -> str:
    """A part of an expectation: whose, what, until when."""
    at = view.clock.at
    left = phrase("{span} left", span=span(row.due_at - at))
    if row.done_at is not None:
        left = phrase("at {time}", time=clock_time(row.done_at))
    elif row.due_at < at:
        left = phrase("due {span} ago", span=span(at - row.due_at))
    told = phrase(
        "{expectation} {part} [{state}] {agency}: {what}, {left}",
        expectation=one_line(row.expectation),
        part=one_line(row.part),
        state=PART_STATES.get(row.state, row.state),
        agency=named(view.agencies, row.agency, language),
        what=part_title(view, row),
        left=left,
    ).into(language)
    return f"{told} [{phrase('critical').into(language)}]" if row.critical else told


def desk(view: ControlView, row: SeatRow, language: str) -> str:
    """A desk: who sits there, what lies unread, and when it last did something."""
    title = one_line(pick(row.title, language))
    if not row.seats:
        who: Phrase = phrase("simulated")
    else:
        who = phrase("{n} of {m} connected", n=len(row.connected), m=len(row.seats))
    told = phrase(
        "{agency}: {title}, {who}, unread: {n}",
        agency=one_line(row.agency),
        title=title,
        who=who,
        n=row.unread,
    ).into(language)
    if row.last_at is None:
        return told
    act = ACTS.get(row.last_act, one_line(row.last_act))
    quiet = phrase(
        "last {act} {span} ago", act=act, span=span(max(0, view.clock.at - row.last_at))
    ).into(language)
    return f"{told}, {quiet}"


def text(number: int, view: ControlView, row: PrintedText, language: str) -> str:
    """A message or item: number, when, between whom, what."""
    sender = named(view.agencies, row.sender, language) if row.sender else phrase("the script")
    return phrase(
        "{n}. {time} {intent}, from {sender} to {agency}: {subject}",
        n=number,
        time=clock_time(row.at),
        intent=INTENTS.get(row.intent, row.intent),
        sender=sender,
        agency=named(view.agencies, row.to, language),
        subject=one_line(row.subject or row.text, 160),
    ).into(language)
