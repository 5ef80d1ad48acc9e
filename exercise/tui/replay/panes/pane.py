"""A tab of the replay: as in the control room, of the moment that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from exercise.replay.api import Past
from exercise.tui.controlroom.panes.pane import RoomPane

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = ["ReplayPane"]


class ReplayPane(RoomPane):
    """A tab on a moment of a session."""

    SCOPE = "replay"
    COUNTS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "find_nothing", "Show all", show=False)
    ]
    other: tuple[Past, int] | None = None
    """The session and the moment that are shown instead of the app's."""

    @property
    def replay(self) -> ReplayApp:
        """The app, by its own type."""
        return cast("ReplayApp", self.app)

    @property
    def past_at(self) -> tuple[Past, int]:
        """The session, and the moment of it that is shown."""
        return self.other or (self.replay.past, self.replay.place)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Esc is all that a tab has of its own."""
        return bool(action)
