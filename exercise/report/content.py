"""What a report says, before it takes any shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agencies.language import Phrase
from agencies.network import Network
from agencies.text import Text
from exercise.errors import RecordError
from exercise.evaluation import Evaluation, evaluate
from exercise.events import (
    DecisionLogged,
    Event,
    QuestionAnswered,
    SeatLeft,
    SeatTaken,
    SessionConcluded,
    SessionCreated,
)
from exercise.setup import Setup
from exercise.state.questions import Questions

__all__ = ["Content", "Participant", "gather"]


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
class Content:
    """All that a report is written from."""

    setup: Setup
    network: Network
    created: SessionCreated
    evaluation: Evaluation
    events: tuple[Event, ...]
    participants: tuple[Participant, ...]

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
        for event in self.events:
            questions.apply(event)
        return questions

    @property
    def concluded(self) -> bool:
        """Whether the record was closed after the hot wash."""
        return any(isinstance(event.body, SessionConcluded) for event in self.events)

    @property
    def began_wall(self) -> float | None:
        """When the first event was recorded, seconds since the epoch; None if it was not."""
        return next((event.wall for event in self.events if event.wall > 0), None)

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
    setup: Setup, network: Network, events: Sequence[Event], *, at: int | None = None
) -> Content:
    """Everything that a report of these events says.

    Raises:
        RecordError: If the record does not begin with what the session was made from.
    """
    if not events or not isinstance(events[0].body, SessionCreated):
        raise RecordError("The record does not begin with what the session was made from.")
    evaluation = evaluate(setup, network, events, at=at)
    upto = tuple(event for event in events if at is None or event.at <= at)
    return Content(setup, network, events[0].body, evaluation, upto, _participants(upto))


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
