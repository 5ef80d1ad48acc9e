"""What the staff of an exercise see: an immutable picture of everything there is.

The counterpart of :mod:`exercise.views.seat` for control, SimCell, data collector and evaluators.
Ids in here are those of the record. Texts of the pack are by language, as in a seat's view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exercise.views.seat import ClockView, Entry, Texts
from exercise.views.wording import POSTS
from injects.conditions import Condition

__all__ = [
    "RATING_QUESTIONS",
    "ActRow",
    "ContactRow",
    "ControlView",
    "DeliveryRow",
    "FeedRow",
    "InjectRow",
    "MoveRow",
    "NoteRow",
    "OutageRow",
    "PartRow",
    "PlanRow",
    "PrintedText",
    "QuestionRow",
    "RatingRow",
    "RequestRow",
    "SeatRow",
    "TaskRow",
]


RATING_QUESTIONS = ("harm", "risk", "against", "better")
"""What evaluators are asked for a rating, beside whether it was achieved; fields of the event."""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move and when it begins, in exercise seconds."""

    id: str
    title: Texts
    begins: int
    room_minutes: int
    state: str
    """to-come, now, over."""


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Where an inject is at one of its recipients."""

    agency: str
    state: str
    """planned, delivered, waiting, returned, skipped."""
    read_at: int | None = None


@dataclass(frozen=True, slots=True)
class InjectRow:
    """A row of the MSEL as it stands.

    ``at`` is the second it is due or fired at, None while a condition is awaited.
    """

    id: str
    kind: str
    at: int | None
    urgency: str
    via: str
    sender: Texts
    subject: Texts
    body: Texts
    state: str
    """planned, held, fired, skipped; ready, where it waits for control to choose it."""
    deliveries: tuple[DeliveryRow, ...]
    edited: bool = False
    expects: tuple[str, ...] = ()
    awaited: Condition | None = None
    """The condition that it comes by; ``exercise.views.conditions`` has the words."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of an expectation that is open, or was."""

    expectation: str
    part: str
    agency: str
    opened_at: int
    due_at: int
    state: str
    """open, done, overdue, late, excused; for a prohibition kept or violated."""
    done_at: int | None
    critical: bool
    duty: str | None
    task: str | None
    evidence: tuple[str, ...] = ()
    action: str = ""
    """What is to be decided, where the part is the decision."""
    about: tuple[str, ...] = ()
    """The facts to be told."""
    reason: str = ""
    """Why it was marked as an artificiality."""
    targets: tuple[str, ...] = ()
    title: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A desk: who sits there, what lies unread, and since when nothing has come from it."""

    agency: str
    title: Texts
    seats: tuple[str, ...]
    connected: tuple[str, ...]
    unread: int
    oldest_unread: int | None
    """Second at which the oldest unread item arrived."""
    last_at: int | None
    last_act: str
    played: bool
    """Whether the pack means this desk for people."""
    unread_items: tuple[str, ...] = ()
    """The items that lie unread, in the order in which they came."""
    unread_since: tuple[int, ...] = ()
    """Second at which each of them came."""

    def come_by(self, second: int) -> tuple[str, ...]:
        """The items that lie unread and had come by a second."""
        listed = zip(self.unread_items, self.unread_since, strict=True)
        return tuple(item for item, came in listed if came <= second)


@dataclass(frozen=True, slots=True)
class OutageRow:
    """Something that is down."""

    link: str | None
    channel: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request for information to control."""

    id: str
    at: int
    agency: str
    text: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class ActRow:
    """A decision, or a request for one, that the script has no consequence for."""

    id: str
    at: int
    agency: str
    to: str
    """Who was asked to do it; empty where it was decided."""
    action: str
    targets: tuple[str, ...]
    text: str
    prepared: tuple[str, ...] = ()
    """Injects prepared for the unexpected and not used yet; those that suit come first."""
    dealt: bool = False
    """Whether control has said what follows."""
    inject: str | None = None
    """The inject that does; None where nothing does."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A message that waits for a number in nobody's plan."""

    message: str
    at: int
    sender: str
    to: str


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A person's text without facts, to be coded; or an item at a desk that a post speaks for.

    ``item`` is the item's id; ``relay_to`` names the agency that a relay request is for.
    """

    id: str
    at: int
    sender: str
    to: str
    intent: str
    subject: str
    text: str
    item: str = ""
    opened_at: int | None = None
    relay_to: str = ""
    relayed_at: int | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A discussion question: whether it was put, and what was answered, by whom."""

    id: str
    ask: Texts
    opened_at: int | None
    answers: tuple[tuple[str, str], ...]
    """Agency and answer; the agency is empty where answers are anonymous."""
    options: tuple[Texts, ...] = ()
    """What can be chosen; an answer is then the number of one of these, from 1."""
    of: tuple[str, ...] = ()
    """The agencies that it is put to; empty for all."""
    move: str = ""
    anonymous: bool = False
    kind: str = "text"
    boxed: int = 0
    """Anonymous answers that lie in the box until the question is closed."""
    closed: bool = False
    revealed: bool = False
    """Whether everybody has been shown the answers."""

    @property
    def given(self) -> int:
        """How many have answered."""
        return len(self.answers) + self.boxed


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A critical task with the expectations that speak to it."""

    objective: str
    target: str
    task: str
    title: Texts
    objective_title: Texts
    target_title: Texts
    expectations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something that this post wrote down."""

    at: int
    text: str
    about: str | None = None
    task: str | None = None
    inject: str | None = None


@dataclass(frozen=True, slots=True)
class RatingRow:
    """This post's answers to the rating questions, for a task or a whole target."""

    id: str
    at: int
    task: str | None
    target: str | None
    answers: tuple[tuple[str, bool | None], ...]
    """harm, risk, against and better; None where it was not answered."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of the improvement plan; ``organization`` is an agency's id or its name in words."""

    id: str
    at: int
    issue: str
    action: str
    capability: str
    element: str
    organization: str
    contact: str
    start: str
    due: str
    agreed_at: int | None = None
    lacks: tuple[str, ...] = ()
    """What it needs before it can be agreed on."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """Something that happened, for the running log; ``detail`` holds ids and people's own words."""

    seq: int
    at: int
    kind: str
    agency: str
    detail: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ControlView:
    """Everything that staff see."""

    role: str = ""
    seat: str = ""
    session: str = ""
    title: Texts = field(default_factory=dict)
    marking: str = ""
    language: str = "en"
    clock: ClockView = field(default_factory=ClockView)
    endex: int = 0
    moves: tuple[MoveRow, ...] = ()
    injects: tuple[InjectRow, ...] = ()
    parts: tuple[PartRow, ...] = ()
    overdue: int = 0
    seats: tuple[SeatRow, ...] = ()
    known: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """What each desk knows: facts and how sure of them."""
    present: tuple[str, ...] = ()
    directs: str = ""
    """The seat of control that directs the exercise, connected or not."""
    outages: tuple[OutageRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    unforeseen: tuple[ActRow, ...] = ()
    to_code: tuple[PrintedText, ...] = ()
    simulated: tuple[PrintedText, ...] = ()
    """What has reached the desks that this post speaks for, read or not."""
    questions: tuple[QuestionRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    ratings: tuple[RatingRow, ...] = ()
    """The latest of this post on each task and target."""
    plan: tuple[PlanRow, ...] = ()
    announcements: tuple[tuple[int, str], ...] = ()
    feed: tuple[FeedRow, ...] = ()
    agencies: tuple[Entry, ...] = ()
    actions: tuple[Entry, ...] = ()
    channels: tuple[Entry, ...] = ()
    facts: tuple[Entry, ...] = ()
    places: tuple[Entry, ...] = ()
    things: tuple[Entry, ...] = ()
    """Systems and resources."""
    links: tuple[Entry, ...] = ()
    capabilities: tuple[Entry, ...] = ()
    trouble: str = ""

    def next_due(self, at: int) -> InjectRow | None:
        """The inject that its time will fire next, from exercise second ``at`` on."""
        ahead = [
            inject
            for inject in self.injects
            if inject.state == "planned" and inject.at is not None and inject.at >= at
        ]
        return min(ahead, key=lambda inject: inject.at or 0, default=None)

    @property
    def colleagues(self) -> tuple[str, ...]:
        """The others of control who are connected."""
        here = [seat for seat in self.present if seat.startswith("control/")]
        return tuple(seat for seat in here if seat != self.seat)

    @property
    def people(self) -> int:
        """How many people are connected at desks; posts that speak for one do not count."""
        here = [seat for row in self.seats for seat in row.connected]
        return sum(seat.partition("/")[2] not in POSTS for seat in here)
