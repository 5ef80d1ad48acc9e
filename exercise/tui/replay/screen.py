"""The replay's screen: the live tabs on a moment of a session, and the scrubber above them."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize

from agencies.language import phrase
from exercise.tui.controlroom.dialogs import ChooseScreen, RoomHelp
from exercise.tui.controlroom.roomcommand import RoomCommand
from exercise.tui.controlroom.table import commands_of
from exercise.tui.replay import beside, following, imagining, writing
from exercise.tui.replay.moving import Moving
from exercise.tui.replay.panes.aware import AwarePane
from exercise.tui.replay.panes.marks import MarksPane
from exercise.tui.replay.table import COMMANDS, EVALUATE, STAFF, bindings, tabs_for
from exercise.tui.replay.tabs import PANES
from exercise.tui.widgets.bars import KeyBar, TabBar
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.note import Note
from exercise.tui.wording import titles
from exercise.views.wording import POSTS

__all__ = ["ReplayScreen"]

LONG = 5_000
"""Events from which on it is noticed that a desk's past is gone through."""


class ReplayScreen(Moving):
    """What one looks at. Tabs are built when they are first opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()
    SCOPE = "replay"

    def __init__(self) -> None:
        super().__init__()
        self._opened: set[str] = set()
        self._tabs: dict[str, str] = {}
        """The tab last open in each stand: of staff, of an evaluator, of a desk."""

    def on_mount(self) -> None:
        """Take the session over; moments are followed as live screens follow pictures."""
        self.take_session()
        if self.replay.other is not None:
            beside.pin(self.replay, self.replay.other)
        self.call_later(self.action_tab, 1)

    def on_resize(self, _: Resize) -> None:
        """The scrubber is as long as the line."""
        self.call_after_refresh(self.take_session)
        self.call_after_refresh(self.tell)

    def tell(self) -> None:
        """Bring everything up to date with the moment and the language."""
        app = self.replay
        with app.batch_update():
            self.tell_frame()
            self.query_one("#loading", Note).display = not self.tab
            for pane in self.query(BrowsePane):
                other = pane.id == f"beside-{self.tab}"
                pane.display = other or pane.id == f"pane-{self.tab}"
                if pane.display:
                    beside.show(pane, app, other=other)
            self.refresh_keys()

    # -- Commands --------------------------------------------------------------------------------

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        keys, app = self.query_one(KeyBar), self.replay
        keys.language = self.language
        keys.renamed = {"play": phrase("Stop") if app.playing else phrase("Play")}
        keys.commands = tuple(one for one in self.offered() if one.shown or one.pinned)

    def offered(self) -> tuple[RoomCommand, ...]:
        """What the open tab has that makes sense in a replay, then the replay's own."""
        own = commands_of(self.tab, self.replay.role) if self.tab else ()
        # At a desk no row leads anywhere else.
        return (*own, *(one for one in COMMANDS if one.action != "choose" or not self.replay.desk))

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """All that is declared here is there."""
        return bool(action)

    async def perform(self, command: RoomCommand) -> None:
        """A tab's commands are the tab's."""
        pane = self.pane
        if command.scope != "replay" and pane is not None:
            await pane.run_action(command.action)
        else:
            await self.run_action(command.action)

    # -- Stands ----------------------------------------------------------------------------------

    def action_stand(self) -> None:
        """From where it is seen."""
        desks = self.replay.past.about.desks
        played = {seat.agency for seat in self.replay.view.seats if seat.played}
        order = sorted(desks, key=lambda desk: desk.id not in played)
        names = [STAFF, EVALUATE, *(desk.id for desk in order)]
        options = [POSTS[STAFF], POSTS[EVALUATE], *(titles(desk.title) for desk in order)]
        self.app.push_screen(
            ChooseScreen(phrase("Look at it as …"), options, lambda number: self.sit(names[number]))
        )

    def sit(self, stand: str, tab: str = "") -> None:
        """See it from another stand, on a tab of that name or the one that was last open there."""
        app = self.replay
        self._tabs[self._kind(app.stand)] = self.tab
        if len(app.past) > LONG and stand not in (STAFF, EVALUATE):
            # What the desk was told is gone through once: that takes a while, and is said first.
            self.tab = ""
            for pane in self.query(BrowsePane):
                pane.display = False
            loading = self.query_one("#loading", Note)
            text = phrase("What this desk was told is gone through, from the beginning …")
            loading.update(Content(text.into(self.language)))
            loading.display = True
            self.call_after_refresh(self._sit, stand, tab)
        else:
            self._sit(stand, tab)

    def _sit(self, stand: str, tab: str) -> None:
        app = self.replay
        app.stand = stand
        names = [name for name, _, _ in tabs_for(stand)]
        self.tab = ""
        app.sit(stand)
        self.take_session()
        last = tab or self._tabs.get(self._kind(stand), names[0])
        self.call_later(self.action_tab, names.index(last) + 1 if last in names else 1)

    @staticmethod
    def _kind(stand: str) -> str:
        return stand if stand in (STAFF, EVALUATE) else "desk"

    # -- Tabs ------------------------------------------------------------------------------------

    @property
    def pane(self) -> BrowsePane | None:
        """The open tab."""
        found = self.query(f"#pane-{self.tab}") if self.tab else ()
        return cast("BrowsePane", next(iter(found))) if found else None

    async def action_tab(self, number: int) -> None:
        """Open a tab."""
        tabs = tabs_for(self.replay.stand)
        if number <= len(tabs):
            await self.open(tabs[number - 1][0])

    async def open(self, name: str) -> None:
        """Open a tab by its name."""
        body = self.query_one("#body", Container)
        wanted = [f"pane-{name}"]
        if self.replay.pinned is not None:
            wanted.append(f"beside-{name}")
        for pane_id in wanted:
            if not self.query(f"#{pane_id}"):
                made = PANES[name](id=pane_id)
                made.display = False
                await body.mount(made)
        new, self.tab = name not in self._opened, name
        self._opened.add(name)
        self.tell()
        if (pane := self.pane) is not None and pane.whole:
            if isinstance(pane, MarksPane) and new:
                pane.mark_now()
            pane.options.focus()

    async def action_next_tab(self) -> None:
        """Open the tab to the right."""
        await self._turn(1)

    async def action_previous_tab(self) -> None:
        """Open the tab to the left."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        names = [name for name, _, _ in tabs_for(self.replay.stand)]
        if self.tab in names:
            await self.open(names[(names.index(self.tab) + by) % len(names)])

    async def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """A tab was clicked."""
        await self.open(event.tab)

    # -- From the moment to something else -------------------------------------------------------

    def on_browse_pane_marked(self, event: BrowsePane.Marked) -> None:
        """The keys stay as they are."""
        event.stop()

    def on_browse_pane_chosen(self, event: BrowsePane.Chosen) -> None:
        """Enter goes where the marked row leads."""
        event.stop()
        self.call_later(following.choose, self, event.pane, event.row)

    async def action_choose(self) -> None:
        """The same, from the palette."""
        pane = self.pane
        if pane is not None and pane.marked:
            await following.choose(self, pane, pane.marked)

    async def action_follow(self) -> None:
        """Follow what the marked row is about."""
        await following.follow(self)

    def action_more_agencies(self) -> None:
        """The columns that there was no room for."""
        panes = [pane for pane in self.query(AwarePane) if pane.display]
        if not panes:
            self.warn(phrase("Who knew what has columns to turn over; open that tab first."))
            return
        turned = [pane.turn_columns() for pane in panes]
        if not any(turned):
            self.warn(phrase("All agencies concerned are in sight."))

    async def action_beside(self) -> None:
        """Pin this moment, or another session, beside the one that goes on; once more unpins."""
        await beside.set_beside(self)

    def action_what_if(self) -> None:
        """Play on from here with something changed."""
        imagining.what_if(self)

    def action_observe(self) -> None:
        """Write down what one sees at this moment."""
        writing.observe(self)

    def action_bookmark(self) -> None:
        """Mark this moment."""
        writing.bookmark(self)

    # -- As everywhere ---------------------------------------------------------------------------

    def action_read_down(self) -> None:
        """Scroll the text on."""
        if (pane := self.pane) is not None:
            pane.read(1)

    def action_read_up(self) -> None:
        """Scroll the text back."""
        if (pane := self.pane) is not None:
            pane.read(-1)

    def action_colours(self) -> None:
        """Dark or light."""
        self.replay.switch_colours()

    def action_help(self) -> None:
        """What to press here."""
        self.app.push_screen(RoomHelp(self.offered()))
