"""What is on record, and what agrees with it: the engine, and what the desks have been told.

The engine runs ahead of the record by what is being written. If that fails, both it and the
projection are made anew from what is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agencies.language import phrase
from agencies.network import Network
from exercise.engine.engine import Engine
from exercise.errors import RecordError
from exercise.events import Body, Event
from exercise.session.recorder import Recorder
from exercise.session.resimulate import divergence, rerun
from exercise.setup import Setup
from exercise.views.desk import Addressed
from exercise.views.projector import Projector

__all__ = ["LOST", "Ledger", "Source", "Told", "agreeing"]

LOST = phrase("This could not be put on record, so it was not done. Try again.")

Told = Callable[[Sequence[Addressed], Sequence[Event]], None]
"""Hears of events once they are on record, and of who is told what of them."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a session is made from, beside its commands.

    Attributes:
        setup: The engine's arguments.
        network: The network of the setup.
        alias_key: Key of the desks' own names for things.
        marking: Handling marking.
    """

    setup: Setup
    network: Network
    alias_key: str
    marking: str = ""


class Ledger:
    """The engine, the projection and the record, kept in step.

    Args:
        source: What the session is made from.
        engine: The engine, as far as ``events`` tell.
        events: What is on record.
        recorder: Takes what is to be put on record.
    """

    def __init__(
        self, source: Source, engine: Engine, events: Sequence[Event], recorder: Recorder
    ) -> None:
        self.source = source
        self.recorder = recorder
        self.on_told: Told = lambda _told, _events: None
        self.on_lost: Callable[[], None] = lambda: None
        self.broken = False
        """Nothing can be played on: the record cannot be read, or not be run again."""
        self._age = 0
        self._writing: dict[asyncio.Future[list[Event]], None] = {}
        self._stand_on(engine, events)

    def _stand_on(self, engine: Engine, events: Sequence[Event]) -> None:
        self.engine = engine
        made = self.source
        self.projector = Projector(made.setup, made.network, made.alias_key, made.marking)
        self.projector.apply_all(events)
        self.events = list(events)
        """What is on record and has been told."""
        self.commands = [event for event in events if event.origin == "command"]
        self.done = {event.request: event for event in events if event.request}
        self._notes = sum(event.origin == "recorded" for event in events)

    def note(
        self, name: str, body: Body, agency: str | None, seat: str | None, *, by: str = "session"
    ) -> Event:
        """Something to be put on record beside the simulation."""
        self._notes += 1
        cause = f"session/{name}/{self._notes}"
        return Event(self.engine.now, "recorded", by, cause, body, agency, seat)

    def put(self, events: Iterable[Event]) -> asyncio.Future[list[Event]]:
        """Put events on record, then tell of them.

        The future holds them as recorded, or a :class:`RecordError`; then everything stands again
        as it is on record.
        """
        outcome: asyncio.Future[list[Event]] = asyncio.get_running_loop().create_future()
        outcome.add_done_callback(lambda done: done.cancelled() or done.exception())
        batch = list(events)
        if not batch:
            outcome.set_result([])
            return outcome
        self.commands += [event for event in batch if event.origin == "command"]
        writing = self.recorder.record(batch)
        age = self._age
        self._writing[outcome] = None
        outcome.add_done_callback(self._writing.pop)
        if writing.done():
            self._written(age, writing, outcome)
        else:
            writing.add_done_callback(lambda done: self._written(age, done, outcome))
        return outcome

    def _written(
        self,
        age: int,
        writing: asyncio.Future[tuple[Event, ...]],
        outcome: asyncio.Future[list[Event]],
    ) -> None:
        if writing.cancelled() or writing.exception() is not None:
            if age == self._age:
                self.rebuild()
                self.on_lost()
            outcome.set_exception(RecordError(LOST))
            return
        events = list(writing.result())
        if age == self._age:
            told = []
            for event in events:
                self.events.append(event)
                told += self.projector.apply(event)
                if event.request:
                    self.done[event.request] = event
            self.on_told(told, events)
        outcome.set_result(events)

    async def settled(self) -> None:
        """Wait until nothing is being written."""
        while self._writing:
            await asyncio.wait(tuple(self._writing))

    def rebuild(self) -> None:
        """Throw the engine away and run it anew from the record; ``broken`` if that fails too."""
        self._age += 1
        try:
            events = self.recorder.renew()
            engine, _ = agreeing(self.source, events, self.recorder.marked)
        except Exception:  # noqa: BLE001 - a disk or an engine that fails twice ends the session
            self.broken = True
            return
        self._stand_on(engine, events)


def agreeing(
    source: Source, events: Sequence[Event], marked: int | None
) -> tuple[Engine, list[Event]]:
    """An engine run from a record, and what it tells beyond that record's end.

    Args:
        source: What the session is made from.
        events: What is on record.
        marked: Exercise second that the clock is known to have reached.

    Raises:
        RecordError: If the simulation and the record do not agree.
    """
    last = max(event.at for event in events)
    until = last if marked is None else max(last, marked)
    engine, told = rerun(source.setup, events, until, network=source.network)
    seq = divergence(events, told)
    if seq is not None:
        raise RecordError("The record and the simulation differ from event {seq} on.", seq=seq)
    return engine, told[sum(event.origin != "recorded" for event in events) :]
