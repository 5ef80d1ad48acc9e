"""The app of the replay: a session that is over, a moment of it, and a stand to see it from."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from textual.screen import Screen

from agencies.language import phrase
from exercise.commands import Command
from exercise.errors import RequestError, TabletopError
from exercise.events import BookmarkSet, NoteTaken
from exercise.replay.api import Imagined, Mark, Past
from exercise.replay.bulk import in_bulk, tidied, tidy
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.dialogs import leaving
from exercise.tui.live import LiveApp
from exercise.tui.replay.palette import ReplayCommands
from exercise.tui.replay.screen import ReplayScreen
from exercise.tui.replay.table import EVALUATE, STAFF
from exercise.views.control import ControlView
from exercise.views.seat import SeatView

__all__ = ["ReplayApp", "run_replay"]

SPEEDS = (1, 5, 20, 60, 300)
"""Exercise seconds for each second that goes by, while it plays."""

QUIET = 0.5
"""Seconds without a jump after which nobody is taken to wait for one."""

Imagine = Callable[[str, int, int], Imagined]
"""Plays on with a change, from a second on and under so many other lucks."""


class Reel:
    """A session that is over, as a client that never changes by itself."""

    connected = True
    outbox = 0
    gone = None

    def __init__(self, view: ControlView) -> None:
        self.view = view

    def subscribe(self, _: Callable[[Any], None]) -> Callable[[], None]:
        """Nothing comes."""
        return lambda: None


class ReplayApp(LiveApp):
    """A session at one of its moments.

    Args:
        past: The session.
        language: The language to begin with.
        stand: control, evaluate, or the agency at whose desk one sits.
        start: Exercise second to begin at; the session's beginning if left out.
        other: Another session to set beside it.
        imagine: Plays on with a change.
        wall: Seconds of a steady clock; tests turn their own.
    """

    CSS_PATH = ["../tui.tcss", "../controlroom/controlroom.tcss", "replay.tcss"]
    COMMANDS = {ReplayCommands}  # declared so by Textual
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {"replay": ReplayScreen}
    DEFAULT_MODE = "replay"
    OVER = True

    def __init__(
        self,
        past: Past,
        *,
        language: str = "en",
        stand: str = STAFF,
        start: int | None = None,
        other: Past | None = None,
        imagine: Imagine | None = None,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        self.past = past
        self.other = other
        self.imagine = imagine
        self.stand = stand
        self.place = past.place_at(past.about.begins if start is None else start)
        self.second = max(past.at(self.place), start if start is not None else past.about.begins)
        self.playing = False
        self.speed = SPEEDS[3]
        self.kinds: frozenset[str] = frozenset(
            ("inject", "decision", "missed", "observation", "bookmark")
        )
        self.hits: tuple[int, ...] = ()
        self.sought = ""
        self.followed_thing: tuple[str, str] | None = None
        """What is followed: fact or message, and its id."""
        self.pinned: tuple[Past, int, int] | None = None
        """The session, the moment and the second that are set beside."""
        self.drafts: dict[str, dict[str, Any]] = {}
        self._played_at = self._moved_at = 0.0
        self._prepared = False
        """Whether all is made that makes jumps quick."""
        super().__init__(Reel(self._picture()), language=language, wall=wall)
        self.seen = self._seen()

    @property
    def role(self) -> str:
        """Somebody who looks at a session again."""
        return "replay"

    def wanted_mode(self) -> str:
        """Nothing covers a session that is over."""
        return self.DEFAULT_MODE

    @property
    def desk(self) -> str:
        """The agency at whose desk one sits; empty for staff."""
        return "" if self.stand in (STAFF, EVALUATE) else self.stand

    def _picture(self) -> ControlView:
        view = self.past.picture(self.place, self.second)
        if self.stand == EVALUATE:
            view.__dict__["role"] = EVALUATE
        return view

    def _seen(self) -> SeatView:
        return self.past.seat(self.desk, self.place, self.second) if self.desk else SeatView()

    # -- Going through it ------------------------------------------------------------------------

    def tick(self) -> None:
        """While it plays time goes on; while nothing happens, jumps are made ready."""
        now = self.wall()
        tidy(quiet=now - self._moved_at > QUIET)
        if not self.playing:
            if not self._prepared:
                with in_bulk():
                    self._prepared = not self.past.prepare()
            return
        passed = (now - self._played_at) * self.speed
        if passed >= 1:
            self._played_at = now
            self.go_to_second(self.second + int(passed))
        if self.place >= len(self.past):
            self.playing = False
            self.tell_moment()

    def play(self) -> None:
        """Play on, or stop."""
        if self.place >= len(self.past) and not self.playing:
            self.say(phrase("This is the end of the session. g goes to its beginning."))
            return
        self.playing = not self.playing
        self._played_at = self.wall()
        self.tell_moment()

    def go(self, place: int, second: int | None = None) -> None:
        """Show a moment."""
        self.place = min(max(place, 0), len(self.past))
        self.second = self.past.at(self.place) if second is None else second
        self.tell_moment()

    def go_to_second(self, at: int) -> None:
        """Show the last moment of an exercise second."""
        about = self.past.about
        at = min(max(at, about.begins), about.ends)
        self.go(self.past.place_at(at), at)

    def tell_moment(self) -> None:
        """Bring the screen up to date."""
        self._moved_at = self.wall()
        view = self._picture()
        self.seen = self._seen()
        self.at = self.second
        self.view = view

    def sit(self, stand: str) -> None:
        """See it from another stand."""
        self.stand = stand
        for past in (self.past, self.other):
            if past is not None:
                past.blind = stand == EVALUATE
        self.tell_moment()

    def marks(self) -> list[Mark]:
        """The marks that k and K stop at."""
        return [mark for mark in self.past.marks() if mark.kind in self.kinds]

    # -- Writing down ----------------------------------------------------------------------------

    def has_to_wait(self, _: Asked) -> bool:
        """Nothing waits for a clock that has stopped."""
        return False

    async def do(self, asked: Asked) -> str:
        """Write something down about this moment.

        Raises:
            TabletopError: With the reason why it was not done.
        """
        noted = asked.what
        if isinstance(noted, Command):  # No form of a replay asks for one.
            raise RequestError("The session is over: nothing can be changed in it.")
        if isinstance(noted, NoteTaken):  # Of a form that was opened as control.
            return self.past.keep(BookmarkSet(noted.text, self.second, "replay"))
        when = self.second if noted.happened_at is None else noted.happened_at
        made = self.past.keep(replace(noted, happened_at=when, made="replay"))
        self.tell_moment()
        return made

    # -- What if ---------------------------------------------------------------------------------

    def imagine_with(self, change: str, runs: int) -> None:
        """Play on from this moment with a change, without holding anything up."""
        at = self.second
        self.run_worker(
            lambda: self._imagine(change, at, runs),
            group="imagining",
            exclusive=True,
            thread=True,
            exit_on_error=False,
        )

    def _imagine(self, change: str, at: int, runs: int) -> None:
        assert self.imagine is not None
        try:
            found = self.imagine(change, at, runs)
        except TabletopError as error:
            self.call_from_thread(self.say, self.reason(error), severity="error")
        else:
            self.call_from_thread(self._tell_outcome, found)

    def _tell_outcome(self, found: Imagined) -> None:
        from exercise.tui.replay.outcome import OutcomeScreen

        self.push_screen(OutcomeScreen(found))

    def for_form(self) -> ControlView:
        """The picture as forms want it, with what this evaluator has written."""
        shown, whole = self.view, self.past.whole(self.place, self.second)
        whole = replace(whole, notes=shown.notes, ratings=shown.ratings)
        # The header goes on naming the stand; what is written is written as an evaluator.
        self.view = replace(whole, role=shown.role)
        return replace(whole, role=EVALUATE)

    def action_help_quit(self) -> None:
        """Ctrl+C leaves most programs; here it tells what does."""
        self.say(phrase("q leaves the session."), severity="warning")

    def ask_to_leave(self) -> None:
        """Nothing can be lost by leaving, unless something was written and not kept."""
        if not self.drafts.keys() - {"jump", "search"}:  # Nobody would miss these.
            self.exit()
            return
        text = phrase("⚠ What you wrote in a form and did not keep is lost if you leave.")
        leaving(self, phrase("Leave the session?"), text)


async def run_replay(app: ReplayApp) -> None:
    """Show a session until whoever looks at it leaves."""
    with tidied():
        await app.run_async()
