"""What every screen of the control room has: markings, header, notice, key bar, common keys."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from agencies.language import phrase
from exercise.tui.controlroom.header import RoomHeader
from exercise.tui.controlroom.looks import standing_still
from exercise.tui.controlroom.table import RoomCommand, commands_of, may
from exercise.tui.widgets.bars import KeyBar, MarkingLine, NoticeLine
from exercise.tui.widgets.said import SaidLines
from exercise.tui.wording import TROUBLES, label
from exercise.views.control import ControlView
from exercise.views.wording import HOST_ENDED

if TYPE_CHECKING:
    from exercise.tui.controlroom.app import ControlApp
    from exercise.tui.live import LiveApp

__all__ = ["RoomScreen", "no_line"]


def no_line(app: LiveApp, language: str) -> str:
    """That the session cannot be reached, why, and whether it is tried again."""
    if app.gone is not None:
        return f"✗ {app.gone.into(language)}"
    if app.host_ended:
        return f"■ {HOST_ENDED.into(language)}"
    text = phrase("⚠ Connection lost. You see the last known picture; trying again …")
    return text.into(language)


def notice_of(view: ControlView, language: str) -> tuple[str, str]:
    """The state that everybody should notice, and its kind; empty while all is as usual."""
    if view.trouble:
        trouble = label(TROUBLES, view.trouble, language)
        text = phrase("⚠ The session has stopped: {reason}", reason=trouble)
        return text.into(language), "lost"
    if view.clock.phase == "ended":
        text = phrase("■ The exercise has ended (ENDEX). Now comes the hot wash.")
        if view.role == "control":
            text = phrase(
                "■ ENDEX. Now the hot wash: Requests has its questions, Plan what is agreed."
            )
        return text.into(language), "ended"
    if not view.clock.running and view.role:
        return standing_still(view, language), "paused"
    return "", ""


_AFTERWARDS = ("note", "deal", "poll", "plan", "tasks")
"""Actions, and tabs with all of theirs, for which the hot wash is the time."""


class RoomScreen(Screen[None]):
    """A full screen between the two marking lines."""

    HORIZONTAL_BREAKPOINTS = [  # declared so by Textual
        (0, "-narrow"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = []
    SCOPE: ClassVar[str] = "room"

    @property
    def room(self) -> ControlApp:
        """The app, by its own type."""
        return cast("ControlApp", self.app)

    @property
    def picture(self) -> ControlView:
        """The latest picture."""
        picture: ControlView = self.room.picture
        return picture

    @property
    def language(self) -> str:
        """The language of the screen."""
        return self.room.language

    def compose(self) -> ComposeResult:
        """Markings and bars around the body."""
        yield MarkingLine(id="marking-top")
        yield RoomHeader(id="clock")
        yield from self.head()
        yield NoticeLine(id="notice")
        with Container(id="body"):
            yield from self.body()
        yield SaidLines(id="said")
        yield KeyBar(id="keys")
        yield MarkingLine(id="marking-bottom")

    def head(self) -> ComposeResult:
        """What stands between header and body."""
        return iter(())

    def body(self) -> ComposeResult:
        """The screen's own content."""
        raise NotImplementedError

    def tell(self) -> None:
        """Bring every text up to date with picture and language."""

    def on_mount(self) -> None:
        """Follow the app's picture."""
        app = self.room
        self._told = (_still(self.picture), app.language)
        self.refresh_frame()
        self.tell()
        for name in ("view", "language", "connected", "host_ended", "gone", "outbox", "waiting"):
            self.watch(app, name, self._follow, init=False)
        self.watch(app, "at", self.tick, init=False)
        self.watch(app, "said", self._tell_said)

    def _follow(self) -> None:
        app = self.room
        shown = (_still(self.picture), app.language)
        with self.app.batch_update():
            self.refresh_frame()
            # Where nothing but the time has changed, lists and fields are left alone.
            if shown != self._told:
                self._told = shown
                self.tell()
                self._tell_said()

    def _tell_said(self) -> None:
        self.query_one(SaidLines).show(self.room.said, self.language)

    def tick(self) -> None:
        """A second of the exercise has passed."""
        self.query_one(RoomHeader).at = self.room.now

    def refresh_frame(self) -> None:
        """Bring markings, header, notice and keys up to date."""
        app, header = self.room, self.query_one(RoomHeader)
        view = self.picture
        header.view, header.language, header.at = view, app.language, app.now
        header.connected, header.outbox, header.waiting = app.connected, app.outbox, app.waiting
        header.table, header.host_ended = app.table, app.host_ended
        for line in self.query(MarkingLine):
            line.marking, line.language = view.marking, app.language
        text, kind = ("", "") if app.OVER else notice_of(view, app.language)
        if not app.connected:
            text, kind = no_line(app, app.language), "lost"
        self.query_one("#notice", NoticeLine).show(text, kind)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        keys, clock = self.query_one(KeyBar), self.picture.clock
        keys.language = self.language
        pause = phrase("Pause") if clock.running else phrase("Resume")
        if clock.reason == "not-started" and not clock.running:
            pause = phrase("Begin")
        keys.renamed = {"pause": pause}
        if self.room.table is not None:
            keys.renamed = {"pause": pause, "leave": phrase("Tables")}
        keys.commands = tuple(
            each for each in self.offered() if (each.shown or each.pinned) and self.fits(each)
        )

    def offered(self) -> tuple[RoomCommand, ...]:
        """The commands that there are here for this role: for palette and help."""
        role = self.room.role
        return (*commands_of(self.SCOPE, role), *commands_of("all", role))

    def fits(self, command: RoomCommand) -> bool:
        """Whether a command makes sense now, for the key bar."""
        return (
            self.picture.clock.phase != "ended"
            or command.pinned
            or command.scope in _AFTERWARDS
            or command.action in _AFTERWARDS
        )

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """The role decides what there is."""
        return may(self.SCOPE, action, self.room.role)

    async def perform(self, command: RoomCommand) -> None:
        """Do what a command says, from palette or key bar."""
        await self.run_action(command.action)

    async def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """A click does what the key does."""
        for command in self.offered():
            if command.action == event.action:
                await self.perform(command)
                return

    def action_language(self) -> None:
        """Switch between English and Spanish."""
        self.room.switch_language()

    def action_palette(self) -> None:
        """All commands."""
        self.room.action_command_palette()

    def action_help(self) -> None:
        """What to press here."""
        from exercise.tui.controlroom.dialogs import RoomHelp

        self.app.push_screen(RoomHelp(self.offered()))

    def action_leave(self) -> None:
        """Ask, then leave."""
        self.room.ask_to_leave()


def _still(view: ControlView) -> ControlView:
    """The picture without the time that runs; one of a session that is over has none that does."""
    return replace(view, clock=replace(view.clock, at=0, story="")) if is_dataclass(view) else view
