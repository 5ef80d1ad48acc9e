"""Weighted means, coverage and *achieved?*, by hand."""

from __future__ import annotations

import pytest
from tale import Tale, expectation

from exercise import events as e
from exercise.evaluation.model import Reason

TWO_TASKS = {
    "notify": {
        "title": "Notify",
        "capability": "operational-coordination",
        "targets": {
            "early": {
                "title": "Early",
                "tasks": {
                    "tell-csirt": {"title": "Tell", "weight": "3"},
                    "tell-others": {"title": "Others"},
                },
            }
        },
    }
}


def test_a_score_is_the_weighted_mean_of_what_was_observed():
    """E-01 met (1.0, weight 2), E-02 at half (0.5, weight 1): 2.5 / 3; tasks weigh 3 to 1."""
    second = expectation(id="E-02", tells=["ministry"])
    other = expectation(id="E-03", tells=["police"], task="tell-others")
    tale = Tale(expectation(weight="2"), second, other, objectives=TWO_TASKS).begins().reads(400)
    tale.sends(500)
    tale.sends(2100, "ministry")
    objective = tale.ends().judged().objectives[0]
    task, others = (task.grade for task in objective.targets[0].tasks)
    assert task.score == pytest.approx(2.5 / 3)
    assert others.score == 0.0
    assert objective.grade.score == pytest.approx(3 * 2.5 / 3 / 4)
    assert objective.grade.coverage == 1.0
    assert objective.grade.achieved == "partly"
    assert Reason("not-met", "E-02") in objective.grade.reasons


def test_coverage_is_the_observed_share_of_the_weight():
    """E-01 of weight 3 is observed; E-02 of weight 1 never opens."""
    never = expectation(id="E-02", opens={"after": "T+01:00"})
    tale = Tale(expectation(weight="3"), expectations=[never]).begins().reads(400)
    tale.sends(500)
    grade = tale.ends().judged().objectives[0].grade
    assert (grade.score, grade.coverage, grade.achieved) == (1.0, 0.75, "yes")
    assert tale.found("E-02").outcome == "void"


def test_what_playbooks_held_is_graded_apart():
    tale = Tale(staffing=()).begins().reads(400, person=False)
    tale.sends(500, person=False)
    objective = tale.ends().judged().objectives[0]
    assert objective.grade.score is None
    assert (objective.grade.coverage, objective.grade.achieved) == (0.0, "not-observed")
    assert objective.simulated is not None
    assert (objective.simulated.score, objective.simulated.achieved) == (1.0, "yes")


def test_a_critical_part_missed_or_past_its_grace_decides():
    missed = Tale(expectation(critical="true")).begins().ends()
    grade = missed.judged().objectives[0].grade
    assert (grade.achieved, grade.reasons) == ("no", (Reason("critical-missed", "E-01"),))
    for second, achieved in ((2700, "partly"), (2701, "no")):
        late = Tale(expectation(critical="true")).begins().reads(400)
        late.sends(second)
        assert late.ends().judged().objectives[0].grade.achieved == achieved


def test_an_assumed_limit_is_never_critical():
    late = Tale(expectation(critical="true", limit_basis="assumed")).begins().reads(400)
    late.sends(4000)
    assert late.ends().judged().objectives[0].grade.achieved == "partly"


def test_nothing_done_is_not_achieved():
    grade = Tale().begins().ends().judged().objectives[0].grade
    assert (grade.score, grade.achieved, grade.reasons) == (0.0, "no", (Reason("nothing-done"),))


def test_a_violated_prohibition_keeps_an_objective_from_being_achieved_in_full():
    ban = {
        "id": "P-01",
        "who": "port",
        "must_not": "true",
        "tells": ["police"],
        "about": ["dark"],
        "task": "tell-csirt",
    }
    for critical, achieved in (("false", "partly"), ("true", "no")):
        tale = Tale(expectation(), {**ban, "critical": critical}).begins().reads(400)
        tale.sends(500)
        tale.sends(600, "police")
        grade = tale.ends().judged().objectives[0].grade
        assert (grade.score, grade.achieved) == (1.0, achieved)


def test_an_agency_is_graded_over_its_expectations_and_duties():
    """E-01 met, a duty to the ministry at three quarters: 1500 for 1200."""
    tale = Tale().begins().reads(400)
    duty = {"duty": "N1", "tells": ("ministry",), "about": ("dark",)}
    tale.opens("duty N1/dark/port", 300, 1200, **duty)
    tale.sends(500)
    tale.sends(1800, "ministry")
    judged = tale.ends().judged()
    agency = judged.agencies[0]
    assert agency.id == "port"
    assert agency.expectations == ("E-01", "duty N1/dark/port")
    assert agency.grade.score == pytest.approx((1 + 0.75) / 2)
    assert judged.objectives[0].grade.score == 1.0


def test_a_pending_part_lowers_coverage_not_the_score():
    tale = Tale(expectation(tells=["csirt", "ministry"])).begins().reads(400)
    tale.sends(500)
    tale.sends(600, "ministry", facts={}, text="Call me")
    grade = tale.ends().judged().objectives[0].grade
    assert (grade.score, grade.coverage, grade.achieved) == (1.0, 0.5, "yes")


def test_an_interim_judgement_says_so():
    tale = Tale().begins().reads(400)
    assert not tale.judged().ended
    assert tale.ends().judged().ended
    tale.tell(5400, e.SessionConcluded(""), "concluded", origin="recorded")
    assert tale.judged().at == 5400
