"""What every full screen of the desk has: its clock bar, its notice, its commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, cast

from agencies.language import Phrase, phrase
from exercise.commands import Command
from exercise.tui.commands import UiCommand, commands_of
from exercise.tui.frame import Frame, no_line, pause_word, still, stopped
from exercise.tui.widgets.bars import KeyBar, NoticeLine
from exercise.tui.widgets.clockbar import ClockBar
from exercise.tui.wording import PAUSES, label, pick
from exercise.views.seat import SeatView

if TYPE_CHECKING:
    from exercise.tui.app import TraineeApp

__all__ = ["Framed", "notice_of"]


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
    if not connected and gone is None and waiting:
        if host_ended:
            text = phrase(
                "The facilitator has ended the session. Not sent: {n}, see tab 2.", n=waiting
            )
            return f"■ {text.into(language)}", "lost"
        text = phrase("⚠ Connection lost; trying again … In the outbox: {n}, see tab 2.", n=waiting)
        return text.into(language), "lost"
    if not connected:
        return no_line(gone, host_ended=host_ended, language=language), "lost"
    if view.trouble:
        return stopped(view.trouble, language), "lost"
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


class Framed(Frame):
    """A full screen of the desk."""

    VERTICAL_BREAKPOINTS = [  # declared so by Textual
        (0, "-short"),
        (32, "-tall"),
    ]
    SCOPE: ClassVar[str] = "desk"

    @property
    def desk_app(self) -> TraineeApp:
        """The app, by its own type."""
        return cast("TraineeApp", self.app)

    @property
    def view(self) -> SeatView:
        """The latest picture."""
        return self.desk_app.view

    @property
    def connected(self) -> bool:
        """Whether the session can be reached."""
        return self.desk_app.connected

    @property
    def waiting(self) -> tuple[Command, ...]:
        """What was sent and waits until the clock runs."""
        return self.desk_app.waiting

    def clock(self) -> ClockBar:
        """The clock and the people's own desk."""
        return ClockBar(id="clock")

    def shown(self) -> tuple[SeatView, str, tuple[Command, ...]]:
        """The picture, the language, and what waits."""
        return still(self.view), self.language, self.waiting

    def tick(self) -> None:
        """A second of the exercise has passed."""
        self.query_one(ClockBar).at = self.desk_app.at

    def refresh_frame(self) -> None:
        """Bring markings, clock, notice and keys up to date."""
        clock = self.query_one(ClockBar)
        clock.view, clock.language = self.view, self.language
        clock.connected, clock.at = self.connected, self.desk_app.at
        clock.host_ended = self.desk_app.host_ended
        self.mark(self.view.marking)
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
        keys.renamed = {"pause": pause_word(self.view.clock)}
        keys.commands = self.key_bar()

    def latest(self, work: Callable[[], Awaitable[None]], group: str) -> None:
        """Do something in the background; what of its group is still under way is dropped."""
        self.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    async def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """A click does what the key does."""
        await self.run_action(event.action)

    def action_help(self) -> None:
        """What to press here."""
        from exercise.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.SCOPE, solo=self.view.solo))
