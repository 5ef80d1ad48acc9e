"""The app of the control room: it holds a post's client and the latest picture, nothing else.

Everything asked for goes back through the client, in a worker.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from textual.reactive import var
from textual.screen import Screen

from agencies.language import Phrase, phrase
from exercise.commands import Command, ReleaseInject
from exercise.errors import TabletopError
from exercise.session.admission import waits_for_clock
from exercise.session.api import Staff
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.covers import VISIT, RoomCover, VisitScreen
from exercise.tui.controlroom.dialogs import leaving, leaving_host
from exercise.tui.controlroom.main import ControlScreen
from exercise.tui.controlroom.palette import RoomCommands
from exercise.tui.cover import EMERGENCY
from exercise.tui.live import LiveApp
from exercise.views.control import ControlView
from exercise.views.parting import ENDS_HOST
from exercise.views.staffwords import directing
from exercise.views.wording import HOST_ENDED

__all__ = ["ControlApp", "run_control"]

T = TypeVar("T")

GOES_ON = "goes on"
"""What the app returns where the host goes on without its screen."""


class ControlApp(LiveApp):
    """One post's screen.

    Args:
        client: The post's connection.
        language: The language to begin with.
        hosting: Whether the session ends for everybody when this screen is left.
        table: The table whose room it is, where it is left for the screen over all tables.
        wall: Seconds of a steady clock; tests turn their own.
    """

    CSS_PATH = ["../tui.tcss", "controlroom.tcss"]  # declared so by Textual
    COMMANDS = {RoomCommands}  # declared so by Textual
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "room": ControlScreen,
        EMERGENCY: RoomCover,
        VISIT: VisitScreen,
    }
    DEFAULT_MODE = "room"

    view: var[ControlView] = var(ControlView, init=False)

    def __init__(
        self,
        client: Staff,
        *,
        language: str = "en",
        hosting: bool = False,
        table: int | None = None,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(client, language=language, wall=wall)
        self.client = client
        self.hosting = hosting
        self.table = table
        self.drafts: dict[str, dict[str, Any]] = {}
        """What was written in forms that were closed without being sent, by form."""

    @property
    def role(self) -> str:
        """The post: control, simcell, collector or evaluate."""
        return self.view.role

    def on_live_app_view_changed(self, event: LiveApp.ViewChanged) -> None:
        """Take the new picture over; whoever directs from now on is told to all of control."""
        before = self.view.directs
        super().on_live_app_view_changed(event)
        if self.role == "control" and before and before != event.view.directs:
            self.say(directing(event.view), severity="news")

    def wanted_mode(self) -> str:
        """A real emergency covers everything, a visit all that a visitor should not read."""
        clock = self.view.clock
        if not clock.running and clock.reason == VISIT:
            return VISIT
        return super().wanted_mode()

    # -- Asking the session ----------------------------------------------------------------------

    def has_to_wait(self, asked: Asked) -> bool:
        """Whether what is asked now is answered only when clock or line are back."""
        if not self.client.connected:
            return True
        clock = self.client.view.clock
        stands = not clock.running and clock.phase != "ended"
        return stands and isinstance(asked.what, Command) and waits_for_clock(asked.what)

    async def do(self, asked: Asked) -> str:
        """Ask the session, and return what came of it once that is on record.

        Raises:
            TabletopError: With the reason why it was not done.
        """
        if isinstance(asked.what, Command):
            made = await self.client.submit(asked.what, agency=asked.agency)
            if asked.follows is not None:
                what = asked.what
                inject = what.inject if isinstance(what, ReleaseInject) else made
                await self.client.follows(asked.follows, inject)
            for command in asked.also:
                await self.client.submit(command, agency=asked.agency)
            return made
        return await self.client.note(asked.what)

    def ask_for(self, asked: Asked, *, refused: Callable[[], None] | None = None) -> None:
        """Ask in the background and tell what came of it; ``refused`` is called if nothing did."""
        waits = self.has_to_wait(asked)
        if waits:
            self.waiting += 1
            told = phrase("It waits until the clock runs.")
            if not self.client.connected:
                told = phrase("It waits in the outbox until the connection is back.")
            self.say(told, severity="waits")
        self.run_worker(self._ask(asked, refused, waits), group="asking", exit_on_error=False)

    async def _ask(self, asked: Asked, refused: Callable[[], None] | None, waits: bool) -> None:
        try:
            await self.do(asked)
        except (TabletopError, OSError) as error:
            if refused is not None:
                refused()
            self.say(self.reason(error), severity="error")
        else:
            if asked.done is not None:
                self.say(asked.done)
        finally:
            self.waiting -= waits

    async def told(self, asked: Awaitable[T]) -> T | None:
        """What ``asked`` returns; None where it was refused or failed, which is said."""
        try:
            return await asked
        except (TabletopError, OSError) as error:
            self.say(self.reason(error), severity="error")
            return None

    def ask_to_leave(self) -> None:
        """Leave? Then go; back to the other tables without a question, for nothing is lost."""
        if self.table is not None and not self.waiting:
            self.exit()
            return
        question = phrase("Leave the control room?")
        if self.hosting:
            leaving_host(self, question, ENDS_HOST, self.view.colleagues, self._leave_to)
        else:
            leaving(self, question, self._what_leaving_means())

    async def _leave_to(self, seat: str) -> None:
        if self.view.directs == seat or await self.told(self.client.hand_over(seat)) is not None:
            self.exit(GOES_ON)

    def _what_leaving_means(self) -> Phrase:
        if self.waiting or self.outbox:
            return phrase("⚠ What waits for the clock or the connection is lost if you leave.")
        if self.host_ended:
            return HOST_ENDED
        if self.view.clock.phase == "ended":
            return phrase("It has ended; its record is kept.")
        return phrase("The exercise goes on without you. You can come back with your code.")


async def run_control(client: Staff, language: str = "en", *, hosting: bool = False) -> bool:
    """Show a post's screen until whoever sits there leaves, then leave the session.

    Runs in the loop that it is awaited in, which is the client's own.

    Args:
        client: The post's connection.
        language: The language to begin with.
        hosting: Whether the session ends for everybody when this screen is left.

    Returns:
        Whether the host is to go on without this screen: somebody else of control directs.
    """
    try:
        left = await ControlApp(client, language=language, hosting=hosting).run_async()
        return left == GOES_ON
    finally:
        await client.close()
