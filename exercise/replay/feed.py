"""The running log of a moment, of which only what comes into sight is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exercise.events import Event
from exercise.views.control import FeedRow
from exercise.views.runninglog import feed_row

__all__ = ["Feed"]


class Feed(Mapping[str, FeedRow]):
    """Rows of the log by the number of their event, in the order of the events given."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = {str(event.seq): event for event in events}

    def __getitem__(self, number: str) -> FeedRow:
        return feed_row(self._events[number])

    def __iter__(self) -> Iterator[str]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)
