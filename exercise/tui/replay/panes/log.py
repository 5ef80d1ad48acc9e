"""The log of the replay: what happened up to the moment."""

from __future__ import annotations

from collections.abc import Mapping

from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.views.control import FeedRow

__all__ = ["PastLog"]


class PastLog(LogPane, ReplayPane):
    """The log up to the moment."""

    SCOPE = LogPane.SCOPE

    def fed(self) -> Mapping[str, FeedRow]:
        """The latest, each made when it comes into sight."""
        past, place = self.past_at
        return past.feed(place)
