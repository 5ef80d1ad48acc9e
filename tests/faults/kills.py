"""A real host is killed with -9 again and again, at moments that nobody chose, under load.

``make kills KILLS=100`` plays one session on one file. People at four desks, over the wire, ask
without a pause; the host is killed, started again, killed again. In the end the file has to hold
every command that was acknowledged, none of them twice, and the record has to verify. Every third
kill a client is killed as well (its connection is cut without a word).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from exercise import commands as c
from exercise.cli.verifying import verify_session
from exercise.errors import TabletopError
from exercise.journal import open_journal
from exercise.session.address import Address
from exercise.session.client import SeatClient
from exercise.session.remote import Invitation, Remote
from exercise.session.staff import StaffClient
from exercise.session.wire import request_name

__all__ = ["Outcome", "kills"]

ROOT = Path(__file__).resolve().parents[2]
DESKS = ("port-authority", "csirt", "coast-guard", "customs")
UP = 0.3
"""Mean seconds that a host is left alone after its first acknowledgement."""


@dataclass
class Outcome:
    """What a series of kills came to."""

    killed: int = 0
    acknowledged: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    events: int = 0
    verified: bool = False

    @property
    def ok(self) -> bool:
        """Whether every law was kept."""
        return self.verified and not self.lost and not self.twice


class Host:
    """The host's program, always on the same file, address and secret."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "s.tabletop"
        self.bind = "127.0.0.1:0"
        self.codes: dict[str, Any] = {}
        self.address: Address | None = None
        self._env = {**os.environ, "TABLETOP_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        self._process: asyncio.subprocess.Process | None = None
        self._draining: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "exercise.cli", "host", "port-ransomware", "--headless"),
            *("--json", "--session", str(self.file), "--bind", self.bind, "--speed", "10"),
            stdout=asyncio.subprocess.PIPE,
            env=self._env,
            limit=1 << 24,
        )
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        assert line, "the host did not come back"
        told = json.loads(line)
        self.address, self.codes = Address.parse(told["url"]), told["codes"]
        self.bind = f"127.0.0.1:{self.address.port}"
        self._draining = asyncio.create_task(_drain(self._process.stdout))

    async def end(self, how: signal.Signals) -> None:
        """Kill it, or tell it to stop."""
        assert self._process is not None
        with suppress(ProcessLookupError):
            self._process.send_signal(how)
        await self._process.wait()
        if self._draining is not None:
            await self._draining


async def _drain(stdout: asyncio.StreamReader) -> None:
    while await stdout.read(1 << 16):
        pass


class Person:
    """Somebody at a desk who asks control one thing after another, and counts what is answered."""

    def __init__(self, agency: str, host: Host, outcome: Outcome) -> None:
        self._agency = agency
        self._host = host
        self._outcome = outcome
        self._number = 0
        self.client: SeatClient | None = None

    async def sit(self) -> None:
        """Sit down; from then on the client comes back by itself."""
        assert self._host.address is not None
        invitation = Invitation(self._host.address, self._host.codes["seats"][self._agency])
        line = await Remote.knock(invitation)
        self.client = SeatClient(line, reconnect=lambda: Remote.knock(invitation), sleep=_soon)
        await self.client.ready()

    async def live(self) -> None:
        """Ask, for ever."""
        assert self.client is not None
        while True:
            self._number += 1
            name = f"r{self._number}"
            with suppress(TabletopError):
                await self.client.submit(
                    c.RequestInformation(f"{self._agency} {self._number}"), request=name
                )
                recorded = request_name({"request": name}, str(self.client.view.seat))
                self._outcome.acknowledged.append(str(recorded))
            await asyncio.sleep(0.02)


async def _soon(_: float) -> None:
    await asyncio.sleep(0.05)


async def kills(number: int, folder: Path, seed: int = 1) -> Outcome:
    """Kill a host that many times under load, and look at what is left.

    Args:
        number: How often.
        folder: An empty folder for its files.
        seed: Of the moments.
    """
    chance, outcome, host = Random(seed), Outcome(), Host(folder)
    await host.start()
    people = [Person(agency, host, outcome) for agency in DESKS]
    for person in people:
        await person.sit()
    lives = [asyncio.create_task(person.live()) for person in people]
    try:
        for each in range(number):
            await _steer(host, each)
            answered = len(outcome.acknowledged)
            while len(outcome.acknowledged) == answered:  # noqa: ASYNC110 - comes over a socket
                await asyncio.sleep(0.01)
            await asyncio.sleep(chance.expovariate(1 / UP))
            if each % 3 == 0:
                _cut(chance.choice(people))
            await host.end(signal.SIGKILL)
            outcome.killed += 1
            await host.start()
        answered = len(outcome.acknowledged)
        while len(outcome.acknowledged) <= answered + len(people):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    finally:
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)
        for person in people:
            if person.client is not None:
                await person.client.close()
        await host.end(signal.SIGTERM)
    return _judged(host.file, outcome)


async def _steer(host: Host, each: int) -> None:
    """Let the clock run again, as a facilitator does after a restart."""
    assert host.address is not None
    invitation = Invitation(host.address, host.codes["control"])
    control = StaffClient(await Remote.knock(invitation))
    await control.ready()
    with suppress(TabletopError):
        await control.submit(c.Resume(), request=f"resume-{each}")
    await control.close()


def _cut(person: Person) -> None:
    """A client dies without a word: what it had asked stays asked, and it comes back."""
    transport = getattr(person.client, "_transport", None)
    wire = getattr(transport, "_wire", None)
    if wire is not None:
        wire.transport.abort()


def _judged(file: Path, outcome: Outcome) -> Outcome:
    journal = open_journal(file, "read")
    events = list(journal.read())
    journal.close()
    done = Counter(event.request for event in events if event.request)
    outcome.lost = [name for name in outcome.acknowledged if not done[name]]
    outcome.twice = [name for name, times in done.items() if times > 1]
    outcome.events = len(events)
    outcome.verified = verify_session(file).ok
    return outcome


def main() -> None:
    """As a program: how many kills, and the seed of their moments."""
    number = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(kills(number, Path(folder), seed))
    print(  # noqa: T201 - this is a program too
        f"{outcome.killed} kills: {len(outcome.acknowledged)} acknowledged, "
        f"{len(outcome.lost)} lost, {len(outcome.twice)} done twice, {outcome.events} events, "
        f"record {'verifies' if outcome.verified else 'DOES NOT VERIFY'}"
    )
    sys.exit(0 if outcome.ok else 1)


if __name__ == "__main__":
    main()
