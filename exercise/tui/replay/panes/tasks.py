"""The evaluators' tasks, after the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from exercise.tui.controlroom.panes.tasks import TasksPane
from exercise.tui.replay.writing import signed_in

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = ["PastTasks"]


class PastTasks(TasksPane):
    """The tasks; before one is rated it has to be known who rates."""

    def _rate(self, *, whole: bool) -> None:
        rate = super()._rate
        signed_in(cast("ReplayApp", self.app), lambda: rate(whole=whole))
