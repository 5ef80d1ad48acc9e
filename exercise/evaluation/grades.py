"""Scores with their coverage, and *achieved?*, for tasks, targets, objectives and agencies.

Weighted means over what was observed and held by people; what playbooks held is graded the same way
and kept apart. Nothing is added up over objectives, and agencies are never ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercise.evaluation.model import (
    AgencyResult,
    ExpectationResult,
    Grade,
    ObjectiveResult,
    Reason,
    TargetResult,
    TaskResult,
)
from exercise.evaluation.record import Record
from injects.model import CapabilityTarget, CriticalTask, Objective

__all__ = ["grade_agencies", "grade_objectives"]

PEOPLE, PLAYBOOK = "people", "playbook"


@dataclass(frozen=True, slots=True)
class _Measure:
    """A score and a coverage with the weight they have in what is above."""

    weight: float
    score: float | None
    coverage: float


def _leaf(result: ExpectationResult, held_by: str) -> _Measure:
    if result.held_by != held_by:
        return _Measure(result.weight, None, 0.0)
    return _Measure(result.weight, result.timeliness, result.share)


def _joined(weight: float, measures: Sequence[_Measure]) -> _Measure:
    """Weighted mean score over what has one; coverage over everything."""
    seen = [measure for measure in measures if measure.score is not None]
    total = sum(measure.weight for measure in measures)
    observed = sum(measure.weight for measure in seen)
    score = sum(m.weight * (m.score or 0.0) for m in seen) / observed if observed else None
    coverage = sum(m.weight * m.coverage for m in measures) / total if total else 0.0
    return _Measure(weight, score, coverage)


def _measured(weight: float, results: Iterable[ExpectationResult], held_by: str) -> _Measure:
    return _joined(weight, [_leaf(r, held_by) for r in results if not r.prohibition])


def _grade(measure: _Measure, results: Sequence[ExpectationResult], held_by: str) -> Grade:
    achieved, reasons = _achieved([r for r in results if r.held_by == held_by])
    return Grade(measure.score, measure.coverage, achieved, reasons)


def _achieved(results: Sequence[ExpectationResult]) -> tuple[str, tuple[Reason, ...]]:
    """No, yes, partly or not observed, from evidence alone (rules of play §5)."""
    duties = [r for r in results if not r.prohibition and r.outcome not in ("void", "not-observed")]
    bans = [r for r in results if r.prohibition and r.outcome != "void"]
    broken = [r for r in bans if r.outcome == "violated"]
    asked = [r for r in results if not r.prohibition]
    # To have refrained shows nothing of those who were asked to act and were not observed.
    if not duties and not broken and (asked or not bans):
        return "not-observed", (Reason("not-observed"),)
    failed = [Reason("critical-missed", r.id) for r in duties if r.critical and r.past_grace]
    failed += [Reason("critical-violated", r.id) for r in broken if r.critical]
    if failed:
        return "no", tuple(failed)
    if duties and not any(part.done for result in duties for part in result.parts):
        return "no", (Reason("nothing-done"),)
    if not duties and broken:
        return "no", tuple(Reason("violated", r.id) for r in broken)
    short = [Reason("not-met", r.id) for r in duties if r.outcome != "met"]
    short += [Reason("violated", r.id) for r in broken]
    return ("partly", tuple(short)) if short else ("yes", (Reason("all-met"),))


def _simulated(measure: _Measure, results: Sequence[ExpectationResult]) -> Grade | None:
    """The grade of what playbooks held, where they held something that opened."""
    if not any(r.held_by == PLAYBOOK and r.outcome != "void" for r in results):
        return None
    return _grade(measure, results, PLAYBOOK)


# -- Objective, target, task ---------------------------------------------------------------------


class _Tree:
    """The chain from objective to task, measured for people and for playbooks alike."""

    def __init__(self, results: Sequence[ExpectationResult]) -> None:
        self._of_task: dict[str, list[ExpectationResult]] = {}
        for result in results:
            if result.task is not None:
                self._of_task.setdefault(result.task, []).append(result)

    def results(self, tasks: Iterable[str]) -> list[ExpectationResult]:
        return [result for task in tasks for result in self._of_task.get(task, ())]

    def task(self, task: CriticalTask, held_by: str) -> _Measure:
        return _measured(task.weight, self.results([task.id]), held_by)

    def target(self, target: CapabilityTarget, held_by: str) -> _Measure:
        tasks = [self.task(task, held_by) for task in target.tasks.values()]
        return _joined(target.weight, tasks)

    def objective(self, objective: Objective, held_by: str) -> _Measure:
        targets = [self.target(target, held_by) for target in objective.targets.values()]
        return _joined(objective.weight, targets)


def grade_objectives(
    record: Record, results: Sequence[ExpectationResult]
) -> tuple[ObjectiveResult, ...]:
    """Every objective of the pack, down to its critical tasks."""
    tree = _Tree(results)
    return tuple(_objective(tree, objective) for objective in record.pack.objectives.values())


def _objective(tree: _Tree, objective: Objective) -> ObjectiveResult:
    tasks = [task for target in objective.targets.values() for task in target.tasks]
    results = tree.results(tasks)
    return ObjectiveResult(
        objective.id,
        objective.capability,
        tuple(_target(tree, target) for target in objective.targets.values()),
        _grade(tree.objective(objective, PEOPLE), results, PEOPLE),
        _simulated(tree.objective(objective, PLAYBOOK), results),
    )


def _target(tree: _Tree, target: CapabilityTarget) -> TargetResult:
    results = tree.results(target.tasks)
    return TargetResult(
        target.id,
        tuple(_task(tree, task) for task in target.tasks.values()),
        _grade(tree.target(target, PEOPLE), results, PEOPLE),
        _simulated(tree.target(target, PLAYBOOK), results),
    )


def _task(tree: _Tree, task: CriticalTask) -> TaskResult:
    results = tree.results([task.id])
    return TaskResult(
        task.id,
        tuple(result.id for result in results),
        _grade(tree.task(task, PEOPLE), results, PEOPLE),
        _simulated(tree.task(task, PLAYBOOK), results),
    )


# -- Agencies ------------------------------------------------------------------------------------


def grade_agencies(
    record: Record, results: Sequence[ExpectationResult]
) -> tuple[AgencyResult, ...]:
    """Each agency of which something was expected, in the order of the network's file."""
    found = []
    for agency in record.network.agencies:
        own = [result for result in results if result.agency == agency]
        if own:
            people = any(r.held_by == PEOPLE for r in own)
            found.append(
                AgencyResult(
                    agency,
                    PEOPLE if people or agency in record.people_now else PLAYBOOK,
                    tuple(result.id for result in own),
                    _grade(_measured(1.0, own, PEOPLE), own, PEOPLE),
                    _simulated(_measured(1.0, own, PLAYBOOK), own),
                )
            )
    return tuple(found)
