"""What a replay offers to whoever shows it: the only thing that the screen holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from agencies.language import Phrase
from exercise.events import BookmarkSet, Event, Noted
from exercise.views.control import ControlView, FeedRow, NoteRow
from exercise.views.seat import Contact, Entry, SeatView, Texts

__all__ = ["KINDS", "Cell", "Flight", "Imagined", "Line", "Mark", "Matrix", "Past", "Score", "Step"]

KINDS = ("inject", "decision", "missed", "observation", "bookmark")
"""Kinds of mark, in the order in which one hides another where there is no room for both."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that one looks for in a session.

    Attributes:
        place: The moment right after it.
        at: Exercise second.
        kind: One of :data:`KINDS`.
        event: What happened; None for what is not in the record itself.
        text: What was written, for an observation or a bookmark.
    """

    place: int
    at: int
    kind: str
    event: Event | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Flight:
    """A message that had been sent and not arrived.

    Attributes:
        where: The agency that has it, or that it set out from.
        onto: The agency that it is on its way to now; empty where it lies with one.
        channel: The channel of the link it is on; ``unlisted`` while a number is looked for.
        since: Second since which that is so.
        attempt: Which attempt on this link it is.
    """

    id: str
    sender: str
    to: str
    where: str
    onto: str
    channel: str
    state: str
    sent_at: int
    since: int
    attempt: int
    intent: str
    subject: str
    text: str
    facts: Mapping[str, str]
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What an agency knew of a fact.

    Attributes:
        status: confirmed, unconfirmed or denied; empty where it did not know it.
        need: in-time, late, missed, open; empty where it does not need it.
        due_at: Second by which it needed to know.
        known_at: Second since which it knew.
        sender: The agency that it had it from; None for an inject.
    """

    status: str = ""
    need: str = ""
    due_at: int | None = None
    known_at: int | None = None
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who knew what: facts that had begun to move, by agencies that have to do with any.

    Attributes:
        of: The cells of a fact by agency, made when they are looked at.
        needing: Agencies that need some fact that had begun to move.
    """

    facts: tuple[str, ...]
    agencies: tuple[str, ...]
    of: Callable[[str], Mapping[str, Cell]]
    needing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """A line of the scores as they stood.

    Attributes:
        kind: objective, target, task or agency.
        achieved: yes, partly, no or not-observed.
        held_by: people or playbook, for an agency.
        reasons: Why it was achieved or not: a code and the expectation that decides it.
        expectations: What it rests on: id, agency, outcome, agency time in seconds.
    """

    kind: str
    id: str
    title: Texts
    score: float | None
    coverage: float
    achieved: str
    held_by: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    expectations: tuple[tuple[str, str, str, int | None], ...] = ()
    simulated: float | None = None
    """The same over what playbooks held, apart from the score."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a fact or a message through the agencies.

    Attributes:
        place: The moment right after it.
        agency: Where it happened.
        row: The event.
        waited: Seconds since the step before.
    """

    place: int
    agency: str
    row: FeedRow
    waited: int = 0


Line = tuple[str, str]
"""A line of text, after how it is shown: bold, strong, muted, or empty for plainly."""


@dataclass(frozen=True, slots=True)
class Imagined:
    """What came of a what-if.

    Attributes:
        lines: Lays it out for a width in columns, in a language.
    """

    lines: Callable[[int, str], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class About:
    """What does not change while a session is looked at.

    Attributes:
        name: Name of the file.
        warning: Why it is not to be trusted as it stands; None where nothing speaks against it.
        ended: Whether ENDEX is on record; otherwise all scores are interim.
    """

    name: str
    title: Texts
    marking: str
    language: str
    begins: int
    ends: int
    ended: bool
    desks: tuple[Entry, ...]
    warning: Phrase | None = None
    redacted: bool = False
    notes: Sequence[str] = field(default_factory=tuple)


class Past(Protocol):
    """A session that can be looked at at any moment.

    A *place* is a moment: what is so after the first so many events.
    """

    blind: bool
    """Whether what evaluators wrote in play is left out: a second rating is made blind."""

    @property
    def about(self) -> About:
        """What does not change."""

    def __len__(self) -> int:
        """How many events there are."""

    def at(self, place: int) -> int:
        """The exercise second of a moment."""

    def place_at(self, at: int) -> int:
        """The last moment of an exercise second."""

    def row(self, place: int) -> FeedRow | None:
        """The event that led to a moment; None before the first."""

    def picture(self, place: int, at: int) -> ControlView:
        """What control saw, but for the log."""

    def feed(self, place: int) -> Mapping[str, FeedRow]:
        """The latest that happened, as control's log has it: by its number, newest first."""

    def whole(self, place: int, at: int) -> ControlView:
        """The same with every part made, for forms."""

    def seat(self, agency: str, place: int, at: int) -> SeatView:
        """What a desk saw."""

    def contacts(self, agency: str, place: int) -> tuple[Contact, ...]:
        """Whom a desk could reach then."""

    def density(self, columns: int) -> Sequence[int]:
        """How many events there are in each of so many equal stretches of the session."""

    def marks(self) -> Sequence[Mark]:
        """What one looks for, in order."""

    def flights(self, place: int) -> tuple[Flight, ...]:
        """Messages that had been sent and not arrived."""

    def matrix(self, place: int, at: int) -> Matrix:
        """Who knew what."""

    def scores(self, place: int, at: int) -> tuple[Score, ...]:
        """The scores as they stood: from what had happened by then and nothing else."""

    def takes_long(self, place: int) -> bool:
        """Whether one would have to wait for the scores of a moment."""

    def of_fact(self, fact: str) -> tuple[Step, ...]:
        """A fact's steps through the agencies."""

    def of_message(self, message: str) -> tuple[Step, ...]:
        """A message's steps through the agencies."""

    def thing(self, place: int) -> tuple[str, str] | None:
        """What the event before a moment is about: ``fact`` or ``message``, and its id."""

    def find(self, needle: str) -> Sequence[int]:
        """The moments right after events that hold the words, in any language."""

    def forks_at(self, change: str, at: int) -> int:
        """The second at which a what-if begins that is asked at second ``at``.

        Raises:
            exercise.errors.RequestError: If it is no change, or cannot be made in this session.
        """

    def notes(self) -> Sequence[NoteRow]:
        """What was written down while replaying."""

    @property
    def signed_in(self) -> bool:
        """Whether it is known who writes."""

    def sign_in(self, who: str) -> Phrase:
        """Say who writes, by a name or a code from before; returns as whom that is.

        Raises:
            exercise.errors.TabletopError: If there is no such evaluator, or nothing can be written.
        """

    def keep(self, noted: Noted | BookmarkSet) -> str:
        """Write something down into the evaluation file; returns its id.

        Raises:
            exercise.errors.TabletopError: If it cannot be kept.
        """

    def prepare(self) -> bool:
        """Make ready for jumps, a little at a time; whether there is more to do."""
