"""The session's end of one client: what a seat asks for comes in, what it may see goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from agencies.language import phrase
from exercise.commands import Submission
from exercise.errors import Refused, TabletopError
from exercise.session.admission import translate
from exercise.session.wire import command_from, decode, encode, phrase_to
from exercise.views.contacts import contacts_of, preview
from exercise.views.desk import Message

if TYPE_CHECKING:
    from exercise.session.session import Session

__all__ = ["Connection"]


class Connection:
    """One seat's connection, whatever carries it.

    Args:
        session: The session.
        agency: The desk.
        seat: The place at it.
        put: Takes a frame to the client without waiting; False if it cannot keep up.
    """

    def __init__(
        self, session: Session, agency: str, seat: str, put: Callable[[str], bool]
    ) -> None:
        self.agency = agency
        self.seat = seat
        self._session = session
        self._put = put

    def tell(self, messages: Sequence[Message]) -> None:
        """Send what the seat is told; a client that cannot keep up is let go."""
        if messages and not self._put(encode(messages)):
            self._session.detach(self)

    def drop(self) -> None:
        """The client has gone; its seat stays taken."""
        self._session.detach(self)

    async def receive(self, text: str) -> None:
        """Do what a client asks for, and answer."""
        ref: Any = None
        try:
            request = decode(text)
            ref = request.get("ref")
            answer: dict[str, Any] = {"ok": await self._do(request)}
        except TabletopError as refused:
            answer = {"refused": phrase_to(refused.phrase)}
        if not self._put(encode({"ref": ref if isinstance(ref, int) else None, **answer})):
            self._session.detach(self)

    async def _do(self, request: dict[str, Any]) -> Any:
        match request.get("do"):
            case "submit":
                return await self._submit(request)
            case "contacts":
                return [asdict(one) for one in contacts_of(self._session.state, self.agency)]
            case "route":
                return self._route(request)
            case "skip":
                return await self._session.skip(self.agency, self.seat)
            case "leave":
                return await self._session.leave(self)
            case _:
                raise Refused("The session did not understand what was sent.")

    async def _submit(self, request: dict[str, Any]) -> str:
        aliases = self._session.projector.aliases
        name = request.get("request")
        submission = Submission(
            translate(command_from(request), self.agency, aliases),
            "player",
            self.agency,
            self.seat,
            f"{self.seat}:{name}" if isinstance(name, str) and len(name) <= 64 else None,
        )
        event = await self._session.submit(submission)
        # Projecting the event has named it already; what is no message or decision has a name too.
        return self._session.projector.aliases.name(self.agency, event.id)

    def _route(self, request: dict[str, Any]) -> Any:
        to, via, facts = request.get("to"), request.get("via"), request.get("facts")
        if to not in self._session.agencies or not isinstance(facts, dict):
            raise Refused(phrase("There is no agency '{agency}' in this network.", agency=to))
        aliases = self._session.projector.aliases
        named = {aliases.find(self.agency, "fact", name): str(facts[name]) for name in facts}
        wanted = via if isinstance(via, str) else None
        return asdict(preview(self._session.state, self.agency, to, named, wanted))
