"""The client of the staff: control, SimCell, data collector, evaluators."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from agencies.network import Network
from exercise.commands import Command
from exercise.events import Noted, SessionCreated, event_from
from exercise.session.client import Client, Reconnect
from exercise.session.inprocess import Transport
from exercise.session.opening import setup_of
from exercise.session.wire import command_to
from exercise.views.control import ControlView
from exercise.views.controlroom import ControlRoom
from exercise.views.tables import Results, outcomes_from

__all__ = ["StaffClient"]


class StaffClient(Client[ControlView]):
    """One post's client: it holds the record as far as the post may see it."""

    def __init__(
        self,
        transport: Transport,
        *,
        reconnect: Reconnect | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._post: dict[str, Any] = {}
        self._room: ControlRoom | None = None
        self._at = 0
        self._trouble = ""
        super().__init__(transport, ControlView(), _keep, reconnect=reconnect, sleep=sleep)

    async def submit(
        self, command: Command, *, agency: str | None = None, request: str | None = None
    ) -> str:
        """Ask for something; returns the causal id of what came of it, once it is on record.

        Args:
            command: What is asked.
            agency: The desk it is done for, where it is done for one.
            request: This client's own id for it; the same one again does nothing twice.
        """
        name = request or uuid4().hex
        asked = {"do": "submit", "request": name, "agency": agency, **command_to(command)}
        made: str = await self.ask(asked, keep=True)
        return made

    async def note(self, noted: Noted) -> str:
        """Write something down; nobody but this post sees it during the exercise."""
        asked = {"do": "note", "what": type(noted).__name__, "fields": asdict(noted)}
        made: str = await self.ask(asked, keep=True)
        return made

    async def codes(self) -> dict[str, str]:
        """Every join code, by what it opens; for control alone."""
        told: dict[str, str] = await self.ask({"do": "codes"})
        return told

    async def ways_in(self) -> dict[str, str]:
        """Where people come in: ``address``, and the command as ``ssh`` where there is that way."""
        told: dict[str, str] = await self.ask({"do": "ways-in"})
        return told

    async def revoke(self, place: str) -> str:
        """Have a join code replaced; those who came by it are let go. Returns the new one.

        Args:
            place: What it opens, as in :meth:`codes`.
        """
        code: str = await self.ask({"do": "revoke", "place": place})
        return code

    async def follows(self, act: str, inject: str | None) -> str:
        """Say what follows from an act that the script has not foreseen; for control alone.

        Args:
            act: The causal id of the decision or message.
            inject: The inject that follows; None where nothing does.
        """
        made: str = await self.ask({"do": "consequence", "act": act, "inject": inject})
        return made

    async def hand_over(self, seat: str) -> str:
        """Have another of control direct from now on, or oneself; for control alone.

        Args:
            seat: Who does, such as ``control/2``.
        """
        made: str = await self.ask({"do": "direct", "seat": seat})
        return made

    async def results(self) -> Results:
        """What came of each objective and expectation; for control alone, after ENDEX."""
        return outcomes_from(await self.ask({"do": "results"}))

    def _take(self, messages: list[dict[str, Any]]) -> None:
        for message in messages:
            self._fold_one(message)
        if self._room is not None:
            self._view = self._room.picture(self._at, self._trouble)
        super()._take(messages)

    def _fold_one(self, message: dict[str, Any]) -> None:
        match message["kind"]:
            case "post":
                self._post, self._room = message, None
            case "event":
                event = event_from(message["event"])
                if isinstance(event.body, SessionCreated):
                    setup = setup_of([event])
                    self._room = ControlRoom(
                        setup,
                        Network(setup.network),
                        role=self._post["role"],
                        seat=self._post["seat"],
                        marking=event.body.marking,
                    )
                if self._room is not None:
                    self._room.apply(event)
            case "clock":
                self._at = message["at"]
            case "present" if self._room is not None:
                self._room.people.be_present(message["seats"])
            case "tally" if self._room is not None:
                self._room.people.be_counted(message["id"], message["count"])
            case "trouble":
                self._trouble = message["text"]
            case _:
                pass


def _keep(view: ControlView, _: dict[str, Any]) -> ControlView:
    return view
