"""Concluding a record: its last event, sealed by this computer's key."""

from __future__ import annotations

from collections.abc import Sequence

from exercise.events import Event, SessionConcluded
from exercise.journal.verify import simulation_digest
from exercise.session.sealing import Key

__all__ = ["conclusion"]


def conclusion(events: Sequence[Event], key: Key) -> Event:
    """The event with which a record is closed.

    Args:
        events: All that is on record.
        key: What is going to seal it.
    """
    at = max(event.at for event in events)
    body = SessionConcluded(simulation_digest(events), key.public)
    return Event(at, "recorded", "session", "session/concluded", body)
