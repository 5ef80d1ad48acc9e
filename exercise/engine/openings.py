"""Openings: what the pack expects begins to be expected (rules of play §4)."""

from __future__ import annotations

from exercise.engine.run import Run
from exercise.engine.waiting import Waiting
from exercise.events import Event, ExerciseStarted, ExpectationOpened, InjectDelivered
from injects.model import Expectation

__all__ = ["Openings"]


class Openings:
    """Opens each expectation once: with its inject's delivery, at STARTEX or on its condition."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._expectations = {expectation.id: expectation for expectation in run.pack.expectations}
        opens = {exp.id: exp.opens for exp in run.pack.expectations if exp.opens is not None}
        self._waiting = Waiting(run, opens)
        run.when(ExerciseStarted, self._on_started)
        run.when(InjectDelivered, self._on_inject)

    def settle(self) -> bool:
        """Open the first expectation whose condition has come true; False when there is none."""
        if self._run.state.clock.phase != "play":
            return False
        name = self._waiting.come_true()
        if name is None:
            return False
        self._open(self._expectations[name])
        return True

    def _on_started(self, _: Event) -> None:
        for expectation in self._run.pack.expectations:
            if expectation.opens is None:
                self._open(expectation)

    def _on_inject(self, event: Event) -> None:
        assert isinstance(event.body, InjectDelivered)
        inject = self._run.inject(event.body.inject)
        for expectation in inject.expects if inject is not None else ():
            if expectation.who == event.body.to:
                self._open(expectation)

    def _open(self, expectation: Expectation) -> None:
        if expectation.id not in self._run.state.watch.standings:
            body = ExpectationOpened(expectation.id, expectation.who, within=expectation.within)
            name = f"{expectation.id}/opened"
            self._run.tell(body, name, actor="watch", agency=expectation.who)
