"""A judgement as JSON: what ``tabletop score --json`` prints (docs/reference/scores.md)."""

from __future__ import annotations

from typing import Any

from exercise.evaluation.flows_json import (
    evidence_json,
    flow_json,
    information_json,
    participation_json,
)
from exercise.evaluation.formulas import FORMULAS
from exercise.evaluation.measures_json import coordination_json, rounded
from exercise.evaluation.model import (
    AgencyResult,
    AwarenessEntry,
    Evaluation,
    ExpectationResult,
    Grade,
    Lapse,
    NeedResult,
    ObjectiveResult,
    PartResult,
    TargetResult,
    TaskResult,
)

__all__ = ["to_json"]


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """``evaluation`` as values that JSON has."""
    return {
        "at": evaluation.at,
        "ended": evaluation.ended,
        "expectations": [_expectation(result) for result in evaluation.expectations],
        "objectives": [_objective(result) for result in evaluation.objectives],
        "agencies": [_agency(result) for result in evaluation.agencies],
        "awareness": [_awareness(entry) for entry in evaluation.awareness],
        "needs": [_need(result) for result in evaluation.needs],
        "lapses": [_lapse(lapse) for lapse in evaluation.lapses],
        "formulas": FORMULAS,
        "flows": [flow_json(flow) for flow in evaluation.flows],
        "information": information_json(evaluation.information),
        "participation": participation_json(evaluation.participation),
        "coordination": coordination_json(evaluation.coordination),
    }


def _expectation(result: ExpectationResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "agency": result.agency,
        "held_by": result.held_by,
        "outcome": result.outcome,
        "parts": [_part(part) for part in result.parts],
        "timeliness": rounded(result.timeliness),
        "evidence": evidence_json(result.evidence),
        "flags": list(result.flags),
        "opened_at": result.opened_at,
        "within": result.within,
        "limit_basis": result.limit_basis,
        "system_time": result.system_time,
        "critical": result.critical,
        "weight": result.weight,
        "task": result.task,
        "duty": result.duty,
        "inject": result.inject,
        "prohibition": result.prohibition,
    }


def _part(part: PartResult) -> dict[str, Any]:
    return {
        "what": part.what,
        "agency_time": part.agency_time,
        "system_time": part.system_time,
        "outcome": part.outcome,
        "causes": dict(part.causes),
        "timeliness": rounded(part.timeliness),
        "flags": list(part.flags),
        "opened_at": part.opened_at,
        "within": part.within,
        "done_at": part.done_at,
        "delivered_at": part.delivered_at,
        "evidence": evidence_json(part.evidence),
    }


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "score": rounded(grade.score),
        "coverage": rounded(grade.coverage),
        "achieved": grade.achieved,
        "reasons": [
            {"code": reason.code, "expectation": reason.expectation} for reason in grade.reasons
        ],
    }


def _graded(
    result: ObjectiveResult | TargetResult | TaskResult | AgencyResult, **more: Any
) -> dict[str, Any]:
    simulated = None if result.simulated is None else _grade(result.simulated)
    return {"id": result.id, **_grade(result.grade), "simulated": simulated, **more}


def _objective(result: ObjectiveResult) -> dict[str, Any]:
    targets = [
        _graded(
            target,
            tasks=[_graded(task, expectations=list(task.expectations)) for task in target.tasks],
        )
        for target in result.targets
    ]
    return _graded(result, capability=result.capability, targets=targets)


def _agency(result: AgencyResult) -> dict[str, Any]:
    return _graded(result, held_by=result.held_by, expectations=list(result.expectations))


def _awareness(entry: AwarenessEntry) -> dict[str, Any]:
    return {
        "fact": entry.fact,
        "agency": entry.agency,
        "at": entry.at,
        "from": entry.sender,
        "path": list(entry.path),
        "status": entry.status,
        "adjusted": entry.adjusted,
        "evidence": evidence_json(entry.evidence),
    }


def _need(result: NeedResult) -> dict[str, Any]:
    return {
        "fact": result.fact,
        "agency": result.agency,
        "outcome": result.outcome,
        "within": result.within,
        "due_at": result.due_at,
        "known_at": result.known_at,
    }


def _lapse(lapse: Lapse) -> dict[str, Any]:
    return {
        "kind": lapse.kind,
        "at": lapse.at,
        "agency": lapse.agency,
        "held_by": lapse.held_by,
        "fact": lapse.fact,
        "to": lapse.to,
        "expectation": lapse.expectation,
        "evidence": evidence_json(lapse.evidence),
    }
