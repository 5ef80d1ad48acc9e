"""How many parts of expectations are past their limit and still to be done."""

from __future__ import annotations

from exercise.events import DutyMerged, Event, PartDone, PartExcused, PartOverdue, PartUndone
from exercise.state.folds import Folds
from exercise.state.layers import over
from exercise.state.watch import Watch

__all__ = ["Overdue"]


class Overdue:
    """Counts anew, for each event, in the expectation that the event changed.

    Args:
        watch: The expectations, into which each event is folded first.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.count = 0
        self._counts: dict[str, int] = {}
        """Of each expectation of which a part was overdue."""

    def copy(self, watch: Watch) -> Overdue:
        """The same, to go on with a copy of the expectations."""
        twin = Overdue(watch)
        twin.count, twin._counts = self.count, over(self._counts)
        return twin

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            PartOverdue: self._begin,
            PartDone: self._change,
            PartUndone: self._change,
            PartExcused: self._change,
            DutyMerged: self._merge,
        }

    def _begin(self, _: Event, body: PartOverdue) -> None:
        self._counts.setdefault(body.expectation, 0)
        self._count(body.expectation)

    def _change(self, _: Event, body: PartDone | PartUndone | PartExcused) -> None:
        self._count(body.expectation)

    def _merge(self, _: Event, body: DutyMerged) -> None:
        self._count(body.expectation)
        self._count(body.duty)

    def _count(self, expectation: str) -> None:
        before = self._counts.get(expectation)
        if before is not None:
            parts = self._watch.standings[expectation].parts.values()
            now = sum([one.overdue and one.awaited and one.excused is None for one in parts])
            self._counts[expectation] = now
            self.count += now - before
