"""Parallel tables by lines: what is written goes to the table that was chosen, or to all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from agencies.language import phrase
from exercise.cli.plain import showing
from exercise.cli.plain.command import folded
from exercise.cli.plain.hand import Hand
from exercise.cli.plain.lines import Paper, Typed
from exercise.cli.plain.parting import seat_of, ways_to_leave
from exercise.cli.plain.table import asks_to_leave, obey
from exercise.cli.plain.taking_part import begin
from exercise.errors import RequestError, TabletopError
from exercise.session.staff import StaffClient
from exercise.views.parting import ENDS_TABLES
from exercise.views.sidewords import outcome_word, side_title
from exercise.views.staffwords import waiting_requests
from exercise.views.tables import Results, colleagues_everywhere, side_by_side

__all__ = ["control_tables_plainly"]

_TABLES = ("tables", "mesas")
_TABLE = ("table", "mesa")
_ALL = ("all", "todas")
_RESULTS = ("results", "resultados")
_EMERGENCY = ("emergency", "emergencia")
_YES = ("yes", "si")


async def control_tables_plainly(
    clients: Mapping[int, StaffClient], language: str, *, hosting: bool = False
) -> bool:
    """Control several tables through standard input and output.

    Args:
        clients: Control's client at each table, by the table's number.
        language: The reader's.
        hosting: Whether the sessions end for everybody when they are left.

    Returns:
        Whether the host is to go on without it: somebody else of control directs at all tables.

    Raises:
        BrokenPipeError: If nobody reads what is written any more.
    """
    paper, typed = Paper(), Typed("quit" if hosting else "")
    room = _Room(clients, language, paper, hosting=hosting)

    def look(_: Any) -> None:
        if paper.torn:
            typed.end()

    stops = [client.subscribe(look) for client in clients.values()]
    try:
        await room.talk(typed)
    finally:
        for stop in stops:
            stop()
    if paper.torn:
        raise BrokenPipeError
    return room.goes_on


class _Room:
    """All tables, and which of them is written to."""

    def __init__(
        self, clients: Mapping[int, StaffClient], language: str, paper: Paper, *, hosting: bool
    ) -> None:
        self._clients = clients
        self._paper = paper
        self._language = language
        self._hands: dict[int, Hand[Any]] = {
            number: Hand(client, "control", language, self._writer(number))
            for number, client in clients.items()
        }
        self._hosting = hosting
        self._leaving = False
        self._warned = False
        """Whether the last line asked to leave, which 'yes' does."""
        self.goes_on = False
        """Whether the host goes on: somebody else of control directs at all tables."""
        self._chosen = tuple(clients)
        self._asked = self._chosen
        """The tables that the last line went to: 'yes' answers what they asked."""

    def _writer(self, number: int) -> Callable[[str], None]:
        """Each line says which table it is about."""
        return lambda line: self._paper.write(f"[{number}] {line}")

    async def talk(self, typed: Typed) -> None:
        """Do what is written, until the end or until somebody leaves."""
        for client in self._clients.values():
            await client.ready()
        stops = [begin(hand) for hand in self._hands.values()]
        told = phrase("Write 'table N', 'all', 'tables' or 'results'; the rest is for those.")
        self._paper.write(told.into(self._language))
        try:
            async for line in typed:
                if line.strip():
                    await self._take(line.strip())
                if self._leaving or any(hand.leaving for hand in self._hands.values()):
                    break
            for hand in self._hands.values():
                hand.leaving = True
        finally:
            for stop in stops:
                stop()

    async def _take(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        warned, self._warned = self._warned, False
        match folded(word), rest.strip():
            case word, "" if warned and word in _YES:
                self._leaving = True
            case word, "" if word in _TABLES:
                self._rows()
            case word, "" if word in _RESULTS:
                await self._results()
            case word, "" if word in _ALL:
                self._choose(tuple(self._clients))
            case word, rest if word in _TABLE:
                self._choose(self._table(rest))
            case word, rest if word in _ALL:
                await self._obey(rest, tuple(self._clients))
            case word, "" if word in _YES:
                await self._obey(line, self._asked)
            case word, "" if word in _EMERGENCY:
                # One table's emergency is everybody's: asking once is enough.
                await self._obey(line, self._chosen[:1])
            case _ if self._hosting and (seat := self._asks_to_leave(line)) is not None:
                await self._leave(seat)
            case _:
                await self._obey(line, self._chosen)

    def _asks_to_leave(self, line: str) -> str | None:
        try:
            return asks_to_leave(line, self._language)
        except RequestError:  # The tables say so themselves.
            return None

    async def _leave(self, seat: str) -> None:
        """Leave all tables to somebody, or say what it means to leave."""
        colleagues = colleagues_everywhere(client.view for client in self._clients.values())
        if not seat:
            self._warned = True
            for told in ways_to_leave(ENDS_TABLES, colleagues):
                self._paper.write(told.into(self._language))
            return
        try:
            seat = seat_of(colleagues, seat)
        except RequestError as wrong:
            self._paper.write(wrong.into(self._language))
            return
        for number, hand in self._hands.items():
            try:
                if self._clients[number].view.directs != seat:
                    await hand.put(self._clients[number].hand_over(seat))
            except TabletopError as wrong:
                hand.refuse(wrong)
                return
        self._leaving = self.goes_on = True

    def _table(self, typed: str) -> tuple[int, ...]:
        number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        if number not in self._clients:
            names = ", ".join(map(str, self._clients))
            wrong = RequestError("There is no such table; there are: {names}", names=names)
            self._paper.write(wrong.into(self._language))
            return self._chosen
        return (number,)

    def _choose(self, numbers: tuple[int, ...]) -> None:
        self._chosen = self._asked = numbers
        names = ", ".join(map(str, numbers))
        told = phrase("What you write goes to table {names}.", names=names)
        self._paper.write(told.into(self._language))

    async def _obey(self, line: str, numbers: tuple[int, ...]) -> None:
        self._asked = numbers
        for number in numbers:
            hand = self._hands[number]
            try:
                await obey(hand, line)
            except TabletopError as wrong:
                hand.refuse(wrong)
            if hand.language != self._language:  # It is the reader's, not a table's.
                self._language = hand.language
        for hand in self._hands.values():
            hand.language = self._language

    def _rows(self) -> None:
        for number, hand in self._hands.items():
            view = self._clients[number].view
            due = view.next_due(view.clock.at)
            states = [part.state for part in view.parts]
            hand.tell(
                showing.clock(view.clock),
                phrase(
                    "People {people}, expected {n}, overdue {m}, requests {requests}, next inject "
                    "{inject}",
                    people=view.people,
                    n=states.count("open") + states.count("overdue"),
                    m=states.count("overdue"),
                    requests=waiting_requests(view),
                    inject="–" if due is None else due.id,
                ),
            )

    async def _results(self) -> None:
        found: list[Results | None] = []
        for number, client in self._clients.items():
            try:
                found.append(await client.results())
            except TabletopError as error:
                found.append(None)
                self._hands[number].refuse(error)
        view = next(iter(self._clients.values())).view
        agencies = {one.id: one.title for one in view.agencies}
        language = self._language
        for row in side_by_side(found):
            cells = [
                f"[{number}] {outcome_word(cell, language)}"
                for number, cell, result in zip(self._clients, row.cells, found, strict=True)
                if result is not None
            ]
            self._paper.write(f"{side_title(row.first, language, agencies)} – {' '.join(cells)}")
