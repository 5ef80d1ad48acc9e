"""Running a session again from its commands, and comparing what comes out with the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agencies.network import Network
from exercise.engine.engine import Engine
from exercise.errors import Refused
from exercise.events import Event, body_to, command_of
from exercise.session.opening import setup_of
from exercise.setup import Setup

__all__ = ["divergence", "rerun", "resimulate"]


def rerun(
    setup: Setup,
    events: Iterable[Event],
    until: int | None = None,
    *,
    network: Network | None = None,
) -> tuple[Engine, list[Event]]:
    """A fresh engine taken through the commands among ``events``, and everything it tells.

    A command that the record admitted and this engine refuses ends the run: the record is not of
    these rules, and :func:`divergence` says where.

    Args:
        setup: What the session was made from.
        events: A record, or only its commands; whatever is not a command is passed over.
        until: Exercise second to advance to in the end, where that is later.
        network: The network of the setup, where the caller has built it already.
    """
    engine = Engine(setup, network)
    told = engine.begin()
    for event in events:
        submission = command_of(event)
        if submission is None:
            continue
        told += engine.advance_to(event.at)
        try:
            told += engine.submit(submission)
        except Refused:
            return engine, told
    if until is not None and until > engine.now:
        told += engine.advance_to(until)
    return engine, told


def divergence(recorded: Sequence[Event], told: Sequence[Event]) -> int | None:
    """Place in the record of the first event that the simulation does not agree with.

    What the simulation tells beyond the end of the record is no divergence: a session that was cut
    off had not written it yet.
    """
    simulated = [event for event in recorded if event.origin != "recorded"]
    for place, event in enumerate(simulated):
        if place >= len(told) or not _same(event, told[place]):
            return event.seq
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


def resimulate(events: Sequence[Event], setup: Setup | None = None) -> int | None:
    """Run a record again; the place of the first event that comes out differently, or None.

    Args:
        events: The whole record.
        setup: What it was made from, where the caller has it; it is in the record.

    Raises:
        RecordError: If the record does not say what it was made from.
    """
    setup = setup or setup_of(events)
    last = max((event.at for event in events if event.origin != "recorded"), default=None)
    _, told = rerun(setup, events, last)
    return divergence(events, told)
