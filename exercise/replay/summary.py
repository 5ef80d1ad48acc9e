"""What matters of a run, small enough to be kept by the thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.network import Network
from exercise.evaluation.awareness import awareness
from exercise.evaluation.expectations import judge_expectations
from exercise.evaluation.grades import grade_objectives
from exercise.evaluation.model import ExpectationResult
from exercise.evaluation.record import Record
from exercise.events import DecisionLogged, Event, MessageDelivered, MessageReturned, MessageSent
from exercise.setup import Setup

__all__ = ["BAD", "GOOD", "Cost", "Scores", "Side", "Summary", "summarize"]

GOOD = ("met", "kept")
"""Outcomes that are as they should be."""

BAD = ("late", "partial", "missed", "overdue", "violated")


@dataclass(frozen=True, slots=True)
class Side:
    """How an expectation came out.

    Attributes:
        agency: Whose it was.
        held_by: people or playbook.
        outcome: As in :class:`exercise.evaluation.model.ExpectationResult`.
        timeliness: 0 to 1; None where nothing was observed.
        opened_at: Second at which its window opened; None where it never did.
        done_at: Second at which all of it was done; None where it was not.
    """

    agency: str
    held_by: str
    outcome: str
    timeliness: float | None
    opened_at: int | None
    done_at: int | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of an objective: of what people held, and apart from it of what playbooks did."""

    people: float | None
    simulated: float | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What it took: messages sent, arrived and returned, decisions logged."""

    sent: int
    delivered: int
    returned: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What matters of a run.

    Attributes:
        expectations: By id, in their order.
        awareness: Second since when it is known, by fact and agency.
        objectives: By id.
    """

    expectations: dict[str, Side]
    awareness: dict[tuple[str, str], int]
    objectives: dict[str, Scores]
    cost: Cost


def summarize(setup: Setup, network: Network, events: Iterable[Event]) -> Summary:
    """What matters of these events."""
    events = tuple(events)
    record = Record(setup, network, events, None)
    results = judge_expectations(record)
    return Summary(
        {result.id: _side(result) for result in results},
        {(entry.fact, entry.agency): entry.at for entry in awareness(record)},
        {
            objective.id: Scores(
                objective.grade.score,
                None if objective.simulated is None else objective.simulated.score,
            )
            for objective in grade_objectives(record, results)
        },
        Cost(
            sum(isinstance(event.body, MessageSent) for event in events),
            sum(isinstance(event.body, MessageDelivered) and event.body.final for event in events),
            sum(isinstance(event.body, MessageReturned) for event in events),
            sum(isinstance(event.body, DecisionLogged) for event in events),
        ),
    )


def _side(result: ExpectationResult) -> Side:
    done = [part.done_at for part in result.parts if part.done_at is not None]
    whole = bool(done) and len(done) == len(result.parts)
    return Side(
        result.agency,
        result.held_by,
        result.outcome,
        result.timeliness,
        result.opened_at,
        max(done) if whole else None,
    )
