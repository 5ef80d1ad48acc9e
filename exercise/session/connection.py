"""A desk's seat: it acts as its agency, and is told what that may see, under its own names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from agencies.language import phrase
from exercise.commands import Submission
from exercise.errors import Refused
from exercise.events import Event
from exercise.session.admission import translate
from exercise.session.member import Member
from exercise.session.wire import command_from, draft_from, request_name
from exercise.views.contacts import contacts_of, preview
from exercise.views.desk import Addressed, Message

if TYPE_CHECKING:
    from exercise.session.session import Session

__all__ = ["Connection"]


class Connection(Member):
    """One person at a desk.

    Args:
        session: The session.
        agency: The desk.
        seat: The place at it.
        put: Takes a frame to the client without waiting; False if it cannot keep up.
    """

    def __init__(
        self, session: Session, agency: str, seat: str, put: Callable[[str], bool]
    ) -> None:
        super().__init__(session, seat, put)
        self.agency = agency
        self.draft: Message = draft_from({}, seat)
        """What is being written here and not sent; it has no ``what`` where nothing is."""

    def everything(self) -> list[Message]:
        """A welcome, then all that this seat was ever told."""
        session = self.session
        told = session.projector.everything(
            self.agency, self.seat, solo=session.solo, at=session.now
        )
        return [*told, *session.ballots.box.of(self.seat), *session.hall.drafts_of(self)]

    def share(self, told: Sequence[Addressed], _: Sequence[Event]) -> list[Message]:
        """What is addressed to this seat."""
        return [one.message for one in told if one.reaches(self.agency, self.seat)]

    async def leave(self) -> None:
        """Get up."""
        await self.session.attendance.leave(self)

    async def do(self, request: dict[str, Any]) -> Any:
        """What a person at a desk can ask for."""
        match request.get("do"):
            case "submit":
                return await self._submit(request)
            case "contacts":
                return [asdict(one) for one in contacts_of(self.session.state, self.agency)]
            case "route":
                return self._route(request)
            case "draft":
                self.draft = draft_from(request, self.seat)
                return self.session.hall.share_draft(self)
            case "skip":
                return await self.session.skip(self.agency, self.seat)
            case _:
                return await super().do(request)

    async def _submit(self, request: dict[str, Any]) -> str:
        submission = Submission(
            translate(command_from(request), self.agency, self.session.projector.aliases),
            "player",
            self.agency,
            self.seat,
            request_name(request, self.seat),
        )
        if self.session.ballots.is_secret(submission.command):
            self.session.answer_secretly(submission)
            return ""
        event = await self.session.submit(submission)
        # Projecting the event has named it already; what is no message or decision has a name too.
        return self.session.projector.aliases.name(self.agency, event.id)

    def _route(self, request: dict[str, Any]) -> Any:
        to, via, facts = request.get("to"), request.get("via"), request.get("facts")
        if to not in self.session.agencies or not isinstance(facts, dict):
            raise Refused(phrase("There is no agency '{agency}' in this network.", agency=to))
        aliases = self.session.projector.aliases
        named = {aliases.find(self.agency, "fact", name): str(facts[name]) for name in facts}
        wanted = via if isinstance(via, str) else None
        return asdict(preview(self.session.state, self.agency, to, named, wanted))
