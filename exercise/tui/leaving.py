"""Apps that can be left: keys that were pressed meanwhile do nothing any more."""

from __future__ import annotations

from typing import Any

from textual.app import App

__all__ = ["LeavableApp"]


class LeavableApp(App[object]):
    """Does nothing more once it is being left.

    That takes a moment. Whoever types on, say the next command for the shell, would otherwise open
    tabs and forms of a screen that is being taken apart.
    """

    _being_left = False

    def exit(self, *args: Any, **named: Any) -> None:
        """Leave."""
        self._being_left = True
        super().exit(*args, **named)

    async def run_action(self, *args: Any, **named: Any) -> bool:
        """Do what a key is bound to, unless it is too late."""
        return not self._being_left and await super().run_action(*args, **named)
