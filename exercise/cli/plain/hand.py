"""Somebody at the keyboard in line mode: what is asked for, what is told, and in which language."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.errors import TabletopError
from exercise.session.client import Client
from exercise.views.seat import ClockView
from exercise.views.wording import safe

__all__ = ["Hand"]

AnyClient = TypeVar("AnyClient", bound=Client[Any])

_LOOK = 0.2
"""Wall seconds between two looks whether an answer has to wait."""


class Numbers:
    """Numbers that things keep once they were shown, however the lists change that hold them."""

    def __init__(self) -> None:
        self._given: dict[str, dict[str, int]] = {}

    def of(self, kind: str, name: str) -> int:
        """The number of a thing among those of its kind."""
        given = self._given.setdefault(kind, {})
        return given.setdefault(name, len(given) + 1)


class Hand(Generic[AnyClient]):
    """What the commands of line mode act with.

    Args:
        client: The connection.
        role: What the code was for.
        language: The reader's.
        write: Takes a line that is safe to show.
        hosting: Whether the session ends for everybody when these lines are left.
    """

    def __init__(
        self,
        client: AnyClient,
        role: str,
        language: str,
        write: Callable[[str], None],
        *,
        hosting: bool = False,
    ) -> None:
        self.client = client
        self.role = role
        self.language = language
        self.write = write
        self.hosting = hosting
        self.leaving = False
        self.goes_on = False
        """Whether the host goes on when these lines are left: somebody else of control directs."""
        self.doubtful: list[Callable[[], Awaitable[None]]] = []
        """What was asked for and is done only once it is confirmed."""
        self.numbers = Numbers()
        self._waiting: set[asyncio.Task[str]] = set()

    @property
    def waiting(self) -> int:
        """How much of what was asked for has not been done yet."""
        return len(self._waiting)

    @property
    def covered(self) -> bool:
        """Whether a real emergency has stopped everything."""
        clock: ClockView = self.client.view.clock
        return not clock.running and clock.reason == "emergency"

    def tell(self, *told: Phrase) -> None:
        """Say something of ours, each a line; what is put into it was made safe before."""
        for one in told:
            self.write(one.into(self.language))

    def quote(self, text: str) -> None:
        """Show a text of somebody else's, with its lines."""
        for line in plain(text).expandtabs(4).strip("\n").split("\n"):
            self.write(line.rstrip())

    def refuse(self, error: TabletopError) -> None:
        """Say why something cannot be done."""
        self.write(safe(error.phrase).into(self.language).replace("\n", " "))

    def doubt(self, anyway: Callable[[], Awaitable[None]]) -> None:
        """Do this only if it is confirmed with the next line."""
        self.doubtful.append(anyway)
        self.tell(phrase("Write 'yes' to do it all the same."))

    async def put(
        self,
        asking: Coroutine[Any, Any, str],
        done: Phrase | None = None,
        *,
        travels: bool = False,
        quiet: bool = False,
    ) -> None:
        """Have something done and say so; where it must wait, say that and go on.

        Args:
            asking: The request.
            done: What to say once it is on record.
            travels: Whether it waits while the exercise clock stands still.
            quiet: Whether it was said already that such things wait.

        Raises:
            TabletopError: If it is refused at once.
        """
        task: asyncio.Task[str] = asyncio.get_running_loop().create_task(asking)
        while not task.done():
            await asyncio.wait({task}, timeout=_LOOK)
            if task.done():
                break
            if self.client.outbox:
                if not quiet:
                    self.tell(phrase("The host cannot be reached: this waits and is sent later."))
                return self._later(task, done)
            if travels and _stands(self.client.view.clock):
                if not quiet:
                    self.tell(phrase("The clock stands still: this goes out when it runs."))
                return self._later(task, done)
        await task
        if done is not None:
            self.tell(done)
        return None

    def _later(self, task: asyncio.Task[str], done: Phrase | None) -> None:
        self._waiting.add(task)

        def finished(task: asyncio.Task[str]) -> None:
            self._waiting.discard(task)
            error = None if task.cancelled() else task.exception()
            if self.leaving or task.cancelled():
                return
            if isinstance(error, TabletopError):
                self.refuse(error)
            elif error is None and done is not None:
                self.tell(done)

        task.add_done_callback(finished)


def _stands(clock: ClockView) -> bool:
    return not clock.running and clock.phase != "ended"
