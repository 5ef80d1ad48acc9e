"""One page for observers and for the projector on the wall: what the whole room may see.

Large type is the terminal's own affair; the clock is drawn large, and all else is short. No inbox,
no scores, nothing that is on a desk.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Digits

from agencies.language import phrase
from exercise.session.api import Client
from exercise.tui.controlroom.covers import VISIT
from exercise.tui.controlroom.dialogs import leaving
from exercise.tui.controlroom.frame import RoomScreen, no_line
from exercise.tui.controlroom.palette import RoomCommands
from exercise.tui.controlroom.table import bindings
from exercise.tui.cover import EMERGENCY, CoverScreen
from exercise.tui.live import LiveApp
from exercise.tui.screens.base import Note
from exercise.tui.widgets.bars import KeyBar, MarkingLine, NoticeLine
from exercise.tui.widgets.said import SaidLines
from exercise.tui.wording import TROUBLES, clock_time, label, one_line, pick, story_time
from exercise.views.seat import SeatView
from exercise.views.staffwords import reason_of

__all__ = ["ObserverApp", "run_observer"]


class ObserverScreen(RoomScreen):
    """Clock, move, question, what was announced, security levels."""

    SCOPE = "observer"
    BINDINGS: ClassVar[list[BindingType]] = bindings("observer", "all")

    @property
    def public(self) -> SeatView:
        """What the whole room may see."""
        return cast("SeatView", self.app.view)  # type: ignore[attr-defined]

    def compose(self) -> ComposeResult:
        """The page between the markings."""
        yield MarkingLine(id="marking-top")
        yield NoticeLine(id="notice")
        with VerticalScroll(id="body", can_focus=False):
            yield Note(id="title")
            yield Digits(id="big-clock")
            yield Note(id="state")
            yield Note(id="page")
        yield SaidLines(id="said")
        yield KeyBar(id="keys")
        yield MarkingLine(id="marking-bottom")

    def refresh_frame(self) -> None:
        """Bring markings, clock, notice and keys up to date."""
        view, language, app = self.public, self.language, self.room
        for line in self.query(MarkingLine):
            line.marking, line.language = view.marking, language
        text = ""
        if not app.connected:
            text = no_line(app.gone, language)
        elif view.trouble:
            trouble = label(TROUBLES, view.trouble, language)
            stopped = phrase("⚠ The session has stopped: {reason}", reason=trouble)
            text = stopped.into(language)
        self.query_one("#notice", NoticeLine).show(text, "lost")
        self.refresh_keys()
        self.tick()

    def tick(self) -> None:
        """A second of the exercise has passed."""
        view, language, at = self.public, self.language, self.room.at
        self.query_one("#big-clock", Digits).update(clock_time(at).removeprefix("T"))
        parts = [self._runs()]
        if view.clock.story:
            story = story_time(view.clock.story, at - view.clock.at)
            parts.append(phrase("story time {time}", time=story).into(language))
        self.query_one("#state", Note).update(Content.styled("   ".join(parts), "bold"))

    def _runs(self) -> str:
        clock, language = self.public.clock, self.language
        if clock.phase == "ended":
            return f"■ {phrase('ENDED').into(language)}"
        if clock.running:
            return f"▶ {phrase('running').into(language)} ×{clock.speed:g}"
        # A visitor reads this page too, and need not know that the pause is for them.
        shown = replace(clock, reason="pause") if clock.reason == VISIT else clock
        return f"‖ {reason_of(shown, language).upper()}"

    def tell(self) -> None:
        """Title, move, question, announcements, levels."""
        view, language = self.public, self.language
        title = one_line(pick(view.title, language), 200)
        if not view.session:
            title = phrase("Waiting for the session …").into(language)
        self.query_one("#title", Note).update(Content.styled(title, "bold"))
        self.query_one("#page", Note).update(Content("\n\n").join(self._parts()))

    def _parts(self) -> list[Content]:
        view, language, parts = self.public, self.language, []
        if view.move is not None:
            told = phrase("Move {n} of {m}", n=view.move.number, m=view.move.of).into(language)
            move = one_line(pick(view.move.title, language), 160)
            head = Content.styled(f"{told}: {move}", "bold")
            briefing = "" if view.questions else pick(view.move.briefing, language)
            parts.append(head + Content(f"\n{briefing}") if briefing else head)
        if view.questions:
            asked = view.questions[-1]
            heading = phrase("Question").into(language)
            lines = [
                Content.styled(heading, "bold $text-accent"),
                Content.styled(pick(asked.ask, language), "bold"),
            ]
            for number, option in enumerate(asked.options, start=1):
                lines.append(Content(f"{number}. {one_line(pick(option, language), 200)}"))
            parts.append(Content("\n").join(lines))
        if view.announcements:
            heading = phrase("Announced").into(language)
            lines = [Content.styled(heading, "bold $text-accent")]
            for one in view.announcements[:-4:-1]:
                lines.append(Content(f"{clock_time(one.at)}  {one_line(one.text, 600)}"))
            parts.append(Content("\n").join(lines))
        if view.places:
            heading = phrase("Security levels").into(language)
            levels = "   ".join(
                f"{one_line(pick(place.title, language), 60)} "
                f"{place.level}{'▲' * (place.level - 1)}"
                for place in sorted(view.places, key=lambda place: -place.level)
            )
            parts.append(Content.styled(heading, "bold $text-accent") + Content(f"\n{levels}"))
        return parts

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
        leaving(self, phrase("Leave?"), phrase("The exercise goes on without you."))


async def run_observer(client: Client, language: str = "en") -> None:
    """Show what the whole room may see until it is left, then leave the session.

    Runs in the loop that it is awaited in, which is the client's own.
    """
    try:
        await ObserverApp(client, language=language).run_async()
    finally:
        await client.close()
