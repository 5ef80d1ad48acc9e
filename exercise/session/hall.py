"""The clients of a session, and telling them what they may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise.session.connection import Connection
from exercise.views.desk import Addressed, Message
from exercise.views.projector import Projector

__all__ = ["Hall"]


class Hall:
    """Every connection there is now."""

    def __init__(self) -> None:
        self._connections: list[Connection] = []
        self.trouble = ""

    def has(self, seat: str) -> bool:
        """Whether somebody is connected at a seat."""
        return any(one.seat == seat for one in self._connections)

    def enter(self, connection: Connection, everything: Sequence[Message]) -> None:
        """From now on a client is told what its seat may see; first everything until now."""
        self._connections.append(connection)
        connection.tell([*everything, self._trouble()])

    def leave(self, connection: Connection) -> None:
        """A client is told nothing any more."""
        if connection in self._connections:
            self._connections.remove(connection)

    def tell(self, told: Iterable[Addressed]) -> None:
        """Tell each client its share, in one frame."""
        shares = list(told)
        for connection in tuple(self._connections):
            connection.tell(
                [one.message for one in shares if one.reaches(connection.agency, connection.seat)]
            )

    def tell_all(self, message: Message) -> None:
        """Tell everybody the same."""
        for connection in tuple(self._connections):
            connection.tell([message])

    def tell_seat(self, seat: str, message: Message) -> None:
        """Tell one seat."""
        for connection in tuple(self._connections):
            if connection.seat == seat:
                connection.tell([message])

    def begin_anew(self, projector: Projector, *, solo: bool, at: int) -> None:
        """Tell everybody everything again: what they were told may not have happened."""
        for one in tuple(self._connections):
            known = projector.everything(one.agency, one.seat, solo=solo, at=at)
            one.tell([*known, self._trouble()])

    def set_trouble(self, trouble: str) -> None:
        """Tell everybody what the session cannot do at present; nothing when it can again."""
        if trouble != self.trouble:
            self.trouble = trouble
            self.tell_all(self._trouble())

    def _trouble(self) -> Message:
        return {"kind": "trouble", "text": self.trouble}
