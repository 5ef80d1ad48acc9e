"""The tabs of the replay as they are drawn, and the pane behind each."""

from __future__ import annotations

from textual.reactive import reactive

from exercise.tui.controlroom.header import RoomTabs
from exercise.tui.controlroom.panes.desks import DesksPane
from exercise.tui.controlroom.panes.expected import ExpectedPane
from exercise.tui.controlroom.panes.timeline import TimelinePane
from exercise.tui.controlroom.tabs import Tab
from exercise.tui.replay.panes.aware import AwarePane
from exercise.tui.replay.panes.flights import FlightsPane
from exercise.tui.replay.panes.log import PastLog
from exercise.tui.replay.panes.marks import MarksPane
from exercise.tui.replay.panes.path import PathPane
from exercise.tui.replay.panes.scores import ScoresPane
from exercise.tui.replay.panes.tasks import PastTasks
from exercise.tui.replay.table import STAFF, tabs_for
from exercise.tui.widgets.board import BoardPane
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.contacts import ContactsPane
from exercise.tui.widgets.documents import DocumentsPane, QuestionsPane
from exercise.tui.widgets.inbox import InboxPane
from exercise.tui.widgets.sent import DecisionsPane, SentPane

__all__ = ["PANES", "ReplayTabs"]

PANES: dict[str, type[BrowsePane]] = {
    "log": PastLog,
    "timeline": TimelinePane,
    "desks": DesksPane,
    "expected": ExpectedPane,
    "flights": FlightsPane,
    "aware": AwarePane,
    "scores": ScoresPane,
    "path": PathPane,
    "marks": MarksPane,
    "tasks": PastTasks,
    "inbox": InboxPane,
    "sent": SentPane,
    "decisions": DecisionsPane,
    "board": BoardPane,
    "contacts": ContactsPane,
    "documents": DocumentsPane,
    "questions": QuestionsPane,
}


class ReplayTabs(RoomTabs):
    """The tabs of the stand."""

    stand: reactive[str] = reactive(STAFF)

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Those of the stand; the tenth stands under 0."""
        return tabs_for(self.stand)
