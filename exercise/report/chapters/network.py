"""The network as planned and as used, and how much each desk took part."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.report.document import Block, Heading, Table
from exercise.report.pictures import network_planned, network_used, participation
from exercise.report.pictures.networks import uses
from exercise.report.voice import Voice
from exercise.report.wording import HELD_BY

__all__ = ["network"]


def network(voice: Voice) -> Iterator[Block]:
    """Both networks with their table, then participation with its own."""
    say, content = voice.say, voice.content
    used = [use for use in uses(content) if use.messages or use.lost or use.broken]
    yield Heading(say("How agencies reached each other"), anchor="network")
    yield from network_planned(voice, (say("Ways that were used or cut off"), "ways"))
    yield from network_used(voice, (say("Ways that were used or cut off"), "ways"))
    if used:
        yield Heading(say("Ways that were used or cut off"), 2, "ways")
        head = (
            say("Between"),
            say("and"),
            say("Messages"),
            say("Came back"),
            say("In the plan"),
            say("Was down at some time"),
        )
        yes, no = say("yes"), say("no")
        rows = tuple(
            (
                voice.agency(use.pair[0]),
                voice.agency(use.pair[1]),
                voice.number(use.messages),
                voice.number(use.lost),
                yes if use.planned else no,
                yes if use.broken else no,
            )
            for use in sorted(used, key=lambda one: -one.messages)
        )
        yield Table(say("Ways that were used or cut off"), head, rows, (2, 2, 1, 1, 1, 1.4))
    yield Heading(say("Participation"), 2, "participation")
    yield from participation(voice, (say("Participation"), "participation"))
    yield _desks(voice)


def _desks(voice: Voice) -> Table:
    say = voice.say
    head = (
        say("Agency"),
        say("Held by"),
        say("Received"),
        say("Read"),
        say("Sent"),
        say("Decided"),
        say("Lay unread, all together"),
    )
    rows = []
    for one in voice.content.activity:
        if one.held_by == "people" or one.received or one.sent or one.decided:
            counts = (one.received, one.read, one.sent, one.decided)
            held_by = voice.word(HELD_BY, one.held_by)
            counted = tuple(voice.number(count) for count in counts)
            waited = voice.span(one.waited)
            rows.append((voice.agency(one.agency), held_by, *counted, waited))
    return Table(say("Participation"), head, tuple(rows), (2.4, 1.3, 1, 1, 1, 1, 1.6))
