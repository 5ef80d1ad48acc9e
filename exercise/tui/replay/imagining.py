"""What if: from the menu of changes to the form that says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.language import phrase
from exercise.tui.controlroom.dialogs import ChooseScreen
from exercise.tui.replay import forms
from exercise.tui.wording import clock_time

if TYPE_CHECKING:
    from exercise.tui.replay.screen import ReplayScreen

__all__ = ["what_if"]


def what_if(screen: ReplayScreen) -> None:
    """Play on from here with something changed."""
    app = screen.replay
    if app.imagine is None:
        screen.warn(phrase("This session cannot be played on from here."))
        return
    app.playing = False
    verbs = list(forms.CHANGES)

    def chosen(number: int) -> None:
        view = app.for_form()
        form = forms.change(view, verbs[number], app.second, app.imagine_with)
        app.push_screen(form, screen.written)

    question = phrase("What if, at {time}, …", time=clock_time(app.second))
    app.push_screen(ChooseScreen(question, list(forms.CHANGES.values()), chosen))
