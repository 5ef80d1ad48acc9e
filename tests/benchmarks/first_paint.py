"""How long until the trainee's screen is there, against an empty Textual app.

Every go is a process of its own, as it is for the person who waits: nothing is warm but the disk.

* *first paint*: from making the app, on a session that is open already, until Textual says that the
  first frame has been displayed; the empty app likewise. Code is imported before on both sides.
* *first paint with its imports*: the same from before the screen's code is imported. What opening
  the session has imported by then (pydantic among it: no pack can be read without) is not counted
  for the product; the empty app imports Textual.
* *whole process*: from starting Python until the first frame, reading the pack and opening the
  session included, which the empty app has not got. Reported without a budget.

Screens are painted headless, 140 columns by 45 lines. Wall-clock time, for much of it is waiting in
the event loop.

    python tests/benchmarks/first_paint.py [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from measuring import PAIRS, Measure, from_pairs, show

BUDGET = 1.3
ROOT = Path(__file__).resolve().parents[2]
SIZE = (140, 45)
PACK, DESK = "port-ransomware", "port-authority"


def paint_product() -> dict[str, float]:
    """Open a session, then show its screen: seconds of each of these."""
    from exercise.cli.preparing import prepare
    from exercise.session.solo import solo

    setup = prepare(PACK, skill="reliable", staffing=(DESK,))

    async def show_desk() -> dict[str, float]:
        session, client = await solo(setup, None, DESK)
        opened = time.monotonic()
        from exercise.tui.app import TraineeApp

        imported = time.monotonic()
        painted = await _painted(TraineeApp, client)
        await client.close()
        await session.close()
        return {"paint": painted - imported, "with imports": painted - opened, "at": painted}

    return asyncio.run(show_desk())


def paint_floor() -> dict[str, float]:
    """Show an empty app."""

    async def show_nothing() -> dict[str, float]:
        opened = time.monotonic()
        from textual.app import App

        class Empty(App[None]):
            """Nothing."""

        imported = time.monotonic()
        painted = await _painted(Empty)
        return {"paint": painted - imported, "with imports": painted - opened, "at": painted}

    return asyncio.run(show_nothing())


async def _painted(kind: Any, *args: Any) -> float:
    """Make the app and run it until its first frame; the moment at which that was displayed."""
    moments = []

    def on_ready(app: Any) -> None:
        moments.append(time.monotonic())
        app.exit()

    kind.on_ready = on_ready  # A subclass would look for its style sheet beside this file.
    await kind(*args).run_async(headless=True, size=SIZE)
    return moments[0]


def _child(side: str) -> dict[str, float]:
    """One go in a process of its own."""
    began = time.monotonic()
    command = [sys.executable, __file__, "--child", side]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    spent: dict[str, float] = json.loads(done.stdout)
    return {**spent, "whole process": spent["at"] - began}


def measures() -> list[Measure]:
    """All three, from the same goes."""
    _child("product"), _child("floor")
    pairs = [(_child("product"), _child("floor")) for _ in range(PAIRS)]
    return [
        from_pairs(name, [(ours[what], theirs[what]) for ours, theirs in pairs], budget)
        for name, what, budget in (
            ("first paint of the trainee screen", "paint", BUDGET),
            ("first paint with its imports", "with imports", None),
            ("whole process to first paint", "whole process", None),
        )
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long until the trainee's screen is there.")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--child", choices=["product", "floor"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        print(json.dumps(paint_product() if given.child == "product" else paint_floor()))
        return
    show(measures(), as_json=given.json)


if __name__ == "__main__":
    main()
