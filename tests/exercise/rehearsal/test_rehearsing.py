"""A pack played many times: the same whoever plays it, counted, with how sure that is."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from harbour import tiny_setup

from exercise.cli import main
from exercise.rehearsal import rehearse
from exercise.replay.chances import share_interval, spread


def test_two_workers_come_to_what_one_does() -> None:
    setup = tiny_setup(skill="novice")
    assert rehearse(setup, 20, workers=2) == rehearse(setup, 20, workers=1)


def test_a_novice_desk_misses_some_and_a_reliable_one_none() -> None:
    def fulfilled(skill: str) -> int:
        row = next(r for r in rehearse(tiny_setup(skill=skill), 12).expectations if r.id == "E-01")
        assert row.opened == 12
        return row.fulfilled

    assert fulfilled("reliable") == 12
    assert 0 < fulfilled("novice") < 12


@pytest.mark.parametrize(
    ("hits", "runs", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_that_of_the_literature(
    hits: int, runs: int, low: float, high: float
) -> None:
    assert share_interval(hits, runs) == pytest.approx((low, high), abs=5e-5)


def test_few_runs_spread_from_the_least_to_the_greatest() -> None:
    # In proportion between neighbours the bounds of three would hold one run, not 90 % of them.
    found = spread([2, 0, 1])
    assert found is not None
    assert (found.low, found.median, found.high) == (0, 1, 2)


def test_a_spread_is_the_median_and_the_middle() -> None:
    found = spread(range(101))
    assert found is not None
    assert (found.median, found.low, found.high, found.runs) == (50, 5, 95, 101)
    assert spread([]) is None


def test_the_command_counts_and_says_what_it_is_no_proof_of() -> None:
    command = ["rehearse", "port-ransomware", "--cut", "short", "--runs", "3", "--lang"]
    told = " ".join(CliRunner().invoke(main, [*command, "es"]).stdout.split())
    assert "así se juega el paquete, no como lo jugarán las personas" in told
    found = json.loads(CliRunner().invoke(main, [*command, "en", "--json"]).stdout)
    assert (found["runs"], found["skill"]) == (3, "trained")
    assert all(row["fulfilled"] <= row["opened"] <= 3 for row in found["expectations"])
