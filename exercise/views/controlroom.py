"""The staff's side of a record: events fold into one state, and that into a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from agencies.network import Network
from exercise.events import Event
from exercise.setup import Setup
from exercise.state.folds import together
from exercise.state.items import Sending
from exercise.state.questions import HOT_WASH
from exercise.state.state import State
from exercise.views.catalogues import catalogues
from exercise.views.control import (
    ContactRow,
    ControlView,
    InjectRow,
    MoveRow,
    OutageRow,
    PartRow,
    QuestionRow,
    SeatRow,
)
from exercise.views.desk import texts
from exercise.views.expected import parts, parts_in, tasks
from exercise.views.msel import injects, row_of
from exercise.views.overdue import Overdue
from exercise.views.pending import Pending
from exercise.views.people import People
from exercise.views.plan import plan_rows
from exercise.views.runninglog import RunningLog
from exercise.views.seat import ClockView
from exercise.views.spoken import claimed, to_code
from exercise.views.unforeseen import Script

__all__ = ["ControlRoom"]


class ControlRoom:
    """Folds the record as staff are sent it.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        role: The post: control, simcell, collector or evaluate.
        seat: Its name.
        marking: Handling marking of the session.
    """

    def __init__(
        self, setup: Setup, network: Network, *, role: str, seat: str, marking: str = ""
    ) -> None:
        self.state = State(setup, network)
        self._setup = setup
        self._role = role
        self._seat = seat
        self._marking = marking
        self._script = Script(setup.pack)
        self._planned: dict[str, InjectRow] = {}
        self.people, self._log = People(), RunningLog()
        self.pending, self._overdue = Pending(), Overdue(self.state.watch)
        self._fold_by_kind()

    def copy(self) -> ControlRoom:
        """The same, to be folded on apart from this, which must not be changed any more."""
        twin = copy(self)
        twin.part()
        return twin

    def part(self) -> None:
        """Go on apart from what this was copied from."""
        self.state, self.pending = self.state.copy(), self.pending.copy()
        self._overdue = self._overdue.copy(self.state.watch)
        self.people, self._log = self.people.copy(), self._log.copy()
        self._fold_by_kind()

    def _fold_by_kind(self) -> None:
        parts = (self._log, self.people, self.pending, self._overdue)
        self._folds = together([part.folds() for part in parts])

    def apply(self, event: Event) -> None:
        """Fold one event."""
        self.state.apply(event)
        for fold in self._folds.get(type(event.body), ()):
            fold(event, event.body)

    def inject(self, name: str) -> tuple[InjectRow, ...]:
        """The row of one inject; none where there is no such."""
        return row_of(self.state, self._setup, self._planned, name)

    def parts_in(self, expectation: str) -> tuple[PartRow, ...]:
        """The parts of one expectation that are judged."""
        return parts_in(self.state, expectation)

    def known(self, agency: str) -> tuple[tuple[str, str], ...]:
        """What a desk knows: facts and how sure of them."""
        held = self.state.traffic.known.get(agency, {})
        return tuple((one.fact, one.status) for one in held.values())

    # -- The picture -------------------------------------------------------------------------------

    def picture(self, at: int, trouble: str = "") -> ControlView:
        """Everything as it is at exercise second ``at``."""
        made = {name: make() for name, make in self.makers(at).items()}
        return ControlView(**made, trouble=trouble)

    def makers(self, at: int) -> dict[str, Callable[[], Any]]:
        """How each part of the picture is made, for whoever wants some of them only."""
        pack, state, people = self._setup.pack, self.state, self.people
        return {
            "role": lambda: self._role,
            "seat": lambda: self._seat,
            "session": lambda: pack.id,
            "title": lambda: texts(pack.title),
            "marking": lambda: self._marking,
            "language": lambda: self._setup.language,
            "clock": lambda: self.clock(at),
            "endex": lambda: pack.endex,
            "moves": lambda: tuple(self._moves()),
            "injects": lambda: tuple(injects(state, self._setup, self._planned)),
            "parts": lambda: tuple(parts(state)),
            "overdue": lambda: self._overdue.count,
            "seats": lambda: tuple(self._seats()),
            "known": lambda: {name: self.known(name) for name in self._setup.network.agencies},
            "present": lambda: tuple(people.present),
            "directs": lambda: people.directs,
            "outages": lambda: tuple(OutageRow(*one) for one in state.world.down.all),
            "requests": lambda: tuple(people.requests.values()),
            "contacts": lambda: tuple(
                ContactRow(one.id, one.sent_at, one.sender, one.body.to)
                for one in self.pending.under_way(state.traffic)
                if one.state == "seeking-contact"
            ),
            "unforeseen": lambda: tuple(
                self._script.unforeseen(state, self._by_people(), people.chosen)
            ),
            "to_code": lambda: tuple(to_code(self._by_people())),
            "simulated": lambda: tuple(claimed(state, self._setup, self._role)),
            "questions": lambda: tuple(self._questions()),
            "tasks": lambda: tuple(tasks(self._setup)),
            "notes": lambda: tuple(people.notes),
            "ratings": lambda: tuple(people.ratings.values()),
            "plan": lambda: tuple(plan_rows(state.plan)),
            "announcements": lambda: tuple(people.announced),
            "feed": self._log.rows,
            **catalogues(self._setup),
        }

    def clock(self, at: int) -> ClockView:
        """Where the exercise stands at second ``at``; from STARTEX on time goes forward."""
        clock = self.state.clock
        at = at if clock.phase == "warm-up" else max(at, clock.at)
        return ClockView(
            at,
            clock.running,
            clock.speed,
            clock.reason,
            clock.phase,
            clock.story(at).isoformat(),
        )

    def _moves(self) -> Iterator[MoveRow]:
        pack, clock = self._setup.pack, self.state.clock
        order = [move.id for move in pack.moves]
        now = order.index(clock.move) if clock.move in order else -1
        for place, move in enumerate(pack.moves):
            state = "to-come" if place > now else "now" if place == now else "over"
            if clock.phase == "ended":
                state = "over"
            title = texts(move.title) or {"": move.id}
            yield MoveRow(move.id, title, pack.move_begins(move.id), move.room_minutes, state)

    def _by_people(self) -> list[Sending]:
        return self.pending.by_people(self.state.traffic)

    def _seats(self) -> Iterator[SeatRow]:
        lying = self.pending.unread(self.state.traffic)
        for agency in self._setup.network.agencies.values():
            unread = {item.id: item.delivered_at for item in lying.get(agency.id, ())}
            seats = tuple(self.state.script.seats.get(agency.id, ()))
            last = self.people.last.get(agency.id)
            yield SeatRow(
                agency.id,
                texts(agency.title),
                seats,
                tuple(seat for seat in seats if self.people.is_there(seat)),
                len(unread),
                min(unread.values(), default=None),
                None if last is None else last.at,
                "" if last is None else last.kind,
                agency.id in self._setup.pack.play,
                tuple(unread),
                tuple(unread.values()),
            )

    def _questions(self) -> Iterator[QuestionRow]:
        """Those of the pack, then polls, then, after ENDEX, the hot wash."""
        pack, asked = self._setup.pack, self.state.questions
        hot_wash = [name for name in HOT_WASH if name in asked.opened]
        for name in (*pack.questions, *asked.polls, *hot_wash):
            question = asked.find(name)
            assert question is not None  # It is one of them.
            yield QuestionRow(
                name,
                texts(question.ask),
                asked.opened.get(name),
                tuple(self.people.answers.get(name, {}).values()),
                tuple(texts(option) for option in question.options),
                question.of,
                next((one.id for one in pack.moves if name in one.questions), ""),
                question.anonymous,
                question.kind,
                self.people.boxed.get(name, 0),
                name in asked.closed,
                name in asked.revealed,
            )
