"""The desk: seven tabs over one view, and the keys that act on what is marked."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Resize
from textual.widgets import OptionList

from agencies.language import phrase
from exercise import commands as ask
from exercise.tui.commands import TABS, UiCommand, bindings
from exercise.tui.frontpage import news_of, start_page
from exercise.tui.hints import hint
from exercise.tui.screens.acts import DeskActs
from exercise.tui.widgets.bars import NoticeLine, TabBar
from exercise.tui.widgets.board import BoardPane
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.contacts import ContactsPane
from exercise.tui.widgets.documents import DocumentsPane, QuestionsPane
from exercise.tui.widgets.inbox import InboxPane
from exercise.tui.widgets.note import Note
from exercise.tui.widgets.sent import DecisionsPane, SentPane
from exercise.views.seat import InboxItem, MoveView

__all__ = ["MainScreen"]

PANES: dict[str, type[BrowsePane]] = {
    "inbox": InboxPane,
    "sent": SentPane,
    "decisions": DecisionsPane,
    "board": BoardPane,
    "contacts": ContactsPane,
    "documents": DocumentsPane,
    "questions": QuestionsPane,
}


class MainScreen(DeskActs):
    """What the trainee looks at. Tabs are built when they are first opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")
    SCOPE = "desk"

    def __init__(self) -> None:
        super().__init__(id="desk")
        self.tab = "inbox"
        self.seen = {"inbox"}
        """Tabs that were opened, and "help"."""
        self._briefed: MoveView | None = None
        """The move whose briefing was put in front of everybody."""
        self._asked_at = -1
        """The minute of the exercise in which the contacts were asked for."""

    def head(self) -> ComposeResult:
        """The tabs and what control announced."""
        yield TabBar(id="tabs")
        yield NoticeLine(id="news")

    def body(self) -> ComposeResult:
        """The first tab, or the wait for a first picture."""
        yield Note(id="loading")
        yield InboxPane(id="pane-inbox")

    @property
    def item(self) -> InboxItem | None:
        """The item that is marked, where the inbox is open."""
        if self.tab != "inbox" or not self.view.agency:
            return None
        return self.inbox.item(self.inbox.marked)

    @property
    def contact(self) -> str | None:
        """The agency that is marked, where the contacts are open."""
        return self.pane.marked if self.tab == "contacts" else None

    @property
    def together(self) -> bool:
        """Whether that agency is in one place with this desk."""
        pane = self.pane
        return isinstance(pane, ContactsPane) and pane.together(pane.marked or "")

    @property
    def pane(self) -> BrowsePane:
        """The open tab."""
        return self.query_one(f"#pane-{self.tab}", BrowsePane)

    @property
    def inbox(self) -> InboxPane:
        """The inbox, open or not."""
        return self.query_one("#pane-inbox", InboxPane)

    def tell(self) -> None:
        """Show the view on the open tab."""
        view, language = self.view, self.language
        loading = not view.agency
        note = self.query_one("#loading", Note)
        note.display = loading
        if loading:
            note.update(phrase("Waiting for the session …").into(language))
        self.inbox.start = start_page(view, self.desk_app.welcome, language)
        if view.clock.reason == "briefing" and view.move != self._briefed:
            # A move begins with its briefing, also for those who were reading something.
            self._briefed, self.inbox.started = view.move, False
        for pane in self.query(BrowsePane):
            pane.display = not loading and pane.id == f"pane-{self.tab}"
            if pane.display:
                pane.waiting, pane.connected = self.waiting, self.connected
                pane.show(view, language)
        tabs = self.query_one(TabBar)
        tabs.current, tabs.language = self.tab, language
        tabs.counts = {
            "inbox": view.unread,
            "sent": sum(draft.what == "message" for draft in view.drafts),
            "decisions": sum(draft.what == "decision" for draft in view.drafts),
            "questions": sum(question.waits for question in view.questions),
        }
        self.query_one("#news", NoticeLine).show(news_of(view, language), "news")
        if self.tab == "contacts" and not loading:
            self.ask_contacts()

    def tick(self) -> None:
        """Offices open and close: who can be reached depends on the hour."""
        super().tick()
        if self.tab == "contacts" and self.desk_app.at // 60 != self._asked_at:
            self.ask_contacts()

    def key_bar(self) -> tuple[UiCommand, ...]:
        """The tab's keys; Relay only where something waits to be relayed."""
        return tuple(
            command
            for command in self.offered()
            if self.tab in command.tabs and self._makes_sense(command.action)
        )

    def refresh_notice(self) -> None:
        """The state, or the first hint."""
        super().refresh_notice()
        notice = self.query_one("#notice", NoticeLine)
        if notice.display:
            return
        told = hint(self.view, self.seen, waiting=bool(self.waiting))
        if told is not None:
            notice.show(f"› {told.into(self.language)}", "hint")

    def _makes_sense(self, action: str) -> bool:
        ended = self.view.clock.phase == "ended"
        item = self.item
        if not self.view.agency:
            return action in ("help", "leave")
        if action in ("reply", "forward", "acknowledge", "relay") and (
            item is None or item.opened_at is None
        ):
            return False
        if action == "answer":
            return self._unanswered()
        if action == "hot_wash":
            return ended and any(each.hot_wash and not each.closed for each in self.view.questions)
        if action == "choose":
            return item is not None and item.opened_at is None
        if action == "unread":
            return any(each.opened_at is None for each in self.view.inbox if each is not item)
        if action == "relay":
            return (
                not ended and item is not None and item.relay_to is not None and not item.relayed_at
            )
        if action == "acknowledge":
            return not ended and item is not None and item.acknowledged_at is None
        reading = ("choose", "answer", "help", "leave", "other_language")
        return not (ended and action not in reading)

    def _unanswered(self) -> bool:
        pane = self.pane
        question = pane.question(pane.marked) if isinstance(pane, QuestionsPane) else None
        return question is not None and question.waits

    # -- Moving about ----------------------------------------------------------------------------

    async def action_tab(self, tab: str) -> None:
        """Open a tab."""
        if not self.view.agency:
            return
        if not self.query(f"#pane-{tab}"):
            pane = PANES[tab](id=f"pane-{tab}")
            pane.view, pane.language = self.view, self.language
            pane.waiting, pane.connected = self.waiting, self.connected
            await self.query_one("#body", Container).mount(pane)
        self.tab = tab
        self.seen.add(tab)
        self.refresh_notice()
        self.tell()
        self.refresh_keys()
        self.pane.opened()
        self.pane.query_one(OptionList).focus()

    async def action_next_tab(self) -> None:
        """Open the tab to the right."""
        await self._step(1)

    async def action_previous_tab(self) -> None:
        """Open the tab to the left."""
        await self._step(-1)

    async def _step(self, by: int) -> None:
        names = [name for name, _, _ in TABS]
        await self.action_tab(names[(names.index(self.tab) + by) % len(names)])

    async def action_unread(self) -> None:
        """Mark the next item that was not opened yet."""
        if not self.view.agency:
            return
        item = self.inbox.next_fresh()
        await self.action_tab("inbox")
        if item is None:
            self.desk_app.say(phrase("Everything in your inbox has been opened."))
        else:
            self.inbox.mark(item)

    async def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """A tab was clicked."""
        await self.action_tab(event.tab)

    def action_read_down(self) -> None:
        """Scroll the text on."""
        self.pane.read(1)

    def action_read_up(self) -> None:
        """Scroll the text back."""
        self.pane.read(-1)

    def on_browse_pane_marked(self, event: BrowsePane.Marked) -> None:
        """The keys depend on what is marked."""
        if event.pane is self.inbox:
            self.inbox.started = True
            self.inbox.redraw_text()
        self.refresh_keys()

    def on_browse_pane_chosen(self, event: BrowsePane.Chosen) -> None:
        """Enter opens an item or answers a question."""
        self.choose(event.pane, event.row)

    def action_choose(self) -> None:
        """The same, where the list is not focused."""
        if self.view.agency and self.pane.marked:
            self.choose(self.pane, self.pane.marked)

    def choose(self, pane: BrowsePane, row: str) -> None:
        """Do what Enter does on a tab."""
        if isinstance(pane, InboxPane):
            pane.started = True
            pane.redraw_text()
            item = pane.item(row)
            if item and item.opened_at is None:
                self.desk_app.ask_for(ask.OpenItem(item.id))
        elif isinstance(pane, QuestionsPane) and (question := pane.question(row)):
            if question.waits or (question.anonymous and not question.closed):
                self.desk_app.answer(question)
        elif isinstance(pane, ContactsPane):
            self.action_compose()

    def action_other_language(self) -> None:
        """What is marked in the other language, and back."""
        if self.view.agency:
            self.pane.turn_over()

    def action_hot_wash(self) -> None:
        """The three questions after the end."""
        if self.view.clock.phase == "ended":
            self.desk_app.hot_wash()
        else:
            self.desk_app.say(phrase("The hot wash comes after the end of the exercise."))

    def ask_contacts(self) -> None:
        """Ask the session who can be reached, without holding anything up."""
        self._asked_at = self.desk_app.at // 60
        self.latest(self._take_contacts, "contacts")

    async def _take_contacts(self) -> None:
        contacts = await self.desk_app.trying(self.desk_app.client.contacts())
        if contacts is not None and self.query("#pane-contacts"):
            self.query_one("#pane-contacts", ContactsPane).take(contacts)

    def action_help(self) -> None:
        """What to press here."""
        self.seen.add("help")
        self.refresh_notice()
        super().action_help()

    def action_colours(self) -> None:
        """Dark or light."""
        dark = self.app.theme != "textual-light"
        self.app.theme = "textual-light" if dark else "textual-dark"

    def on_resize(self, _: Resize) -> None:
        """Rows follow the width."""
        self.refresh_keys()
