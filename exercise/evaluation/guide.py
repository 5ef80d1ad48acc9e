"""The exercise evaluation guide: what is rated, in the order of HSEEP's guides.

Capability target by capability target, each after its critical tasks; the objective with its core
capability last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exercise.evaluation.model import Evaluation, ExpectationResult, Grade
from injects.model import Pack

__all__ = ["Subject", "guide"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is rated.

    Attributes:
        objective, target, task: Ids; ``target`` and ``task`` are None where the whole above them
            is meant.
    """

    objective: str
    target: str | None = None
    task: str | None = None

    @property
    def key(self) -> str:
        """``objective``, ``objective/target`` or ``objective/target/task``."""
        return "/".join(part for part in (self.objective, self.target, self.task) if part)

    @property
    def level(self) -> str:
        """objective, target or task."""
        return "task" if self.task else "target" if self.target else "objective"

    def grade(self, evaluation: Evaluation) -> Grade:
        """What the evidence says of it."""
        for objective in evaluation.objectives:
            if objective.id != self.objective:
                continue
            for target in objective.targets:
                for task in target.tasks:
                    if (target.id, task.id) == (self.target, self.task):
                        return task.grade
                if (target.id, None) == (self.target, self.task):
                    return target.grade
            return objective.grade
        return Grade(None, 0.0, "not-observed")

    def expectations(self, evaluation: Evaluation) -> tuple[ExpectationResult, ...]:
        """The expectations that speak to it."""
        names: set[str] = set()
        for objective in evaluation.objectives:
            for target in objective.targets:
                for task in target.tasks:
                    where = (objective.id, target.id, task.id)
                    mine = (self.objective, self.target or where[1], self.task or where[2])
                    if where == mine:
                        names.update(task.expectations)
        return tuple(result for result in evaluation.expectations if result.id in names)


def guide(pack: Pack, *, of: Iterable[ExpectationResult] | None = None) -> tuple[Subject, ...]:
    """Everything that is rated: tasks before their target, targets before their objective.

    Args:
        pack: The scenario.
        of: Keep to the tasks that these expectations speak to, and what is above them.
    """
    kept = None if of is None else {result.task for result in of}
    return tuple(_subjects(pack, kept))


def _subjects(pack: Pack, kept: set[str | None] | None) -> Iterator[Subject]:
    for objective in pack.objectives.values():
        some = False
        for target in objective.targets.values():
            tasks = [task for task in target.tasks if kept is None or task in kept]
            if kept is not None and not tasks:
                continue
            some = True
            for task in tasks:
                yield Subject(objective.id, target.id, task)
            yield Subject(objective.id, target.id)
        if some or kept is None:
            yield Subject(objective.id)
