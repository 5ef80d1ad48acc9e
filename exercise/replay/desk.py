"""What one desk saw at any moment: what it was told until then, folded as a client folds it.

Views are immutable and share their parts, so that keeping many of them costs little.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from exercise.views.fold import Message, fold
from exercise.views.seat import SeatView

__all__ = ["DeskPast"]

BETWEEN = 48
"""Messages from one view that is kept to the next at the least."""
KEPT = 200
"""Views that are kept at most."""


class DeskPast:
    """The past of one desk.

    Args:
        greeting: The message with all that does not change.
        places: Of each of the messages below, the place in the record of the event that it follows.
        told: What it was told.
    """

    def __init__(self, greeting: Message, places: Sequence[int], told: Sequence[Message]) -> None:
        self._places, self._told = places, told
        self._step = max(BETWEEN, -(-len(told) // KEPT))
        view = fold(SeatView(), greeting)
        self._views = [view]
        for number, message in enumerate(self._told, 1):
            view = fold(view, message)
            if number % self._step == 0:
                self._views.append(view)

    def view(self, place: int) -> SeatView:
        """What it saw after the first ``place`` events, but for the clock."""
        number = bisect_right(self._places, place)
        kept = number // self._step
        view = self._views[kept]
        for message in self._told[kept * self._step : number]:
            view = fold(view, message)
        return view
