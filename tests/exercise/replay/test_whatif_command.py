"""``tabletop whatif``: asked of a session file, answered in words, as a picture and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import golden
from exercise.cli import main
from exercise.journal.redaction import redact


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A slow officer: reads late, tells late, and the telephone is down for a while."""
    path = tmp_path_factory.mktemp("whatif") / "s.tabletop"
    golden.write(path)
    return path


def ask(session: Path, *options: str, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["whatif", str(session), *options, "--lang", lang])


def test_without_a_change_the_session_is_what_it_was(session: Path) -> None:
    told = ask(session, "--at", "T+00:12", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["identical"] is True
    assert "exactamente como quedó registrada" in ask(session, lang="es").stdout.replace("\n", " ")


def test_times_are_written_as_on_the_screens(session: Path) -> None:
    told = ask(session, "--at", "0:08", "--change", "omit:port/LogDecision/raise/1", "--json")
    long = ("--at", "T+00:08", "--change", "omit:port/LogDecision/raise/1", "--json")
    assert told.stdout == ask(session, *long).stdout != ""
    assert ask(session, "--change", "restore:phone@0:20").exit_code == 0
    as_of = CliRunner().invoke(main, ["score", str(session), "--at", "0:20", "--json"])
    assert json.loads(as_of.stdout)["at"] == 1200


def test_the_answer_says_what_differs_and_how_sure_it_is(session: Path) -> None:
    one = " ".join(ask(session, "--change", "fulfil:E-01").stdout.split())
    assert "Of the expectations (1) the change improves 1 and worsens 0" in one
    assert "only further runs can tell" in one
    assert "People are assumed to do what they did" in one
    many = " ".join(ask(session, "--change", "fulfil:E-01", "--runs", "3").stdout.split())
    assert "under other luck (3 runs) more were fulfilled in 3, as many in 0" in many
    assert "0 → 3 (95%: 44% to 100%)" in many


def test_a_change_that_alters_nothing_here_may_under_other_luck(session: Path) -> None:
    change = ("--change", "desk:ministry")
    one = " ".join(ask(session, *change).stdout.split())
    assert "With the luck of this session the change alters nothing" in one
    assert "--runs 20 says what other luck would have made of it" in one
    many = " ".join(ask(session, *change, "--runs", "3").stdout.split())
    assert "under other luck (3 runs) more were fulfilled in 0, as many in 3" in many


def test_what_people_did_in_vain_is_listed_once_with_the_reason(session: Path) -> None:
    told = " ".join(ask(session, "--change", "playbook:port@T+00:08").stdout.split())
    assert "What people did that made no sense any more" in told
    assert "PORT: sent a message → CSIRT, 2 times – A playbook has this desk now." in told
    assert "PORT: Raise the security level – A playbook has this desk now." in told


def test_json_has_both_sides_of_every_row(session: Path) -> None:
    found = json.loads(ask(session, "--change", "fulfil:E-01", "--json", "--runs", "2").stdout)
    row = next(row for row in found["expectations"] if row["id"] == "E-01")
    assert (row["before"]["outcome"], row["after"]["outcome"]) == ("late", "met")
    assert row["direction"] == "better"
    assert found["luck"]["runs"] == 2


@pytest.mark.parametrize("shape", ["svg", "html", "md"])
def test_the_answer_as_a_file_bears_the_marking(session: Path, tmp_path: Path, shape: str) -> None:
    output = tmp_path / f"answer.{shape}"
    options = ["--change", "fulfil:E-01", "-o", str(output)]
    assert ask(session, *options, lang="es").exit_code == 0
    assert "EJERCICIO – EJERCICIO" in output.read_text("utf-8")
    again = ask(session, *options)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "nothing was overwritten" in again.stderr


def test_everything_that_cannot_be_is_a_line_of_its_own(session: Path) -> None:
    told = ask(session, "--change", "desk:prt", "--change", "mend:all", "--at", "T+90:00")
    assert told.exit_code == 2
    assert len(told.stderr.splitlines()) == 3
    assert "outside the session, which goes from T+00:00 to" in told.stderr
    badly = ask(session, "--change", "x:y", "--at", "noon", "--until", "12")
    assert (badly.exit_code, len(badly.stderr.splitlines())) == (2, 3)
    assert "no está entre la bifurcación" in ask(session, "--until", "T+90:00", lang="es").stderr


def test_what_stands_in_brackets_is_explained_under_its_table(session: Path) -> None:
    told = " ".join(ask(session, "--change", "fulfil:E-01", lang="es").stdout.split())
    assert "tardía, T+00:30 (0,75)" in told
    assert "Entre paréntesis, la puntualidad: 1 dentro del plazo" in told
    many = ask(session, "--change", "fulfil:E-01", "--runs", "3").stdout
    assert "median +1, from +1 to +1 in 90% of the runs" in " ".join(many.split())
    assert "Last: in how many runs it was fulfilled" in " ".join(many.split())


def test_a_search_ranks_what_would_have_helped(session: Path) -> None:
    found = json.loads(ask(session, "--search", "--json", "--at", "T+00:14").stdout)
    changes = [one["change"] for one in found["tried"]]
    assert "restore:phone" in changes
    assert {"desk:csirt", "link:police:ministry:phone"} <= set(changes)
    merits = [(one["gain"], one["points"]) for one in found["tried"]]
    assert merits == sorted(merits, reverse=True)
    assert "single improvements" in ask(session, "--search").stdout


def test_a_redacted_copy_can_be_asked_and_an_altered_one_not(session: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tabletop"
    redact(session, copy)
    assert json.loads(ask(copy, "--json").stdout)["identical"] is True
    copy.write_bytes(copy.read_bytes()[:9000])
    told = ask(copy)
    assert (told.exit_code, len(told.stderr.splitlines())) == (1, 1)


def test_changes_are_said_in_words(session: Path) -> None:
    told = ask(session, "--change", "desk:csirt", "--change", "restore:phone@T+00:20").stdout
    assert "the desk of CSIRT doubled" in told
    assert "telephone in service everywhere, at T+00:20" in told


def test_a_search_finds_the_same_with_one_worker_and_with_two(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exercise.replay.search.FEW", 0)
    options = ("--search", "--json", "--runs", "2", "--at", "T+00:14")
    one = ask(session, *options, "--workers", "1")
    assert json.loads(one.stdout)["tried"]
    assert ask(session, *options, "--workers", "2").stdout == one.stdout
