"""Line mode for programs: one JSON object a line, both ways.

Out come the messages that the seat may see, as they are, and one answer to each request:
``{"ref", "ok"}`` or ``{"ref", "refused": {"message", "text"}}``. In go requests, as over the wire,
or the words of line mode; what those say comes with the answer, as ``said``. ``{"kind": "line",
"up": …}`` says that the line to the host is gone, or back; with ``"ended": true`` the host was
ended on purpose.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from exercise.cli.plain.hand import Hand
from exercise.cli.plain.lines import Typed
from exercise.cli.plain.table import obey
from exercise.errors import RequestError, TabletopError
from exercise.session.client import Client
from exercise.session.wire import encode
from exercise.views.wording import safe

__all__ = ["speak"]

_KEPT = ("submit", "note")
"""Requests that wait in the outbox while the host cannot be reached."""
_EXAMPLE = '{"ref": 1, "command": "RequestInformation", "fields": {"text": "…"}}'
_TRAVELLING = ("SendMessage", "RelayItem", "LogDecision")
"""Commands that wait while the exercise clock stands still."""
_LOOK = 0.2
"""Wall seconds between two looks whether what is still asked has to wait."""


async def speak(
    client: Client[Any], role: str, language: str, typed: Typed, write: Callable[[str], None]
) -> None:
    """Take part until the input ends; what was asked is answered first, if it can be."""
    speech = _Speech(client, role, language, write)
    client.listen(lambda message: write(encode(message)))
    up = client.connected

    def look(_: Any) -> None:
        nonlocal up
        if up != client.connected:
            up = client.connected
            ended = {"ended": True} if client.host_ended else {}
            write(encode({"kind": "line", "up": up, **ended}))

    stop = client.subscribe(look)
    async for line in typed:
        if line.strip():
            await speech.take(line.strip())
        if speech.hand.leaving:
            break
    await speech.settled()
    stop()


class _Speech:
    """What is asked for and answered on one connection."""

    def __init__(
        self, client: Client[Any], role: str, language: str, write: Callable[[str], None]
    ) -> None:
        self._client = client
        self._write = write
        self._said: list[str] | None = None
        self._asked: dict[asyncio.Task[None], Any] = {}
        """What is not answered yet, with the reference of each."""
        self.hand = Hand(client, role, language, self._say)

    def _say(self, line: str) -> None:
        """A line of line mode: part of the answer that is being made, or on its own."""
        if self._said is None:
            self._write(encode({"said": [line]}))
        else:
            self._said.append(line)

    async def take(self, line: str) -> None:
        """Begin with what a line asks for; answers come as they are there."""
        if not line.startswith("{"):
            return await self._obey(line)
        try:
            request = _request(line)
        except RequestError as wrong:
            return self._refuse(None, wrong)
        ref = request.pop("ref", None)
        if request["do"] == "leave":
            self.hand.leaving = True
            return None
        asked = asyncio.create_task(self._ask(ref, request))
        self._asked[asked] = request, ref
        asked.add_done_callback(self._asked.pop)
        await asyncio.sleep(0)  # It is on its way before the next line is read.
        return None

    async def _obey(self, line: str) -> None:
        said: list[str] = []
        self._said = said
        try:
            await obey(self.hand, line)
        except TabletopError as refused:
            self._refuse(None, refused)
        else:
            self._write(encode({"ref": None, "ok": None, "said": said}))
        finally:
            self._said = None

    async def _ask(self, ref: Any, request: dict[str, Any]) -> None:
        try:
            answer = await self._client.ask(request, keep=request["do"] in _KEPT)
        except TabletopError as refused:
            self._refuse(ref, refused)
        else:
            self._write(encode({"ref": ref, "ok": answer}))

    def _refuse(self, ref: Any, error: TabletopError) -> None:
        text = safe(error.phrase).into(self.hand.language)
        refused = {"message": error.phrase.message, "text": text}
        self._write(encode({"ref": ref, "refused": refused}))

    async def settled(self) -> None:
        """Wait for the answers that can come; the others are told that they were left behind."""
        while self._asked and not all(self._waits(request) for request, _ in self._asked.values()):
            await asyncio.wait(self._asked, timeout=_LOOK)
        for task, (_, ref) in tuple(self._asked.items()):
            task.cancel()
            self._refuse(ref, RequestError("You left before this was done."))

    def _waits(self, request: dict[str, Any]) -> bool:
        """Whether the answer to a request may be long in coming."""
        stands = not self._client.view.clock.running
        return not self._client.connected or (stands and request.get("command") in _TRAVELLING)


def _request(line: str) -> dict[str, Any]:
    """A request as it was written; a command without more is one to be submitted.

    Raises:
        RequestError: If it is none.
    """
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    if not isinstance(request, dict) or not isinstance(request.setdefault("do", "submit"), str):
        raise RequestError("This is no request; write {example}", example=_EXAMPLE)
    if request["do"] in _KEPT:
        request.setdefault("request", uuid4().hex)
    if request["do"] == "submit":
        request.setdefault("fields", {})
    return request
