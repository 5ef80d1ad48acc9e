"""One person, one desk, everybody else simulated: a session with a single client in its process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from exercise.errors import RequestError
from exercise.journal.api import Journal
from exercise.journal.memory import MemoryJournal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
from exercise.session.resume import resume, start
from exercise.session.session import Session
from exercise.setup import Setup

__all__ = ["resume_solo", "solo"]

Clock = Callable[[], float]


async def solo(
    setup: Setup,
    path: Path | None,
    agency: str,
    *,
    speed: float = 1.0,
    clock: Clock = time.monotonic,
    wall: Clock = time.time,
    force: bool = False,
    marking: str = "",
) -> tuple[Session, SeatClient]:
    """Begin a session for one player, standing at its beginning.

    The caller lets time pass with :meth:`Session.run`, and closes client, then session.

    Args:
        setup: What the session is made from.
        path: Session file to write; None keeps the record in memory.
        agency: The player's desk.
        speed: Exercise seconds per wall second.
        clock: What the pace is taken from.
        wall: Wall-clock time for the record.
        force: Whether a file at ``path`` may be replaced.
        marking: Handling marking.

    Raises:
        RequestError: If there is no such agency, or the file exists or cannot be written.
    """
    if agency not in setup.network.agencies:
        raise RequestError("There is no agency '{agency}' in this network.", agency=agency)
    if agency not in setup.staffing:
        setup = replace(setup, staffing=(*setup.staffing, agency))
    journal: Journal = MemoryJournal(wall=wall)
    if path is not None:
        from exercise.journal.sqlite import open_journal

        journal = open_journal(path, "create", force=force, wall=wall)
    try:
        session = start(
            setup,
            journal,
            solo=True,
            clock=clock,
            speed=speed,
            marking=marking,
            threaded=path is not None,
        )
    except BaseException:
        journal.close()
        raise
    return session, await _sit(session, agency)


async def resume_solo(
    path: Path, agency: str, *, clock: Clock = time.monotonic, wall: Clock = time.time
) -> tuple[Session, SeatClient]:
    """Take up a session for one player where it was left, paused.

    Raises:
        RecordError: If the file cannot be played on.
    """
    from exercise.journal.sqlite import open_journal

    journal = open_journal(path, "resume", wall=wall)
    try:
        session = resume(journal, solo=True, clock=clock)
    except BaseException:
        journal.close()
        raise
    return session, await _sit(session, agency)


async def _sit(session: Session, agency: str) -> SeatClient:
    try:
        client = SeatClient(await InProcess.join(session, agency, f"{agency}/1"))
    except BaseException:
        await session.close()
        raise
    await client.ready()
    return client
