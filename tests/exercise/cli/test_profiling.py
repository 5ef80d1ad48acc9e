"""Where the time of a run went."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from click.testing import CliRunner

from exercise.cli import main
from exercise.cli.profiling import PARTS


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*options: str) -> str:
    result = CliRunner().invoke(main, ["run", "port-ransomware", "--force", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("name", sorted({n for _, names in PARTS.values() for n in names}))
def test_every_part_names_modules_that_there_are(name: str):
    import_module(name)


def test_a_run_that_is_watched_is_the_same_run():
    plain, watched = json.loads(run("--json")), json.loads(run("--json", "--profile"))
    profile = watched.pop("profile")
    assert watched == plain
    assert profile["counts"]["events"] == plain["events"] - 2, (
        "opening and conclusion are the host's"
    )
    assert profile["parts"].keys() <= PARTS.keys() | {"other"}
    assert {"playbooks", "folding", "routing", "hashing"} <= profile["parts"].keys()


def test_the_parts_are_told_in_the_readers_language():
    told = run("--profile", "--lang", "es")
    assert "encaminamiento" in told
    assert "%" in told
