"""A record without its words can be run again, whatever its words were needed for."""

from __future__ import annotations

from pathlib import Path

import golden
from exercise import commands as c
from exercise.cli.verifying import verify_session
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.events import Body
from exercise.journal import open_journal
from exercise.journal.redaction import redact
from exercise.session.opening import opening

CONTROL = ("control",)
ACTS: list[tuple[c.Command, tuple[str, ...]]] = [
    (c.TakeSeat("port/1"), golden.PORT),
    (c.SendMessage("csirt", subject="Screens", text="Something is wrong"), golden.PORT),
    (c.SendMessage("police", via="unlisted", text="Is it safe?"), golden.PORT),
    (c.LogDecision("raise", ("quay",), reason="Better safe"), golden.PORT),
    (c.RequestInformation("Who is at the gate?"), golden.PORT),
    (c.AnswerRequest("port/RequestInformation/-/1", "Nobody"), CONTROL),
    (c.Announce("Lunch"), CONTROL),
    (c.PutPoll("Which way?", "choice", ("Left", "Right", "None")), CONTROL),
    (c.PutPoll("How sure?", "scale"), CONTROL),
    (c.PutPoll("Why?"), CONTROL),
    (c.AnswerQuestion("poll-1", "3"), golden.PORT),
    (c.AnswerQuestion("poll-2", "5"), golden.PORT),
    (c.AnswerQuestion("poll-3", "Because"), golden.PORT),
    (c.EditInject("I-02", "Other", "Words"), CONTROL),
    (c.AddInject(("port",), "phone", "Somebody", "Noise", "A bang"), CONTROL),
    (c.RefuseContact("port/SendMessage/police/1", "No number"), CONTROL),
    (c.ExcusePart("E-01", "csirt", "The phones of the hotel"), CONTROL),
    (c.SkipInject("I-02", "No time before lunch"), CONTROL),
    (c.ProposePlanLine("No list", "Make one", organization="Port", due="2027-09-01"), CONTROL),
    (c.AgreePlanLine("line-1"), CONTROL),
    (c.EndExercise("Dinner"), CONTROL),
]


def test_a_redacted_record_of_every_command_that_has_words_verifies(tmp_path: Path) -> None:
    setup = golden.setup()
    engine = Engine(setup)
    told = [opening(setup, engine.begins_at, alias_key="golden"), *engine.begin()]
    for place, (command, hand) in enumerate(ACTS):
        told += engine.advance_to(300 + place)
        told += engine.submit(Submission(command, *hand))
    private = {kind for kind in Body.__subclasses__() if kind.PRIVATE and kind.COMMAND}
    assert {kind.COMMAND for kind in private} == {type(command) for command, _ in ACTS} - {
        c.TakeSeat,
        c.AgreePlanLine,
    }
    path, copy = tmp_path / "s.tabletop", tmp_path / "copy.tabletop"
    journal = open_journal(path, "create")
    journal.append(told)
    journal.close()
    redact(path, copy)
    checked = verify_session(copy)
    assert (checked.ok, checked.redacted) == (True, True), checked.text("en")
    whole = copy.read_bytes()
    for words in (b"Which way?", b"No time before lunch", b"The phones of the hotel", b"Make one"):
        assert words in path.read_bytes()
        assert words not in whole
