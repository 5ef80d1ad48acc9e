"""The timeline, who took part by role, and how to read all of this."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.report.document import Block, Bullets, Cite, Heading, Prose, Table
from exercise.report.pictures import swimlanes
from exercise.report.timeline import sentence
from exercise.report.voice import Voice
from exercise.report.wording import ROLES

__all__ = ["participants", "reading", "timeline"]


def timeline(voice: Voice) -> Iterator[Block]:
    """Sheets of lanes, then the same in sentences, each with its place in the record."""
    say, content = voice.say, voice.content
    yield Heading(say("Timeline"), anchor="timeline")
    yield from swimlanes(voice, (say("What happened, in order"), "events"))
    yield Heading(say("What happened, in order"), 2, "events")
    rows, anchors = [], []
    for event in content.events:
        told = sentence(voice, event, str)
        if told is not None:
            place = str(event.seq) if event.seq else event.id
            rows.append((voice.moment(event.at), told, place))
            anchors.append(f"e{place}")
    head = (say("When"), say("What happened"), say("Event"))
    yield Table(
        say("What happened, in order"), head, tuple(rows), (1.2, 8, 0.8), anchors=tuple(anchors)
    )


def participants(voice: Voice) -> Iterator[Block]:
    """Who took part, by role: names are not in the record."""
    say = voice.say
    yield Heading(say("Participants by role"), anchor="participants")
    if not voice.content.participants:
        yield Prose(say("Nobody took a seat: every desk was simulated."))
        return
    order = list(voice.content.network.agencies)

    def place(agency: str | None) -> int:
        return order.index(agency) if agency in order else len(order)

    rows = tuple(
        (
            voice.word(ROLES, who.role),
            voice.agency_title(who.agency) if who.agency else "–",
            _seats(who.seats),
            voice.number(who.acts),
        )
        for who in sorted(
            voice.content.participants, key=lambda who: (who.role != "player", place(who.agency))
        )
    )
    head = (say("Role"), say("Agency"), say("Seats"), say("Commands"))
    yield Table(say("Participants by role"), head, rows, (1.4, 3.4, 2.4, 1))
    yield Prose(
        say("Names are on the sign-in sheet, which is kept apart from the record."), note=True
    )


def _seats(seats: tuple[str, ...]) -> str:
    """The numbers of the places at a desk: its name stands beside them."""
    return ", ".join(seat.rpartition("/")[2] for seat in seats) or "–"


def reading(voice: Voice) -> Iterator[Block]:
    """What figures mean, and how to check them."""
    say = voice.say
    yield Heading(say("How to read this"), anchor="reading")
    notes = (
        say("Exercises are no-fault: agencies are not ranked and there is no overall score."),
        say(
            "Scores rest on the agency's own time, from opening to sending; luck on the wire "
            "is not performance. Coverage is the share that was observed and held by people."
        ),
        say(
            "Timeliness is 1 up to the limit and falls straight to 0 at the limit times one plus "
            "grace."
        ),
        say(
            "A root cause is what the record shows: where the time went, and whether the agency "
            "knew. Why that was so is for the after-action meeting."
        ),
        say("Numbers under evidence are places in the record; the record can be verified."),
        say(
            "Places with a plus sign are entries of the evaluation file, which evaluators wrote "
            "after the exercise."
        ),
    )
    yield Bullets(tuple((note, Cite(()), ()) for note in notes))
