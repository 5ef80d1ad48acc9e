"""Running a session again from its commands, and comparing what comes out with the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agencies.network import Network
from exercise.engine.engine import Engine
from exercise.errors import Refused
from exercise.events import Event
from exercise.replay.difference import Difference, difference
from exercise.replay.repeating import recorded_command
from exercise.session.opening import setup_of
from exercise.setup import Setup

__all__ = ["Difference", "difference", "divergence", "rerun", "resimulate"]


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
        submission = recorded_command(event)
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
    """Place in the record of the first event that the simulation does not agree with."""
    found = difference(recorded, told)
    return None if found is None else found.recorded.seq


def resimulate(events: Sequence[Event], setup: Setup | None = None) -> Difference | None:
    """Run a record again; the first event that comes out differently, or None.

    Args:
        events: The whole record.
        setup: What it was made from, where the caller has it; it is in the record.

    Raises:
        RecordError: If the record does not say what it was made from.
    """
    setup = setup or setup_of(events)
    last = max((event.at for event in events if event.origin != "recorded"), default=None)
    _, told = rerun(setup, events, last)
    return difference(events, told)
