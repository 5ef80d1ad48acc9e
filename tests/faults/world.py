"""What can go wrong between a host and its clients: network, disk and the host itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from exercise.errors import RecordError
from exercise.events import Event
from exercise.journal import MemoryJournal
from exercise.journal.api import Head
from exercise.journal.chain import Row
from exercise.session.member import Member
from exercise.session.resume import resume, start
from exercise.session.session import Session
from exercise.setup import Setup


class Disk:
    """A host's hold on the record: full at times, gone for it once the host is dead.

    A write that is torn leaves nothing, as a transaction does; one that the host dies behind is kept
    and never acknowledged.
    """

    def __init__(self, journal: MemoryJournal, chance: Random) -> None:
        self._journal = journal
        self._chance = chance
        self.full = False
        self.dead = False
        self.dies_behind_the_next_write = False

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        if self.full or self.dead:
            raise RecordError("No space is left.")
        kept = self._journal.append(events)
        if self.dies_behind_the_next_write and events:
            self.dead = True
            raise RecordError("The power is gone.")
        return kept

    def mark(self, at: int) -> None:
        if not self.full and not self.dead:
            self._journal.mark(at)

    @property
    def head(self) -> Head:
        return self._journal.head

    @property
    def marked(self) -> int | None:
        return self._journal.marked

    @property
    def concluded(self) -> bool:
        return self._journal.concluded

    def read(self, after: int = 0, until: int | None = None) -> Iterator[Event]:
        return self._journal.read(after, until)

    def rows(self, after: int = 0) -> Iterator[Row]:
        return self._journal.rows(after)

    def has_request(self, request: str) -> bool:
        return self._journal.has_request(request)

    @property
    def seal(self):
        return self._journal.seal

    def conclude(self, last=None, sign=None) -> None:
        self._journal.conclude(last, sign)

    def close(self) -> None:
        self.dead = True


class Line:
    """A connection: in order, late, at times twice, and gone without a word."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._loop = asyncio.get_running_loop()
        self._up: list[asyncio.Task[None]] = []
        self._down: asyncio.Queue[str | None] = asyncio.Queue()
        self._free = {"up": 0.0, "down": 0.0}
        self.cut = False
        self.swallows = False
        """Takes frames and delivers none: a network that is gone before anybody notices."""
        self.member: Member | None = None

    def _arrival(self, way: str) -> float:
        late = self._chance.expovariate(20.0) * self._chance.choice((1, 1, 1, 10))
        # A line keeps the order of its frames; timers of the same moment would not.
        self._free[way] = max(self._free[way] + 1e-6, self._loop.time() + late)
        return self._free[way]

    def put(self, frame: str) -> bool:
        if self.cut:
            return False
        if not self.swallows:
            self._loop.call_at(self._arrival("down"), self._down.put_nowait, frame)
        return True

    async def send(self, frame: str) -> None:
        if self.cut:
            raise ConnectionError("cut")
        if self.swallows:
            return
        for _ in range(self._chance.choice((1, 1, 1, 1, 2))):
            self._loop.call_at(self._arrival("up"), self._hand_over, frame)

    def _hand_over(self, frame: str) -> None:
        if self.member is not None and not self.cut:
            self._up.append(self._loop.create_task(self.member.receive(frame)))

    async def receive(self) -> str:
        frame = await self._down.get()
        if frame is None or self.cut:
            raise ConnectionError("cut")
        return frame

    def break_(self) -> None:
        """Both ends notice that it is gone."""
        if not self.cut:
            self.cut = True
            self._down.put_nowait(None)
            if self.member is not None:
                self.member.drop()
            for task in self._up:
                task.cancel()

    async def close(self) -> None:
        self.break_()


class Host:
    """One computer that dies and is started again, always on the same record."""

    def __init__(self, setup: Setup, chance: Random) -> None:
        self._setup = setup
        self._chance = chance
        self.journal = MemoryJournal(wall=lambda: 0.0, salt=lambda: bytes(16))
        self.wall_jump = 0.0
        self.session: Session | None = None
        self.disk: Disk | None = None
        self.lines: list[Line] = []
        self._pace: asyncio.Task[None] | None = None

    def clock(self) -> float:
        return asyncio.get_running_loop().time() + self.wall_jump

    def start(self) -> Session:
        """Begin, or take up again what is on record."""
        self.disk = Disk(self.journal, self._chance)
        made: dict[str, Any] = {"clock": self.clock, "threaded": False}
        if self.journal.head.seq:
            self.session = resume(self.disk, setup=self._setup, **made)
        else:
            self.session = start(self._setup, self.disk, alias_key="k", **made)
        self._pace = asyncio.get_running_loop().create_task(self.session.run())
        return self.session

    async def die(self) -> None:
        """Kill -9: nothing more is written, said or answered."""
        if self.session is None or self.disk is None or self._pace is None:
            return
        self.disk.dead = True
        self._pace.cancel()
        for line in self.lines:
            line.break_()
        await asyncio.gather(self._pace, return_exceptions=True)
        self.lines, self.session = [], None

    async def knock(self, agency: str, seat: str) -> Line:
        """Be let in, or come back."""
        await asyncio.sleep(self._chance.random() * 0.2)
        if self.session is None:
            raise ConnectionError("nobody answers")
        line = Line(self._chance)
        self.session.attendance.supersede(seat)
        try:
            line.member = await self.session.attendance.join(agency, seat, line.put)
        except RecordError as error:
            raise ConnectionError(str(error)) from None
        self.lines.append(line)
        return line
