"""What evaluators added after the exercise, as far as it counts for what is shown and scored.

Numbers of the record and of the evaluation file would be taken for one another; an entry's place is
therefore written with a plus sign, and as evidence it stands by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise.events import (
    EvaluationSigned,
    Event,
    ItemCoded,
    MessageSent,
    RatingAnswered,
    RatingsFinished,
)

__all__ = ["place_of", "shown_entries", "with_codings"]


def with_codings(events: Sequence[Event], added: Iterable[Event]) -> list[Event]:
    """The record with the codings made afterwards: each counts from when its message was sent."""
    sent = {event.id: event.at for event in events if isinstance(event.body, MessageSent)}
    codings = [
        event._replace(at=sent[event.body.item], seq=0)
        for event in added
        if isinstance(event.body, ItemCoded) and event.body.item in sent
    ]
    return [*events, *codings] if codings else list(events)


def shown_entries(added: Sequence[Event]) -> tuple[Event, ...]:
    """What may be shown of it: not the entries of evaluators who are still rating."""
    if any(isinstance(event.body, EvaluationSigned) for event in added):
        return tuple(added)
    rating = {event.seat for event in added if isinstance(event.body, RatingAnswered)}
    rating -= {event.seat for event in added if isinstance(event.body, RatingsFinished)}
    return tuple(event for event in added if event.seat not in rating)


def place_of(event: Event) -> str:
    """Where an event stands: its place in the record, or with a plus sign in the evaluation."""
    if not event.seq:
        return event.id
    return f"+{event.seq}" if event.id.startswith("evaluation/") else str(event.seq)
