"""The control room's main screen: tabs over one picture, and the keys that steer."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize

from agencies.language import phrase
from exercise.tui.controlroom.header import RoomTabs
from exercise.tui.controlroom.noteforms import note
from exercise.tui.controlroom.panes.desks import DesksPane
from exercise.tui.controlroom.panes.expected import ExpectedPane
from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.controlroom.panes.network import NetworkPane
from exercise.tui.controlroom.panes.notes import NotesPane
from exercise.tui.controlroom.panes.pane import RoomPane
from exercise.tui.controlroom.panes.plan import PlanPane
from exercise.tui.controlroom.panes.queue import QueuePane
from exercise.tui.controlroom.panes.requests import RequestsPane
from exercise.tui.controlroom.panes.tasks import TasksPane
from exercise.tui.controlroom.panes.timeline import TimelinePane
from exercise.tui.controlroom.steering import Steering
from exercise.tui.controlroom.table import RoomCommand, bindings, commands_of
from exercise.tui.controlroom.tabs import tabs_of
from exercise.tui.widgets.bars import TabBar
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.note import Note
from exercise.views.staffwords import waiting_requests

__all__ = ["ControlScreen"]

PANES: dict[str, type[RoomPane]] = {
    "timeline": TimelinePane,
    "desks": DesksPane,
    "expected": ExpectedPane,
    "network": NetworkPane,
    "requests": RequestsPane,
    "log": LogPane,
    "notes": NotesPane,
    "queue": QueuePane,
    "tasks": TasksPane,
    "plan": PlanPane,
}


class ControlScreen(Steering):
    """What staff look at. Tabs are built when they are first opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("room", "all")
    SCOPE = "room"

    def __init__(self) -> None:
        super().__init__()
        self.tab = ""

    def head(self) -> ComposeResult:
        """The tabs."""
        yield RoomTabs(id="tabs")

    def body(self) -> ComposeResult:
        """The wait for a first picture."""
        yield Note(id="loading")

    @property
    def pane(self) -> RoomPane | None:
        """The open tab."""
        return self.query_one(f"#pane-{self.tab}", RoomPane) if self.tab else None

    def tell(self) -> None:
        """Show the picture on the open tab."""
        view, language = self.picture, self.language
        note = self.query_one("#loading", Note)
        note.display = not view.role
        note.update(phrase("Waiting for the session …").into(language))
        if view.role and not self.tab:
            self.call_later(self.action_tab, 1)
        for pane in self.query(RoomPane):
            pane.display = pane.id == f"pane-{self.tab}"
            if pane.display:
                pane.look(language)
        tabs = self.query_one(RoomTabs)
        tabs.role, tabs.current, tabs.language = view.role, self.tab, language
        tabs.counts = {
            "requests": waiting_requests(view) - len(view.contacts),
            "expected": sum(part.state == "overdue" for part in view.parts),
            "network": len(view.contacts) + len(view.outages),
            "queue": sum(item.opened_at is None for item in view.simulated),
        }

    def tick(self) -> None:
        """Countdowns go on."""
        super().tick()
        pane = self.pane
        if pane is not None and pane.COUNTS:
            pane.redraw()

    def offered(self) -> tuple[RoomCommand, ...]:
        """The tab's commands first, then the room's."""
        own = commands_of(self.tab, self.room.role) if self.tab else ()
        return (*own, *super().offered())

    def fits(self, command: RoomCommand) -> bool:
        """What acts on the marked row is shown where it can."""
        pane = self.pane
        if pane is not None and command.scope == pane.SCOPE and not pane.acts_on(command.action):
            return False
        return super().fits(command)

    async def perform(self, command: RoomCommand) -> None:
        """A tab's commands are the tab's."""
        pane = self.pane
        if pane is not None and command.scope == pane.SCOPE:
            await pane.run_action(command.action)
        else:
            await super().perform(command)

    # -- Moving about ----------------------------------------------------------------------------

    async def action_tab(self, number: int) -> None:
        """Open a tab."""
        tabs = tabs_of(self.room.role)
        if number > len(tabs):
            return
        name = tabs[number - 1][0]
        new = not self.query(f"#pane-{name}")
        if new:
            pane = PANES[name](id=f"pane-{name}")
            pane.language = self.language
            await self.query_one("#body", Container).mount(pane)
        self.tab = name
        self.tell()
        self.refresh_keys()
        if (shown := self.pane) is not None:
            if new:
                shown.opened()
            shown.options.focus()

    async def action_next_tab(self) -> None:
        """Open the tab to the right."""
        await self._step(1)

    async def action_previous_tab(self) -> None:
        """Open the tab to the left."""
        await self._step(-1)

    async def _step(self, by: int) -> None:
        names = [name for name, _, _ in tabs_of(self.room.role)]
        if self.tab in names:
            await self.action_tab((names.index(self.tab) + by) % len(names) + 1)

    async def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """A tab was clicked."""
        names = [name for name, _, _ in tabs_of(self.room.role)]
        await self.action_tab(names.index(event.tab) + 1)

    def action_find(self) -> None:
        """Show only some rows."""
        if (pane := self.pane) is not None:
            pane.find()

    def action_read_down(self) -> None:
        """Scroll the text on."""
        if (pane := self.pane) is not None:
            pane.read(1)

    def action_read_up(self) -> None:
        """Scroll the text back."""
        if (pane := self.pane) is not None:
            pane.read(-1)

    def action_note(self) -> None:
        """Write down what one sees, tied to what is marked."""
        tied = self.pane.ties() if self.pane is not None else {}
        self.app.push_screen(note(self.picture, tied))

    def on_browse_pane_chosen(self, event: BrowsePane.Chosen) -> None:
        """Enter does what the tab has on it."""
        event.stop()
        for command in commands_of(self.tab, self.room.role):
            if command.keys == ("enter",):
                self.call_later(self.perform, command)

    def on_browse_pane_marked(self, event: BrowsePane.Marked) -> None:
        """The keys depend on what is marked."""
        event.stop()
        self.refresh_keys()

    def action_colours(self) -> None:
        """Dark or light."""
        self.room.switch_colours()

    def on_resize(self, _: Resize) -> None:
        """Rows follow the width."""
        self.refresh_keys()
