"""One seat's client: it holds a picture, folds what it is told into it, and asks for things."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any
from uuid import uuid4

from exercise.commands import Command
from exercise.errors import RecordError, Refused, TabletopError
from exercise.session.api import RouteQuery
from exercise.session.inprocess import Transport
from exercise.session.wire import (
    command_to,
    contact_from,
    encode,
    phrase_from,
    preview_from,
)
from exercise.views.fold import fold
from exercise.views.seat import Contact, RoutePreview, SeatView

__all__ = ["SeatClient"]


class SeatClient:
    """Implements :class:`exercise.session.api.Client` over any transport.

    Args:
        transport: Carries its frames; it is closed with the client.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._view = SeatView()
        self._watchers: dict[int, Callable[[SeatView], None]] = {}
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._connected = True
        self._told = asyncio.Event()
        self._listening = asyncio.get_running_loop().create_task(self._listen())

    @property
    def view(self) -> SeatView:
        """The picture as it is now."""
        return self._view

    @property
    def connected(self) -> bool:
        """Whether the session can be reached."""
        return self._connected

    async def ready(self) -> SeatView:
        """Wait for the first picture."""
        await self._told.wait()
        return self._view

    def subscribe(self, changed: Callable[[SeatView], None]) -> Callable[[], None]:
        """Call ``changed`` after each change; returns the way to stop it."""
        number = next(self._numbers)
        self._watchers[number] = changed

        def stop() -> None:
            self._watchers.pop(number, None)

        return stop

    async def submit(self, command: Command, *, request: str | None = None) -> str:
        """Ask for something; returns the alias of what came of it, once it is on record.

        Args:
            command: What is asked.
            request: This client's own id for it; the same one again does nothing twice.
        """
        name = request or uuid4().hex
        made: str = await self._ask({"do": "submit", "request": name, **command_to(command)})
        return made

    async def contacts(self) -> tuple[Contact, ...]:
        """Every other agency and how it can be reached, nearest first."""
        return tuple(contact_from(one) for one in await self._ask({"do": "contacts"}))

    async def route(self, query: RouteQuery) -> RoutePreview:
        """The way a message would take and the seconds it is expected to need."""
        asked = {"do": "route", "to": query.to, "via": query.via, "facts": query.facts}
        return preview_from(await self._ask(asked))

    async def skip_to_next(self) -> None:
        """In solo play: jump to just before something next reaches this desk."""
        await self._ask({"do": "skip"})

    async def close(self) -> None:
        """Leave."""
        if self._connected:
            # Whoever leaves, leaves, also where the session has nothing to say to it any more.
            with suppress(TabletopError):
                await self._ask({"do": "leave"})
        self._connected = False
        await self._transport.close()
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)

    # -- The wire ----------------------------------------------------------------------------------

    async def _ask(self, request: dict[str, Any]) -> Any:
        ref = next(self._numbers)
        answer = self._asked[ref] = asyncio.get_running_loop().create_future()
        try:
            await self._transport.send(encode({"ref": ref, **request}))
            return await answer
        except ConnectionError:
            raise RecordError("The session cannot be reached.") from None
        finally:
            self._asked.pop(ref, None)

    async def _listen(self) -> None:
        while True:
            try:
                frame = json.loads(await self._transport.receive())
            except ConnectionError as error:
                self._lost(error)
                return
            if isinstance(frame, list):
                self._fold(frame)
            else:
                self._hear(frame)

    def _hear(self, frame: dict[str, Any]) -> None:
        answer = self._asked.get(frame["ref"])
        if answer is None or answer.done():
            return
        if "refused" in frame:
            answer.set_exception(Refused(phrase_from(frame["refused"])))
        else:
            answer.set_result(frame["ok"])

    def _fold(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            self._view = fold(self._view, message)
        self._told.set()
        self._notify()

    def _notify(self) -> None:
        for changed in tuple(self._watchers.values()):
            changed(self._view)

    def _lost(self, error: Exception) -> None:
        self._connected = False
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(error)
        self._told.set()
        self._notify()
