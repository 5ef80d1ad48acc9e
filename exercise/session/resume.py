"""Beginning a session, and taking one up again from its record."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from agencies.network import Network
from exercise.commands import Pause, SetSpeed, Submission
from exercise.engine.engine import Engine
from exercise.journal.api import Journal
from exercise.session.ledger import Ledger, Source, agreeing
from exercise.session.opening import created_of, host_offset, opening, setup_of
from exercise.session.pacer import Pacer
from exercise.session.recorder import DirectRecorder, Recorder, ThreadRecorder
from exercise.session.session import Session
from exercise.setup import Setup

__all__ = ["resume", "start"]

Clock = Callable[[], float]
"""Seconds of a clock that runs in real time, from any origin."""


def start(
    setup: Setup,
    journal: Journal,
    *,
    solo: bool = False,
    clock: Clock = time.monotonic,
    speed: float = 1.0,
    marking: str = "",
    alias_key: str | None = None,
    table: int = 0,
    threaded: bool = True,
) -> Session:
    """Begin a session; its clock stands still until somebody lets it run.

    Args:
        setup: What it is made from.
        journal: An empty one; the session closes it.
        solo: Whether the one player steers the clock.
        clock: What the pace is taken from.
        speed: Exercise seconds per wall second, where that is not 1.
        marking: Handling marking.
        alias_key: Key of the desks' names for things; drawn if left out.
        table: Its number among parallel tables; 0 where it is the only one.
        threaded: Whether a thread of its own writes the record.

    Raises:
        RecordError: If the first events cannot be put on record.
    """
    source = Source(setup, Network(setup.network), alias_key or secrets.token_hex(16), marking)
    engine = Engine(setup, source.network)
    first = opening(
        setup,
        engine.begins_at,
        alias_key=source.alias_key,
        marking=marking,
        utc_offset=host_offset(),
        table=table,
    )
    events = [first, *engine.begin()]
    if speed != 1.0:
        events += engine.submit(Submission(SetSpeed(speed), "session"))
    recorded = list(journal.append(events))
    ledger = Ledger(source, engine, recorded, _recorder(journal, threaded=threaded))
    return Session(ledger, Pacer(clock, engine.now), solo=solo)


def resume(
    journal: Journal,
    *,
    solo: bool = False,
    clock: Clock = time.monotonic,
    setup: Setup | None = None,
    threaded: bool = True,
) -> Session:
    """Take a session up again where its clock was last marked; it comes back paused.

    Args:
        journal: The record; the session closes it.
        solo: Whether the one player steers the clock.
        clock: What the pace is taken from.
        setup: What it was made from, where the caller has it; it is in the record.
        threaded: Whether a thread of its own writes the record.

    Raises:
        RecordError: If the record cannot be run again, or the simulation differs from it.
    """
    events = list(journal.read())
    created = created_of(events)
    setup = setup or setup_of(events)
    source = Source(setup, Network(setup.network), created.alias_key, created.marking)
    engine, further = agreeing(source, events, journal.marked)
    if engine.state.clock.running:
        further += engine.submit(Submission(Pause("pause"), "session"))
    if further:
        events += journal.append(further)
    ledger = Ledger(source, engine, events, _recorder(journal, threaded=threaded))
    return Session(ledger, Pacer(clock, engine.now), solo=solo)


def _recorder(journal: Journal, *, threaded: bool) -> Recorder:
    return ThreadRecorder(journal) if threaded else DirectRecorder(journal)
