"""Sessions that share a room: parallel tables, each with a clock and a record of its own.

One thing concerns all of them: a real-world emergency at one table is one in the whole room.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from exercise.commands import Pause, Submission
from exercise.errors import TabletopError
from exercise.events import ClockPaused, Event
from exercise.session.session import Session

__all__ = ["together"]

EMERGENCY = "emergency"


def together(sessions: Sequence[Session]) -> None:
    """From now on a real emergency that is called at one of these stops them all.

    It is lifted at each by its own control: nobody else knows whether all who sit there are safe.
    """
    halting: set[asyncio.Task[None]] = set()

    def heard(events: Sequence[Event]) -> None:
        if any(_calls(event) for event in events):
            for session in sessions:
                task = asyncio.get_running_loop().create_task(_halt(session))
                halting.add(task)
                task.add_done_callback(halting.discard)

    if len(sessions) > 1:
        for session in sessions:
            session.follow(heard)


def _calls(event: Event) -> bool:
    return isinstance(event.body, ClockPaused) and event.body.reason == EMERGENCY


async def _halt(session: Session) -> None:
    clock = session.state.clock
    if session.ended or (not clock.running and clock.reason == EMERGENCY):
        return
    with suppress(TabletopError):  # What cannot be put on record cannot run either.
        await session.submit(Submission(Pause(EMERGENCY), "session"))
