"""What is written down while one looks: observations and bookmarks, once it is known by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exercise.tui.controlroom.noteforms import note
from exercise.tui.controlroom.panes.pane import RoomPane
from exercise.tui.replay import forms

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp
    from exercise.tui.replay.screen import ReplayScreen

__all__ = ["bookmark", "observe", "signed_in"]


def signed_in(app: ReplayApp, then: Callable[[], None]) -> None:
    """Do what writes something down, once it is known who writes."""

    def go_on(_: object) -> None:
        if app.past.signed_in:
            then()

    if app.past.signed_in:
        then()
    else:
        app.for_form()
        app.push_screen(forms.sign_in(), go_on)


def observe(screen: ReplayScreen) -> None:
    """Write down what one sees, tied to what is marked or to the desk at which one sits."""
    app, pane = screen.replay, screen.pane
    tied = pane.ties() if isinstance(pane, RoomPane) else {"about": app.desk}
    signed_in(app, lambda: screen.fill_in(note(app.for_form(), tied, replayed=True)))


def bookmark(screen: ReplayScreen) -> None:
    """Mark this moment."""
    signed_in(screen.replay, lambda: screen.fill_in(forms.bookmark()))
