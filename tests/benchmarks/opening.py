"""What it costs to open a session for replay, and to jump about in it, and how both grow with its length.

Opening is reading every event until the first picture can be drawn; *and folding* goes on to fold all of
them and to keep copies of the folds, which the screen does while it waits for keys. Checking the chain is
left out. The floor of both is reading the same rows and decoding their JSON. A jump is to any moment, chosen by
chance: folds, and from them what control's log and desks show, or what one desk saw. Jumps are told in
milliseconds of processor time, at the median and at the 99th percentile (budget: 50 ms). Garbage is taken away
between them, as the screen does.

Memory is measured in a process of its own: what the events take, what the folds with their copies add, what
a thousand jumps add, and what the past of the desks adds. The most that was ever held counts.

Growth is told from one length to the next as the exponent: 1 is linear, 0 is not at all.

The exercise is generated, played once by simulated desks, and written to a file.

    python tests/benchmarks/opening.py [--json] [--events 10000 100000]

A million events take some three minutes to be played first, and as long to be measured:
``--events 10000 100000 1000000``.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from agencies.network import Network
from exercise.engine import Engine
from exercise.journal.sqlite import open_journal
from exercise.replay.bulk import in_bulk, tidied, tidy
from exercise.replay.moments import Moments
from exercise.replay.past import Past
from exercise.session.opening import opening
from exercise.setup import Setup
from generate import Size, setup_of
from measuring import Measure, show, side_by_side, timed

PER_INJECT = 16.2
"""Events that follow from an inject with few to tell, about."""
PER_BUSY_INJECT = 75
"""The same where twelve agencies are to be told."""
LONGEST = 300_000
"""Events up to which few are told: with more, times would have more than three digits of hours."""
JUMPS = 400
ROUND = 1000
"""Jumps after which memory is looked at again."""
OPENING = 3.0
JUMP = 50.0


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that a process has held at the most: before, and after each step."""

    before: float
    read: float
    folded: float
    jumped: float
    a_desk: float


@dataclass(frozen=True, slots=True)
class Point:
    """One length, and what it cost."""

    events: int
    opening: Sequence[Measure]
    jumps: Mapping[str, tuple[float, float]]
    """Milliseconds at the median and at the 99th percentile."""
    memory: Memory


def size_of(events: int) -> Size:
    """An exercise that comes to about so many events."""
    if events <= LONGEST:
        return Size(injects=round(events / PER_INJECT), agencies=16)
    return Size(injects=round(events / PER_BUSY_INJECT), agencies=64, degree=12, tells=12)


def write(setup: Setup, path: Path) -> int:
    """Play an exercise into a file; how many events it came to."""
    engine = Engine(setup, Network(setup.network))
    told = [opening(setup, engine.begins_at), *engine.begin()]
    told += engine.advance_to(setup.pack.endex)
    journal = open_journal(path, "create")
    for start in range(0, len(told), 10_000):
        journal.append(told[start : start + 10_000])
    journal.close()
    return len(told)


def decode(path: Path) -> None:
    """The floor: read the rows and decode their JSON."""
    journal = open_journal(path, "read")
    for row in journal.rows():
        json.loads(row.body)
    journal.close()


def opened(path: Path, setup: Setup, network: Network, *, folded: bool) -> Moments:
    """The product: read, show, and fold."""
    journal = open_journal(path, "read")
    try:
        with in_bulk():
            moments = Moments(setup, network, list(journal.read()))
            past = Past(moments, path.name)
            assert past.picture(1, moments.begins).clock is not None
            while folded and moments.prepare():
                pass
            return moments
    finally:
        journal.close()


def looks(moments: Moments) -> dict[str, Callable[[int], object]]:
    """What there is to be seen of a moment."""
    agency = next(iter(moments.network.agencies))
    with in_bulk():
        moments.seat(agency, 0)
    return {
        "state": moments.state,
        "control's log and desks": lambda place: (
            moments.picture(place).feed,
            moments.picture(place).seats,
        ),
        "a desk's screen": lambda place: moments.seat(agency, place),
    }


def jumps(moments: Moments, look: Callable[[int], object]) -> tuple[float, float]:
    """Milliseconds of a jump: the median, and the 99th percentile."""
    chance = Random(1)
    spent = []
    with tidied():
        for _ in range(JUMPS):
            place = chance.randrange(len(moments) + 1)
            spent.append(timed_jump(lambda: look(place)))  # noqa: B023
            tidy(quiet=True)
    spent.sort()
    return spent[JUMPS // 2], spent[JUMPS * 99 // 100]


def timed_jump(look: Callable[[], object]) -> float:
    """Milliseconds of processor time that one look takes."""
    began = time.process_time()
    look()
    return (time.process_time() - began) * 1000


def remembered(path: str, size: Size) -> Memory:
    """What a process that does nothing else holds, step by step."""
    setup = setup_of(size)
    network, held = Network(setup.network), [megabytes()]
    journal = open_journal(Path(path), "read")
    with in_bulk():
        moments = Moments(setup, network, list(journal.read()))
        held.append(megabytes())
        while moments.prepare():
            pass
    journal.close()
    held.append(megabytes())
    chance = Random(2)
    with tidied():
        for _ in range(ROUND):
            shown = moments.picture(chance.randrange(len(moments) + 1))
            assert len(shown.feed) + len(shown.seats)
            tidy(quiet=True)
    held.append(megabytes())
    with in_bulk():
        moments.seat(next(iter(network.agencies)), 0)
    return Memory(*held, megabytes())


def megabytes() -> float:
    """The most that this process has held."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 if sys.platform != "darwin" else 1024**2)


def taken(
    path: str, size: Size
) -> tuple[int, Sequence[Measure], Mapping[str, tuple[float, float]]]:
    """Play an exercise into a file, and measure the time that replay takes."""
    setup, file = setup_of(size), Path(path)
    network = Network(setup.network)
    events = write(setup, file)
    gc.collect()
    gc.freeze()
    measures = [
        side_by_side(
            name,
            lambda: timed(lambda: opened(file, setup, network, folded=folded)),  # noqa: B023
            lambda: timed(lambda: decode(file)),
            OPENING,
        )
        for name, folded in (
            (f"opening {events} events", False),
            (f"opening {events} events and folding", True),
        )
    ]
    moments = opened(file, setup, network, folded=True)
    return events, measures, {name: jumps(moments, look) for name, look in looks(moments).items()}


def point(wanted: int) -> Point:
    """Measure what an exercise of about so many events costs, time and memory in a process each.

    This one stays small: what it has held would count as held by those that it starts.
    """
    size, spawned = size_of(wanted), multiprocessing.get_context("spawn").Pool
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "session.tabletop"))
        with spawned(1) as alone:
            measured = alone.apply(taken, (path, size))
        with spawned(1) as alone:
            return Point(*measured, alone.apply(remembered, (path, size)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What replay costs.")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 100_000])
    given = parser.parse_args()
    points = []
    for wanted in given.events:
        points.append(point(wanted))
        show(points[-1].opening, as_json=given.json)
        (tell_in_json if given.json else tell)(points[-1])
    for before, after in pairwise(points):
        tell_growth(before, after, as_json=given.json)


def tell(at: Point) -> None:
    """Print what jumps cost, and what is held for each event."""
    for name, (median, late) in at.jumps.items():
        over = "" if late <= JUMP else "   OVER"
        print(f"  jump, {name:<28} median {median:6.1f} ms   p99 {late:6.1f} ms{over}")
    held, each = at.memory, 1000 / at.events
    print(
        f"  memory {held.folded:.0f} MB, of which for each event {(held.read - held.before) * each:.2f} kB "
        f"for itself, {(held.folded - held.read) * each:.2f} kB for folds and copies"
    )
    print(
        f"  memory after {ROUND} jumps {held.jumped / held.folded:.3f} x; "
        f"{(held.a_desk - held.jumped) * each:.2f} kB more for each event once a desk is looked at"
    )


def tell_in_json(at: Point) -> None:
    """The same as ratios."""
    held = at.memory
    for name, (_, late) in at.jumps.items():
        line(f"jump: {name}, {at.events} events", late / JUMP, 1.0)
    line(
        f"memory: folds and copies against events, {at.events} events",
        (held.folded - held.read) / (held.read - held.before),
        None,
    )
    line(f"memory: after {ROUND} jumps, {at.events} events", held.jumped / held.folded, None)


def tell_growth(before: Point, after: Point, *, as_json: bool) -> None:
    """Print the exponents from one length to the next."""
    times = math.log(after.events / before.events)
    grown = [
        *(
            (name, later.product / earlier.product)
            for name, earlier, later in zip(
                ("opening", "opening and folding"), before.opening, after.opening, strict=True
            )
        ),
        *((f"jump: {name}", after.jumps[name][1] / before.jumps[name][1]) for name in after.jumps),
        ("memory", own(after.memory) / own(before.memory)),
    ]
    if as_json:
        for name, ratio in grown:
            what = f"growth: {name}, {before.events} to {after.events} events"
            line(what, math.log(ratio) / times, None)
        return
    print(f"from {before.events} to {after.events} events")
    for name, ratio in grown:
        print(f"  {name:<34} grows as n^{math.log(ratio) / times:.2f}")


def own(held: Memory) -> float:
    """What a session takes beside what any would."""
    return held.folded - held.before


def line(name: str, ratio: float, budget: float | None) -> None:
    """One line of JSON."""
    print(json.dumps({"name": name, "ratio": round(ratio, 3), "budget": budget}))


if __name__ == "__main__":
    main()
