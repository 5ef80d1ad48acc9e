"""Concluding a record, after the hot wash: its last event, sealed by this computer's key."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from exercise.errors import RecordError, RequestError
from exercise.events import Event, SessionConcluded
from exercise.journal.verify import simulation_digest
from exercise.session.ledger import Ledger
from exercise.session.sealing import Key, host_key
from exercise.state.questions import HOT_WASH
from exercise.state.state import State

__all__ = ["conclusion", "is_hot_wash_over", "seal"]


def is_hot_wash_over(state: State) -> bool:
    """Whether control has taken the answers to all of its questions."""
    return state.questions.closed.issuperset(HOT_WASH)


def seal(ledger: Ledger) -> None:
    """Close a record for good; without a key or a disk that takes it, it just stays open.

    Args:
        ledger: The record; nothing is being written to it.
    """
    with suppress(RecordError, RequestError):
        key = host_key()
        ledger.recorder.conclude(conclusion(ledger.events, key), key.seal)


def conclusion(events: Sequence[Event], key: Key) -> Event:
    """The event with which a record is closed.

    Args:
        events: All that is on record.
        key: What is going to seal it.
    """
    at = max(event.at for event in events)
    body = SessionConcluded(simulation_digest(events), key.public)
    return Event(at, "recorded", "session", "session/concluded", body)
