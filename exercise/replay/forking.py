"""Where a what-if begins that is asked at a moment, and whether it can be played."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.network import Network
from exercise.events import DecisionLogged, Event
from exercise.replay.changes import parse_change
from exercise.replay.plan import make_plan
from exercise.setup import Setup

__all__ = ["forks_at"]


def forks_at(setup: Setup, network: Network, events: Sequence[Event], change: str, at: int) -> int:
    """The exercise second at which a change forks.

    That is the moment that is looked at. A decision that has been taken by then is changed where it
    was taken, and one that comes earlier where it comes.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        change: In the language of :mod:`exercise.replay.changes`.
        at: The second that is looked at.

    Raises:
        exercise.errors.RequestError: If it is no change, or cannot be made in this session.
    """
    read = parse_change(change)
    if read.verb == "earlier" and read.at is not None:
        at = min(at, max(read.at, events[0].at))
    elif read.verb in ("omit", "instead"):
        name = read.parts[0]
        named = (
            event.at
            for event in events
            if isinstance(event.body, DecisionLogged)
            and name in (event.id, f"#{event.seq}", str(event.seq))
        )
        at = min(at, next(named, at))
    make_plan(setup, network, events, [change], at)
    return at
