"""What every full screen of the staff has: its header, its notice, the commands of its role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.widget import Widget

from agencies.language import phrase
from exercise.tui.controlroom.header import RoomHeader
from exercise.tui.controlroom.looks import standing_still
from exercise.tui.controlroom.table import RoomCommand, commands_of, may
from exercise.tui.frame import Frame, no_line, pause_word, still, stopped
from exercise.tui.widgets.bars import KeyBar, NoticeLine
from exercise.views.control import ControlView

if TYPE_CHECKING:
    from exercise.tui.controlroom.app import ControlApp

__all__ = ["RoomScreen"]


def notice_of(view: ControlView, language: str) -> tuple[str, str]:
    """The state that everybody should notice, and its kind; empty while all is as usual."""
    if view.trouble:
        return stopped(view.trouble, language), "lost"
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


class RoomScreen(Frame):
    """A full screen of the staff."""

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

    def clock(self) -> Widget:
        """The clock, and what staff should know of all desks."""
        return RoomHeader(id="clock")

    def shown(self) -> tuple[Any, ...]:
        """The picture and the language."""
        return still(self.picture), self.language

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
        self.mark(view.marking)
        text, kind = ("", "") if app.OVER else notice_of(view, app.language)
        if not app.connected:
            text = no_line(app.gone, host_ended=app.host_ended, language=app.language)
            kind = "lost"
        self.query_one("#notice", NoticeLine).show(text, kind)
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        keys, clock = self.query_one(KeyBar), self.picture.clock
        keys.language = self.language
        pause = pause_word(clock)
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

    def action_help(self) -> None:
        """What to press here."""
        from exercise.tui.controlroom.dialogs import RoomHelp

        self.app.push_screen(RoomHelp(self.offered()))
