"""While a long session is opened: what is being done, for how long already, and the way out."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Middle
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.widgets.bars import MarkingLine
from exercise.tui.widgets.note import Note

__all__ = ["OpeningApp", "opened"]

T = TypeVar("T")

AT_ONCE = 0.4
"""Seconds within which a session is open without anybody being told that it takes a while."""
BAR = 24
"""Cells of the bar; it says that something goes on, not how far it has come."""


def opened(load: Callable[[], T], name: str, megabytes: float, language: str) -> T | None:
    """What ``load`` makes, with a screen that says so where it takes a while; None if left.

    Args:
        load: Makes it, on another thread; it must not ask anything of a terminal.
        name: Of what is opened.
        megabytes: How large it is.
        language: Of the screen.

    Raises:
        Exception: What ``load`` raises.
    """
    made: list[T] = []
    failed: list[BaseException] = []

    def make() -> None:
        try:
            made.append(load())
        except BaseException as error:  # noqa: BLE001  # raised again where somebody waits for it
            failed.append(error)

    thread = Thread(target=make, daemon=True)
    thread.start()
    thread.join(AT_ONCE)
    if thread.is_alive():
        OpeningApp(lambda: not thread.is_alive(), name, megabytes, language).run()
    if failed:
        raise failed[0]
    return made[0] if made else None


class OpeningApp(App[None]):
    """Says what is opened until it is.

    Args:
        ready: Whether it is open.
        name: Of what is opened.
        megabytes: How large it is.
        language: Of the screen.
        wall: Seconds of a steady clock; tests turn their own.
    """

    CSS_PATH = "../tui.tcss"
    CSS = """
    Middle { width: 100%; }
    #opening { padding: 0 4; text-align: center; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+q,ctrl+c", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(
        self,
        ready: Callable[[], bool],
        name: str,
        megabytes: float,
        language: str,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._is_open, self._file, self._megabytes = ready, plain(name, limit=60), megabytes
        self._language, self._wall, self._began = language, wall, wall()

    def compose(self) -> ComposeResult:
        """The markings, and the text in the middle."""
        for place in ("top", "bottom"):
            line = MarkingLine(id=f"marking-{place}")
            line.set_reactive(MarkingLine.language, self._language)
            yield line
        with Middle():
            yield Note(self._text(), id="opening")

    def on_mount(self) -> None:
        """Look now and then whether it is open."""
        self.set_interval(0.2, self.look)

    def look(self) -> None:
        """Go on once it is open."""
        if self._is_open():
            self.exit()
        else:
            self.query_one("#opening", Note).update(self._text())

    def _text(self) -> Content:
        language, seconds = self._language, int(self._wall() - self._began)
        title = phrase("Opening {name}", name=self._file).into(language)
        told = phrase("{n} MB · {seconds} s", n=f"{self._megabytes:.0f}", seconds=seconds).into(
            language
        )
        what = phrase("The record is checked, and every event is folded.").into(language)
        leave = phrase("q leaves; the session stays as it is.").into(language)
        place = int((self._wall() - self._began) * 10) % (BAR - 3)
        bar = "─" * place + "━━━━" + "─" * (BAR - 4 - place)
        return Content("\n").join(
            [
                Content.styled(title, "bold"),
                Content(""),
                Content.styled(bar, "$text-accent"),
                Content(told),
                Content(""),
                Content.styled(what, "$text-muted"),
                Content.styled(leave, "$text-muted"),
            ]
        )
