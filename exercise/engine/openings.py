"""Openings: what the pack expects begins to be expected (rules of play §4)."""

from __future__ import annotations

from exercise.engine.run import Run
from exercise.events import Event, ExerciseStarted, ExpectationOpened, InjectDelivered
from injects.conditions import holds
from injects.model import Expectation

__all__ = ["Openings"]


class Openings:
    """Opens each expectation once: with its inject's delivery, at STARTEX or on its condition."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._awaited = sorted(
            (exp for exp in run.pack.expectations if exp.opens is not None), key=lambda exp: exp.id
        )
        run.when(ExerciseStarted, self._on_started)
        run.when(InjectDelivered, self._on_inject)

    def settle(self) -> bool:
        """Open the first expectation whose condition has come true; False when there is none."""
        if self._run.state.clock.phase != "play":
            return False
        for expectation in self._awaited:
            assert expectation.opens is not None
            if holds(expectation.opens, self._run.state):
                self._awaited.remove(expectation)
                self._open(expectation)
                return True
        return False

    def _on_started(self, _: Event) -> None:
        for expectation in self._run.pack.expectations:
            if expectation.opens is None:
                self._open(expectation)

    def _on_inject(self, event: Event) -> None:
        assert isinstance(event.body, InjectDelivered)
        inject = self._run.pack.inject(event.body.inject)
        for expectation in inject.expects if inject is not None else ():
            if expectation.who == event.body.to:
                self._open(expectation)

    def _open(self, expectation: Expectation) -> None:
        if expectation.id not in self._run.state.watch.standings:
            body = ExpectationOpened(expectation.id, expectation.who, within=expectation.within)
            name = f"{expectation.id}/opened"
            self._run.tell(body, name, actor="watch", agency=expectation.who)
