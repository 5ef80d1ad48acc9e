"""How things stood at a moment: who knew what, and the scores, as rows for a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from agencies.text import Text
from exercise.evaluation.expectations import judge_expectations
from exercise.evaluation.grades import grade_agencies, grade_objectives
from exercise.evaluation.model import ExpectationResult, Grade, TaskResult
from exercise.evaluation.record import Record
from exercise.replay.api import Cell, Matrix, Score
from exercise.setup import Setup
from exercise.state.state import State
from exercise.views.desk import texts

__all__ = ["matrix_of", "scores_of"]


def matrix_of(state_then: Callable[[], State], setup: Setup, at: int) -> Matrix:
    """Who knew what at exercise second ``at``, facts and agencies in their files' order.

    Whether a need was met is told as in :func:`exercise.evaluation.awareness.needs`.

    Args:
        state_then: The state of that moment; asked for again for each fact that is looked at.
        setup: What the session was made from.
        at: The exercise second.
    """
    state = state_then()
    traffic, pack = state.traffic, setup.pack
    delivered = set(traffic.first_delivered)
    facts = tuple(name for name in pack.facts if name in delivered)
    needing = frozenset(agency for name in facts for agency in pack.facts[name].needs)
    concerned = needing | {agency for agency, held in traffic.known.items() if held}
    agencies = tuple(one for one in state.network.agencies if one in concerned)
    cells = cache(lambda fact: _cells(state_then(), setup, fact, at))
    return Matrix(facts, agencies, cells, needing)


def _cells(state: State, setup: Setup, name: str, at: int) -> dict[str, Cell]:
    traffic, fact, cells = state.traffic, setup.pack.facts[name], {}
    for agency in state.network.agencies:
        held = traffic.counted(agency, name)
        within = fact.needs.get(agency)
        if held is None and within is None:
            continue
        due = None if within is None else traffic.first_delivered[name] + within
        known_at = None if held is None else held.at
        cells[agency] = Cell(
            "" if held is None else held.status,
            "" if due is None else _need(known_at, due, at),
            due,
            known_at,
            None if held is None else held.sender,
        )
    return cells


def _need(known_at: int | None, due: int, at: int) -> str:
    if known_at is not None:
        return "in-time" if known_at <= due else "late"
    return "missed" if at > due else "open"


def scores_of(record: Record) -> tuple[Score, ...]:
    """Objectives with their targets and tasks in the pack's order, then agencies: never ranked."""
    return tuple(_scores(record))


def _scores(record: Record) -> Iterator[Score]:
    judged = judge_expectations(record)
    results = {one.id: one for one in judged}
    for objective in grade_objectives(record, judged):
        of_pack = record.pack.objectives[objective.id]
        yield _score("objective", objective.id, of_pack.title, objective.grade, objective.simulated)
        for target in objective.targets:
            aimed = of_pack.targets[target.id]
            yield _score("target", target.id, aimed.title, target.grade, target.simulated)
            for task in target.tasks:
                yield _task(task, aimed.tasks[task.id].title, results)
    for agency in grade_agencies(record, judged):
        title = record.network.agencies[agency.id].title
        rests = _rests(agency.expectations, results)
        yield _score(
            "agency", agency.id, title, agency.grade, agency.simulated, agency.held_by, rests
        )


def _task(task: TaskResult, title: Text, results: dict[str, ExpectationResult]) -> Score:
    return _score(
        "task", task.id, title, task.grade, task.simulated, "", _rests(task.expectations, results)
    )


def _rests(
    names: Iterable[str], results: dict[str, ExpectationResult]
) -> tuple[tuple[str, str, str, int | None], ...]:
    found = (results[name] for name in names if name in results)
    return tuple(
        (
            one.id,
            one.agency,
            one.outcome,
            max((p.agency_time or 0 for p in one.parts), default=None),
        )
        for one in found
    )


def _score(
    kind: str,
    name: str,
    title: Text,
    grade: Grade,
    simulated: Grade | None,
    held_by: str = "",
    rests: tuple[tuple[str, str, str, int | None], ...] = (),
) -> Score:
    reasons = tuple((why.code, why.expectation or "") for why in grade.reasons)
    return Score(
        kind,
        name,
        texts(title),
        grade.score,
        grade.coverage,
        grade.achieved,
        held_by,
        reasons,
        rests,
        None if simulated is None else simulated.score,
    )
