"""Running a session again from its commands, and comparing what comes out with the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agencies.network import Network
from exercise.engine.engine import Engine
from exercise.errors import Refused
from exercise.events import Event
from exercise.replay.difference import Difference, difference
from exercise.replay.repeating import recorded_command
from exercise.session.opening import setup_of
from exercise.setup import Setup

__all__ = ["Compared", "Difference", "compared", "difference", "divergence", "rerun", "resimulate"]


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
    return compared(events, setup).differs


class Compared(NamedTuple):
    """What came of running a record again.

    Attributes:
        differs: The first event that comes out differently, or None.
        lacking: The first event that happens by the clock's mark and is not on record, or None.
    """

    differs: Difference | None
    lacking: Event | None


def compared(
    events: Sequence[Event], setup: Setup | None = None, marked: int | None = None
) -> Compared:
    """Run a record again, and on to where its clock was last marked.

    A mark is made after what happens by it was put on record (``Writer.mark``), whenever the
    session broke off. So what is lacking by then was taken away, or the mark was set forward.

    Args:
        events: The whole record.
        setup: What it was made from, where the caller has it; it is in the record.
        marked: Exercise second of the mark; None to leave it out.

    Raises:
        RecordError: If the record does not say what it was made from.
    """
    setup = setup or setup_of(events)
    simulated = [event.at for event in events if event.origin != "recorded"]
    last = max(simulated, default=None)
    until = last if marked is None else max(marked, marked if last is None else last)
    _, told = rerun(setup, events, until)
    beyond = told[len(simulated) :]
    lacking = next((e for e in beyond if marked is not None and e.at <= marked), None)
    return Compared(difference(events, told), lacking)
