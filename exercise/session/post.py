"""The posts of an exercise's staff: they see the record itself, and each may do its own part of it.

Staff are sent the events as they get on record and fold them on their side, so every post has the
same state that scores and replay have. What one of them writes down stays that one's own, so that
evaluators are blind to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exercise.commands import Submission
from exercise.errors import Refused
from exercise.events import (
    CodeRevoked,
    ConsequenceChosen,
    DirectionGiven,
    Event,
    Noted,
    RatingAnswered,
    SessionCreated,
    event_to,
)
from exercise.session.member import Member
from exercise.session.results import results_of, told
from exercise.session.wire import command_from, observation_from, request_name
from exercise.views.desk import Addressed, Message

if TYPE_CHECKING:
    from exercise.session.session import Codes, Session

__all__ = ["ROLES", "Onlooker", "Post"]

ROLES = {
    "control": "control",
    "simcell": "simcell",
    "collector": "collector",
    "evaluate": "evaluator",
}
"""The actor that the events of each post name."""


class Post(Member):
    """One of the staff.

    Args:
        session: The session.
        role: control, simcell, collector or evaluate.
        seat: Its name, such as ``control/1``.
        put: Takes a frame to the client without waiting; False if it cannot keep up.
    """

    def __init__(self, session: Session, role: str, seat: str, put: Callable[[str], bool]) -> None:
        super().__init__(session, seat, put)
        self.role = role

    def everything(self) -> list[Message]:
        """The record until now, and who is there."""
        return [
            {"kind": "post", "role": self.role, "seat": self.seat},
            *self._shown(self.session.events),
            self.session.projector.clock(self.session.now),
            {"kind": "present", "seats": list(self.session.attendance.present)},
            *self.session.ballots.box.tallies(),
        ]

    def share(self, _: Sequence[Addressed], events: Sequence[Event]) -> list[Message]:
        """The events, but for what others keep to themselves."""
        return self._shown(events)

    def _shown(self, events: Sequence[Event]) -> list[Message]:
        return [
            {"kind": "event", "event": event_to(_without_key(event))}
            for event in events
            if event.seat == self.seat or not isinstance(event.body, Noted)
        ]

    async def do(self, request: dict[str, Any]) -> Any:
        """What staff can ask for."""
        match request.get("do"):
            case "submit":
                return (await self.session.submit(self._submission(request))).id
            case "note":
                noted = observation_from(request)
                if isinstance(noted, RatingAnswered):
                    self._check_rating(noted)
                return (await self.session.note(self, noted, by=ROLES[self.role])).id
            case "codes":
                return self._codes().all()
            case "ways-in":
                self._only_control()
                return self.session.ways_in
            case "revoke":
                return await self._revoke(request.get("place"))
            case "consequence":
                return await self._choose(request.get("act"), request.get("inject"))
            case "direct":
                return await self._direct(request.get("seat"))
            case "results":
                self._only_control()
                return told(results_of(self.session))
            case _:
                return await super().do(request)

    async def _choose(self, act: Any, inject: Any) -> str:
        """Put on record what follows from an act that the script has not foreseen."""
        self._only_control()
        state = self.session.state
        decided = any(made.id == act for made in state.script.decisions)
        if not decided and act not in state.traffic.sendings:
            raise Refused("There is no such decision or message.")
        scripted = isinstance(inject, str) and state.setup.pack.inject(inject) is not None
        if inject is not None and not scripted and inject not in state.script.added:
            raise Refused("There is no inject '{inject}'.", inject=str(inject)[:80])
        chosen = ConsequenceChosen(act, inject)
        return (await self.session.note(self, chosen, by=ROLES[self.role])).id

    async def _direct(self, seat: Any) -> str:
        """Put on record who of control directs from now on: nobody is locked out by that."""
        self._only_control()
        controls = [one for one in self.session.attendance.present if one.startswith("control/")]
        if seat not in controls:
            raise Refused("Nobody of control is connected as '{seat}'.", seat=str(seat)[:80])
        given = DirectionGiven(seat)
        return (await self.session.note(self, given, by=ROLES[self.role])).id

    def _only_control(self) -> None:
        if self.role != "control":
            raise Refused("This is for control to do.")

    def _codes(self) -> Codes:
        self._only_control()
        if self.session.codes is None:
            raise Refused("Nobody can join this session from elsewhere.")
        return self.session.codes

    async def _revoke(self, place: Any) -> str:
        """Put on record that a code is revoked, and then have it so: a restart keeps to it."""
        codes = self._codes()
        if not isinstance(place, str) or place not in codes.all():
            raise Refused("There is no code for '{place}'.", place=str(place)[:80])
        await self.session.note(self, CodeRevoked(place), by=ROLES[self.role])
        return codes.revoke(place, by=self.seat)

    def _check_rating(self, rating: RatingAnswered) -> None:
        """An evaluator rates one thing that the pack has, and replaces nobody else's rating."""
        if self.role != "evaluate":
            raise Refused("Only evaluators rate.")
        targets = [
            target
            for objective in self.session.state.setup.pack.objectives.values()
            for target in objective.targets.values()
        ]
        tasks = [task for target in targets for task in target.tasks]
        rated = (rating.task, rating.target)
        known = rating.task in tasks or rating.target in [target.id for target in targets]
        if None not in rated or not known:
            raise Refused("Rate one critical task or one target of the pack.")
        if rating.supersedes is None:
            return
        for event in self.session.events:
            if event.id == rating.supersedes and event.seat == self.seat:
                body = event.body
                if isinstance(body, RatingAnswered) and (body.task, body.target) == rated:
                    return
        raise Refused("A rating takes the place of one's own on the same task or target only.")

    def _submission(self, request: dict[str, Any]) -> Submission:
        command, agency = command_from(request), request.get("agency")
        if agency is not None and agency not in self.session.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        seat = f"{agency}/{self.role}" if agency is not None else self.seat
        name = request_name(request, self.seat)
        return Submission(command, ROLES[self.role], agency, seat, name)


def _without_key(event: Event) -> Event:
    """The first event without the key of the desks' names: nobody but the session needs it."""
    if isinstance(event.body, SessionCreated):
        return event._replace(body=replace(event.body, alias_key=""))
    return event


class Onlooker(Member):
    """An observer, or the projector on the wall: sees what the whole room may see."""

    def everything(self) -> list[Message]:
        """What the room was told until now."""
        public = self.session.projector.public(self.seat, self.session.now)
        return [*public, *self.session.ballots.box.tallies()]

    def share(self, told: Sequence[Addressed], _: Sequence[Event]) -> list[Message]:
        """What the room is told."""
        return [one.message for one in told if one.reaches("", self.seat)]
