"""The letters P, S, M and U that evaluators' answers come to, and how far evaluators agree.

Evidence says whether a task was achieved; an evaluator answers the other questions, and the letter
follows by the definitions of HSEEP's ratings: not achieved is U; achieved with harm to other
activities, added risk, or against plan or law is M; otherwise room to be better, or achieved only
in part, is S; else P.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercise.evaluation.agreement import Agreement, agreement_of
from exercise.evaluation.coefficients import Rating
from exercise.evaluation.model import Evaluation
from exercise.events import Event, RatingAnswered

__all__ = ["Answered", "agreement_over", "letter", "ratings"]


@dataclass(frozen=True, slots=True)
class Answered:
    """One evaluator's latest answers on a task or target.

    Attributes:
        letter: P, S, M or U; None while a question is open or nothing was observed.
        id: Causal id of the event.
    """

    evaluator: str
    subject: str
    letter: str | None
    id: str


def letter(
    achieved: str,
    *,
    harm: bool | None,
    risk: bool | None,
    against: bool | None,
    better: bool | None,
) -> str | None:
    """The letter of a task or target; None where what was answered does not settle it.

    Args:
        achieved: yes, partly, no or not-observed, from evidence.
        harm: Whether it harmed other activities.
        risk: Whether it added risks to health or safety.
        against: Whether it went against plans, procedures or law.
        better: Whether there was room to be more effective or efficient.
    """
    if achieved == "no":
        return "U"
    if achieved == "not-observed":
        return None
    costs = (harm, risk, against)
    if any(costs):
        return "M"
    if None in costs:
        return None
    if better or achieved == "partly":
        return "S"
    return None if better is None else "P"


def ratings(evaluation: Evaluation, events: Iterable[Event]) -> tuple[Answered, ...]:
    """The latest answers of each evaluator on each task and target, in the order of the record."""
    achieved: dict[str, str] = {}
    for objective in evaluation.objectives:
        for target in objective.targets:
            achieved[target.id] = target.grade.achieved
            achieved |= {task.id: task.grade.achieved for task in target.tasks}
    found: dict[tuple[str, str], Answered] = {}
    for event in events:
        body = event.body
        if not isinstance(body, RatingAnswered) or event.seat is None:
            continue
        subject = body.task or body.target or ""
        found[event.seat, subject] = Answered(
            event.seat,
            subject,
            letter(
                achieved.get(subject, "not-observed"),
                harm=body.harm,
                risk=body.risk,
                against=body.against,
                better=body.better,
            ),
            event.id,
        )
    return tuple(found.values())


def agreement_over(answered: Sequence[Answered]) -> Agreement:
    """How far evaluators agree on what they rated; ordinal, and what is open is missing."""
    evaluators = sorted({one.evaluator for one in answered})
    given = {(one.subject, one.evaluator): one.letter for one in answered}
    subjects = dict.fromkeys(one.subject for one in answered)
    rows: list[list[Rating | None]] = [
        [given.get((subject, evaluator)) for evaluator in evaluators] for subject in subjects
    ]
    return agreement_of(rows, "ordinal", evaluators=evaluators)
