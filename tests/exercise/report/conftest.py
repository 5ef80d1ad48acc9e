"""A session of the reference pack with a person at one desk, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercise import commands as c
from exercise.cli.preparing import prepare
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.events import ItemCoded
from exercise.journal import open_journal
from exercise.session.opening import opening

HOSTILE = "<script>alert(1)</script> | **bold** [x](javascript:1) \x1b[31m \u202eevil\n# no heading"
PORT = ("player", "port-authority", "port-authority/1")


@pytest.fixture(scope="session")
def session_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The port authority reads everything, decides once with hostile words, and is slow to tell."""
    path = tmp_path_factory.mktemp("record") / "played.tabletop"
    setup = prepare("port-ransomware", seed=4, staffing=("port-authority",))
    engine = Engine(setup)
    told = [opening(setup, engine.begins_at, marking="RESTRICTED"), *engine.begin()]
    told += engine.submit(Submission(c.TakeSeat("port-authority/1"), *PORT))
    for second in range(300, 3600, 300):
        told += engine.advance_to(second)
        for item in engine.state.traffic.inbox_of("port-authority"):
            if item.known_at is None:
                told += engine.submit(Submission(c.OpenItem(item.id), *PORT))
    decision = c.LogDecision("activate-operations-centre", reason=HOSTILE)
    if "activate-operations-centre" not in setup.pack.actions:
        decision = c.LogDecision(next(iter(setup.pack.actions)), reason=HOSTILE)
    told += engine.submit(Submission(decision, *PORT))
    for fact in sorted(engine.state.traffic.known["port-authority"]):
        message = c.SendMessage("csirt", facts={fact: "confirmed"}, subject=HOSTILE)
        try:
            told += engine.submit(Submission(message, *PORT))
        except Refused:
            continue
    told += engine.advance_to(setup.pack.endex)
    assert ItemCoded not in {type(event.body) for event in told}
    journal = open_journal(path, "create")
    try:
        journal.append(told)
        journal.conclude()
    finally:
        journal.close()
    return path
