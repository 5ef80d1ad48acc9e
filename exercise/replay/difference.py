"""Where a record and a simulation part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exercise.events import Event, body_to

__all__ = ["Difference", "difference"]


class Difference(NamedTuple):
    """The first event of a record that a simulation does not agree with.

    ``simulated`` is what came out in its place; None where the simulation had nothing more to tell.
    """

    recorded: Event
    simulated: Event | None


def difference(recorded: Sequence[Event], told: Sequence[Event]) -> Difference | None:
    """The first event of a record that the simulation does not agree with, beside what it says.

    What the simulation tells beyond the end of the record is no divergence: a session that was cut
    off had not written it yet.
    """
    simulated = [event for event in recorded if event.origin != "recorded"]
    for place, event in enumerate(simulated):
        if place >= len(told):
            return Difference(event, None)
        if not _same(event, told[place]):
            return Difference(event, told[place])
    return None


def _same(one: Event, other: Event) -> bool:
    """Whether two events say the same; names and free text may have been taken out of a record."""
    return _envelope(one) == _envelope(other) and (
        one.body == other.body or _public(one) == _public(other)
    )


def _envelope(event: Event) -> tuple[object, ...]:
    return (event.at, event.origin, event.kind, event.actor, event.id, event.agency, event.seat)


def _public(event: Event) -> dict[str, object]:
    private = type(event.body).PRIVATE
    return {name: value for name, value in body_to(event.body).items() if name not in private}
