"""What it costs to open a session for replay, and to jump about in it, at 10,000 and 100,000 events.

Opening is reading every event until the first picture can be drawn; *and folding* goes on to fold all of
them and to keep copies of the folds, which the screen does while it waits for keys. Checking the chain is
left out. The floor of both is reading the same rows and decoding their JSON. A jump is to any moment, chosen by
chance: folds, and from them what control's log and desks show, or what one desk saw. Jumps are told in
milliseconds of processor time, at the median and at the 99th percentile (budget: 50 ms).

The exercise is generated, played once by simulated desks, and written to a file.

    python tests/benchmarks/opening.py [--json] [--events 10000 100000]

A million events take some five minutes to be played first: ``--events 1000000``.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from agencies.network import Network
from exercise.engine import Engine
from exercise.journal.sqlite import open_journal
from exercise.replay.bulk import in_bulk
from exercise.replay.moments import Moments
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
OPENING = 3.0
JUMP = 50.0


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
            assert moments.picture(1).clock is not None
            while folded and moments.prepare():
                pass
            return moments
    finally:
        journal.close()


def jumps(moments: Moments, look: Callable[[int], object]) -> tuple[float, float]:
    """Milliseconds of a jump: the median, and the 99th percentile."""
    chance = Random(1)
    spent = []
    for _ in range(JUMPS):
        place = chance.randrange(len(moments) + 1)
        spent.append(timed_jump(lambda: look(place)))  # noqa: B023
    spent.sort()
    return spent[JUMPS // 2], spent[JUMPS * 99 // 100]


def timed_jump(look: Callable[[], object]) -> float:
    """Milliseconds of processor time that one look takes."""
    began = time.process_time()
    look()
    return (time.process_time() - began) * 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What replay costs.")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 100_000])
    given = parser.parse_args()
    for wanted in given.events:
        setup = setup_of(size_of(wanted))
        network = Network(setup.network)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "session.tabletop")
            events = write(setup, path)
            gc.collect()
            gc.freeze()
            measures = [
                side_by_side(
                    name,
                    lambda: timed(lambda: opened(path, setup, network, folded=folded)),  # noqa: B023
                    lambda: timed(lambda: decode(path)),  # noqa: B023
                    None if folded else OPENING,
                )
                for name, folded in (
                    (f"opening {events} events", False),
                    (f"opening {events} events and folding", True),
                )
            ]
            moments = opened(path, setup, network, folded=True)
        tell(measures, moments, as_json=given.json)


def tell(measures: Sequence[Measure], moments: Moments, *, as_json: bool) -> None:
    """Print what opening costs, then jumps, and how memory stands before and after them."""
    show(measures, as_json=as_json)
    agency = next(iter(moments.network.agencies))
    with in_bulk():
        moments.seat(agency, 0)
    before = megabytes()
    looks: dict[str, Callable[[int], object]] = {
        "state": moments.state,
        "control's log and desks": lambda place: (
            moments.picture(place).feed,
            moments.picture(place).seats,
        ),
        "a desk's screen": lambda place: moments.seat(agency, place),
    }
    for name, look in looks.items():
        median, late = jumps(moments, look)
        if as_json:
            told = {"name": f"jump: {name}, {len(moments)} events", "ratio": round(late / JUMP, 3)}
            print(json.dumps({**told, "budget": 1.0}))
        else:
            over = "" if late <= JUMP else "   OVER"
            print(f"  jump, {name:<28} median {median:6.1f} ms   p99 {late:6.1f} ms{over}")
    if not as_json:
        print(f"  memory {before:.0f} MB when opened, {megabytes():.0f} MB after all jumps")


def megabytes() -> float:
    """The most that this process has held."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 if sys.platform != "darwin" else 1024**2)


if __name__ == "__main__":
    main()
