"""A client and its session in one process, connected as honestly as over a wire.

Every frame is text in both directions, so nothing is shared by accident, and the queue towards the
client has an end, as any has.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

from exercise.session.member import Member
from exercise.session.post import Post
from exercise.session.session import Session

__all__ = ["InProcess", "Transport"]

BOUND = 512
"""Frames that may wait for a client before it is let go."""


class Transport(Protocol):
    """Carries frames between one client and the session."""

    async def send(self, frame: str) -> None:
        """Hand a frame over.

        Raises:
            ConnectionError: If the session cannot be reached.
        """

    async def receive(self) -> str:
        """The next frame.

        Raises:
            ConnectionError: If there will be none.
        """

    async def close(self) -> None:
        """Let go."""


class InProcess:
    """The transport of a client that lives in the session's own process."""

    def __init__(self, *, bound: int = BOUND) -> None:
        self._frames: asyncio.Queue[str | None] = asyncio.Queue()
        self._bound = bound
        self._open = True
        self._member: Member | None = None
        self._requests: set[asyncio.Task[None]] = set()

    @classmethod
    async def join(
        cls, session: Session, agency: str, seat: str, *, bound: int = BOUND
    ) -> InProcess:
        """Take a seat.

        Raises:
            Refused: If it cannot be taken.
        """
        made = cls(bound=bound)
        made._member = await session.attendance.join(agency, seat, made._put)
        return made

    @classmethod
    async def attend(
        cls, session: Session, role: str, seat: str, *, bound: int = BOUND
    ) -> InProcess:
        """Take one of the staff's posts.

        Raises:
            Refused: If somebody is connected under that name.
        """
        made = cls(bound=bound)
        made._member = Post(session, role, seat, made._put)
        await session.attendance.enter(made._member)
        return made

    def _put(self, frame: str) -> bool:
        """Queue a frame for the client; one that does not keep up has reached its end."""
        if not self._open or self._frames.qsize() >= self._bound:
            self._end()
            return False
        self._frames.put_nowait(frame)
        return True

    def _end(self) -> None:
        if self._open:
            self._open = False
            self._frames.put_nowait(None)

    async def send(self, frame: str) -> None:
        """Hand a request to the session; what waits there holds up nothing behind it."""
        if not self._open or self._member is None:
            raise ConnectionError("the session has let this client go")
        request = asyncio.get_running_loop().create_task(self._member.receive(frame))
        self._requests.add(request)
        request.add_done_callback(self._requests.discard)

    async def receive(self) -> str:
        """The next frame from the session."""
        frame = await self._frames.get()
        if frame is None:
            self._frames.put_nowait(None)
            raise ConnectionError("the session has let this client go")
        return frame

    async def close(self) -> None:
        """Let go, without getting up."""
        if self._member is not None:
            self._member.drop()
        for request in tuple(self._requests):
            request.cancel()
        await asyncio.gather(*self._requests, return_exceptions=True)
        self._end()
