"""Attendance: who comes to a session, who goes, and what is put on record of it.

Taking and leaving a seat are commands. Everything else here is presence, which is noted beside the
simulation: a line that drops, somebody who comes back, staff who take no seat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exercise.commands import LeaveSeat, Submission, TakeSeat
from exercise.errors import Refused
from exercise.events import Event, PresenceNoted
from exercise.session.connection import Connection
from exercise.session.hall import Hall
from exercise.session.ledger import Ledger
from exercise.session.member import Member

if TYPE_CHECKING:
    from exercise.session.session import Session

__all__ = ["Attendance"]


class Attendance:
    """Lets people in and out.

    Args:
        session: The session.
        ledger: Its engine and record.
        hall: Everybody who is connected.
    """

    def __init__(self, session: Session, ledger: Ledger, hall: Hall) -> None:
        self._session = session
        self._ledger = ledger
        self._hall = hall

    @property
    def present(self) -> Sequence[str]:
        """The seats that somebody is connected at, staff and observers included."""
        return self._hall.seats

    def seats_of(self, agency: str | None) -> Sequence[str]:
        """The seats at a desk that are taken, connected or not."""
        return self._ledger.engine.state.script.seats.get(agency or "", ())

    async def join(self, agency: str, seat: str, put: Callable[[str], bool]) -> Connection:
        """Sit down, or come back to a seat that is taken already, and be told everything.

        Raises:
            Refused: If the seat cannot be taken.
        """
        session = self._session
        if agency not in session.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        self._check_free(seat)
        if self._is_seated(agency, seat) or session.ended:
            await self._note(agency, seat, connected=True)
        else:
            await session.submit(Submission(TakeSeat(seat), "player", agency, seat))
        connection = Connection(session, agency, seat, put)
        self._hall.enter(connection)
        return connection

    async def enter(self, member: Member) -> None:
        """Let somebody in who takes no seat in the exercise: staff, observers.

        Raises:
            Refused: If somebody is connected under that name.
        """
        self._check_free(member.seat)
        self._hall.enter(member)
        await self._note(None, member.seat, connected=True)

    def supersede(self, seat: str) -> None:
        """Somebody comes back to a seat: whoever still seems to be there is a line that is dead."""
        old = self._hall.at(seat)
        if old is not None:
            self._hall.leave(old)

    async def leave(self, connection: Connection) -> None:
        """Get up. Who plays alone keeps the seat for another day."""
        session = self._session
        self._hall.leave(connection)
        self._hall.lay_down(connection)
        agency, seat = connection.agency, connection.seat
        if session.solo or session.ended or not self._is_seated(agency, seat):
            await self._note(agency, seat, connected=False)
        else:
            await session.submit(Submission(LeaveSeat(seat), "player", agency, seat))
            session.ballots.box.detach(seat)

    def detach(self, member: Member) -> None:
        """Let a client go that is out of reach; its seat stays taken."""
        if not self._hall.leave(member):
            return
        agency = None
        if isinstance(member, Connection):
            self._hall.lay_down(member)
            agency = member.agency
        if not self._session.closed and not self._hall.trouble:
            self._ledger.put([self._noted(agency, member.seat, connected=False)])

    def _check_free(self, seat: str) -> None:
        if self._hall.at(seat) is not None:
            raise Refused("The seat {seat} is taken.", seat=seat)

    def _is_seated(self, agency: str, seat: str) -> bool:
        return seat in self.seats_of(agency)

    async def _note(self, agency: str | None, seat: str, *, connected: bool) -> None:
        await self._ledger.put([self._noted(agency, seat, connected=connected)])

    def _noted(self, agency: str | None, seat: str, *, connected: bool) -> Event:
        return self._ledger.note("presence", PresenceNoted(seat, connected), agency, seat)
