"""The clock stands still for one reason at a time; another may take its place."""

from __future__ import annotations

import pytest
from harbour import tiny_setup

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused


def test_a_real_emergency_during_a_break_is_one_and_leaves_the_clock_standing():
    engine = Engine(tiny_setup())
    engine.begin()
    for command in (c.Resume(), c.Pause("break"), c.Pause("emergency")):
        engine.submit(Submission(command, "control"))
    assert (engine.state.clock.running, engine.state.clock.reason) == (False, "emergency")
    engine.submit(Submission(c.Pause(), "control"))
    assert (engine.state.clock.running, engine.state.clock.reason) == (False, "pause")


def test_the_same_reason_again_is_refused():
    engine = Engine(tiny_setup())
    engine.begin()
    for command in (c.Resume(), c.Pause("break")):
        engine.submit(Submission(command, "control"))
    with pytest.raises(Refused, match="stands still already"):
        engine.submit(Submission(c.Pause("break"), "control"))


def test_a_reason_is_a_word_of_the_list_for_a_redacted_copy_keeps_it():
    engine = Engine(tiny_setup())
    engine.begin()
    engine.submit(Submission(c.Resume(), "control"))
    with pytest.raises(Refused, match="one of these reasons: pause, briefing"):
        engine.submit(Submission(c.Pause("Ana has fainted"), "control"))
