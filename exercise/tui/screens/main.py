"""The desk: seven tabs over one view, and the keys that act on what is marked."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList

from agencies.language import phrase
from exercise import commands as ask
from exercise.tui.commands import TABS, UiCommand, bindings
from exercise.tui.screens.acts import DeskActs
from exercise.tui.screens.base import Note
from exercise.tui.widgets.bars import HINT, NoticeLine, TabBar
from exercise.tui.widgets.board import BoardPane
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.contacts import ContactsPane
from exercise.tui.widgets.documents import DocumentsPane, QuestionsPane
from exercise.tui.widgets.inbox import InboxPane
from exercise.tui.widgets.sent import DecisionsPane, SentPane
from exercise.tui.wording import clock_time, one_line, pick
from exercise.views.seat import InboxItem, SeatView

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
        self.inbox.start = self._start_page()
        for pane in self.query(BrowsePane):
            pane.display = not loading and pane.id == f"pane-{self.tab}"
            if pane.display:
                pane.show(view, language)
        tabs = self.query_one(TabBar)
        tabs.current, tabs.language = self.tab, language
        tabs.counts = {
            "inbox": view.unread,
            "questions": sum(question.answer is None for question in view.questions),
        }
        self._tell_news()
        if self.tab == "contacts" and not loading:
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
        opened = any(item.opened_at is not None for item in self.view.inbox)
        if not notice.display and self.view.agency and not opened:
            notice.show(HINT.into(self.language), "hint")

    def _makes_sense(self, action: str) -> bool:
        ended = self.view.clock.phase == "ended"
        item = self.item
        if not self.view.agency:
            return action in ("help", "leave")
        if action in ("reply", "forward") and item is None:
            return False
        if action == "choose":
            return item is not None and item.opened_at is None
        if action == "relay":
            return (
                not ended and item is not None and item.relay_to is not None and not item.relayed_at
            )
        if action == "acknowledge":
            return not ended and item is not None and item.acknowledged_at is None
        return not (ended and action not in ("choose", "answer", "help", "leave"))

    def _start_page(self) -> Content:
        language = self.language
        parts = []
        if self.desk_app.welcome:
            parts.append(Content(one_line_each(self.desk_app.welcome)))
        if self.view.move and (briefing := pick(self.view.move.briefing, language)):
            number = phrase(
                "Briefing: move {n} of {m}", n=self.view.move.number, m=self.view.move.of
            )
            parts.append(
                Content.styled(number.into(language), "bold $text-accent")
                + Content(f"\n{briefing}")
            )
        return Content("\n\n").join(parts)

    def _tell_news(self) -> None:
        told = self.view.announcements
        text = ""
        if told:
            more = (
                phrase(" (+{n} earlier, see Documents)", n=len(told) - 1) if len(told) > 1 else None
            )
            said = f"{clock_time(told[-1].at)} {one_line(told[-1].text)}"
            control = phrase("Control").into(self.language)
            text = f"◆ {control} {said}{more.into(self.language) if more else ''}"
        self.query_one("#news", NoticeLine).show(text, "news")

    # -- Moving about ----------------------------------------------------------------------------

    async def action_tab(self, tab: str) -> None:
        """Open a tab."""
        if not self.view.agency:
            return
        if not self.query(f"#pane-{tab}"):
            pane = PANES[tab](id=f"pane-{tab}")
            pane.view, pane.language = self.view, self.language
            await self.query_one("#body", Container).mount(pane)
        self.tab = tab
        self.tell()
        self.refresh_keys()
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
            if question.answer is None:
                self.desk_app.answer(question)
        elif isinstance(pane, ContactsPane):
            self.desk_app.write(to=(row,))

    def ask_contacts(self) -> None:
        """Ask the session who can be reached, without holding anything up."""
        self.run_worker(self._take_contacts(), group="contacts", exclusive=True)

    async def _take_contacts(self) -> None:
        contacts = await self.desk_app.trying(self.desk_app.client.contacts())
        if contacts is not None and self.query("#pane-contacts"):
            self.query_one("#pane-contacts", ContactsPane).take(contacts)

    def action_colours(self) -> None:
        """Dark or light."""
        dark = self.app.theme != "textual-light"
        self.app.theme = "textual-light" if dark else "textual-dark"

    def on_resize(self, _: Resize) -> None:
        """Rows follow the width."""
        self.refresh_keys()


def one_line_each(text: str) -> str:
    """Several lines, each made safe and cut."""
    return "\n".join(one_line(line) for line in text.splitlines()[:12])


def new_items(before: SeatView, after: SeatView) -> tuple[InboxItem, ...]:
    """Items that ``after`` has and ``before`` has not."""
    known = {item.id for item in before.inbox}
    return tuple(item for item in after.inbox if item.id not in known)
