"""One story: twenty people at their desks, a host that dies, a network that fails, a full disk.

``make faults SEEDS=1000`` tells the stories of a thousand seeds and stops at the first
that breaks a law; the seed is all one needs to see it again.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from contextlib import suppress
from random import Random

from harbour import tiny_setup

from exercise import commands as c
from exercise.commands import Command, Submission
from exercise.errors import RecordError, Refused, TabletopError
from exercise.journal.verify import check_chain
from exercise.session.client import SeatClient
from exercise.session.resimulate import compared
from exercise.session.wire import request_name
from exercise.views.fold import fold
from exercise.views.seat import SeatView
from faults.loop import told
from faults.world import Host

AGENCIES = ("port", "terminal", "csirt", "police", "ministry")
PEOPLE = 20
SECONDS = 300.0
"""Seconds that a story lasts, of its own clock."""


class Person:
    """Somebody at a desk who reads, writes and decides, and remembers what was acknowledged."""

    def __init__(self, host: Host, number: int, chance: Random) -> None:
        self._host = host
        self._chance = chance
        self.agency = AGENCIES[number % len(AGENCIES)]
        self.seat = f"{self.agency}/{number}"
        self.acknowledged: list[str] = []
        self._asked = 0
        self.client: SeatClient | None = None

    async def live(self) -> None:
        while self.client is None:
            try:
                line = await self._host.knock(self.agency, self.seat)
            except ConnectionError:
                await asyncio.sleep(1)
                continue
            self.client = SeatClient(
                line, reconnect=lambda: self._host.knock(self.agency, self.seat)
            )
        while True:
            await asyncio.sleep(self._chance.expovariate(0.2))
            await self._act(self.client)

    async def _act(self, client: SeatClient) -> None:
        command = self._idea(client.view)
        if command is None:
            return
        self._asked += 1
        name = f"r{self._asked}"
        with suppress(TabletopError):
            await client.submit(command, request=name)
            self.acknowledged.append(str(request_name({"request": name}, self.seat)))

    def _idea(self, view: SeatView) -> Command | None:
        unread = [item.id for item in view.inbox if item.opened_at is None]
        match self._chance.randrange(5):
            case 0 | 1 if unread:
                return c.OpenItem(self._chance.choice(unread))
            case 2:
                facts = {fact.id: fact.status for fact in view.board}
                to = self._chance.choice([one for one in AGENCIES if one != self.agency])
                return c.SendMessage(to, facts=facts, text="As we know it.")
            case 3:
                return c.LogDecision("raise", ("quay",), reason="Caution.")
            case _:
                return c.RequestInformation("What now?")


async def control(host: Host, chance: Random) -> None:
    """Somebody who pauses, resumes, speeds up, holds and releases."""
    ideas: list[Command] = [
        c.Pause("time-out"),
        c.Resume(),
        c.Resume(),
        c.Resume(),
        c.SetSpeed(chance.choice((1.0, 4.0, 10.0))),
        c.HoldInject("I-02"),
        c.ReleaseInject("I-02"),
        c.Announce("Carry on."),
    ]
    while True:
        await asyncio.sleep(chance.expovariate(0.1))
        if host.session is not None:
            with suppress(Refused, RecordError):
                await host.session.submit(Submission(chance.choice(ideas), "control"))


async def trouble(host: Host, chance: Random) -> None:
    """What goes wrong, and is put right again after a while."""
    while True:
        await asyncio.sleep(chance.expovariate(0.05))
        disk, lines = host.disk, host.lines
        match chance.randrange(6):
            case 0:
                await _die(host, chance)
            case 1 if disk is not None:
                disk.dies_behind_the_next_write = True
                await asyncio.sleep(chance.random() * 5)
                await _die(host, chance)
            case 2 if disk is not None:
                disk.full = True
                await asyncio.sleep(chance.random() * 30)
                disk.full = False
            case 3 if lines:
                for line in chance.sample(lines, chance.randint(1, len(lines))):
                    line.break_()
            case 4 if lines:
                parted = chance.sample(lines, chance.randint(1, len(lines)))
                for line in parted:
                    line.swallows = True
                await asyncio.sleep(chance.random() * 60)
                for line in parted:
                    line.break_()
            case _:
                host.wall_jump += chance.choice((-3600.0, 3600.0))


async def _die(host: Host, chance: Random) -> None:
    await host.die()
    await asyncio.sleep(chance.random() * 20)
    host.start()


async def story(seed: int, seconds: float = SECONDS) -> dict[str, int]:
    """Tell one, put everything right in the end, and look whether the laws were kept.

    Raises:
        AssertionError: If one was broken.
    """
    chance = Random(seed)
    setup = tiny_setup(seed=seed)
    host = Host(setup, chance)
    host.start()
    people = [Person(host, number, chance) for number in range(PEOPLE)]
    lives = [asyncio.create_task(person.live()) for person in people]
    steering = asyncio.create_task(control(host, chance))
    troubling = asyncio.create_task(trouble(host, chance))
    await asyncio.sleep(seconds)
    for task in (troubling, steering, *lives):
        task.cancel()
    await asyncio.gather(troubling, steering, *lives, return_exceptions=True)
    await host.die()
    session = host.start()
    with suppress(Refused):
        await session.submit(Submission(c.Resume(), "control"))
    await asyncio.sleep(120)
    with suppress(Refused):
        await session.submit(Submission(c.Pause("time-out"), "control"))
    await asyncio.sleep(30)  # What is on its way to somebody arrives.
    _check_views(host, people)
    _check_record(host, people, setup)
    for person in people:
        if person.client is not None:
            await person.client.close()
    await host.die()
    return dict(Counter(event.kind for event in host.journal.read()))


def _check_views(host: Host, people: list[Person]) -> None:
    assert host.session is not None
    for person in people:
        if person.client is None:
            continue
        assert person.client.connected, f"{person.seat} is back"
        known = host.session.projector.everything(
            person.agency, person.seat, solo=False, at=host.session.now
        )
        fresh = SeatView()
        for message in known:
            fresh = fold(fresh, message)
        for part in ("inbox", "sent", "decisions", "board", "requests", "announcements"):
            assert getattr(person.client.view, part) == getattr(fresh, part), (person.seat, part)


def _check_record(host: Host, people: list[Person], setup: object) -> None:
    events = list(host.journal.read())
    done = Counter(event.request for event in events if event.request)
    assert max(done.values(), default=1) == 1, "nothing was done twice"
    lost = [name for person in people for name in person.acknowledged if done[name] != 1]
    assert not lost, f"acknowledged and lost: {lost}"
    assert check_chain(host.journal).ok, "the chain holds"
    again = compared(events, setup, host.journal.marked)  # type: ignore[arg-type]
    assert again.differs is None, "the record can be run again"
    assert again.lacking is None, "what happens by the clock's mark is on record"
    seconds = [event.at for event in events if event.origin != "recorded"]
    assert seconds == sorted(seconds), "time never ran backward"
    fired = Counter(event.body.inject for event in events if event.kind == "InjectFired")  # type: ignore[attr-defined]
    assert max(fired.values(), default=1) == 1, "no inject fired twice"
    for event in events:
        if event.kind == "InjectFired" and event.body.inject == "I-01":  # type: ignore[attr-defined]
            assert event.at == 300, "an inject came in its second"


if __name__ == "__main__":
    first, last = int(sys.argv[1]), int(sys.argv[2])
    totals: Counter[str] = Counter()
    for number in range(first, last + 1):
        try:
            totals.update(told(story(number)))
        except AssertionError as broken:
            sys.exit(f"seed {number}: {broken}")
    print(  # noqa: T201 - this is a program too
        f"{last - first + 1} stories, every law kept; events: {dict(totals.most_common(8))}"
    )
