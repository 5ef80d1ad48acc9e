"""The clients of a session, and telling them what they may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise.events import Event
from exercise.session.connection import Connection
from exercise.session.member import Member
from exercise.session.wire import encode
from exercise.views.desk import Addressed, Message

__all__ = ["Hall"]


class Hall:
    """Everybody who is connected now."""

    def __init__(self) -> None:
        self._members: list[Member] = []
        self.trouble = ""

    def at(self, seat: str) -> Member | None:
        """Who is connected under that name."""
        return next((one for one in self._members if one.seat == seat), None)

    @property
    def seats(self) -> list[str]:
        """The names of everybody."""
        return [one.seat for one in self._members]

    def enter(self, member: Member) -> None:
        """From now on a client is told its share; first everything until now."""
        self._members.append(member)
        member.tell([*member.everything(), self._trouble()])

    def leave(self, member: Member) -> bool:
        """A client is told nothing any more; False where it had gone already."""
        if member not in self._members:
            return False
        self._members.remove(member)
        return True

    def tell(self, told: Iterable[Addressed], events: Sequence[Event]) -> None:
        """Tell each client its share, in one frame; who has the same share gets the same frame."""
        addressed = list(told)
        made: dict[tuple[int, ...], tuple[Sequence[Message], str]] = {}
        for member in tuple(self._members):
            share = member.share(addressed, events)
            if not share:
                continue
            same = tuple(map(id, share))
            if same not in made:
                made[same] = share, encode(share)  # The share is kept: else its ids may come again.
            member.send(made[same][1])

    def tell_all(self, message: Message) -> None:
        """Tell everybody the same."""
        frame = encode([message])
        for member in tuple(self._members):
            member.send(frame)

    def tell_seat(self, seat: str, message: Message) -> None:
        """Tell one seat."""
        for member in tuple(self._members):
            if member.seat == seat:
                member.tell([message])

    def colleagues(self, connection: Connection) -> list[Connection]:
        """The others who sit at the same desk."""
        return [
            one
            for one in self._members
            if isinstance(one, Connection)
            and one.agency == connection.agency
            and one is not connection
        ]

    def share_draft(self, writer: Connection) -> None:
        """Show the others at a desk what one of them is writing; it is put on no record."""
        for member in self.colleagues(writer):
            member.tell([writer.draft])

    def drafts_of(self, reader: Connection) -> list[Message]:
        """What the others at a desk are writing now."""
        return [one.draft for one in self.colleagues(reader) if one.draft["what"]]

    def lay_down(self, writer: Connection) -> None:
        """Who goes takes the draft along."""
        if writer.draft["what"]:
            writer.draft = {**writer.draft, "what": ""}
            self.share_draft(writer)

    def begin_anew(self) -> None:
        """Tell everybody everything again: what they were told may not have happened."""
        for member in tuple(self._members):
            member.tell([*member.everything(), self._trouble()])

    def set_trouble(self, trouble: str) -> None:
        """Tell everybody what the session cannot do at present; nothing when it can again."""
        if trouble != self.trouble:
            self.trouble = trouble
            self.tell_all(self._trouble())

    def _trouble(self) -> Message:
        return {"kind": "trouble", "text": self.trouble}
