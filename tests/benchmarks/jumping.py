"""What a jump costs until it is drawn in the replay screen, at 10,000 and 100,000 events.

``opening.py`` measures the folds of a jump. Here the screen runs without a terminal, and a jump is to any
moment, chosen by chance, by somebody who looks before jumping on: from setting the moment to the frame that shows
it, in milliseconds of processor time, at the median and at the 99th percentile (budget: 50 ms). A step is one event
on, as of a key that is held down. The scores are drawn when they have been worked out;
what counts is how long the keys wait.

    python tests/benchmarks/jumping.py [--json] [--events 10000 100000] [--tabs log flights aware inbox scores]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from collections.abc import Sequence
from random import Random

from agencies.network import Network
from exercise.engine import Engine
from exercise.replay.bulk import in_bulk, tidied
from exercise.replay.moments import Moments
from exercise.replay.past import Past
from exercise.session.opening import opening
from exercise.tui.replay import ReplayApp
from generate import setup_of
from opening import JUMP, size_of

TABS = ("log", "flights", "aware", "inbox", "scores")
SIZE = (140, 45)
JUMPS = 200


def a_past(events: int) -> Past:
    """A generated exercise of about so many events, ready to be looked at."""
    setup = setup_of(size_of(events))
    network = Network(setup.network)
    engine = Engine(setup, network)
    told = [opening(setup, engine.begins_at), *engine.begin()]
    told += engine.advance_to(setup.pack.endex)
    with in_bulk():
        record = [event._replace(seq=place) for place, event in enumerate(told, 1)]
        moments = Moments(setup, network, record)
        while moments.prepare():
            pass
        return Past(moments, "generated.tabletop")


async def jumps(past: Past, tab: str) -> dict[str, list[float]]:
    """Milliseconds of each jump on a tab, and of each step of a key held down, in order of size."""
    desk = next(iter(past.moments.network.agencies))
    stand = desk if tab == "inbox" else "control"
    now = [0.0]
    app = ReplayApp(past, stand=stand, wall=lambda: now[0])
    chance, last = Random(1), len(past)
    with tidied():
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await app.screen.open(tab)  # type: ignore[attr-defined]
            await drawn(app)
            anywhere = []
            for _ in range(JUMPS):
                anywhere.append(await timed(app, chance.randrange(last + 1)))
                now[0] += 1  # Whoever jumps looks before going on; meanwhile the app's clock ticks.
                app.tick()
            held = [await timed(app, last * 3 // 4 + step) for step in range(JUMPS)]
    return {"jump": sorted(anywhere), "step": sorted(held)}


async def timed(app: ReplayApp, place: int) -> float:
    """Go there, and wait until it is drawn."""
    began = time.thread_time()
    app.go(place)
    await drawn(app)
    return (time.thread_time() - began) * 1000


async def drawn(app: ReplayApp) -> None:
    """Wait for the frame that shows the moment."""
    for _ in range(2):  # The second takes titles along that depend on what the first has laid out.
        painted = asyncio.Event()
        app.screen.call_after_refresh(painted.set)
        await painted.wait()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What a jump costs until it is drawn.")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--tabs", nargs="*", choices=TABS, default=TABS)
    given = parser.parse_args()
    for wanted in given.events:
        past = a_past(wanted)
        for tab in given.tabs:
            for what, spent in asyncio.run(jumps(past, tab)).items():
                tell(f"drawn {what}: {tab}", len(past), spent, as_json=given.json)


def tell(what: str, events: int, spent: Sequence[float], *, as_json: bool) -> None:
    """Print what jumps cost."""
    median, late = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
    name = f"{what}, {events} events"
    if as_json:
        print(json.dumps({"name": name, "ratio": round(late / JUMP, 3), "budget": 1.0}))
    else:
        over = "" if late <= JUMP else "   OVER"
        told = f"median {median:6.1f} ms   p99 {late:6.1f} ms   longest {spent[-1]:6.1f} ms"
        print(f"{name:<40} {told}{over}", flush=True)


if __name__ == "__main__":
    main()
