"""The log of the replay: what happened up to the moment."""

from __future__ import annotations

from collections.abc import Sequence

from exercise.tui.controlroom.panes.log import LogPane
from exercise.views.control import FeedRow

__all__ = ["PastLog"]

LOGGED = 60
"""Rows of the log that are drawn."""


class PastLog(LogPane):
    """The log up to the moment: as much of it as one goes through, for each jump draws it anew."""

    def fed(self) -> Sequence[FeedRow]:
        """The latest."""
        return self.picture.feed[-LOGGED:]
