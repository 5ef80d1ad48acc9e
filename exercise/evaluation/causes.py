"""Where the time went between an expectation's opening and a fact's arrival.

A path alternates between desks and links. At a desk an item first lies there (*unread* where people
sit, *desk* where a playbook works it off), then the agency makes up its mind (*deciding*); between
desks there is *link*, with lost attempts and the search for a number in it. The parts add up to the
whole, to the second.
"""

from __future__ import annotations

from exercise.evaluation.record import Record
from exercise.state.items import Item
from exercise.state.paths import Telling
from exercise.state.watch import Part, Standing

__all__ = ["CAUSES", "Span", "laid_out", "opener", "split"]

CAUSES = ("unread", "deciding", "desk", "link")

Span = tuple[int, str]
"""Second at which a stretch ends, and what it was."""


def split(
    record: Record, standing: Standing, part: Part, done_at: int, telling: Telling | None
) -> dict[str, int]:
    """Seconds from opening to arrival by cause; all of :data:`CAUSES`, zero where there were none.

    ``entered-late`` comes on top where a message was entered after it happened: the time until the
    entry is nobody's doing in the story.

    Args:
        record: The fold.
        standing: The expectation.
        part: The part of it.
        done_at: Second at which the holder had done its share.
        telling: The way by which the fact arrived; None for a decision.
    """
    read_at, label = _first_reading(record, standing, part, done_at)
    spans: list[Span] = [(min(read_at, done_at), label), (done_at, "deciding")]
    if telling is not None:
        spans += _way(record, telling)
    return laid_out(part.opened_at, spans)


def laid_out(opened_at: int, spans: list[Span]) -> dict[str, int]:
    """Each stretch after the opening, cut where the one before it ends."""
    seconds = dict.fromkeys(CAUSES, 0)
    so_far = opened_at
    for ends, cause in spans:
        if ends > so_far:
            seconds[cause] = seconds.get(cause, 0) + ends - so_far
            so_far = ends
    return seconds


def opener(record: Record, standing: Standing, part: Part) -> Item | None:
    """The item whose delivery opened a part; None where a condition did."""
    expectation = standing.expectation
    inject = record.inject_of.get(expectation.id)
    for item in record.arrived(expectation.who, part.opened_at):
        if inject is not None and item.inject == inject.id:
            return item
        of_duty = standing.duty is not None or part.opened_at != standing.opened_at
        if of_duty and set(expectation.about) & set(item.facts):
            return item
    return None


def _first_reading(record: Record, standing: Standing, part: Part, done_at: int) -> tuple[int, str]:
    """When the holder knew what it was about, and what the time until then was."""
    expectation = standing.expectation
    item = opener(record, standing, part)
    people = record.held_at_opening.get(expectation.id, False)
    if item is not None and item.read_at is not None:
        people = item.by_person
    moments = [] if item is None or item.read_at is None else [item.read_at]
    known = record.state.traffic.known.get(expectation.who, {})
    if expectation.about and all(fact in known for fact in expectation.about):
        moments.append(max(known[fact].at for fact in expectation.about))
    if item is None and not moments:
        # Opened by a condition and about nothing to be read: all of it is deciding.
        return part.opened_at, "deciding"
    return min(moments, default=done_at), "unread" if people else "desk"


def _way(record: Record, telling: Telling) -> list[Span]:
    traffic = record.state.traffic
    spans: list[Span] = []
    lying: Item | None = None
    message = ""
    for hop in telling.hops:
        sending = traffic.sendings[hop.message]
        left = sending.sent_at if hop.message != message else hop.sent_at
        if lying is not None:
            known = left if lying.read_at is None else min(lying.read_at, left)
            simulated = lying.read_at is not None and not lying.by_person
            spans += [(known, "desk" if simulated else "unread"), (left, "deciding")]
        elif sending.counts_at < left:
            spans.append((left, "entered-late"))
        spans.append((hop.delivered_at, "link"))
        lying, message = traffic.items[hop.item], hop.message
    return spans
