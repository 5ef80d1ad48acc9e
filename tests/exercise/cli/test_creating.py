"""What ``new`` writes is whole, in both languages, and never takes the place of anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import tabletop

from exercise.cli.creating import KINDS


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_new_has_no_problems(kind: str, language: str):
    path = tabletop("new", kind, "my-port", "--lang", language).stdout.strip()
    told = json.loads(tabletop("check", path, "--strict", "--json").stdout)
    assert told["ok"], told
    assert told["files"][0]["kind"] == kind
    text = Path(path).read_text("utf-8")
    assert "NAME" not in text
    assert ("# Todos los campos" in text) == (language == "es")


def test_a_new_pack_plays_also_with_a_new_profile():
    tabletop("new", "pack", "my-port")
    tabletop("new", "profile", "here.yml")
    told = tabletop("run", "my-port", "--profile", "here.yml", "-o", "s.tabletop")
    assert told.exit_code == 0, told.stderr
    assert tabletop("verify", "s.tabletop").exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_overwritten_without_being_told_to(kind: str):
    path = Path(tabletop("new", kind, "my-port").stdout.strip())
    path.write_text("mine", "utf-8")
    told = tabletop("new", kind, "my-port", "--lang", "es")
    assert (told.exit_code, path.read_text("utf-8")) == (2, "mine")
    assert tabletop("new", kind, "my-port", "--force").exit_code == 0
    assert path.read_text("utf-8") != "mine"


@pytest.mark.parametrize("name", ["my port", "../..", "-", "ñ", "none/there"])
def test_a_name_that_will_not_do_is_one_clear_line(name: str):
    told = tabletop("new", "profile", "--", name)
    assert told.exit_code == 2
    assert len(told.stderr.strip().splitlines()) == 1
    assert list(Path().iterdir()) == []
