"""A client: it folds what it is told into a picture, asks for things, and survives a bad line.

What is asked for while the host is out of reach waits in the outbox and is asked again, in order,
under the same id once the line is back; so it is done once, however often it is sent.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import uuid4

from exercise.commands import AnswerQuestion, Command
from exercise.errors import RecordError, Refused, TabletopError
from exercise.session.api import RouteQuery
from exercise.session.inprocess import Transport
from exercise.session.wire import (
    LIMIT,
    HostEnded,
    command_to,
    contact_from,
    encode,
    phrase_from,
    preview_from,
)
from exercise.views.fold import fold
from exercise.views.seat import Contact, DraftView, RoutePreview, SeatView

__all__ = ["Client", "Reconnect", "SeatClient"]

Reconnect = Callable[[], Awaitable[Transport]]
"""Knocks again; raises ``ConnectionError`` while nobody answers, ``Refused`` if it is no use."""

FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Wall seconds between two tries to get back, doubling."""

View = TypeVar("View")


class Client(Generic[View]):
    """What clients of every role share; ``View`` is the picture that they hold.

    Args:
        transport: Carries its frames; it is closed with the client.
        view: The picture before anything was told.
        fold: Makes the next picture from the one before and a message.
        reconnect: How to get back once the line is gone; without it there is no way back.
        sleep: Waits for wall seconds.
    """

    def __init__(
        self,
        transport: Transport,
        view: View,
        fold: Callable[[View, dict[str, Any]], View],
        *,
        reconnect: Reconnect | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._transport = transport
        self._view = view
        self._fold = fold
        self._reconnect = reconnect
        self._sleep = sleep
        self._watchers: dict[int, Callable[[View], None]] = {}
        self._hearers: list[Callable[[dict[str, Any]], None]] = []
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._outbox: dict[int, str] = {}
        self._connected = True
        self._closing = False
        self._told = asyncio.Event()
        self.gone: TabletopError | None = None
        """Why there is no way back, where the host said so."""
        self.host_ended = False
        """Whether the host was ended on purpose; whoever starts it again has everybody back."""
        self._listening = asyncio.get_running_loop().create_task(self._listen())

    @property
    def view(self) -> View:
        """The picture as it is now."""
        return self._view

    @property
    def connected(self) -> bool:
        """Whether the session can be reached."""
        return self._connected

    @property
    def outbox(self) -> int:
        """How much of what was asked for waits for the line to come back."""
        return 0 if self._connected else len(self._outbox)

    async def ready(self) -> View:
        """Wait for the first picture."""
        await self._told.wait()
        return self._view

    def subscribe(self, changed: Callable[[View], None]) -> Callable[[], None]:
        """Call ``changed`` after each change; returns the way to stop it."""
        number = next(self._numbers)
        self._watchers[number] = changed

        def stop() -> None:
            self._watchers.pop(number, None)

        return stop

    def listen(self, hear: Callable[[dict[str, Any]], None]) -> None:
        """Call ``hear`` with each message as it comes: for whoever prints instead of draws."""
        self._hearers.append(hear)

    async def close(self) -> None:
        """Leave."""
        self._closing = True
        if self._connected:
            # Whoever leaves, leaves, also where the session has nothing to say to it any more.
            with suppress(TabletopError):
                await self.ask({"do": "leave"})
        self._connected = False
        await self._transport.close()
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        self._give_up(ConnectionError("the client was closed"), everything=True)

    # -- The wire ----------------------------------------------------------------------------------

    async def ask(self, request: dict[str, Any], *, keep: bool = False) -> Any:
        """Ask for something and wait for the answer.

        Args:
            request: What is asked.
            keep: Whether it waits in the outbox while the host is out of reach.

        Raises:
            Refused: With the host's reason, or because it is too long.
            RecordError: If the host is out of reach.
        """
        ref = next(self._numbers)
        frame = encode({"ref": ref, **request})
        if len(frame) > LIMIT:  # The host would hang up, and once more with every try to send it.
            raise Refused("This is too long to be sent; shorten it.")
        answer = self._asked[ref] = asyncio.get_running_loop().create_future()
        waits = keep and self._reconnect is not None
        if waits:
            self._outbox[ref] = frame
        try:
            await self._hand_over(frame, waits=waits)
            return await answer
        except ConnectionError:
            raise RecordError("The session cannot be reached.") from None
        finally:
            self._asked.pop(ref, None)
            self._outbox.pop(ref, None)

    async def _hand_over(self, frame: str, *, waits: bool) -> None:
        """Send a frame now; one that may wait is sent once the line is back."""
        if waits and not self._connected:
            self._notify()
            return
        with suppress(*([ConnectionError] if waits else [])):
            await self._transport.send(frame)

    async def _listen(self) -> None:
        while True:
            try:
                frame = json.loads(await self._transport.receive())
            except ConnectionError as error:
                self._lost(error)
                if not await self._back():
                    return
                continue
            try:
                self._hear(frame) if isinstance(frame, dict) else self._take(frame)
            except (KeyError, TypeError, ValueError, TabletopError):
                self.gone = RecordError("What the host sends cannot be understood.")
                self._reconnect = None
                self._lost(ConnectionError())
                return

    async def _back(self) -> bool:
        """Try until the host answers, then ask again for what waits."""
        wait = FIRST_WAIT
        while self._reconnect is not None and not self._closing:
            await self._sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)
            try:
                self._transport = await self._reconnect()
                for frame in tuple(self._outbox.values()):
                    await self._transport.send(frame)
            except ConnectionError:
                continue
            except TabletopError as refused:
                self.gone, self._reconnect = refused, None
                self._give_up(ConnectionError(str(refused)), everything=True)
                self._notify()
                return False
            self._connected, self.host_ended = True, False
            self._notify()
            return True
        return False

    def _hear(self, frame: dict[str, Any]) -> None:
        answer = self._asked.get(frame["ref"])
        if answer is None or answer.done():
            return
        if "refused" in frame:
            answer.set_exception(Refused(phrase_from(frame["refused"])))
        else:
            answer.set_result(frame["ok"])

    def _take(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            self._view = self._fold(self._view, message)
            for hear in self._hearers:
                hear(message)
        self._told.set()
        self._notify()

    def _notify(self) -> None:
        for changed in tuple(self._watchers.values()):
            changed(self._view)

    def _lost(self, error: Exception) -> None:
        self._connected = False
        self.host_ended = isinstance(error, HostEnded)
        self._give_up(error, everything=self._reconnect is None)
        self._told.set()
        self._notify()

    def _give_up(self, error: Exception, *, everything: bool) -> None:
        for ref, answer in self._asked.items():
            if not answer.done() and (everything or ref not in self._outbox):
                answer.set_exception(error)


class SeatClient(Client[SeatView]):
    """A desk's client; implements :class:`exercise.session.api.Client` over any transport."""

    def __init__(
        self,
        transport: Transport,
        *,
        reconnect: Reconnect | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._boxed: dict[str, str] = {}
        """Anonymous answers that this seat has given."""
        self._giving: set[asyncio.Task[None]] = set()
        super().__init__(transport, SeatView(), fold, reconnect=reconnect, sleep=sleep)

    async def submit(self, command: Command, *, request: str | None = None) -> str:
        """Ask for something; returns the alias of what came of it, once it is on record.

        Args:
            command: What is asked.
            request: This client's own id for it; the same one again does nothing twice.
        """
        name = request or uuid4().hex
        asked = {"do": "submit", "request": name, **command_to(command)}
        made: str = await self.ask(asked, keep=True)
        if isinstance(command, AnswerQuestion) and self._is_secret(command.question):
            self._boxed[command.question] = command.answer
        return made

    def _is_secret(self, question: str) -> bool:
        return any(one.id == question and one.anonymous for one in self._view.questions)

    def _take(self, messages: list[dict[str, Any]]) -> None:
        super()._take(messages)
        if any(message["kind"] == "welcome" for message in messages):
            self._again()

    def _again(self) -> None:
        """Give anonymous answers once more that the host has lost: they were in its memory only."""
        missing = {one.id for one in self._view.questions if one.waits}
        for question, answer in self._boxed.items():
            if question in missing:
                again = asyncio.get_running_loop().create_task(
                    self._quietly(AnswerQuestion(question, answer))
                )
                self._giving.add(again)
                again.add_done_callback(self._giving.discard)

    async def _quietly(self, command: Command) -> None:
        with suppress(TabletopError):
            await self.submit(command)

    async def share_draft(self, draft: DraftView | None) -> None:
        """Show the others at this desk what is being written; None when it is not any more."""
        shown = {} if draft is None else asdict(draft)
        shown.pop("id", None)
        await self.ask({"do": "draft", **shown})

    async def contacts(self) -> tuple[Contact, ...]:
        """Every other agency and how it can be reached, nearest first."""
        return tuple(contact_from(one) for one in await self.ask({"do": "contacts"}))

    async def route(self, query: RouteQuery) -> RoutePreview:
        """The way a message would take and the seconds it is expected to need."""
        asked = {"do": "route", "to": query.to, "via": query.via, "facts": query.facts}
        return preview_from(await self.ask(asked))

    async def skip_to_next(self) -> None:
        """In solo play: jump to just before something next reaches this desk."""
        await self.ask({"do": "skip"})
