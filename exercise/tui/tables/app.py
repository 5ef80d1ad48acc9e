"""The app of control with several tables: one screen over all, and from it into each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual.reactive import var
from textual.screen import Screen

from agencies.language import phrase
from exercise.commands import Command
from exercise.errors import Refused, TabletopError
from exercise.session.api import Staff
from exercise.tui.controlroom.app import GOES_ON, ControlApp
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.covers import VISIT, VisitScreen
from exercise.tui.controlroom.dialogs import leaving, leaving_host
from exercise.tui.controlroom.palette import RoomCommands
from exercise.tui.live import LiveApp
from exercise.tui.tables.screen import TablesScreen
from exercise.tui.tables.together import Together
from exercise.tui.widgets.clockbar import Interpolation
from exercise.views.control import ControlView
from exercise.views.parting import ENDS_TABLES
from exercise.views.tables import Results, TableRow, TablesView, colleagues_everywhere

__all__ = ["TablesApp", "run_tables"]

Failure = TabletopError | OSError


class TablesApp(LiveApp):
    """Control's screen over all tables; it ends with the number of the table to be opened, or None.

    Args:
        tables: The clients of all tables, followed as one.
        language: The language to begin with.
        hosting: Whether the sessions end for everybody when this screen is left.
        marked: The table that the cursor is on to begin with; 0 for all.
        wall: Seconds of a steady clock; tests turn their own.
    """

    CSS_PATH = ["../tui.tcss", "../controlroom/controlroom.tcss"]  # declared so by Textual
    COMMANDS = {RoomCommands}  # declared so by Textual
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "tables": TablesScreen,
        VISIT: VisitScreen,
    }
    DEFAULT_MODE = "tables"

    view: var[TablesView] = var(TablesView, init=False)

    def __init__(
        self,
        tables: Together,
        *,
        language: str = "en",
        hosting: bool = False,
        marked: int = 0,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        self._times = {number: Interpolation() for number in tables.clients}
        super().__init__(tables, language=language, wall=wall)
        self.tables = tables
        self.hosting = hosting
        self.marked = marked
        self.addressed: tuple[int, ...] = tuple(tables.clients)
        """The tables that the next thing asked goes to."""
        self.drafts: dict[str, dict[str, Any]] = {}
        """What was written in forms that were closed without being sent, by form."""
        self._anchor(tables.view)

    @property
    def role(self) -> str:
        """Control, at each table."""
        return "control"

    @property
    def picture(self) -> ControlView:
        """That of the first table that is addressed."""
        return self.tables.clients[self._first].view

    @property
    def now(self) -> int:
        """The exercise second there."""
        return self.time_of(self._first)

    @property
    def _first(self) -> int:
        return next(iter(self.addressed or self.tables.clients))

    def wanted_mode(self) -> str:
        """A visit covers all tables; an emergency only the rooms, for it is lifted from here."""
        visited = [row.number for row in self.view.rows if _is_visited(row)]
        if visited:
            self.addressed = tuple(visited)  # What ends the visit ends it there.
        return VISIT if visited else self.DEFAULT_MODE

    def _changed(self, view: TablesView) -> None:
        self._anchor(view)
        super()._changed(view)

    def _anchor(self, view: TablesView) -> None:
        for row in view.rows:
            self._times[row.number].anchor(row.view.clock, self.wall())

    def tick(self) -> None:
        """Move every table's clock to where it is now."""
        self.host_ended = self.tables.host_ended
        self.connected = self.tables.connected
        self.outbox = self.tables.outbox
        # What it is the sum of is in the rows; that it changes is what makes them be drawn anew.
        self.at = sum(self.time_of(number) for number in self._times)

    def time_of(self, number: int) -> int:
        """The exercise second at a table."""
        return self._times[number].at(self.wall())

    # -- Asking the sessions ---------------------------------------------------------------------

    def has_to_wait(self, _: Asked) -> bool:
        """Whether what is asked now is answered only when a line is back."""
        return not all(self.tables.clients[number].connected for number in self.addressed)

    async def do(self, asked: Asked) -> str:
        """Ask every table addressed; a refusal is told once all have been asked.

        Raises:
            TabletopError: With the reason why it was not done somewhere.
        """
        for number, error in await self._ask(self.addressed, asked):
            raise Refused(phrase("Table {n}: {reason}", n=number, reason=self.reason(error)))
        return ""

    def ask_for(self, asked: Asked, *, refused: Callable[[], None] | None = None) -> None:
        """Ask in the background; what is refused is told with the table that refused it."""
        work = self._ask_and_tell(self.addressed, asked, refused)
        self.run_worker(work, group="asking", exit_on_error=False)

    async def _ask_and_tell(
        self, numbers: tuple[int, ...], asked: Asked, refused: Callable[[], None] | None
    ) -> None:
        failed = await self._ask(numbers, asked)
        for number, error in failed:
            told = phrase("Table {n}: {reason}", n=number, reason=self.reason(error))
            self.say(told, severity="error")
        if failed and refused is not None:
            refused()
        elif not failed and asked.done is not None:
            self.say(asked.done)

    async def _ask(self, numbers: tuple[int, ...], asked: Asked) -> list[tuple[int, Failure]]:
        """Ask tables at the same time; returns which of them did not do it, and why."""
        assert isinstance(asked.what, Command)
        done = await asyncio.gather(
            *[self.tables.clients[number].submit(asked.what) for number in numbers],
            return_exceptions=True,
        )
        failed: list[tuple[int, Failure]] = []
        for number, outcome in zip(numbers, done, strict=True):
            if isinstance(outcome, (TabletopError, OSError)):
                failed.append((number, outcome))
            elif isinstance(outcome, BaseException):
                raise outcome
        return failed

    async def results(self) -> list[Results | None]:
        """What came out at each table; None where it has not ended or cannot be told."""
        found: list[Results | None] = []
        for client in self.tables.clients.values():
            try:
                found.append(await client.results())
            except (TabletopError, OSError):
                found.append(None)
        return found

    def ask_to_leave(self) -> None:
        """Leave? Then go."""
        question = phrase("Leave the control of all tables?")
        if self.hosting:
            colleagues = colleagues_everywhere(row.view for row in self.view.rows)
            leaving_host(self, question, ENDS_TABLES, colleagues, self._leave_to)
            return
        told = phrase("The exercises go on without you. You can come back with your codes.")
        leaving(self, question, told)

    async def _leave_to(self, seat: str) -> None:
        for number, client in self.tables.clients.items():
            try:
                if client.view.directs != seat:
                    await client.hand_over(seat)
            except (TabletopError, OSError) as error:
                told = phrase("Table {n}: {reason}", n=number, reason=self.reason(error))
                self.say(told, severity="error")
                return
        self.exit(GOES_ON)


def _is_visited(row: TableRow) -> bool:
    clock = row.view.clock
    return not clock.running and clock.reason == VISIT and clock.phase != "ended"


async def run_tables(
    clients: Mapping[int, Staff], language: str = "en", *, hosting: bool = False
) -> bool:
    """Show all tables, and the control room of one whenever it is opened, until they are left.

    Args:
        clients: Control's client at each table; the caller closes them.
        language: The language to begin with.
        hosting: Whether the sessions end for everybody when this screen is left.

    Returns:
        Whether the host is to go on without this screen: somebody else of control directs.
    """
    tables, marked = Together(clients), 0
    while True:
        over = TablesApp(tables, language=language, hosting=hosting, marked=marked)
        chosen = await over.run_async()
        language = over.language
        if not isinstance(chosen, int):
            return chosen == GOES_ON
        marked = chosen
        room = ControlApp(clients[chosen], language=language, table=chosen)
        await room.run_async()
        language = room.language
