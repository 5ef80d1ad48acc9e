"""What every full screen has: markings, what was said, keys; and how it follows its app."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget

from agencies.language import Phrase, phrase
from exercise.tui.live import LiveApp
from exercise.tui.widgets.bars import KeyBar, MarkingLine, NoticeLine
from exercise.tui.widgets.said import SaidLines
from exercise.tui.wording import TROUBLES, label
from exercise.views.seat import ClockView
from exercise.views.wording import HOST_ENDED

__all__ = ["Frame", "no_line", "pause_word", "still", "stopped"]


class Frame(Screen[None]):
    """A full screen between the two marking lines."""

    HORIZONTAL_BREAKPOINTS = [  # declared so by Textual
        (0, "-narrow"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = []

    @property
    def live(self) -> LiveApp:
        """The app, as what follows a session."""
        return cast("LiveApp", self.app)

    @property
    def language(self) -> str:
        """The language of the screen."""
        return self.live.language

    def compose(self) -> ComposeResult:
        """Markings and keys around the content."""
        yield MarkingLine(id="marking-top")
        yield from self.content()
        yield SaidLines(id="said")
        yield KeyBar(id="keys")
        yield MarkingLine(id="marking-bottom")

    def content(self) -> ComposeResult:
        """Clock and notice over the body."""
        yield self.clock()
        yield from self.head()
        yield NoticeLine(id="notice")
        with Container(id="body"):
            yield from self.body()

    def clock(self) -> Widget:
        """The line that tells the time; called ``clock``."""
        raise NotImplementedError

    def head(self) -> ComposeResult:
        """What stands between clock and body."""
        return iter(())

    def body(self) -> ComposeResult:
        """The screen's own content."""
        raise NotImplementedError

    # -- Following the app -----------------------------------------------------------------------

    def on_mount(self) -> None:
        """Follow the app's picture."""
        self._told = self.shown()
        self.refresh_frame()
        self.tell()
        for name in ("view", "language", "connected", "host_ended", "gone", "outbox", "waiting"):
            self.watch(self.app, name, self._follow, init=False)
        self.watch(self.app, "at", self.tick, init=False)
        self.watch(self.app, "said", self._tell_said)
        self.begin()

    def begin(self) -> None:
        """What is done besides once it stands.

        Of ``on_mount`` Textual calls that of each class by itself: one that called the one it takes
        the place of would have it done twice.
        """

    def _follow(self) -> None:
        shown = self.shown()
        with self.app.batch_update():
            self.refresh_frame()
            # Where nothing but the time has changed, lists and fields are left alone.
            if shown != self._told:
                self._told = shown
                self.tell()
                self._tell_said()

    def shown(self) -> tuple[Any, ...]:
        """All that the texts follow from."""
        raise NotImplementedError

    def tell(self) -> None:
        """Bring every text up to date with picture and language."""

    def _tell_said(self) -> None:
        self.query_one(SaidLines).show(self.live.said, self.language)

    def tick(self) -> None:
        """A second of the exercise has passed."""
        raise NotImplementedError

    def refresh_frame(self) -> None:
        """Bring markings, clock, notice and keys up to date."""
        raise NotImplementedError

    def mark(self, marking: str) -> None:
        """Say the session's marking on both lines."""
        for line in self.query(MarkingLine):
            line.marking, line.language = marking, self.language

    # -- Keys that are the same everywhere ---------------------------------------------------------

    def action_language(self) -> None:
        """Switch between English and Spanish."""
        self.live.switch_language()

    def action_palette(self) -> None:
        """All commands."""
        self.live.action_command_palette()

    def action_leave(self) -> None:
        """Ask, then leave."""
        self.live.ask_to_leave()


def still(view: Any) -> Any:
    """The picture without the time that runs; one of a session that is over has none that does."""
    if not is_dataclass(view):
        return view
    picture: Any = view
    return replace(picture, clock=replace(picture.clock, at=0, story=""))


def pause_word(clock: ClockView) -> Phrase:
    """What the key does that stops the clock and lets it run."""
    if clock.running:
        return phrase("Pause")
    return phrase("Begin") if clock.reason == "not-started" else phrase("Resume")


def no_line(gone: Phrase | None, *, host_ended: bool, language: str) -> str:
    """That the session cannot be reached, why, and whether it is tried again."""
    if gone is not None:
        return f"✗ {gone.into(language)}"
    if host_ended:
        return f"■ {HOST_ENDED.into(language)}"
    text = phrase("⚠ Connection lost. You see the last known picture; trying again …")
    return text.into(language)


def stopped(trouble: str, language: str) -> str:
    """That the session does not go on, and why."""
    text = phrase("⚠ The session has stopped: {reason}", reason=label(TROUBLES, trouble, language))
    return text.into(language)
