"""The command palette of the replay: that of the control room, with the tabs of a stand."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.language import Phrase
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.palette import RoomCommands
from exercise.tui.replay.table import tabs_for

__all__ = ["ReplayCommands"]


class ReplayCommands(RoomCommands):
    """Those of the replay's screen."""

    def tabs(self, _: RoomScreen) -> Sequence[Phrase]:
        """The titles of the tabs that its stand has."""
        return [title for _, title, _ in tabs_for(getattr(self.app, "stand", ""))]
