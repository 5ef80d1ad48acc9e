"""What a command of the control room is, and the roles that commands are for."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.tui.uicommand import UiCommand

__all__ = [
    "CLAIMING",
    "CODING",
    "CONTROL",
    "EVERYBODY",
    "OBSERVING",
    "RATING",
    "SPEAKING",
    "RoomCommand",
]

CONTROL = ("control",)
SPEAKING = ("control", "simcell")
CODING = ("control", "collector")
CLAIMING = ("control", "simcell", "collector")
RATING = ("evaluate", "replay")
OBSERVING = ("observe",)
EVERYBODY = ("control", "simcell", "collector", "evaluate", "replay")
"""All posts, and whoever looks at a session again."""


@dataclass(frozen=True, slots=True)
class RoomCommand(UiCommand):
    """A command of the control room.

    ``scope`` is ``room``, the name of a tab, ``form`` or ``all``; ``shown`` says whether the key
    bar shows it.
    """

    roles: tuple[str, ...] = EVERYBODY
    shown: bool = True
