"""What one seat sees: an immutable picture, replaced whole whenever something changes.

Ids in here are opaque aliases. A seat never learns causal ids, for they give the script away; nor
expectations, nor scores, nor anything another desk knows and has not told it.
Texts are ``dict[language, str]`` where they come from a pack, so that the reader may switch.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Announcement",
    "BoardFact",
    "ClockView",
    "Contact",
    "ContactChannel",
    "DecisionView",
    "DocumentView",
    "DraftView",
    "Entry",
    "InboxItem",
    "MoveView",
    "PlaceView",
    "PlanLineView",
    "QuestionView",
    "RequestView",
    "RoutePreview",
    "SeatView",
    "SentMessage",
]

Texts = dict[str, str]
"""A text by language; the key "" stands for a text in one language only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen: an agency, action, fact kind, place, channel."""

    id: str
    title: Texts
    detail: Texts = field(default_factory=dict)
    authority: bool = True
    """For an action: whether this desk may decide it; otherwise it becomes a recommendation."""
    targets: tuple[str, ...] = ()
    """For an action: kinds of target (place, agency, system, resource)."""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ClockView:
    """Where the exercise stands. ``story`` is ISO 8601 with its offset."""

    at: int = 0
    running: bool = False
    speed: float = 1.0
    reason: str = ""
    """Why it stands still: pause, briefing, discussion, break, time-out, gap, not-started."""
    phase: str = "warm-up"
    """warm-up, play or ended."""
    story: str = ""


@dataclass(frozen=True, slots=True)
class MoveView:
    """The move being played."""

    id: str
    title: Texts
    briefing: Texts
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An inject or message in the inbox.

    ``body`` and ``facts`` are empty until the item is opened. ``relay_to`` names the agency that a
    relay request is for, ``relayed_by`` the agency that passed it on. ``intent`` is "inject" for an
    inject.
    """

    id: str
    at: int
    sender: Texts
    sender_agency: str | None
    via: str
    urgency: str
    subject: Texts
    body: Texts = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    intent: str = "inject"
    asks: tuple[str, ...] = ()
    action: str | None = None
    targets: tuple[str, ...] = ()
    about: str | None = None
    opened_at: int | None = None
    relay_to: str | None = None
    relayed_at: int | None = None
    acknowledged_at: int | None = None
    relayed_by: str | None = None


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of this desk and where it is.

    ``state``: on-its-way, at-relay, delivered, returned, seeking-contact. ``where`` names the
    agency that has it; ``reason`` why it came back.
    """

    id: str
    at: int
    to: str
    intent: str
    via: str
    subject: str
    text: str
    facts: dict[str, str]
    state: str
    where: str = ""
    reason: str = ""
    delivered_at: int | None = None
    expected_at: int | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision or recommendation of this desk."""

    id: str
    at: int
    action: str
    targets: tuple[str, ...]
    tells: tuple[str, ...]
    facts: tuple[str, ...]
    reason: str
    authority: bool


@dataclass(frozen=True, slots=True)
class BoardFact:
    """A fact this desk is aware of: the situation board.

    Attributes:
        sender: Who told it first, and ``known_at`` when that was known.
        settled_at, settled_by: When and by whom it was confirmed or denied after that.
    """

    id: str
    kind: str
    title: Texts
    detail: Texts
    status: str
    marking: str
    known_at: int
    sender: Texts
    refuted_by: str | None = None
    settled_at: int | None = None
    settled_by: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place and its security level as this desk knows it."""

    id: str
    title: Texts
    kind: str
    level: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document on this desk."""

    id: str
    title: Texts
    text: Texts


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A discussion question put to this desk, or the room's.

    ``results`` are the answers once everybody has been shown them: agency and answer, the agency
    empty where it is not named; None before. ``count`` is how many have answered, where that is
    told. A choice is answered by the number of the option, a scale by that of its step.
    """

    id: str
    ask: Texts
    kind: str
    options: tuple[Texts, ...]
    answer: str | None = None
    anonymous: bool = False
    hot_wash: bool = False
    closed: bool = False
    count: int = 0
    results: tuple[tuple[str, str], ...] | None = None

    @property
    def waits(self) -> bool:
        """Whether this seat can answer and has not."""
        return self.answer is None and not self.closed


@dataclass(frozen=True, slots=True)
class PlanLineView:
    """A line of the improvement plan, as everybody sees it while it is agreed on.

    ``organization`` is an agency's id or a name in words.
    """

    id: str
    issue: str
    action: str
    organization: str
    contact: str
    due: str
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class DraftView:
    """What another seat of this desk is writing and has not sent. It is on no record.

    ``id`` is that seat; ``what`` is message or decision.
    """

    id: str
    what: str
    to: tuple[str, ...] = ()
    action: str = ""
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something control told every seat."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request for information and its answer."""

    id: str
    at: int
    text: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class SeatView:
    """Everything a seat sees."""

    session: str = ""
    title: Texts = field(default_factory=dict)
    marking: str = ""
    language: str = "en"
    agency: str = ""
    seat: str = ""
    solo: bool = False
    """Whether this seat may pause, set the speed and skip ahead."""
    clock: ClockView = ClockView()
    move: MoveView | None = None
    inbox: tuple[InboxItem, ...] = ()
    sent: tuple[SentMessage, ...] = ()
    decisions: tuple[DecisionView, ...] = ()
    board: tuple[BoardFact, ...] = ()
    places: tuple[PlaceView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    shown: str = ""
    """The question that the room looks at: put last in this move, or whose answers were shown."""
    plan: tuple[PlanLineView, ...] = ()
    line: str = ""
    """The line of the plan that the room looks at: put last, where nothing was asked since."""
    announcements: tuple[Announcement, ...] = ()
    requests: tuple[RequestView, ...] = ()
    agencies: tuple[Entry, ...] = ()
    actions: tuple[Entry, ...] = ()
    channels: tuple[Entry, ...] = ()
    fact_kinds: tuple[Entry, ...] = ()
    things: tuple[Entry, ...] = ()
    """Systems and resources that an action can be aimed at."""
    drafts: tuple[DraftView, ...] = ()
    """What the others at this desk are writing."""
    queued: int = 0
    """What this seat has sent that waits until the clock runs."""
    trouble: str = ""
    """record, engine: what the session could not do, until it can again."""

    @property
    def unread(self) -> int:
        """Items not opened yet."""
        return sum(item.opened_at is None for item in self.inbox)


@dataclass(frozen=True, slots=True)
class ContactChannel:
    """One channel on which an agency can be reached directly, as this desk last knew it."""

    channel: str
    seconds: int
    marking: str
    hours: str
    open_now: bool
    up: bool
    basis: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class RoutePreview:
    """The way a message would take, as its sender knows the network.

    ``relays`` are the agencies in between; ``seconds`` is None where there is no route, and then
    ``reason`` says why. ``warnings``: as-confirmed, marking, need, rumour, covert, and
    as-denied, which is told and not recorded.
    """

    to: str
    channel: str | None
    relays: tuple[str, ...]
    seconds: int | None
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """An agency and how this desk can reach it."""

    agency: str
    title: Texts
    role: Texts
    channels: tuple[ContactChannel, ...]
    route: RoutePreview
    together: bool = False
    """In one place of the story: can be spoken to in person."""
