"""What every full screen has: both markings, the clock bar, the key bar, and the common keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.reactive import reactive
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Static

from agencies.language import Phrase, phrase
from exercise.commands import Command
from exercise.tui.commands import UiCommand, commands_of
from exercise.tui.widgets.bars import KeyBar, MarkingLine, NoticeLine
from exercise.tui.widgets.clockbar import ClockBar
from exercise.tui.widgets.said import SaidLines
from exercise.tui.wording import PAUSES, TROUBLES, label, pick
from exercise.views.seat import SeatView
from exercise.views.wording import HOST_ENDED

if TYPE_CHECKING:
    from exercise.tui.app import TraineeApp

__all__ = ["Framed", "Note", "notice_of"]


class Note(Static):
    """Text that people or packs wrote, shown literally."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        id: str | None = None,  # noqa: A002  # as in every widget
        classes: str | None = None,
    ) -> None:
        super().__init__(content, markup=False, id=id, classes=classes)


def notice_of(
    view: SeatView,
    language: str,
    *,
    connected: bool,
    host_ended: bool = False,
    gone: Phrase | None = None,
    waiting: int = 0,
) -> tuple[str, str]:
    """The state that everybody should notice, and its kind; empty while all is as usual."""
    if not connected and gone is not None:
        return f"✗ {gone.into(language)}", "lost"
    if not connected and host_ended:
        if waiting:
            text = phrase(
                "The facilitator has ended the session. Not sent: {n}, see tab 2.", n=waiting
            )
            return f"■ {text.into(language)}", "lost"
        return f"■ {HOST_ENDED.into(language)}", "lost"
    if not connected:
        text = phrase("⚠ Connection lost. You see the last known picture; trying again …")
        if waiting:
            text = phrase("⚠ Connection lost; trying again … In the outbox: {n}, see tab 2.")
            text = Phrase(text.message, (("n", waiting),))
        return text.into(language), "lost"
    if view.trouble:
        trouble = label(TROUBLES, view.trouble, language)
        text = phrase("⚠ The session has stopped: {reason}", reason=trouble)
        return text.into(language), "lost"
    if view.clock.phase == "ended":
        text = phrase("■ The exercise has ended (ENDEX). You can still read. Press q to leave.")
        if any(each.waits and each.hot_wash for each in view.questions):
            text = phrase("■ ENDEX. h opens the hot wash; you can still read, and leave with q.")
        return text.into(language), "ended"
    if not view.clock.running and view.agency:
        return _standing_still(view, language), "paused"
    return "", ""


def _standing_still(view: SeatView, language: str) -> str:
    reason = label(PAUSES, view.clock.reason or "pause", language).capitalize()
    if view.solo and view.queued:
        text = phrase("‖ {reason}. Press p to let the clock run. Waiting for it: {n}, see tab 2.")
    elif view.solo and view.clock.reason == "not-started" and not _briefed(view, language):
        text = phrase("‖ {reason}. Press p to begin.")
    elif view.solo and view.clock.reason == "not-started":
        text = phrase("‖ {reason}. Read the briefing, then press p to begin.")
    elif view.solo and view.clock.reason == "briefing":
        text = phrase("‖ {reason}: it stays in tab 6. Press p when you have read it.")
    elif view.solo:
        text = phrase("‖ {reason}. The clock stands still. Press p to let it run.")
    elif view.queued:
        text = phrase("‖ {reason}. The clock stands still. Waiting for it: {n}, see tab 2.")
    else:
        text = phrase("‖ {reason}. The clock stands still: read and draft; what you send waits.")
    return Phrase(text.message, (("reason", reason), ("n", view.queued))).into(language)


def _briefed(view: SeatView, language: str) -> bool:
    """Whether there is a briefing to be read already."""
    return view.move is not None and bool(pick(view.move.briefing, language).strip())


class Framed(Screen[None]):
    """A full screen between the two marking lines."""

    HORIZONTAL_BREAKPOINTS = [  # declared so by Textual
        (0, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # declared so by Textual
        (0, "-short"),
        (32, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = []
    SCOPE: ClassVar[str] = "desk"

    view: reactive[SeatView] = reactive(SeatView, init=False)
    language: reactive[str] = reactive("en", init=False)
    at: reactive[int] = reactive(0, init=False)
    connected: reactive[bool] = reactive(default=True, init=False)

    waiting: tuple[Command, ...] = ()
    """What was sent and waits until the clock runs."""

    @property
    def desk_app(self) -> TraineeApp:
        """The app, by its own type."""
        return cast("TraineeApp", self.app)

    def compose(self) -> ComposeResult:
        """Markings and bars around the body."""
        yield MarkingLine(id="marking-top")
        yield ClockBar(id="clock")
        yield from self.head()
        yield NoticeLine(id="notice")
        with Container(id="body"):
            yield from self.body()
        yield SaidLines(id="said")
        yield KeyBar(id="keys")
        yield MarkingLine(id="marking-bottom")

    def head(self) -> ComposeResult:
        """What stands between clock and body."""
        return iter(())

    def body(self) -> ComposeResult:
        """The screen's own content."""
        raise NotImplementedError

    def tell(self) -> None:
        """Bring every text up to date with view and language."""

    def on_mount(self) -> None:
        """Follow the app's picture."""
        app = self.desk_app
        self.set_reactive(Framed.view, app.view)
        self.set_reactive(Framed.language, app.language)
        self.set_reactive(Framed.connected, app.connected)
        self.set_reactive(Framed.at, app.at)
        self.waiting = app.waiting
        self.refresh_frame()
        self.tell()
        for name in ("view", "language", "connected", "host_ended", "gone", "waiting"):
            self.watch(app, name, self._follow, init=False)
        self.watch(app, "at", self.tick, init=False)
        self.watch(app, "said", self._tell_said)

    def _follow(self) -> None:
        app = self.desk_app
        before = (_still(self.view), self.language, self.waiting)
        self.view, self.language, self.connected = app.view, app.language, app.connected
        self.waiting = app.waiting
        with self.app.batch_update():
            self.refresh_frame()
            # Where nothing but the time has changed, lists and fields are left alone.
            if (_still(self.view), self.language, self.waiting) != before:
                self.tell()
                self._tell_said()

    def _tell_said(self) -> None:
        self.query_one(SaidLines).show(self.desk_app.said, self.language)

    def tick(self) -> None:
        """A second of the exercise has passed."""
        self.query_one(ClockBar).at = self.desk_app.at

    def refresh_frame(self) -> None:
        """Bring markings, clock, notice and keys up to date."""
        clock = self.query_one(ClockBar)
        clock.view, clock.language = self.view, self.language
        clock.connected, clock.at = self.connected, self.desk_app.at
        clock.host_ended = self.desk_app.host_ended
        for line in self.query(MarkingLine):
            line.marking, line.language = self.view.marking, self.language
        self.refresh_notice()
        self.refresh_keys()

    def refresh_notice(self) -> None:
        """Say what everybody should notice."""
        text, kind = notice_of(
            self.view,
            self.language,
            connected=self.connected,
            host_ended=self.desk_app.host_ended,
            gone=self.desk_app.gone,
            waiting=len(self.waiting),
        )
        self.query_one("#notice", NoticeLine).show(text, kind)

    def offered(self) -> tuple[UiCommand, ...]:
        """The commands that make sense now: for palette and help."""
        return tuple(
            command for command in commands_of(self.SCOPE) if command.exists(solo=self.view.solo)
        )

    def key_bar(self) -> tuple[UiCommand, ...]:
        """The commands for the key bar."""
        return tuple(command for command in self.offered() if "form" in command.tabs)

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        keys = self.query_one(KeyBar)
        keys.language = self.language
        pause = phrase("Pause") if self.view.clock.running else phrase("Resume")
        if self.view.clock.reason == "not-started" and not self.view.clock.running:
            pause = phrase("Begin")
        keys.renamed = {"pause": pause}
        keys.commands = self.key_bar()

    def latest(self, work: Callable[[], Awaitable[None]], group: str) -> None:
        """Do something in the background; what of its group is still under way is dropped."""
        self.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    async def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """A click does what the key does."""
        await self.run_action(event.action)

    def action_language(self) -> None:
        """Switch between English and Spanish."""
        self.desk_app.switch_language()

    def action_palette(self) -> None:
        """All commands."""
        self.desk_app.action_command_palette()

    def action_help(self) -> None:
        """What to press here."""
        from exercise.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE, solo=self.view.solo))

    def action_leave(self) -> None:
        """Ask, then leave."""
        self.desk_app.ask_to_leave()


def _still(view: SeatView) -> SeatView:
    """The picture without the time that runs."""
    return replace(view, clock=replace(view.clock, at=0, story=""))
