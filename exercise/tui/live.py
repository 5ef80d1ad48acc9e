"""The base of the apps that follow a live session: client in, one reactive picture out.

The client calls back with a new picture; that becomes a message, the message sets one reactive, and
the screens follow it. In a real emergency every screen is covered until control lifts it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from textual.binding import BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.reactive import var

from agencies.language import LANGUAGES, Phrase, phrase
from exercise.errors import TabletopError
from exercise.tui.cover import EMERGENCY, is_emergency
from exercise.tui.leaving import LeavableApp
from exercise.tui.widgets.clockbar import Interpolation
from exercise.tui.widgets.said import Said, Severity
from exercise.tui.wording import safe

__all__ = ["Followed", "LiveApp"]

SAID_FOR = 8.0
"""Seconds for which something said stays in sight."""


class Followed(Protocol):
    """What every client has."""

    @property
    def view(self) -> Any:
        """The picture as it is now; it has a ``clock``."""

    @property
    def connected(self) -> bool:
        """Whether the session can be reached."""

    def subscribe(self, changed: Callable[[Any], None]) -> Callable[[], None]:
        """Call ``changed`` after each change; returns the way to stop it."""


class LiveApp(LeavableApp):
    """Follows a client.

    Its ``MODES`` hold :class:`exercise.tui.cover.CoverScreen`, or one made from it, as
    ``emergency``.

    Args:
        client: The connection.
        language: The language to begin with.
        wall: Seconds of a steady clock; tests turn their own.
    """

    TITLE = "Maritime Tabletop"
    BINDINGS: ClassVar[list[BindingType]] = []
    OVER: ClassVar[bool] = False
    """Whether it is a session that is over, where nobody waits for a clock."""

    # Screens follow these themselves: none of them is to draw all of the screen again.
    view: var[Any] = var(None, init=False)
    language: var[str] = var("en", init=False)
    at: var[int] = var(0, init=False)
    connected: var[bool] = var(default=True, init=False)
    gone: var[Phrase | None] = var(None, init=False)
    """Why there is no way back to the session, where it said so."""
    host_ended: var[bool] = var(default=False, init=False)
    """Whether the session cannot be reached because its host was ended on purpose."""
    outbox: var[int] = var(0, init=False)
    said: var[tuple[Said, ...]] = var((), init=False)
    """What was just said, oldest first; each disappears by itself."""
    waiting: var[Any] = var(0, init=False)
    """How much of what was entered waits until the clock runs, or what."""

    class ViewChanged(Message):
        """The session sent a new picture."""

        def __init__(self, view: Any) -> None:
            super().__init__()
            self.view = view

        def can_replace(self, message: Message) -> bool:
            """Only the newest of several waiting pictures is shown."""
            return isinstance(message, LiveApp.ViewChanged)

    def __init__(
        self,
        client: Followed,
        *,
        language: str = "en",
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.followed = client
        self.wall = wall
        self._time = Interpolation()
        self._unsubscribe: Callable[[], None] | None = None
        self.set_reactive(LiveApp.language, language if language in LANGUAGES else "en")
        self.set_reactive(LiveApp.view, client.view)
        self.set_reactive(LiveApp.connected, client.connected)
        self.set_reactive(LiveApp.outbox, getattr(client, "outbox", 0))
        self._time.anchor(client.view.clock, wall())
        self.set_reactive(LiveApp.at, client.view.clock.at)

    table: int | None = None
    """The table whose room it is, where there are several."""

    @property
    def picture(self) -> Any:
        """The picture that frames and forms show: where several are followed, that of one."""
        return self.view

    @property
    def now(self) -> int:
        """The exercise second of that picture."""
        return self.at

    @property
    def role(self) -> str:
        """What the person who looks at it is in the exercise."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Listen to the session and let the clock move."""
        self._unsubscribe = self.followed.subscribe(self._changed)
        if self.followed.view is not self.view:
            # Something happened between building the app and listening.
            self._changed(self.followed.view)
        self.set_interval(0.25, self.tick)
        self.switch_mode(self.wanted_mode())
        self.follow(self.view)

    def _changed(self, view: Any) -> None:
        self.post_message(self.ViewChanged(view))

    def on_unmount(self) -> None:
        """Stop listening."""
        if self._unsubscribe:
            self._unsubscribe()

    def on_live_app_view_changed(self, event: ViewChanged) -> None:
        """Take the new picture over."""
        if event.view.clock.running and not self.view.clock.running:
            # What was said to wait for the clock waits no longer.
            self.hush("waits")
        before = self.view
        self._time.anchor(event.view.clock, self.wall())
        self.tick()
        self.view = event.view
        self.switch_mode(self.wanted_mode())
        self.follow(before)

    def follow(self, before: Any) -> None:
        """What else comes of a new picture; at the beginning ``before`` is that picture."""

    def tick(self) -> None:
        """Move the clock to where it is now; notice a lost connection."""
        self.host_ended = getattr(self.followed, "host_ended", False)
        self.connected = self.followed.connected
        self.outbox = getattr(self.followed, "outbox", 0)
        error = getattr(self.followed, "gone", None)
        self.gone = None if error is None else self.reason(error)
        if not self.connected:
            self._time.freeze(self.wall())
        self.at = self._time.at(self.wall())

    def wanted_mode(self) -> str:
        """The mode in which the screens belong now."""
        return EMERGENCY if is_emergency(self.view.clock) else self.DEFAULT_MODE

    # -- Telling ---------------------------------------------------------------------------------

    def say(self, text: Phrase, *, severity: Severity = "done") -> None:
        """Say something above the keys for a while; what is said twice stands there once."""
        told = Said(text, severity)
        self.said = (*[each for each in self.said if each != told][-1:], told)
        self.set_timer(SAID_FOR, lambda: self._unsay(told))

    def _unsay(self, told: Said) -> None:
        self.said = tuple(each for each in self.said if each is not told)

    def hush(self, *severities: Severity) -> None:
        """Take away what was said and is no longer so; without ``severities`` all of it."""
        left = (each for each in self.said if severities and each.severity not in severities)
        self.said = tuple(left)

    def reason(self, error: TabletopError | OSError) -> Phrase:
        """Why something was not done, as one safe sentence."""
        if isinstance(error, TabletopError):
            return safe(error.phrase)
        return phrase("The session cannot be reached just now.")

    # -- Screens ---------------------------------------------------------------------------------

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        """Show a screen over the others; what was said is said of those, and goes."""
        lasting = ("waits", "news")
        self.said = tuple(each for each in self.said if each.severity in lasting)
        return super().push_screen(screen, *args, **kwargs)

    def switch_language(self) -> None:
        """The other language, at once."""
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]

    def switch_colours(self) -> None:
        """Dark or light."""
        self.theme = "textual-dark" if self.theme == "textual-light" else "textual-light"

    def action_command_palette(self) -> None:
        """All commands of the screen below."""
        if self.current_mode != EMERGENCY and not CommandPalette.is_open(self):
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
        raise NotImplementedError
