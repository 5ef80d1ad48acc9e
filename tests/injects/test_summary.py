"""What a facilitator reads at the end of a check."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from exercise.cli import authoring


def check(*arguments: object):
    group = click.Group(commands={command.name: command for command in authoring.commands})
    return CliRunner().invoke(group, ["check", *(str(argument) for argument in arguments)])


def figures(*arguments: object):
    return json.loads(check("--json", *arguments).stdout)["files"][0]["summary"]


def test_minutes_and_injects_are_counted(tiny):
    found = figures(tiny)
    assert found["minutes"] == 60
    assert found["injects"] == {"scripted": 5, "contingency": 1}
    assert found["cuts"] == [{"id": "short", "minutes": 60, "injects": 5}]


def test_a_desk_has_its_injects_per_hour_and_its_longest_wait(tiny):
    (desk,) = figures(tiny)["desks"]
    assert (desk["id"], desk["injects"], desk["per_hour"]) == ("port", 5, 5.0)
    assert desk["longest_wait"] == 18 * 60
    assert desk["expectations"] == 2


def test_an_objective_has_the_expectations_that_test_it(tiny):
    (objective,) = figures(tiny)["objectives"]
    assert (objective["id"], objective["expectations"], objective["critical"]) == ("notify", 1, 1)


def test_what_is_assumed_and_invented_is_counted(write):
    invented = ("log: {title: The log}", "log: {title: The log, confidence: invented}")
    found = figures(write(invented))
    assert found["limits"] == {"all": 2, "assumed": 1}
    assert found["delays"] == {"all": 2, "assumed": 2}
    assert found["facts"] == {"all": 3, "invented": 3}


def test_a_language_with_gaps_is_not_complete(write):
    found = figures(write(("{en: Tiny, es: Pequeño}", "{en: Tiny}")))
    assert found["languages"] == [
        {"language": "en", "missing": 0, "complete": True},
        {"language": "es", "missing": 1, "complete": False},
    ]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["60 min, moves: 1", "Longest wait", "18m", "Notify", "Spanish: complete"]),
        ("es", ["60 min, fases: 1", "Espera más larga", "18m", "Notificar", "Español: completo"]),
    ],
)
def test_the_summary_comes_last_and_in_the_readers_language(tiny, language, parts):
    said = check(tiny, "--lang", language).stderr
    assert [part for part in parts if part not in said] == []


def test_warnings_are_told_and_fail_only_when_strict(write):
    folder = write(("at: T+00:42", "at: T+00:39"))
    relaxed, strict = check(folder, "--lang", "en"), check(folder, "--strict", "--lang", "en")
    assert "[warning: idle]" in relaxed.stdout
    assert relaxed.stdout == strict.stdout
    assert (relaxed.exit_code, strict.exit_code) == (0, 1)


def test_a_pack_that_cannot_be_read_has_no_summary(write):
    folder = write(("network: pier\n", ""))
    assert figures(folder) is None
    assert "Play:" not in check(folder, "--lang", "en").stderr
