"""The staff's side of a record: events fold into one state, and that into a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from agencies.network import Network
from exercise.events import (
    BODIES,
    AnnouncementMade,
    Body,
    ConsequenceChosen,
    DirectionGiven,
    Event,
    InformationGiven,
    InformationRequested,
    NoteTaken,
    ObservationMade,
    PresenceNoted,
    QuestionAnswered,
    QuestionClosed,
    RatingAnswered,
    SeatLeft,
    SeatTaken,
    body_to,
)
from exercise.setup import Setup
from exercise.state.folds import together
from exercise.state.items import Sending
from exercise.state.questions import HOT_WASH
from exercise.state.state import State
from exercise.views.control import (
    RATING_QUESTIONS,
    ContactRow,
    ControlView,
    FeedRow,
    InjectRow,
    MoveRow,
    NoteRow,
    OutageRow,
    PartRow,
    QuestionRow,
    RatingRow,
    RequestRow,
    SeatRow,
)
from exercise.views.desk import texts
from exercise.views.expected import parts, parts_in, tasks
from exercise.views.msel import injects, row_of
from exercise.views.overdue import Overdue
from exercise.views.pending import Pending
from exercise.views.plan import capability_entries, plan_rows
from exercise.views.seat import ClockView, Entry
from exercise.views.spoken import claimed, to_code
from exercise.views.unforeseen import Script
from exercise.views.wording import POSTS

__all__ = ["IN_LOG", "LOGGED", "ControlRoom", "feed_row"]

LOGGED = frozenset(
    {
        "AgenciesGathered",
        "AnnouncementMade",
        "AnswersRevealed",
        "ClockJumped",
        "ClockPaused",
        "ClockResumed",
        "CodeRevoked",
        "CommandRefused",
        "ConsequenceChosen",
        "ContactGranted",
        "ContactRefused",
        "DecisionLogged",
        "DirectionGiven",
        "Disrupted",
        "EngineFailed",
        "ExerciseEnded",
        "ExerciseStarted",
        "InformationGiven",
        "InformationRequested",
        "InjectAdded",
        "InjectEdited",
        "InjectFired",
        "InjectHeld",
        "InjectSkipped",
        "ItemCoded",
        "LevelSet",
        "MessageReturned",
        "MessageSent",
        "MoveBegan",
        "PartExcused",
        "PartOverdue",
        "PlanLineAgreed",
        "PlanLineDropped",
        "PlanLineProposed",
        "PollPut",
        "PresenceNoted",
        "ProhibitionViolated",
        "QuestionAnswered",
        "QuestionClosed",
        "QuestionOpened",
        "Restored",
        "SeatLeft",
        "SeatTaken",
        "SpeedSet",
        "ThingPlaced",
    }
)
"""Kinds of event that the running log shows."""
IN_LOG = 500
"""As many of them as it shows."""
_ACTS = frozenset({"ItemOpened", "MessageSent", "MessageRelayed", "DecisionLogged"})
"""What counts as a sign of life from a desk."""
_NOTED = frozenset(
    {
        "AnnouncementMade",
        "ConsequenceChosen",
        "DirectionGiven",
        "InformationGiven",
        "InformationRequested",
        "NoteTaken",
        "ObservationMade",
        "PresenceNoted",
        "QuestionAnswered",
        "QuestionClosed",
        "RatingAnswered",
        "SeatLeft",
        "SeatTaken",
    }
)
"""What is folded here and not in the state."""


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
        self._present: dict[str, None] = {}
        self._last: dict[str, Event] = {}
        self._requests: dict[str, RequestRow] = {}
        self._answers: dict[str, dict[str, tuple[str, str]]] = {}
        self._boxed: dict[str, int] = {}
        self._directs = ""
        self._chosen: dict[str, str | None] = {}
        self._script = Script(setup.pack)
        self._announced: list[tuple[int, str]] = []
        self._notes: list[NoteRow] = []
        self._ratings: dict[tuple[str | None, str | None], RatingRow] = {}
        self._planned: dict[str, InjectRow] = {}
        self._feed: list[Event | FeedRow] = []
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
        self._present, self._last = dict(self._present), dict(self._last)
        self._requests, self._boxed = dict(self._requests), dict(self._boxed)
        self._chosen = dict(self._chosen)
        self._answers = {name: dict(given) for name, given in self._answers.items()}
        self._announced, self._notes = list(self._announced), list(self._notes)
        self._ratings, self._feed = dict(self._ratings), list(self._feed)
        self._fold_by_kind()

    def _fold_by_kind(self) -> None:
        self._folds = together((self.pending.folds(), self._overdue.folds()))

    def be_present(self, seats: list[str]) -> None:
        """Who is connected now."""
        self._present = dict.fromkeys(seats)

    def be_counted(self, question: str, count: int) -> None:
        """How many anonymous answers to a question lie in the box now."""
        self._boxed[question] = count

    def apply(self, event: Event) -> None:
        """Fold one event."""
        self.state.apply(event)
        kind = type(event.body)
        for own in _OWN.get(kind, ()):
            own(self, event, event.body)
        for fold in self._folds.get(kind, ()):
            fold(event, event.body)

    def _log(self, event: Event, _: Body) -> None:
        self._feed.append(event)
        if len(self._feed) > 2 * IN_LOG:
            del self._feed[:-IN_LOG]

    def _live(self, event: Event, _: Body) -> None:
        if event.origin == "command" and event.agency:
            self._last[event.agency] = event

    def _note(self, event: Event, body: Body) -> None:
        """Fold what stands beside the state."""
        match body:
            case PresenceNoted(seat=seat, connected=True) | SeatTaken(seat=seat):
                self._present[seat] = None
                if not self._directs and seat.startswith("control/"):
                    self._directs = seat
            case PresenceNoted(seat=seat) | SeatLeft(seat=seat):
                self._present.pop(seat, None)
            case InformationRequested(text=text):
                row = RequestRow(event.id, event.at, event.agency or "", text)
                self._requests[event.id] = row
            case InformationGiven(request=request, text=text) if request in self._requests:
                asked = self._requests[request]
                row = RequestRow(asked.id, asked.at, asked.agency, asked.text, text)
                self._requests[request] = row
            case AnnouncementMade(text=text):
                self._announced.append((event.at, text))
            case DirectionGiven(seat=seat):
                self._directs = seat
            case ConsequenceChosen(act=act, inject=inject):
                self._chosen[act] = inject
            case QuestionAnswered(question=question, answer=answer):
                given = self._answers.setdefault(question, {})
                given[event.seat or event.id] = (event.agency or "", answer)
            case QuestionClosed(question=question):
                self._boxed.pop(question, None)
            case NoteTaken(text=text, happened_at=at):
                self._notes.append(NoteRow(event.at if at is None else at, text))
            case ObservationMade(text=text, happened_at=at) as seen:
                when = event.at if at is None else at
                self._notes.append(NoteRow(when, text, seen.about, seen.task, seen.inject))
            case RatingAnswered() as rated:
                answers = tuple((name, getattr(rated, name)) for name in RATING_QUESTIONS)
                what = (rated.task, rated.target)
                self._ratings[what] = RatingRow(event.id, event.at, *what, answers, rated.text)
            case _:
                pass

    def _feed_rows(self) -> tuple[FeedRow, ...]:
        """The running log; what happened is made into rows when it is first looked at."""
        del self._feed[:-IN_LOG]
        made = tuple(feed_row(one) if isinstance(one, Event) else one for one in self._feed)
        self._feed[:] = made
        return made

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
        pack, state = self._setup.pack, self.state
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
            "present": lambda: tuple(self._present),
            "directs": lambda: self._directs,
            "outages": lambda: tuple(OutageRow(*one) for one in state.world.down.all),
            "requests": lambda: tuple(self._requests.values()),
            "contacts": lambda: tuple(
                ContactRow(one.id, one.sent_at, one.sender, one.body.to)
                for one in self.pending.under_way(state.traffic)
                if one.state == "seeking-contact"
            ),
            "unforeseen": lambda: tuple(
                self._script.unforeseen(state, self._by_people(), self._chosen)
            ),
            "to_code": lambda: tuple(to_code(self._by_people())),
            "simulated": lambda: tuple(claimed(state, self._setup, self._role)),
            "questions": lambda: tuple(self._questions()),
            "tasks": lambda: tuple(tasks(self._setup)),
            "notes": lambda: tuple(self._notes),
            "ratings": lambda: tuple(self._ratings.values()),
            "plan": lambda: tuple(plan_rows(state.plan)),
            "announcements": lambda: tuple(self._announced),
            "feed": self._feed_rows,
            **self._catalogues(),
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
            last = self._last.get(agency.id)
            yield SeatRow(
                agency.id,
                texts(agency.title),
                seats,
                tuple(seat for seat in seats if self._is_there(seat)),
                len(unread),
                min(unread.values(), default=None),
                None if last is None else last.at,
                "" if last is None else last.kind,
                agency.id in self._setup.pack.play,
                tuple(unread),
                tuple(unread.values()),
            )

    def _is_there(self, seat: str) -> bool:
        """Whether a seat is connected; a post that speaks for a desk sits at its own."""
        post = seat.partition("/")[2]
        return seat in self._present or (
            post in POSTS and any(one.startswith(f"{post}/") for one in self._present)
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
                tuple(self._answers.get(name, {}).values()),
                tuple(texts(option) for option in question.options),
                question.of,
                next((one.id for one in pack.moves if name in one.questions), ""),
                question.anonymous,
                question.kind,
                self._boxed.get(name, 0),
                name in asked.closed,
                name in asked.revealed,
            )

    def _catalogues(self) -> dict[str, Callable[[], Any]]:
        pack, network = self._setup.pack, self._setup.network
        return {
            "agencies": lambda: _entries(network.agencies.values()),
            "actions": lambda: tuple(
                Entry(one.id, texts(one.title), targets=tuple(one.targets))
                for one in pack.actions.values()
            ),
            "channels": lambda: _entries(network.channels.values()),
            "facts": lambda: _entries(pack.facts.values()),
            "capabilities": lambda: tuple(capability_entries(self._setup)),
            "places": lambda: tuple(
                Entry(one.id, texts(one.title) or {"": one.id}, kind=one.kind)
                for one in pack.places.values()
            ),
            "things": lambda: tuple(
                Entry(one.id, texts(one.title) or {"": one.id}, kind=kind)
                for kind, things in (("system", pack.systems), ("resource", pack.resources))
                for one in things.values()
            ),
            "links": lambda: tuple(
                Entry(link.id, {"": f"{link.source} – {link.target}"}, kind=link.via)
                for link in network.links
            ),
        }


_OWN: dict[type[Body], list[Callable[[ControlRoom, Event, Any], None]]] = {}
"""What the room itself does with each kind of event; by the class, so that no room holds itself."""
for _kinds, _fold in (
    (LOGGED, ControlRoom._log),  # noqa: SLF001
    (_ACTS, ControlRoom._live),  # noqa: SLF001
    (_NOTED, ControlRoom._note),  # noqa: SLF001
):
    for _kind in _kinds:
        _OWN.setdefault(BODIES[_kind], []).append(_fold)


def feed_row(event: Event) -> FeedRow:
    """An event as the running log has it."""
    detail = tuple(
        (name, str(value) if not isinstance(value, tuple) else ", ".join(map(str, value)))
        for name, value in body_to(event.body).items()
        if value not in ("", ()) and isinstance(value, (str, int, float, tuple))
    )
    return FeedRow(event.seq, event.at, event.kind, event.agency or "", detail)


def _entries(things: Any) -> tuple[Entry, ...]:
    return tuple(Entry(one.id, texts(one.title)) for one in things)
