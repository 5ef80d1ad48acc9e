"""The evaluators' tasks, after the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.panes.tasks import TasksPane
from exercise.tui.controlroom.rateforms import rate
from exercise.tui.replay.writing import signed_in
from exercise.views.control import TaskRow

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = ["PastTasks"]


class PastTasks(TasksPane):
    """The tasks; before one is rated it has to be known who rates."""

    def _rate(self, *, whole: bool) -> None:
        ask = super()._rate
        signed_in(cast("ReplayApp", self.app), lambda: ask(whole=whole))

    def form(self, task: TaskRow, *, whole: bool) -> RoomForm:
        """The questions, in words for a session that is over."""
        return rate(self.picture, task, whole=whole, replayed=True)
