"""National profiles on the command line, and in the record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import tabletop

from agencies.profileloading import list_profiles
from exercise.cli.record import read_session
from exercise.journal import open_journal

PACK = "port-ransomware"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.mark.parametrize("profile", list_profiles())
def test_a_session_with_a_profile_is_read_and_run_again_alone(profile: str):
    assert tabletop("run", PACK, "--profile", profile, "-o", "s.tabletop").exit_code == 0
    answer = json.loads(tabletop("verify", "s.tabletop", "--json").stdout)
    assert answer["ok"]
    assert answer["resimulated"]
    setup, network, events = read_session(Path("s.tabletop"))
    assert setup.profile.id == events[0].body.profile == profile
    assert set(events[0].body.digests) == {"pack", "network", "profile"}
    assert network.file.title == setup.profile.title


def test_the_file_of_a_profile_may_change_after_the_session_began():
    Path("isle.yml").write_text(
        "{id: isle, title: Isle, network: coastal-state, remove: {duties: [cyber-update]}}", "utf-8"
    )
    assert tabletop("run", PACK, "--profile", "isle.yml", "-o", "s.tabletop").exit_code == 0
    Path("isle.yml").unlink()
    assert json.loads(tabletop("verify", "s.tabletop", "--json").stdout)["ok"]
    assert "cyber-update" not in read_session(Path("s.tabletop"))[1].file.duties


@pytest.mark.parametrize(
    ("language", "named"), [("en", "Continuity of the port"), ("es", "Continuidad del puerto")]
)
def test_a_report_names_profile_and_capabilities_as_the_country_does(language: str, named: str):
    tabletop("run", PACK, "--profile", "saint-brendan", "-o", "s.tabletop")
    told = tabletop("report", "s.tabletop", "--format", "md", "-o", "s.md", "--lang", language)
    assert told.exit_code == 0, told.stderr
    text = Path("s.md").read_text("utf-8")
    assert named in text
    assert "(saint-brendan)" in text


def test_a_record_without_profile_has_none():
    tabletop("run", PACK, "-o", "s.tabletop")
    journal = open_journal(Path("s.tabletop"), "read")
    (first,) = list(journal.read(until=1))
    journal.close()
    assert (first.body.profile, first.body.profile_files) == (None, {})


def test_a_profile_that_there_is_not_is_one_clear_line():
    told = tabletop("run", PACK, "--profile", "costa-sirena")
    assert told.exit_code == 2
    assert "Did you mean 'costa-serena'?" in told.stderr
    assert tabletop("check", PACK, "--network", "coastal").exit_code == 2
    assert not Path(f"{PACK}-1.tabletop").exists()


def test_profile_without_a_name_says_where_the_time_went():
    for words in (["--profile", PACK], [PACK, "--profile"], [PACK, "--timings"]):
        told = tabletop("run", *words, "--json", "--force")
        assert "parts" in json.loads(told.stdout)["profile"]
    assert tabletop("run", "--profile").exit_code == 2


def test_check_looks_at_profiles_and_at_packs_on_them():
    told = json.loads(tabletop("check", "--json", "--strict", *list_profiles()).stdout)
    assert {entry["kind"] for entry in told["files"]} == {"profile"}
    assert told["ok"]
    assert tabletop("check", PACK, "--strict", "--profile", "costa-serena").exit_code == 0
    Path("isle.yml").write_text(
        "id: isle\ntitle: Isle\nnetwork: coastal-state\nremove:\n  agencies: [csirt]\n", "utf-8"
    )
    told = json.loads(tabletop("check", PACK, "--profile", "isle.yml", "--json").stdout)
    codes = {problem["code"] for problem in told["files"][0]["problems"]}
    assert {"untold-duty", "unknown-agency"} <= codes


@pytest.mark.parametrize("language", ["en", "es"])
def test_profiles_are_listed_and_shown_on_eighty_columns(language: str):
    listed = tabletop("networks", "--lang", language).stdout
    shown = [tabletop("show", name, "--lang", language).stdout for name in list_profiles()]
    assert all(name in listed for name in list_profiles())
    assert "30m → 20m" in "".join(shown)
    assert all(len(line) <= 80 for text in shown for line in text.splitlines())
    rows = json.loads(tabletop("networks", "--json").stdout)
    assert [row["id"] for row in rows["profiles"]] == list(list_profiles())


def test_hostile_text_in_a_profile_is_only_text():
    Path("isle.yml").write_text(
        'id: isle\ntitle: "[red]x\\e[31m"\nnetwork: coastal-state\nabout: "\\u202eabc"\n', "utf-8"
    )
    told = tabletop("show", "isle.yml")
    assert told.exit_code == 0
    assert "\x1b" not in told.stdout
    assert "\u202e" not in told.stdout
