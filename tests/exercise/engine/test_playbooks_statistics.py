"""How playbooks do over many seeds: each expectation can go either way, and skill tells."""

from __future__ import annotations

from typing import Any

import pytest

from playbook_statistics import Figures, interval, many, rows

SEEDS = range(1, 51)


@pytest.fixture(scope="module")
def trained() -> list[Figures]:
    return many({"trained": SEEDS})["trained"]


@pytest.fixture(scope="module")
def others() -> dict[str, list[Figures]]:
    return many({"novice": SEEDS[:12], "expert": SEEDS[:12], "reliable": SEEDS[:12]})


def test_every_expectation_is_met_in_some_runs_and_late_or_missed_in_others(trained: Any):
    found = [(row.id, row.flag) for row in rows(trained) if not row.duty and row.flag]
    assert found == []


def test_at_least_fifteen_agencies_send_or_receive_in_every_run(trained: Any):
    assert min(len(run.active) for run in trained) >= 15


def test_no_playbook_mishandles_information(trained: Any, others: Any):
    runs = [*trained, *(run for runs in others.values() for run in runs)]
    assert {kind for run in runs for kind in run.lapses} <= {"out-of-order"}


def test_the_better_skill_knows_sooner_and_is_more_timely(trained: Any, others: Any):
    by_skill = [others["novice"], trained, others["expert"]]
    awareness = [interval([run.awareness for run in runs]) for runs in by_skill]
    timeliness = [interval([run.timeliness for run in runs]) for runs in by_skill]
    assert awareness[0].low > awareness[1].high
    assert awareness[1].low > awareness[2].high
    assert timeliness[0].high < timeliness[1].low
    assert timeliness[1].high < timeliness[2].low


def test_the_reliable_leave_nothing_undone_that_they_can_do(trained: Any, others: Any):
    assert [(run.seed, run.neglected) for run in others["reliable"] if run.neglected] == []
    assert any(run.neglected for run in trained)
