"""The command palette of the control room, for the role that sits there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.tabs import tabs_of
from exercise.tui.palette import Offer, TableCommands, offer

__all__ = ["RoomCommands"]


class RoomCommands(TableCommands):
    """Those of a screen of the control room, and of what is made like it."""

    def tabs(self, screen: RoomScreen) -> Sequence[Phrase]:
        """The titles of its tabs, in the order of their number keys; the tenth has 0."""
        return [title for _, title, _ in tabs_of(screen.room.role)]

    def offered(self) -> Iterator[Offer]:
        """What the role may do on the screen."""
        screen = self.screen
        if not isinstance(screen, RoomScreen):
            return
        language, tabs = screen.language, self.tabs(screen)
        for command in screen.offered():
            if command.action == "palette":
                continue
            label = command.label.into(language)
            if command.action.startswith("tab("):
                number = int(command.keys[0]) or 10
                if number > len(tabs):
                    continue
                label = phrase("Tab: {name}", name=tabs[number - 1]).into(language)
            yield offer(command, label, language, partial(screen.perform, command))
