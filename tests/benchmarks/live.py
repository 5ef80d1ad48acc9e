"""A live session under load: a host, and up to hundreds of people, on this computer.

Host and crowd are processes of their own. Held against a bare host (see ``crowd``) that does no
more than make each request durable and answer:

* *acknowledgement*: a decision of 300 bytes, from sending it until the answer that it is on record;
  each client asks once in two seconds; the 99th percentile. Colleagues at the same desk are told of
  each decision, which the bare host does not do;
* *announcement*: from control's asking until the last client has it;
* *decisions a second*: as many as are acknowledged when each client asks again at once (the ratio is
  the bare host's rate over the product's).

Reported besides, without a floor: how late a hundred timed injects came, and the memory that the
host takes for each client. Wall-clock time, for waiting is what is measured.

    python tests/benchmarks/live.py [--json] [--clients 200 500] [--pairs 7] [--seconds 8]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import yaml

from crowd import Guest, arrive, steadily
from measuring import Measure, from_pairs, show

ROOT = Path(__file__).resolve().parents[2]
BUDGET = 2.0
EVERY = 2.0
"""Seconds between two requests of one client."""
INJECTS, APART = 100, 6
"""Timed injects, and exercise seconds between two of them."""
FAST = 20
"""Exercise seconds a second while their lateness is measured."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host that listens: where, by which codes, and its process."""

    url: str
    seats: tuple[str, ...]
    control: str
    pid: int

    @property
    def memory(self) -> int:
        """Bytes resident."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def product(pack: str = "port-ransomware", speed: float = 1.0) -> Iterator[Host]:
    """The product's own host, headless, with its record on disk."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "exercise.cli", "host", pack, "--headless", "--json"]
        command += ["--bind", "127.0.0.1:0", "--speed", str(speed)]
        command += ["--session", f"{folder}/load.tabletop"]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "TABLETOP_HOME": folder},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            codes = said["codes"]
            # Its events go nowhere: reading them would be work for this side.
            drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
            try:
                seats = tuple(codes["seats"].values())
                yield Host(said["url"], seats, codes["control"], process.pid)
            finally:
                process.terminate()
                process.wait()
                drain.wait()


@contextmanager
def floor() -> Iterator[Host]:
    """The bare host."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("crowd.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield Host(process.stdout.readline().strip(), ("-",), "-", process.pid)
        process.communicate("")


async def command(control: Guest, name: str, **fields: object) -> None:
    """Have control steer."""
    request = f"c{control.asks}"
    await control.ask(do="submit", command=name, fields=fields, request=request)
    await control.answered()
    if control.refused:
        raise SystemExit(f"{name} was refused")


async def crowded(host: Host, clients: int, *, running: bool) -> tuple[Guest, list[Guest]]:
    """Control, and so many at the desks."""
    (control,) = await arrive(host.url, [host.control], 1)
    if running:
        await command(control, "Resume")
        # The exercise begins before STARTEX; decisions are for afterwards.
        await command(control, "Jump", to=1)
        await command(control, "Resume")  # It stopped for the briefing.
    return control, await arrive(host.url, host.seats, clients)


async def acknowledgement(host: Host, clients: int, seconds: float, *, running: bool) -> float:
    """The 99th percentile of seconds until a decision was acknowledged."""
    control, guests = await crowded(host, clients, running=running)
    await steadily(guests, every=EVERY, seconds=EVERY)  # Everybody has spoken once.
    took = await steadily(guests, every=EVERY, seconds=seconds)
    refused = sum(guest.refused for guest in guests)
    if refused or len(took) < clients * int(seconds / EVERY):
        raise SystemExit(f"{refused} decisions refused, {len(took)} acknowledged")
    await leave(control, *guests)
    return quantiles(took, n=100)[98]


async def announcement(host: Host, clients: int, *, running: bool) -> float:
    """Seconds until the last of all had an announcement, the median of ten."""
    control, guests = await crowded(host, clients, running=running)
    spent = []
    for number in range(10):
        for guest in guests:
            guest.announced.clear()
        began = time.perf_counter()
        await command(control, "Announce", text=f"all hands {number}")
        await asyncio.gather(*(guest.announced.wait() for guest in guests))
        spent.append(time.perf_counter() - began)
    await leave(control, *guests)
    return median(spent)


async def rate(host: Host, clients: int, seconds: float, *, running: bool) -> float:
    """Seconds for one decision when everybody asks again as soon as the last is acknowledged."""
    control, guests = await crowded(host, clients, running=running)
    ends = time.perf_counter() + seconds

    async def one(guest: Guest) -> None:
        while time.perf_counter() < ends:
            await guest.ask()
            await guest.answered()

    await asyncio.gather(*(one(guest) for guest in guests))
    done = sum(len(guest.took) for guest in guests)
    await leave(control, *guests)
    return seconds / done


async def lateness() -> list[float]:
    """How many seconds after its time each of a hundred injects was there, in order."""
    with TemporaryDirectory() as folder, product(_metronome(Path(folder)), FAST) as host:
        (control,) = await arrive(host.url, [host.control], 1)
        (guest,) = await arrive(host.url, host.seats, 1)
        assert guest.reading is not None
        guest.reading.cancel()
        arrived: list[float] = []
        began = time.perf_counter()
        await command(control, "Resume")
        while len(arrived) < INJECTS:
            frame = await guest.wire.recv()
            now = time.perf_counter()
            if frame[:1] != "[":
                continue
            arrived += [now for one in json.loads(frame) if one["kind"] == "item"]
        await leave(control)
        await guest.wire.close()
    due = (began + (number + 1) * APART / FAST for number in range(INJECTS))
    return sorted(at - wanted for at, wanted in zip(arrived, due, strict=True))


def _metronome(folder: Path) -> str:
    """A pack on the reference network whose injects come one after another."""
    pack = {
        "format": 1,
        "id": "metronome",
        "title": "One inject after another",
        "network": "coastal-state",
        "play": ["port-authority"],
        "moves": [
            {
                "id": "m1",
                "story_start": "2027-07-06T06:30:00-05:00",
                "room_minutes": INJECTS * APART // 60 + 10,
                "briefing": "Listen.",
            }
        ],
        "injects": [
            {
                "id": f"I-{number:03d}",
                "at": f"T+00:{number * APART // 60:02d}:{number * APART % 60:02d}",
                "to": ["port-authority"],
                "via": "phone",
                "from": "Metronome",
                "subject": f"Beat {number}",
                "body": "Tick.",
            }
            for number in range(1, INJECTS + 1)
        ],
    }
    path = folder / "pack.yml"
    path.write_text(yaml.safe_dump(pack), "utf-8")
    return str(path)


async def leave(*guests: Guest) -> None:
    """Everybody goes."""
    await asyncio.gather(*(guest.close() for guest in guests))


async def memory(few: int, many: int) -> float:
    """Bytes that the host takes for each client more."""
    with product() as host:
        first = await arrive(host.url, host.seats, few)
        with_few = host.memory
        rest = await arrive(host.url, host.seats, many - few)
        grown = host.memory - with_few
        await leave(*first, *rest)
    return grown / (many - few)


def measures(clients: Sequence[int], pairs: int, seconds: float) -> Iterator[Measure]:
    """Each against the bare host, in turn."""

    def compare(name: str, budget: float | None, work: object, *args: object) -> Measure:
        def once(side: object, *, running: bool) -> float:
            with side() as host:  # type: ignore[operator]
                return asyncio.run(work(host, *args, running=running))  # type: ignore[operator]

        spent = [(once(product, running=True), once(floor, running=False)) for _ in range(pairs)]
        return from_pairs(name, spent, budget)

    for count in clients:
        budget = BUDGET if count == min(clients) else None
        name = f"acknowledgement, {count} clients, p99"
        yield compare(name, budget, acknowledgement, count, seconds)
    yield compare(f"announcement to {min(clients)} clients", None, announcement, min(clients))
    yield compare("one of sustained decisions", None, rate, 50, seconds / 2)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--clients", type=int, nargs="+", default=[200, 500])
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=8.0)
    given = parser.parse_args()
    for measure in measures(given.clients, given.pairs, given.seconds):
        show([measure], as_json=given.json)
    late = asyncio.run(lateness())
    grown = asyncio.run(memory(20, 220))
    if not given.json:
        print(
            f"lateness of {INJECTS} timed injects: median {median(late) * 1000:.0f} ms, "
            f"latest {late[-1] * 1000:.0f} ms, earliest {late[0] * 1000:.0f} ms"
        )
        print(f"host memory for each client: {grown / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
