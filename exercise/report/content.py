"""What a report says, before it takes any shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import ClassVar

from agencies.language import Phrase
from agencies.network import Network
from agencies.text import Text
from exercise.errors import RecordError
from exercise.evaluation import Evaluation, evaluate
from exercise.evaluation.added import counted, place_of, with_codings
from exercise.evaluation.ratings import Rated, rated
from exercise.events import (
    DecisionLogged,
    Event,
    InjectDelivered,
    ItemHandled,
    ItemOpened,
    MessageSent,
    ObservationMade,
    QuestionAnswered,
    SeatLeft,
    SeatTaken,
    SessionConcluded,
    SessionCreated,
)
from exercise.setup import Setup
from exercise.state import State
from exercise.state.plan import PlanLine
from exercise.state.questions import Questions
from injects.model import Expectation

__all__ = ["Activity", "Content", "CorrectiveAction", "Participant", "Rating", "gather"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part, by role: the record knows seats, never names.

    Attributes:
        role: player, control, simcell, collector or clerk.
        agency: The desk, for those who sat at one.
        seats: The places taken at it.
        acts: How many commands came from there.
    """

    role: str
    agency: str | None
    seats: tuple[str, ...]
    acts: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What one desk did, counted: never a measure of how good it was.

    Attributes:
        held_by: people or playbook.
        read, sent, decided: Items read, messages sent, decisions logged.
        received: Items that reached the inbox.
        waited: Seconds that items lay there unread, all together.
    """

    agency: str
    held_by: str
    read: int
    sent: int
    decided: int
    received: int
    waited: int


@dataclass(frozen=True, slots=True)
class Rating:
    """The rating of a task, target or objective: the lead's, or the evaluators' who agree.

    Attributes:
        letter: P, S, M or U.
        reason: In the lead evaluator's words; empty where it is not the lead's.
        evaluators: How many rated it.
        place: Where the lead's rating stands.
    """

    letter: str
    reason: str = ""
    evaluators: int = 1
    place: str = ""


@dataclass(frozen=True, slots=True)
class CorrectiveAction:
    """One line of an improvement plan (HSEEP AAR/IP).

    Attributes:
        issue: What is to be improved.
        action: What will be done about it.
        element: planning, organization, equipment, training or exercise (POETE).
        organization, contact: Who does it, and whom to ask.
        start, due: Days, ISO 8601; empty where not agreed.
        place: Of the event by which it was agreed on; empty for a proposal of the report's.
    """

    COLUMNS: ClassVar = (
        "capability",
        "issue",
        "action",
        "element",
        "organization",
        "contact",
        "start",
        "due",
    )
    """What an improvement plan has columns for, in their order."""

    capability: str
    issue: str
    action: str = ""
    element: str = ""
    organization: str = ""
    contact: str = ""
    start: str = ""
    due: str = ""
    place: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """What it says in each column."""
        return tuple(getattr(self, name) for name in self.COLUMNS)


@dataclass(frozen=True)
class Content:
    """All that a report is written from.

    Attributes:
        state: The events folded.
        rated: All ratings, by whom and why.
        added: What evaluators added after the exercise, without those who are still rating.
        plan: Corrective actions that the room agreed on; empty where none were yet.
        open_lines: Lines that were put before the room and not agreed on.
        doubts: Why the record is not to be trusted, though its chain is sound.
        seal: How the record is sealed, in a sentence; None where it is in no file.
    """

    setup: Setup
    network: Network
    created: SessionCreated
    evaluation: Evaluation
    events: tuple[Event, ...]
    participants: tuple[Participant, ...]
    state: State
    rated: Rated = field(default_factory=Rated)
    plan: tuple[CorrectiveAction, ...] = ()
    open_lines: tuple[CorrectiveAction, ...] = ()
    added: tuple[Event, ...] = ()
    doubts: tuple[Phrase, ...] = ()
    seal: Phrase | None = None

    @cached_property
    def ratings(self) -> Mapping[str, Rating]:
        """The ratings that are settled, by objective, ``objective/target`` or with the task."""
        places = {event.id: place_of(event) for event in self.added}
        return {
            key: Rating(one.settled, reason, len(one.letters), place)
            for key, one in self.rated.subjects.items()
            if one.settled is not None
            for reason, place in [
                ("", "") if one.final is None else (one.final.text, places.get(one.final.id, ""))
            ]
        }

    @cached_property
    def expectations(self) -> dict[str, Expectation]:
        """The pack's expectations by id; duties are not among them."""
        return {expected.id: expected for expected, _ in self.setup.pack.all_expectations}

    @property
    def observations(self) -> tuple[Event, ...]:
        """What evaluators saw, in the order in which they wrote it down; live, then afterwards."""
        everything = (*self.events, *self.added)
        return tuple(event for event in everything if isinstance(event.body, ObservationMade))

    @property
    def people(self) -> tuple[str, ...]:
        """Agencies that people played, from the start or later, in the network's order."""
        seated = {who.agency for who in self.participants if who.role == "player"}
        staffed = {*self.created.staffing, *seated}
        return tuple(name for name in self.network.agencies if name in staffed)

    @property
    def attended(self) -> tuple[str, ...]:
        """Agencies whose people took part, in the network's order.

        They sat down, or what they did was entered for them afterwards, as when playing on paper.
        """
        there = {who.agency for who in self.participants if who.role in ("player", "clerk")}
        there |= {
            event.agency
            for event in self.events
            if event.origin == "command" and getattr(event.body, "happened_at", None) is not None
        }
        return tuple(name for name in self.network.agencies if name in there)

    @cached_property
    def activity(self) -> tuple[Activity, ...]:
        """What each desk did, people's first; desks that nothing reached and did nothing last."""
        read: dict[str, int] = {}
        sent: dict[str, int] = {}
        decided: dict[str, int] = {}
        counts = {ItemOpened: read, ItemHandled: read, MessageSent: sent, DecisionLogged: decided}
        for event in self.events:
            count = counts.get(type(event.body))
            if count is not None and event.agency is not None:
                count[event.agency] = count.get(event.agency, 0) + 1
        found = []
        for name in self.network.agencies:
            items = self.state.traffic.inbox_of(name)
            ends = (i.read_at if i.read_at is not None else self.evaluation.at for i in items)
            waited = sum(max(0, end - i.delivered_at) for i, end in zip(items, ends, strict=True))
            held_by = "people" if name in self.people else "playbook"
            done = (read.get(name, 0), sent.get(name, 0), decided.get(name, 0))
            found.append(Activity(name, held_by, *done, len(items), waited))
        return tuple(sorted(found, key=lambda one: (one.held_by, not (one.sent or one.received))))

    @property
    def injects_delivered(self) -> int:
        """How many injects reached somebody."""
        arrived = (event.body for event in self.events)
        return len({body.inject for body in arrived if isinstance(body, InjectDelivered)})

    @property
    def decisions(self) -> tuple[Event, ...]:
        """Decisions and recommendations, in their order."""
        return tuple(event for event in self.events if isinstance(event.body, DecisionLogged))

    @property
    def answers(self) -> tuple[Event, ...]:
        """Answers to discussion questions, in their order."""
        return tuple(event for event in self.events if isinstance(event.body, QuestionAnswered))

    @property
    def questions(self) -> Questions:
        """What was asked, by the pack, by control, and in the hot wash."""
        questions = Questions(self.setup.pack)
        folds = questions.folds()
        for event in self.events:
            if type(event.body) in folds:
                folds[type(event.body)](event, event.body)
        return questions

    @property
    def concluded(self) -> bool:
        """Whether the record was closed after the hot wash."""
        return any(isinstance(event.body, SessionConcluded) for event in self.events)

    @property
    def began(self) -> datetime | None:
        """When the first event was recorded, by the host's clock; None if it was not.

        Raises:
            ValueError: If the record tells of a clock that there is none of.
        """
        wall = next((event.wall for event in self.events if event.wall > 0), None)
        if wall is None:
            return None
        return datetime.fromtimestamp(wall, timezone(timedelta(seconds=self.created.utc_offset)))

    def agency(self, name: str | None, language: str) -> str:
        """The short name of an agency; its id where the network has none of that id."""
        found = self.network.agencies.get(name or "")
        if found is None:
            return name or "–"
        return found.short.into(language, self.network.file.language)

    def text(self, text: Text | Phrase | str | None, language: str) -> str:
        """A text of the pack, of control, or of the product."""
        if isinstance(text, Phrase):
            return text.into(language)
        if isinstance(text, str):
            return text
        return "" if text is None else text.into(language, self.setup.pack.language)

    def fact(self, name: str, language: str) -> str:
        """The title of a fact; its id where the pack has none of that id."""
        found = self.setup.pack.facts.get(name)
        return name if found is None else self.text(found.title, language)


def gather(
    setup: Setup,
    network: Network,
    events: Sequence[Event],
    added: Sequence[Event] = (),
    *,
    at: int | None = None,
    doubts: Sequence[Phrase] = (),
    seal: Phrase | None = None,
) -> Content:
    """Everything that a report of these events says.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        added: The evaluation file, which may be empty.
        at: Exercise second; None for everything.
        doubts: Why the record is not to be trusted, though its chain is sound.
        seal: How it is sealed.

    Raises:
        RecordError: If the record does not begin with what the session was made from.
    """
    if not events or not isinstance(events[0].body, SessionCreated):
        raise RecordError("The record does not begin with what the session was made from.")
    evaluation = evaluate(setup, network, with_codings(events, added), at=at)
    upto = tuple(event for event in events if at is None or event.at <= at)
    after = tuple(event for event in added if at is None or event.at <= at)
    state = State(setup, network)
    for event in upto:
        state.apply(event)
    who = _participants(upto)
    lines = state.plan.lines.values()
    ratings = rated(setup.pack, evaluation, upto, after)
    return Content(
        setup,
        network,
        events[0].body,
        evaluation,
        upto,
        who,
        state,
        rated=ratings,
        plan=tuple(_action(one) for one in lines if one.agreed_at is not None),
        open_lines=tuple(_action(one) for one in lines if one.agreed_at is None),
        added=counted(after),
        doubts=tuple(doubts),
        seal=seal,
    )


def _action(line: PlanLine) -> CorrectiveAction:
    said = {name: getattr(line.body, name) for name in CorrectiveAction.COLUMNS}
    return CorrectiveAction(**said, place=str(line.seq) if line.seq else line.event)


def _participants(events: Sequence[Event]) -> tuple[Participant, ...]:
    acts: dict[tuple[str, str | None], int] = {}
    seats: dict[tuple[str, str | None], dict[str, None]] = {}
    for event in events:
        if event.origin != "command" or event.actor == "session":
            continue
        who = (event.actor, event.agency)
        if isinstance(event.body, (SeatTaken, SeatLeft)):
            seats.setdefault(who, {})[event.body.seat] = None
            acts.setdefault(who, 0)
            continue
        acts[who] = acts.get(who, 0) + 1
        if event.seat is not None:
            seats.setdefault(who, {})[event.seat] = None
    ordered = sorted(acts, key=lambda who: (who[0] != "player", who[0], who[1] or ""))
    return tuple(
        Participant(role, agency, tuple(seats.get((role, agency), ())), acts[role, agency])
        for role, agency in ordered
    )
