"""The session's end of one client: frames go out, requests come in and are answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from agencies.language import phrase
from exercise.errors import Refused, TabletopError
from exercise.events import Event
from exercise.session.wire import decode, encode, phrase_to
from exercise.views.desk import Addressed, Message

if TYPE_CHECKING:
    from exercise.session.session import Session

__all__ = ["Member"]


class Member:
    """Base of whoever is connected: a desk's seat, staff, an observer.

    Args:
        session: The session.
        seat: Its name: one of a kind among those connected.
        put: Takes a frame to the client without waiting; False if it cannot keep up.
    """

    def __init__(self, session: Session, seat: str, put: Callable[[str], bool]) -> None:
        self.seat = seat
        self.session = session
        self._put = put

    def everything(self) -> list[Message]:
        """What it is told that joins or comes back now."""
        raise NotImplementedError

    def share(self, told: Sequence[Addressed], events: Sequence[Event]) -> list[Message]:
        """Its share of what has just got on record."""
        raise NotImplementedError

    async def do(self, request: dict[str, Any]) -> Any:
        """What it asks for.

        Raises:
            TabletopError: If that cannot be done.
        """
        raise Refused(phrase("The session did not understand '{what}'.", what=request.get("do")))

    async def leave(self) -> None:
        """Go for good."""
        self.drop()

    def tell(self, messages: Sequence[Message]) -> None:
        """Send something; a client that cannot keep up is let go."""
        if messages:
            self.send(encode(messages))

    def send(self, frame: str) -> None:
        """Send a frame that may be made for several."""
        if not self._put(frame):
            self.drop()

    def drop(self) -> None:
        """The client has gone; its place stays its own."""
        self.session.attendance.detach(self)

    async def receive(self, text: str) -> None:
        """Do what a client asks for, and answer."""
        ref: Any = None
        try:
            request = decode(text)
            ref = request.get("ref")
            answer: dict[str, Any] = {"ok": None}
            if request.get("do") == "leave":
                await self.leave()
            else:
                answer["ok"] = await self.do(request)
        except TabletopError as refused:
            answer = {"refused": phrase_to(refused.phrase)}
        self.send(encode({"ref": ref if isinstance(ref, int) else None, **answer}))
