"""What is expected and how it stands: parts of expectations and duties, and the tasks above."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.setup import Setup
from exercise.state.state import State
from exercise.state.watch import DECISION, Part, Standing
from exercise.views.control import PartRow, TaskRow
from exercise.views.desk import texts

__all__ = ["parts", "parts_in", "tasks"]


def parts(state: State) -> Iterator[PartRow]:
    """The parts that are judged, as they opened."""
    for standing in state.watch.standings.values():
        for part in standing.judged:
            yield _part(standing, part)


def parts_in(state: State, expectation: str) -> tuple[PartRow, ...]:
    """Those of one expectation; none where it never opened."""
    standing = state.watch.standings.get(expectation)
    return () if standing is None else tuple(_part(standing, one) for one in standing.judged)


def tasks(setup: Setup) -> Iterator[TaskRow]:
    """The critical tasks of the pack, each with the expectations that speak to it."""
    by_task: dict[str, list[str]] = {}
    for spec, _ in setup.pack.all_expectations:
        if spec.task:
            by_task.setdefault(spec.task, []).append(spec.id)
    for objective in setup.pack.objectives.values():
        for target in objective.targets.values():
            for task in target.tasks.values():
                yield TaskRow(
                    objective.id,
                    target.id,
                    task.id,
                    texts(task.title),
                    texts(objective.title),
                    texts(target.title),
                    tuple(by_task.get(task.id, ())),
                )


def _part(standing: Standing, part: Part) -> PartRow:
    spec = standing.expectation
    does = spec.does if part.name == DECISION else None
    return PartRow(
        spec.id,
        part.name,
        spec.who,
        part.opened_at,
        part.due_at,
        _word(standing, part),
        part.done_at,
        spec.critical,
        standing.duty,
        spec.task,
        part.evidence,
        "" if does is None else does.action,
        () if does is not None else tuple(spec.about),
        part.excused or "",
        () if does is None else tuple(does.targets),
        texts(spec.title),
    )


def _word(standing: Standing, part: Part) -> str:
    if part.excused is not None:
        return "excused"
    if standing.expectation.must_not:
        return "violated" if standing.violations else "kept"
    if part.done_at is not None:
        return "late" if part.overdue else "done"
    return "overdue" if part.overdue else "open"
