"""The judgement: a pure function of setup and events up to a moment."""

from __future__ import annotations

from collections.abc import Iterable

from agencies.network import Network
from exercise.evaluation.awareness import awareness, needs
from exercise.evaluation.coordination import coordination
from exercise.evaluation.expectations import judge_expectations
from exercise.evaluation.flows import flows
from exercise.evaluation.grades import grade_agencies, grade_objectives
from exercise.evaluation.information import information
from exercise.evaluation.lapses import find_lapses
from exercise.evaluation.model import Evaluation
from exercise.evaluation.participation import participation
from exercise.evaluation.record import Record
from exercise.events import Event
from exercise.setup import Setup

__all__ = ["evaluate", "judge"]


def evaluate(
    setup: Setup, network: Network, events: Iterable[Event], *, at: int | None = None
) -> Evaluation:
    """Judge an exercise by its events up to ``at``; nothing else is looked at.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record, in its order.
        at: Exercise second; None for everything recorded.
    """
    return judge(Record(setup, network, events, at))


def judge(record: Record) -> Evaluation:
    """Judge what a record has folded, for whoever wants more of the same fold."""
    results = judge_expectations(record)
    return Evaluation(
        at=record.moment,
        ended=record.ended,
        expectations=results,
        objectives=grade_objectives(record, results),
        agencies=grade_agencies(record, results),
        awareness=awareness(record),
        needs=needs(record),
        lapses=find_lapses(record, results),
        flows=flows(record),
        information=information(record),
        participation=participation(record),
        coordination=coordination(record, results),
    )
