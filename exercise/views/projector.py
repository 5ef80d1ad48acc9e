"""From the record to what each desk may see of it, event by event.

The projector folds the events into a state of its own and says, after each one, which desk is told
what. Nothing else reaches a client, so this is the place where a secret would have to leak:
injects that have not been delivered, expectations, what other desks know and causal ids never pass.

Kinds of message, each with the fields of the part of :class:`exercise.views.seat.SeatView` that it
makes or changes:

==============  =================================================================================
welcome         everything that does not change: agency directory, catalogues, documents
clock           pause, resume, speed, jump, phase, and each running second
move            a move began: title and briefing
item            something reached the inbox; who, how, how urgent, the subject; not what it says
opened          what an item says, once somebody at the desk opened it
relayed         a relay request was passed on
acknowledged    an item was acknowledged
sent            a message left this desk
progress        where a message of this desk is
decision        this desk logged a decision or recommendation
fact            this desk learned a fact, a better status of it, or what refutes it
level           a place's security level; announced to every desk
announcement    control told every seat something
question        a discussion question was put to this desk
answer          this seat answered it (to that seat alone)
tally           how many have answered it
closed          no more answers are taken
results         everybody is shown the answers, together
plan            a line of the improvement plan was put, agreed on or dropped
request, reply  a request for information of this desk, and control's answer
==============  =================================================================================

The session adds ``queued`` (how much of this seat's waits for the clock), ``trouble``, ``draft``
(what another seat of this desk is writing), and ``answer`` and ``tally`` of what lies in the box.
"""

from __future__ import annotations

from collections.abc import Iterable

from agencies.network import Network
from exercise.events import Event, QuestionAnswered
from exercise.setup import Setup
from exercise.state.state import State
from exercise.views.aliases import Aliases
from exercise.views.board import Board
from exercise.views.desk import ROOM, Addressed, Desks, Message, Teller
from exercise.views.directory import welcome, welcome_to_the_room
from exercise.views.inbox import Inbox
from exercise.views.outbox import Outbox
from exercise.views.room import Room

__all__ = ["Projector"]


class Projector:
    """What each desk has been told so far.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        alias_key: The session's key for opaque names.
        marking: The session's handling marking.
    """

    def __init__(self, setup: Setup, network: Network, alias_key: str, marking: str = "") -> None:
        self.setup = setup
        self.state = State(setup, network)
        self.aliases = Aliases(alias_key)
        self._marking = marking
        self._desks = Desks(self.state, self.aliases)
        self._room = Room(self._desks)
        self._told: dict[str, list[Addressed]] = {
            desk: [] for desk in (*self._desks.everybody, ROOM)
        }
        self._welcomes: dict[str, Message] = {}
        self._tellers: dict[type[object], list[Teller]] = {}
        for part in (self._room, Outbox(self._desks), Inbox(self._desks), Board(self._desks)):
            for kind, teller in part.tellers.items():
                self._tellers.setdefault(kind, []).append(teller)  # type: ignore[arg-type]

    def apply(self, event: Event) -> list[Addressed]:
        """Fold one event and say who is told what of it."""
        # What was answered anonymously is recorded beside the simulation, and shown like the rest.
        if event.origin == "recorded" and not isinstance(event.body, QuestionAnswered):
            return []
        self.state.apply(event)
        tellers = self._tellers.get(type(event.body), ())
        told = [one for teller in tellers for one in teller(event, event.body)]
        for one in told:
            self._told[one.agency].append(one)
        return told

    def apply_all(self, events: Iterable[Event]) -> None:
        """Fold events that nobody waits to hear of."""
        for event in events:
            self.apply(event)

    def clock(self, at: int) -> Message:
        """Where the exercise stands at second ``at``."""
        return self._room.clock(at)

    def everything(self, agency: str, seat: str, *, solo: bool, at: int) -> list[Message]:
        """All that a seat needs that joins or comes back now: a welcome, then what was told."""
        greeting = self._welcomes.get(agency)
        if greeting is None:
            greeting = welcome(self.setup, self.state, agency, marking=self._marking)
            self._welcomes[agency] = greeting
        greeting = {**greeting, "seat": seat, "solo": solo}
        told = [one.message for one in self._told[agency] if one.reaches(agency, seat)]
        return [greeting, *told, self.clock(at)]

    def public(self, seat: str, at: int) -> list[Message]:
        """All that an observer needs who joins or comes back now: what the whole room may see."""
        greeting = welcome_to_the_room(self.setup, seat, marking=self._marking)
        return [greeting, *(one.message for one in self._told[ROOM]), self.clock(at)]
