"""One page for observers and for the projector on the wall: what the whole room may see.

No inbox, no scores, nothing that is on a desk. What it says is in :mod:`exercise.tui.publicpage`;
a page that is longer than the screen turns by itself, for nobody stands beside a projector.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen

from agencies.language import phrase
from exercise.session.api import Client
from exercise.tui.controlroom.dialogs import leaving
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.palette import RoomCommands
from exercise.tui.controlroom.table import bindings
from exercise.tui.cover import EMERGENCY, CoverScreen
from exercise.tui.frame import no_line, stopped
from exercise.tui.live import LiveApp
from exercise.tui.publicpage import head, page
from exercise.tui.widgets.bars import NoticeLine
from exercise.tui.widgets.note import Note
from exercise.tui.wording import one_line, pick
from exercise.views.seat import SeatView
from exercise.views.wording import HOST_ENDED

__all__ = ["ObserverApp", "run_observer"]


TURN = 12.0
"""Wall seconds for which a page stands before it turns."""


class ObserverScreen(RoomScreen):
    """Clock or state, then what the room is asked, was told, or plays."""

    SCOPE = "observer"
    BINDINGS: ClassVar[list[BindingType]] = bindings("observer", "all")
    _page: Content | None = None

    @property
    def public(self) -> SeatView:
        """What the whole room may see."""
        return cast("SeatView", self.app.view)  # type: ignore[attr-defined]

    def content(self) -> ComposeResult:
        """Notice, title and clock over the page."""
        yield NoticeLine(id="notice")
        yield Note(id="title")
        yield Note(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Note(id="page")

    def begin(self) -> None:
        """Begin to turn pages."""
        super().begin()
        self.set_interval(TURN, self.turn)

    def turn(self) -> None:
        """Go on to what lies below, or back to the top from the end."""
        body = self.query_one("#body", VerticalScroll)
        if body.scroll_offset.y >= body.max_scroll_y:
            body.scroll_home(animate=False)
        else:
            body.scroll_page_down(animate=False)

    def refresh_frame(self) -> None:
        """Bring markings, clock, notice and keys up to date."""
        view, language, app = self.public, self.language, self.room
        self.mark(view.marking)
        text = ""
        if not app.connected:
            text = no_line(app.gone, host_ended=app.host_ended, language=language)
        elif view.trouble:
            text = stopped(view.trouble, language)
        self.query_one("#notice", NoticeLine).show(text, "lost")
        self.refresh_keys()
        self.tick()

    def tick(self) -> None:
        """A second of the exercise has passed."""
        shown = head(
            self.public,
            self.room.at,
            self.language,
            max(self.size.width - 4, 20),
            self.size.height,
            connected=self.room.connected,
            host_ended=self.room.host_ended,
        )
        self.query_one("#head", Note).update(shown)

    def tell(self) -> None:
        """Title, and what the room is to look at."""
        view, language = self.public, self.language
        title = one_line(pick(view.title, language), 200)
        if not view.session:
            title = phrase("Waiting for the session …").into(language)
        self.query_one("#title", Note).update(Content.styled(title, "bold"))
        width = max(self.query_one("#body").content_size.width or self.size.width - 10, 20)
        told = page(view, language, width, self.size.height)
        if told != self._page:
            self._page = told
            self.query_one("#page", Note).update(told)
            self.query_one("#body").scroll_home(animate=False)

    def on_resize(self) -> None:
        """Large type fits the width."""
        self.call_after_refresh(self.tick)
        self.call_after_refresh(self.tell)

    def action_colours(self) -> None:
        """Dark or light."""
        self.room.switch_colours()


class ObserverApp(LiveApp):
    """The observer's screen.

    Args:
        client: The observer's connection.
        language: The language to begin with.
        wall: Seconds of a steady clock; tests turn their own.
    """

    CSS_PATH = ["tui.tcss", "controlroom/controlroom.tcss"]  # declared so by Textual
    COMMANDS = {RoomCommands}  # declared so by Textual
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "page": ObserverScreen,
        EMERGENCY: CoverScreen,
    }
    DEFAULT_MODE = "page"

    view: reactive[SeatView] = reactive(SeatView, init=False)

    def __init__(
        self,
        client: Client,
        *,
        language: str = "en",
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(client, language=language, wall=wall)

    @property
    def role(self) -> str:
        """An observer."""
        return "observe"

    def ask_to_leave(self) -> None:
        """Leave? Then go."""
        detail = phrase("The exercise goes on without you.")
        leaving(self, phrase("Leave?"), HOST_ENDED if self.host_ended else detail)


async def run_observer(client: Client, language: str = "en") -> None:
    """Show what the whole room may see until it is left, then leave the session.

    Runs in the loop that it is awaited in, which is the client's own.
    """
    try:
        await ObserverApp(client, language=language).run_async()
    finally:
        await client.close()
