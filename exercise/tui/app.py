"""The trainee's app: holds a client and its latest picture, and nothing else.

The client calls back with a new view; that becomes a message, the message sets one reactive, and
the screens follow it. Everything people ask for goes back through the client, in a worker.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual.reactive import var
from textual.screen import Screen

from agencies.language import Phrase, phrase
from exercise.commands import Command
from exercise.errors import TabletopError
from exercise.session.admission import waits_for_clock
from exercise.session.api import Client
from exercise.tui.cover import EMERGENCY, CoverScreen
from exercise.tui.drafts import Drafts, MessageDraft
from exercise.tui.frontpage import new_items
from exercise.tui.live import LiveApp
from exercise.tui.palette import TraineeCommands
from exercise.tui.screens.main import MainScreen
from exercise.tui.widgets.said import Severity
from exercise.tui.wording import duration, titles
from exercise.views.seat import DraftView, InboxItem, QuestionView, SeatView

__all__ = ["TraineeApp", "run_trainee"]

T = TypeVar("T")

Told = Phrase | Callable[[], Phrase]
"""What to say once something is done, or what makes it then."""


class TraineeApp(LiveApp):
    """One seat's screen.

    Args:
        client: The seat's connection.
        language: The language to begin with.
        welcome: Up to a few lines for a newcomer, shown until the first item is marked.
        record: Where this session is written, where the player can use it afterwards.
        program: How one calls this program, to do something with the record.
        wall: Seconds of a steady clock; tests turn their own.
    """

    CSS_PATH = "tui.tcss"
    COMMANDS = {TraineeCommands}  # declared so by Textual
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "desk": MainScreen,
        EMERGENCY: CoverScreen,
    }
    DEFAULT_MODE = "desk"

    view: var[SeatView] = var(SeatView, init=False)
    waiting: var[tuple[Command, ...]] = var((), init=False)
    """What was sent while the clock stands still, in its order. It is gone if the seat is left."""

    def __init__(
        self,
        client: Client,
        *,
        language: str = "en",
        welcome: str | None = None,
        record: str | None = None,
        program: str = "tabletop",
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(client, language=language, wall=wall)
        self.client = client
        self.welcome = welcome
        self.record = record
        self.program = program
        self.drafts = Drafts()
        self._end_shown = False

    def follow(self, before: SeatView) -> None:
        """Say what has come in, and that the exercise has ended."""
        if before.agency and before is not self.view:
            self._announce(new_items(before, self.view))
        self._end()

    def tick(self) -> None:
        """Move the clock to where it is now; notice a lost connection, and that it is back."""
        if self.client.connected and not self.connected:
            self.hush("waits")
        super().tick()

    def _announce(self, items: tuple[InboxItem, ...]) -> None:
        screen: object = self.screen
        if not items or (isinstance(screen, MainScreen) and screen.tab == "inbox"):
            return
        if len(items) > 1:
            self.say(phrase("New in your inbox: {n}", n=len(items)), severity="news")
        else:
            subject = titles(items[0].subject)
            self.say(phrase("New in your inbox: {subject}", subject=subject), severity="news")

    def _end(self) -> None:
        if self.view.clock.phase == "ended" and self.view.agency and not self._end_shown:
            from exercise.tui.screens.dialogs import EndScreen

            self._end_shown = True
            self.push_screen(EndScreen(), self._after_the_end)

    def _after_the_end(self, leave: bool | None) -> None:
        """Leave, or go on to the hot wash."""
        if leave:
            self.exit()
        elif leave is None:
            self.hot_wash()

    def hot_wash(self) -> None:
        """The three questions after the end, while they can be answered."""
        from exercise.tui.screens.hotwash import HotWashScreen

        asked = [one for one in self.view.questions if one.hot_wash and not one.closed]
        if asked:
            self._open(HotWashScreen(asked))
        else:
            self.say(phrase("The hot wash is over; tab 7 shows what was answered."))

    # -- Asking the session ----------------------------------------------------------------------

    def say(self, text: Phrase, *, severity: Severity = "done") -> None:
        """Say something above the keys for a while; the like of it that stands there gives way."""
        self.said = tuple(each for each in self.said if each.text.message != text.message)
        super().say(text, severity=severity)

    def ask_for(self, command: Command, *, done: Told | None = None) -> None:
        """Submit a command in the background and tell what came of it."""
        told = None
        if not self.client.connected:
            told = phrase("It waits in the outbox and is sent once the line is back; see tab 2.")
        elif self.standing_still and waits_for_clock(command):
            told = phrase("It waits until the clock runs; tab 2 lists what waits.")
        if told is not None:
            self.waiting = (*self.waiting, command)
            self.say(told, severity="waits")
        self.run_worker(self._ask_for(command, done), group="asking", exit_on_error=False)

    async def _ask_for(self, command: Command, done: Told | None) -> None:
        try:
            made = await self.trying(self.client.submit(command))
        finally:
            self.waiting = tuple(each for each in self.waiting if each is not command)
        if made is not None and done is not None:
            self.say(done if isinstance(done, Phrase) else done())

    async def trying(self, asked: Awaitable[T]) -> T | None:
        """What ``asked`` returns; None where it was refused or failed, which is told."""
        try:
            return await asked
        except (TabletopError, OSError) as error:
            self.say(self.reason(error), severity="error")
            return None

    @property
    def standing_still(self) -> bool:
        """Whether what is sent now waits until the clock runs."""
        clock = self.client.view.clock
        return not clock.running and clock.phase != "ended"

    @property
    def deferred(self) -> bool:
        """Whether what is sent now waits: until the clock runs, or the line is back."""
        return self.standing_still or not self.client.connected

    def share(self, draft: DraftView | None) -> None:
        """Show the others at this desk what is being written here; nobody is told if that fails."""
        if not self.view.solo and self.client.connected:
            work: Callable[[], Awaitable[None]] = partial(self._share, draft)
            self.run_worker(work, group="draft", exclusive=True, exit_on_error=False)

    async def _share(self, draft: DraftView | None) -> None:
        with suppress(TabletopError, OSError):
            await self.client.share_draft(draft)

    def skip(self) -> None:
        """Jump to just before something next reaches this desk."""
        work: Callable[[], Awaitable[None]] = self._skip
        self.run_worker(work, group="skip", exclusive=True, exit_on_error=False)

    async def _skip(self) -> None:
        before = self.client.view.clock.at
        try:
            await self.client.skip_to_next()
        except (TabletopError, OSError) as error:
            self.say(self.reason(error), severity="error")
            return
        leapt = self.client.view.clock.at - before
        if leapt > 0:
            self.say(phrase("Skipped {time} of the exercise.", time=duration(leapt)))
        else:
            self.say(phrase("Nothing to skip: something reaches your desk at once."))

    # -- Screens ---------------------------------------------------------------------------------

    def write(
        self,
        *,
        to: tuple[str, ...] = (),
        about: InboxItem | None = None,
        forward: bool = False,
        via: str = "",
    ) -> None:
        """Open the message form, with the draft if there is one."""
        from exercise.tui.screens.compose import ComposeScreen

        key = f"{'forward' if forward else 'reply'}:{about.id}" if about else "new"
        draft = self.drafts.messages.get(key)
        if draft is None:
            draft = MessageDraft.begin(to, about, self.language, forward=forward)
            draft = replace(draft, via=via)
        elif to and not about:
            draft = draft.with_recipients(to)
        self._open(ComposeScreen(key, draft))

    def decide(self) -> None:
        """Open the decision form."""
        from exercise.tui.screens.decide import DecideScreen

        self._open(DecideScreen(self.drafts.decision))

    def answer(self, question: QuestionView | None) -> None:
        """Open the form for an answer, or for asking control where there is no question."""
        from exercise.tui.screens.answer import AnswerScreen

        self._open(AnswerScreen(question))

    def _open(self, form: Screen[None]) -> None:
        # What was said before belongs to the screen below.
        self.hush("done", "waits", "warning", "error")
        self.push_screen(form)

    def ask_to_leave(self) -> None:
        """Leave? Then go."""
        from exercise.tui.screens.dialogs import ConfirmScreen, Dialog

        if not isinstance(self.screen, Dialog):
            self.push_screen(ConfirmScreen(), self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self.exit()


async def run_trainee(
    client: Client,
    *,
    language: str = "en",
    welcome: str | None = None,
    record: str | None = None,
    program: str = "tabletop",
) -> None:
    """Show the trainee's screen until the trainee leaves, then leave the seat.

    Runs in the loop that it is awaited in, which is the client's own.
    """
    app = TraineeApp(client, language=language, welcome=welcome, record=record, program=program)
    try:
        await app.run_async()
    finally:
        await client.close()
