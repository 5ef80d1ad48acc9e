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

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from agencies.language import LANGUAGES, Phrase, phrase
from exercise.commands import Command
from exercise.errors import TabletopError
from exercise.session.admission import waits_for_clock
from exercise.session.api import Client
from exercise.tui.cover import EMERGENCY, CoverScreen, is_emergency
from exercise.tui.drafts import Drafts, MessageDraft
from exercise.tui.frontpage import new_items
from exercise.tui.leaving import LeavableApp
from exercise.tui.palette import TraineeCommands
from exercise.tui.screens.main import MainScreen
from exercise.tui.widgets.clockbar import Interpolation
from exercise.tui.widgets.said import Said, Severity
from exercise.tui.wording import duration, safe, titles
from exercise.views.seat import DraftView, InboxItem, QuestionView, SeatView

__all__ = ["TraineeApp", "run_trainee"]

T = TypeVar("T")

Told = Phrase | Callable[[], Phrase]
"""What to say once something is done, or what makes it then."""

SAID_FOR = 8.0
"""Seconds for which something said stays in sight."""


class TraineeApp(LeavableApp):
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
    TITLE = "Maritime Tabletop"
    COMMANDS = {TraineeCommands}  # declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = []
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "desk": MainScreen,
        EMERGENCY: CoverScreen,
    }
    DEFAULT_MODE = "desk"

    view: reactive[SeatView] = reactive(SeatView, init=False)
    language: reactive[str] = reactive("en", init=False)
    at: reactive[int] = reactive(0, init=False)
    connected: reactive[bool] = reactive(default=True, init=False)
    host_ended: reactive[bool] = reactive(default=False, init=False)
    """Whether the session cannot be reached because its host was ended on purpose."""
    gone: reactive[Phrase | None] = reactive(None, init=False)
    """Why there is no way back to the session, where there is none."""
    said: reactive[tuple[Said, ...]] = reactive((), init=False)
    """What was just said, oldest first; each disappears by itself."""
    waiting: reactive[tuple[Command, ...]] = reactive((), init=False)
    """What was sent while the clock stands still, in its order. It is gone if the seat is left."""

    class ViewChanged(Message):
        """The session sent a new picture."""

        def __init__(self, view: SeatView) -> None:
            super().__init__()
            self.view = view

        def can_replace(self, message: Message) -> bool:
            """Only the newest of several waiting pictures is shown."""
            return isinstance(message, TraineeApp.ViewChanged)

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
        super().__init__()
        self.client = client
        self.welcome = welcome
        self.record = record
        self.program = program
        self.wall = wall
        self.drafts = Drafts()
        self._time = Interpolation()
        self._unsubscribe: Callable[[], None] | None = None
        self._end_shown = False
        self.set_reactive(TraineeApp.language, language if language in LANGUAGES else "en")
        self.set_reactive(TraineeApp.view, client.view)
        self.set_reactive(TraineeApp.connected, client.connected)
        self._time.anchor(client.view.clock, wall())
        self.set_reactive(TraineeApp.at, client.view.clock.at)

    def on_mount(self) -> None:
        """Listen to the session and let the clock move."""
        self._unsubscribe = self.client.subscribe(self._changed)
        if self.client.view is not self.view:
            # Something happened between building the app and listening.
            self._changed(self.client.view)
        self.set_interval(0.25, self.tick)
        self._cover()
        self._end()

    def _changed(self, view: SeatView) -> None:
        self.post_message(self.ViewChanged(view))

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._unsubscribe:
            self._unsubscribe()

    def on_trainee_app_view_changed(self, event: ViewChanged) -> None:
        """Take the new picture over."""
        before = self.view
        if event.view.clock.running and not before.clock.running:
            self.hush("waits")
        self._time.anchor(event.view.clock, self.wall())
        self.tick()
        self.view = event.view
        if before.agency:
            self._announce(new_items(before, event.view))
        self._cover()
        self._end()

    def tick(self) -> None:
        """Move the clock to where it is now; notice a lost connection."""
        if self.client.connected and not self.connected:
            self.hush("waits")
        self.host_ended, gone = self.client.host_ended, self.client.gone
        self.gone = None if gone is None else self.reason(gone)
        self.connected = self.client.connected
        if not self.connected:
            self._time.freeze(self.wall())
        self.at = self._time.at(self.wall())

    def _announce(self, items: tuple[InboxItem, ...]) -> None:
        screen: object = self.screen
        if not items or (isinstance(screen, MainScreen) and screen.tab == "inbox"):
            return
        if len(items) > 1:
            self.say(phrase("New in your inbox: {n}", n=len(items)), severity="news")
        else:
            subject = titles(items[0].subject)
            self.say(phrase("New in your inbox: {subject}", subject=subject), severity="news")

    def _cover(self) -> None:
        """A real emergency covers everything until control lifts it."""
        self.switch_mode(EMERGENCY if is_emergency(self.view.clock) else self.DEFAULT_MODE)

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
        told = Said(text, severity)
        before = [each for each in self.said if each.text.message != text.message]
        self.said = (*before[-1:], told)
        self.set_timer(SAID_FOR, lambda: self._unsay(told))

    def _unsay(self, told: Said) -> None:
        self.said = tuple(each for each in self.said if each is not told)

    def hush(self, *severities: Severity) -> None:
        """Take away what was said and is no longer so; without ``severities`` all of it."""
        left = (each for each in self.said if severities and each.severity not in severities)
        self.said = tuple(left)

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

    def reason(self, error: TabletopError | OSError) -> Phrase:
        """Why something was not done, as one safe sentence."""
        if isinstance(error, TabletopError):
            return safe(error.phrase)
        return phrase("The session cannot be reached just now.")

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

    def switch_language(self) -> None:
        """The other language, at once."""
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]

    def action_command_palette(self) -> None:
        """All commands of the screen below."""
        if not CommandPalette.is_open(self):
            text = phrase("Type part of a command's name …").into(self.language)
            self.push_screen(CommandPalette(placeholder=text, id="--command-palette"))

    async def action_quit(self) -> None:
        """Textual's own way out asks first, too."""
        self.ask_to_leave()

    def action_help_quit(self) -> None:
        """Ctrl+C leaves most programs; here it tells what does."""
        self.say(phrase("Ctrl+Q leaves the exercise."), severity="warning")

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
