"""The reception of a session: it knows the codes, gives out seats, and carries a client's requests.

Each table that a host serves has one of its own; the listener (:mod:`exercise.session.server`)
takes a client to the table that its code is for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from websockets.asyncio.server import ServerConnection

from exercise.errors import Refused
from exercise.session.door import COMMANDS, Door, Place
from exercise.session.keeping import MOST
from exercise.session.member import Member
from exercise.session.outgoing import Outgoing, Turns
from exercise.session.post import Onlooker, Post
from exercise.session.session import Session
from exercise.session.wire import encode

__all__ = ["Reception", "text_of"]

Carry = Callable[[], Awaitable[None]]

PER_SECOND, AT_ONCE = 20.0, 60.0
"""Requests of one client: how many a second in the long run, and how many in one go."""
OPEN_REQUESTS = 64
"""Requests of one client that may wait for their answers."""


class Reception:
    """Lets clients into one session.

    Args:
        session: The session.
        door: Knows the codes.
        clock: Seconds of a steady clock.
    """

    def __init__(
        self, session: Session, door: Door, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._session = session
        self.door = door
        """What knows the codes."""
        self._clock = clock
        self._turns = Turns()
        self._promised: set[str] = set()
        self._wires: dict[str, tuple[Place, ServerConnection]] = {}
        session.codes = self

    def all(self) -> dict[str, str]:
        """Every code, by what it opens."""
        return self.door.codes

    def revoke(self, place: str, *, by: str) -> str:
        """Have a code replaced, and let those go who came by it; returns the new one.

        Whoever had the code may be the one whom it is revoked for, so they have to come in anew;
        only the seat that asked for it stays.
        """
        code = self.door.revoke(place)
        for seat, (opened, wire) in tuple(self._wires.items()):
            if opened.name == place and seat != by:
                wire.transport.abort()
        return code

    def reserve(self, place: Place) -> tuple[str, str]:
        """Keep a free seat for somebody whose client comes in a moment; the seat and its ticket."""
        seat = self._seat_for(place, {})
        self._promised.add(seat)
        return seat, self.door.ticket(seat)

    def release(self, seat: str) -> None:
        """Keep a seat no more."""
        self._promised.discard(seat)

    def let_rest(self, seat: str) -> None:
        """Whoever sits at a seat next may be another: anonymous answers given there stay as is."""
        self._session.ballots.box.detach(seat)

    def open(self, hello: dict[str, Any], peer: str) -> Place:
        """What a client's code opens, if that is what it came for; nothing is taken yet.

        Raises:
            Refused: If its code opens nothing, or something else than it came for.
        """
        place = self.door.open(str(hello.get("code", "")), peer)
        if hello.get("role", place.role) != place.role:
            raise Refused("This code is for 'tabletop {command}'.", command=COMMANDS[place.role])
        return place

    async def welcome(self, wire: ServerConnection, place: Place, hello: dict[str, Any]) -> Carry:
        """Let a client in.

        Returns:
            What carries its frames until it has gone.

        Raises:
            Refused: If it cannot be let in.
        """
        outgoing = Outgoing(wire, self._turns)
        seat = self._seat_for(place, hello)
        # Known from here on: a code may be revoked while the seat gets on record.
        self._wires[seat] = (place, wire)
        self._promised.add(seat)
        try:
            member = await self._member(place, seat, outgoing.put)
        except BaseException:
            self._cut(seat, wire)
            raise
        finally:
            self._promised.discard(seat)

        async def carry() -> None:
            writing = asyncio.create_task(outgoing.write(self._welcome(place, seat)))
            try:
                await self._read(wire, member)
            finally:
                self._cut(seat, wire)
                member.drop()
                writing.cancel()
                await asyncio.gather(writing, return_exceptions=True)

        return carry

    def _cut(self, seat: str, wire: ServerConnection) -> None:
        if self._wires.get(seat, (None, None))[1] is wire:
            del self._wires[seat]

    def _welcome(self, place: Place, seat: str) -> str:
        ticket = self.door.ticket(seat)
        said = {"role": place.role, "agency": place.agency, "seat": seat, "ticket": ticket}
        return encode({"welcome": said})

    async def _member(self, place: Place, seat: str, put: Callable[[str], bool]) -> Member:
        if place.agency is not None:
            return await self._session.attendance.join(place.agency, seat, put)
        member: Member = (
            Onlooker(self._session, seat, put)
            if place.role == "observe"
            else Post(self._session, place.role, seat, put)
        )
        await self._session.attendance.enter(member)
        return member

    def _seat_for(self, place: Place, hello: dict[str, Any]) -> str:
        """The seat that a client comes back to, or the first that is free."""
        kept = place.agency or place.role
        seat, ticket = hello.get("seat"), hello.get("ticket")
        if isinstance(seat, str) and isinstance(ticket, str) and seat.startswith(f"{kept}/"):
            if self.door.fits(seat, ticket):
                self._session.attendance.supersede(seat)
                return seat
            raise Refused("This seat is another's; join without it.")
        here = {*self._session.attendance.present, *self._promised}
        seats = self._session.attendance.seats_of(place.agency)
        for seat in self._lost(hello):
            if seat in seats and seat not in here:
                self.let_rest(seat)
                return seat
        taken = {*here, *seats}
        return next(name for n in range(1, 10_000) if (name := f"{kept}/{n}") not in taken)

    def _lost(self, hello: dict[str, Any]) -> Iterator[str]:
        """The seats that a client says it had before it was killed, where it has their tickets.

        It may be somebody else at the same computer. So nobody who is there is put out for it, and
        anonymous answers that were given at that seat are shown no more.
        """
        said = hello.get("lost")
        for each in said[:MOST] if isinstance(said, list) else ():
            match each:
                case [str(seat), str(ticket)] if self.door.fits(seat, ticket):
                    yield seat

    async def _read(self, wire: ServerConnection, member: Member) -> None:
        """Take requests no faster than the limit, and have each done without waiting for it."""
        doing: set[asyncio.Task[None]] = set()
        allowance, seen = AT_ONCE, self._clock()
        try:
            async for frame in wire:
                now = self._clock()
                allowance = min(AT_ONCE, allowance + (now - seen) * PER_SECOND) - 1
                seen = now
                if allowance < 0:
                    await asyncio.sleep(-allowance / PER_SECOND)
                if len(doing) >= OPEN_REQUESTS:
                    await asyncio.wait(doing, return_when=asyncio.FIRST_COMPLETED)
                task = asyncio.create_task(member.receive(text_of(frame)))
                doing.add(task)
                task.add_done_callback(doing.discard)
        finally:
            for task in tuple(doing):
                task.cancel()
            await asyncio.gather(*doing, return_exceptions=True)


def text_of(frame: str | bytes) -> str:
    """A frame as text, whatever its bytes are."""
    return frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
