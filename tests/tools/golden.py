"""Makes a golden session: small, with people at a desk, sealed; kept for ever once it is released.

    make golden

writes that of the present format anew. When that may be done stands in
``docs/explanation/determinism.md``, under *Golden sessions*.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import yaml
from harbour import NETWORK, PACK, tiny_setup

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.events import Event, ObservationMade
from exercise.journal import open_journal
from exercise.session.concluding import conclusion
from exercise.session.opening import opening
from exercise.session.sealing import Key
from exercise.setup import Setup

KEY = Key.of(b"a key that everybody may know 32")
PORT = ("player", "port", "port/1")


def setup() -> Setup:
    """The tiny pack with its own texts in the record, a person at the port's desk."""
    texts = {"network_files": {"harbour.yml": yaml.safe_dump(NETWORK, sort_keys=False)},
             "pack_files": {"pack.yml": yaml.safe_dump(PACK, sort_keys=False)}}  # fmt: skip
    return replace(tiny_setup(staffing=("port",)), **texts)


def played(setup: Setup) -> list[Event]:
    """A slow officer: reads late, tells late, in words once and then with the fact."""
    engine = Engine(setup)
    told = [opening(setup, engine.begins_at, alias_key="golden"), *engine.begin()]

    def do(second: int, command: c.Command, hand: tuple[str, ...] = PORT) -> None:
        nonlocal told
        told += engine.advance_to(second)
        told += engine.submit(Submission(command, *hand))

    do(0, c.TakeSeat("port/1"))
    do(420, c.OpenItem("I-01/port"))
    do(600, c.SendMessage("csirt", via="phone", subject="Screens", text="Something is wrong here."))
    do(900, c.Disrupt(channel="phone"), ("control",))
    told.append(
        Event(900, "recorded", "evaluator", "session/note/1", ObservationMade("Slow to tell"))
    )
    do(1800, c.SendMessage("csirt", facts={"dark": "confirmed"}, via="email", text="TOS is down."))
    do(1860, c.LogDecision("raise", ("quay",), ("police",), ("dark",), "Better safe"))
    do(2400, c.Restore(channel="phone"), ("control",))
    told += engine.advance_to(setup.pack.endex)
    return told


def write(path: Path) -> None:
    """The session as a file, sealed with a key that is no secret."""
    salts = count()
    journal = open_journal(
        path, "create", force=True, wall=lambda: 1_800_000_000.0, salt=lambda: next(salts).to_bytes(16, "big")
    )  # fmt: skip
    try:
        events = journal.append(played(setup()))
        journal.conclude(conclusion(events, KEY), KEY.seal)
    finally:
        journal.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
