"""Any moment of a record as it was then, without folding it from the beginning each time.

A moment is a place in the record: what is so after the first so many events. The folds are those of
a live session. Copies of them are kept at intervals, and a moment is reached from the last copy
before it. A copy shares with the one before all that no event between the two has changed, and that
is nearly everything: most of what has happened is over. (docs/decisions/0022)
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from operator import attrgetter

from agencies.network import Network
from exercise.events import Event
from exercise.replay.bulk import in_bulk
from exercise.replay.desk import DeskPast
from exercise.replay.picture import Picture
from exercise.setup import Setup
from exercise.state.state import State
from exercise.views.contacts import contacts_of
from exercise.views.control import ControlView
from exercise.views.controlroom import ControlRoom
from exercise.views.desk import ROOM, Message
from exercise.views.directory import welcome, welcome_to_the_room
from exercise.views.projector import Projector
from exercise.views.seat import ClockView, Contact, SeatView

__all__ = ["BETWEEN", "Moments"]

BETWEEN = 3000
"""Events from one copy of the folds to the next: so many are folded in some 8 ms."""


class Moments:
    """The moments of one record.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record, in its order.
        marking: Handling marking of the session.
        alias_key: The session's key for opaque names.
        between: Events from one copy of the folds to the next.
    """

    def __init__(
        self,
        setup: Setup,
        network: Network,
        events: Sequence[Event],
        *,
        marking: str = "",
        alias_key: str = "",
        between: int = BETWEEN,
    ) -> None:
        self.setup = setup
        self.network = network
        self.events = events
        self.marking = marking
        self._alias_key = alias_key
        self._between = between
        # What is recorded beside the simulation may carry an earlier second than what precedes it.
        self._ats = list(map(attrgetter("at"), events))
        if self._ats != sorted(self._ats):
            self._ats = list(accumulate(self._ats, max))
        first = ControlRoom(setup, network, role="control", seat="control/1", marking=marking)
        self._copies = [first]
        self._room = first.copy()
        self._place = 0
        self._desks: dict[str, DeskPast] = {}
        self._told: dict[str, tuple[array[int], list[Message]]] = {}
        """What each desk was told, and after which places; once one is asked for."""

    def __len__(self) -> int:
        """How many events there are; moments go from 0, before all, to this."""
        return len(self.events)

    # -- Places and times --------------------------------------------------------------------------

    @property
    def begins(self) -> int:
        """Exercise second of the first event."""
        return self._ats[0] if self._ats else 0

    @property
    def ends(self) -> int:
        """Exercise second of the last event."""
        return self._ats[-1] if self._ats else 0

    def at(self, place: int) -> int:
        """The exercise second of a moment."""
        return self._ats[place - 1] if place > 0 else self.begins

    def place_at(self, at: int) -> int:
        """The last moment of an exercise second."""
        return bisect_right(self._ats, at)

    # -- The folds ---------------------------------------------------------------------------------

    def room(self, place: int) -> ControlRoom:
        """The staff's fold of the first ``place`` events; it is good until another is asked for."""
        place = min(max(place, 0), len(self.events))
        number = place // self._between
        if number != self._place // self._between or place < self._place:
            while len(self._copies) <= number:
                self.prepare()
            self._room = self._copies[number].copy()
            self._place = number * self._between
        for event in self.events[self._place : place]:
            self._room.apply(event)
        self._place = place
        return self._room

    def prepare(self) -> bool:
        """Fold on to one more copy, in some 8 ms; whether there are more to be made.

        Nobody has to wait for it: what is asked for is made ready then, if it is not yet.
        """
        begins = (len(self._copies) - 1) * self._between
        ends = begins + self._between
        if ends > len(self.events):
            return False
        room = self._copies[-1].copy()
        for event in self.events[begins:ends]:
            room.apply(event)
        self._copies.append(room)
        return True

    def state(self, place: int) -> State:
        """The state after the first ``place`` events; good until another moment is asked for."""
        return self.room(place).state

    def control(self, place: int, at: int | None = None) -> ControlView:
        """What control saw after the first ``place`` events, at exercise second ``at``."""
        room = self.room(place)
        return room.picture(self.at(place) if at is None else at)

    def picture(self, place: int, at: int | None = None) -> Picture:
        """The same, each part of it made when it is looked at."""
        now = self.at(place) if at is None else at
        return Picture(lambda name: self.room(place).makers(now)[name]())

    def clock(self, place: int, at: int | None = None) -> ClockView:
        """Where the exercise stood."""
        return self.room(place).clock(self.at(place) if at is None else at)

    def seat(self, agency: str, place: int, at: int | None = None) -> SeatView:
        """What a desk saw after the first ``place`` events.

        Args:
            agency: The desk; empty for what the whole room saw.
            place: The moment.
            at: Exercise second, where it is later than the moment's last event.

        Raises:
            KeyError: If there is no such agency.
        """
        past = self._desks.get(agency)
        if past is None:
            with in_bulk():
                past = self._desks[agency] = self._project(agency)
        return replace(past.view(place), clock=self.clock(place, at))

    def contacts(self, agency: str, place: int) -> tuple[Contact, ...]:
        """Whom a desk could reach then, as far as it knew."""
        return contacts_of(self.state(place), agency)

    def _project(self, agency: str) -> DeskPast:
        if not self._told:
            self._told = {desk: (array("L"), []) for desk in (*self.network.agencies, ROOM)}
            projector = Projector(self.setup, self.network, self._alias_key, self.marking)
            for place, event in enumerate(self.events, 1):
                for one in projector.apply(event):
                    if one.seat is None:
                        places, told = self._told[one.agency]
                        places.append(place)
                        told.append(one.message)
        if agency == ROOM:
            greeting = welcome_to_the_room(self.setup, "", marking=self.marking)
        else:
            state = self._copies[0].state
            greeting = welcome(self.setup, state, agency, marking=self.marking)
        return DeskPast(greeting, *self._told[agency])
