"""What the forecast calls impossible never comes about, however an exercise is played."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from injects.checks.forecast import Forecast
from people import AT_DESKS, Run, play
from small_games import game, reference

NEVER = 10**9


def foresaw_all_of(run: Run) -> None:
    """Whether nothing came about that was not foreseen, or sooner than foreseen."""
    pack = run.setup.pack
    foreseen = Forecast(pack, run.setup.network, pack.actions)
    for event in run.of("InjectFired"):
        assert foreseen.fires.get(event.body.inject, NEVER) <= event.at, event
    for event in run.of("FactLearned"):
        assert foreseen.learned.get(event.body.fact, NEVER) <= event.at, event
    for event in run.of("ExpectationOpened"):
        if event.body.duty is None:
            assert foreseen.opens.get(event.body.expectation, NEVER) <= event.at, event
    for event in run.of("PartOverdue"):
        if event.body.expectation in foreseen.expected:
            assert (foreseen.passes_at(event.body.expectation) or NEVER) <= event.at, event


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=True))
def test_whatever_comes_about_was_foreseen(chance: Random):
    one = game(chance, verbs=AT_DESKS)
    foresaw_all_of(play(one.setup(), one.deeds))


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=True))
def test_so_it_was_in_the_reference_pack(chance: Random):
    setup, deeds = reference(chance, verbs=AT_DESKS)
    foresaw_all_of(play(setup, deeds))
