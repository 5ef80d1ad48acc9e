"""What evaluators added after the exercise, as far as it counts for what is shown and scored.

Numbers of the record and of the evaluation file would be taken for one another; an entry's place is
therefore written with a plus sign, and as evidence it stands by its id.
"""

from __future__ import annotations

from collections.abc import Sequence

from exercise.events import (
    EvaluationSigned,
    Event,
    FinalRatingGiven,
    ItemCoded,
    MessageSent,
    RatingAnswered,
    RatingsFinished,
)

__all__ = ["counted", "place_of", "with_codings"]


def with_codings(events: Sequence[Event], added: Sequence[Event]) -> list[Event]:
    """The record with the codings afterwards that count: each from when its message was sent."""
    sent = {event.id: event.at for event in events if isinstance(event.body, MessageSent)}
    codings = [
        event._replace(at=sent[event.body.item], seq=0)
        for event in counted(added)
        if isinstance(event.body, ItemCoded) and event.body.item in sent
    ]
    return [*events, *codings] if codings else list(events)


def counted(added: Sequence[Event]) -> tuple[Event, ...]:
    """The entries that count and may be shown.

    All of who has finished, and of who added no ratings; nothing of who is still rating, or never
    came to an end. What the lead settled, and the signature, always count.
    """
    rating = {event.seat for event in added if isinstance(event.body, RatingAnswered)}
    rating -= {event.seat for event in added if isinstance(event.body, RatingsFinished)}
    always = (FinalRatingGiven, EvaluationSigned)
    return tuple(e for e in added if e.seat not in rating or isinstance(e.body, always))


def place_of(event: Event) -> str:
    """Where an event stands: its place in the record, or with a plus sign in the evaluation."""
    if not event.seq:
        return event.id
    return f"+{event.seq}" if event.id.startswith("evaluation/") else str(event.seq)
