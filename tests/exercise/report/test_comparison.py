"""Groups that played the same pack, side by side."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from harbour import NETWORK, tiny_setup

import golden
from agencies.network import Network
from exercise.cli import main
from exercise.engine import Engine
from exercise.journal import open_journal
from exercise.journal.redaction import redact
from exercise.report import gather
from exercise.report.voice import Voice
from exercise.session.opening import opening
from exercise.setup import Setup


def quick(path: Path, setup: Setup) -> Path:
    """A group without people, whose playbooks miss nothing."""
    engine = Engine(setup)
    journal = open_journal(path, "create")
    journal.append([opening(setup, engine.begins_at), *engine.begin(), *engine.advance_to(10_000)])
    journal.close()
    return path


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("groups")
    golden.write(folder / "slow.tabletop")
    quick(folder / "quick.tabletop", replace(golden.setup(), staffing=(), seed=2))
    return [str(folder / "slow.tabletop"), str(folder / "quick.tabletop")]


def ask(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["compare", *arguments, "--lang", lang])


def test_each_group_stands_by_itself_and_few_are_shown_as_such(groups: list[str]) -> None:
    told = " ".join(ask(*groups).stdout.split())
    assert "2 groups played Screens go dark." in told
    assert "there are no averages" in told
    assert "People did not hold the same desks in all of them." in told
    assert "1 of 2" in told
    assert "no se forman promedios" in " ".join(ask(*groups, lang="es").stdout.split())


def test_json_has_every_group_of_every_row(groups: list[str]) -> None:
    found = json.loads(ask(*groups, "--json").stdout)
    assert found["groups"] == ["slow", "quick"]
    expected = next(row for row in found["expectations"] if row["id"] == "E-01")
    assert expected["outcomes"] == ["late", "met"]
    assert (expected["fulfilled"], expected["observed"], expected["median"]) == (1, 2, None)
    assert found["objectives"][0]["groups"][0]["score"] == 0.75


def test_the_strictest_marking_of_all_groups_stands_over_the_comparison(
    groups: list[str], tmp_path: Path
) -> None:
    def marked(name: str, seed: int, marking: str) -> str:
        setup = replace(golden.setup(), seed=seed)
        engine, path = Engine(setup), tmp_path / f"{name}.tabletop"
        journal = open_journal(path, "create")
        journal.append([opening(setup, engine.begins_at, marking=marking), *engine.begin()])
        journal.close()
        return str(path)

    amber, green = marked("a", 3, "TLP:AMBER"), marked("g", 4, "TLP:GREEN")
    other = marked("o", 5, "RESERVED")
    assert ask(groups[1], amber).stdout.splitlines()[0].endswith(" · TLP:AMBER")
    assert ask(green, other, amber).stdout.splitlines()[0].endswith(" · TLP:AMBER · RESERVED")
    told = json.loads(ask(groups[1], green, amber, "--json").stdout)
    assert told["marking"]["handling"] == "TLP:AMBER"


def test_a_duty_is_named_in_words_and_of_what_it_is() -> None:
    early = {
        "title": "Warn early",
        "trigger": "cyber",
        "holder": ["port"],
        "tells": ["csirt"],
        "within": "10m",
        "limit_basis": "law",
        "source": "s",
        "confidence": "confirmed",
    }
    sources = {"s": {"title": "A law", "confidence": "confirmed"}}
    setup = tiny_setup(network={**NETWORK, "duties": {"early": early}, "sources": sources})
    voice = Voice(gather(setup, Network(setup.network), [opening(setup, 0)]), "en")
    assert voice.labelled("E-01", "port").startswith("E-01  PORT: tell CSIRT")
    said = voice.labelled("duty early/dark/port", "port")
    assert said == "PORT: Warn early (The terminal's screens are dark)"


def test_a_group_whose_record_lost_its_seal_is_named(groups: list[str], tmp_path: Path) -> None:
    slow = tmp_path / "slow.tabletop"
    shutil.copy(groups[0], slow)
    with closing(sqlite3.connect(slow)) as connection:
        connection.execute("DELETE FROM seal")
        connection.commit()
    told = ask(str(slow), groups[1])
    assert "slow is not to be trusted. Its seal was taken away" in " ".join(told.stdout.split())
    assert (told.exit_code, told.stderr.count("seal was taken away")) == (0, 1)
    assert "quick is not" not in told.stdout


def test_a_picture_for_each_objective(groups: list[str], tmp_path: Path) -> None:
    output = tmp_path / "groups.html"
    assert ask(*groups, "-o", str(output)).exit_code == 0
    text = output.read_text("utf-8")
    assert text.count("<svg") == 1
    assert "EXERCISE – EXERCISE" in text


def test_what_cannot_be_compared_says_why(groups: list[str], tmp_path: Path) -> None:
    alone, twice = ask(groups[0]), ask(groups[0], groups[0])
    assert (alone.exit_code, alone.stderr) == (2, "A comparison needs two sessions or more.\n")
    assert "named twice" in twice.stderr
    copy = tmp_path / "copy.tabletop"
    redact(Path(groups[0]), copy)
    assert "slow and copy are records of one session" in ask(groups[0], str(copy)).stderr
    setup = golden.setup()
    files = {"pack.yml": setup.pack_files["pack.yml"].replace("id: tiny", "id: other")}
    pack = setup.pack.model_copy(update={"id": "other"})
    other = quick(tmp_path / "other.tabletop", replace(setup, pack=pack, pack_files=files))
    told = ask(groups[0], str(other))
    assert told.exit_code == 2
    assert "slow played tiny and other played other" in told.stderr
