"""``score``, ``report``, ``export`` and ``verify`` on a session file."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exercise.cli.judge import commands, write_report
from exercise.errors import RequestError

BY_NAME = {command.name: command for command in commands}


def run(name: str, *arguments: Any) -> Result:
    return CliRunner().invoke(
        BY_NAME[name], [str(argument) for argument in arguments], env={"LC_ALL": "C"}
    )


def one_line(result: Result, code: int) -> str:
    """The one line on standard error that a failure consists of."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return result.stderr


def test_scores_as_json_have_the_shape_that_is_promised(session_file: Path):
    result = run("score", session_file, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["marking"] == {
        "exercise": "EXERCISE – EXERCISE – EXERCISE",
        "handling": "RESTRICTED",
    }
    for entry in found["expectations"]:
        assert {"id", "agency", "held_by", "outcome", "parts", "timeliness", "evidence"} <= set(
            entry
        )
        for part in entry["parts"]:
            assert {"what", "agency_time", "system_time", "outcome", "causes"} <= set(part)
    assert {"id", "score", "coverage", "achieved"} <= set(found["objectives"][0])
    assert {"fact", "agency", "at", "from", "path"} <= set(found["awareness"][0])
    assert any(entry["held_by"] == "people" for entry in found["expectations"])
    assert found["agencies"]


def test_scores_as_of_a_moment_know_nothing_later(session_file: Path):
    found = json.loads(run("score", session_file, "--json", "--at", "T+00:30").stdout)
    assert (found["at"], found["ended"], found["interim"]) == (1800, False, True)
    assert max(entry["at"] for entry in found["awareness"]) <= 1800
    later = json.loads(run("score", session_file, "--json", "--at", "T+99:00").stdout)
    assert later["ended"]


@pytest.mark.parametrize(
    ("language", "marking"), [("en", "EXERCISE – "), ("es", "EJERCICIO – EJERCICIO – EJERCICIO")]
)
def test_scores_are_readable_in_a_terminal(session_file: Path, language: str, marking: str):
    result = run("score", session_file, "--lang", language)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(marking)
    assert "RESTRICTED" in result.stdout
    assert "E-03" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_every_line_of_the_scores_leads_to_events_of_the_record(session_file: Path):
    shown = run("score", session_file, "--lang", "en").stdout
    for entry in json.loads(run("score", session_file, "--json").stdout)["expectations"]:
        for part in entry["parts"]:
            cited = " ".join(str(event["seq"]) for event in part["evidence"])
            assert f"[{cited}]" in " ".join(shown.split())


def test_who_knew_a_fact_stands_under_the_fact(session_file: Path):
    text = run("report", session_file, "--lang", "en").stdout
    section = text.partition("## Who knew what")[2].partition("\n## ")[0]
    tables = section.partition("### Fact by fact")[2].split("\n#### ")[1:]
    assert len(tables) > 3
    assert all("| Agency | Known since |" in table for table in tables)


def test_the_report_has_its_sections_under_both_markings(session_file: Path):
    text = run("report", session_file).stdout
    lines = text.splitlines()
    assert lines[0] == lines[-1] == "**EXERCISE – EXERCISE – EXERCISE · RESTRICTED**"
    headings = [line[3:] for line in lines if line.startswith("## ")]
    assert headings == [
        "Exercise overview",
        "Executive summary",
        "Objectives and ratings",
        "Improvement plan",
        "What was expected, and what was done",
        "Who knew what, and since when",
        *(["Handling of information"] if "Handling of information" in text else []),
        "How agencies reached each other",
        "Decisions",
        "Timeline",
        "Participants by role",
        "How to read this",
    ]
    assert "Interim" not in text


def test_what_people_typed_stays_text_in_the_report(session_file: Path):
    for language in ("en", "es"):
        text = run("report", session_file, "--lang", language).stdout
        assert "<script>" not in text
        assert not re.search(r"(?<!\\)\[x(?<!\\)\]\(", text)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\n# no heading" not in text
        for line in text.splitlines():
            if line.startswith("|"):
                assert line.endswith("|")


def test_the_report_as_json_holds_the_judgement_and_what_happened(session_file: Path):
    found = json.loads(run("report", session_file, "--format", "json").stdout)
    assert found["evaluation"]["expectations"]
    assert "port-authority" in {decision["agency"] for decision in found["decisions"]}
    assert found["participants"][0]["seats"] == ["port-authority/1"]
    assert "STARTEX" in [entry["text"] for entry in found["timeline"]]
    assert "\x1b" not in json.dumps(found, ensure_ascii=False)


def test_nothing_is_overwritten_without_force(session_file: Path, tmp_path: Path):
    target = tmp_path / "report.md"
    assert run("report", session_file, "-o", target).exit_code == 0
    first = target.read_text("utf-8")
    target.write_text("mine", "utf-8")
    assert "nothing was overwritten" in one_line(run("report", session_file, "-o", target), 2)
    assert target.read_text("utf-8") == "mine"
    assert run("report", session_file, "-o", target, "--force").exit_code == 0
    assert target.read_text("utf-8") == first
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_place_that_cannot_be_written_is_one_clear_line(session_file: Path, tmp_path: Path):
    one_line(run("report", session_file, "-o", tmp_path / "no" / "report.md"), 2)
    one_line(run("export", session_file, "-o", tmp_path, "--redacted"), 2)
    with pytest.raises(RequestError):
        write_report(session_file, tmp_path, language="en")


@pytest.mark.parametrize("place", ["", "/", "/new/"])
def test_a_file_goes_into_a_folder_under_its_usual_name(
    session_file: Path, tmp_path: Path, place: str
):
    result = run("report", session_file, "--format", "md", "-o", f"{tmp_path}{place}")
    assert result.exit_code == 0, result.output
    name = Path(f"{tmp_path}{place}") / f"{session_file.stem}-report.en.md"
    assert result.stderr == f"{name}\n"
    assert "EXERCISE" in name.read_text("utf-8")


def test_events_are_exported_one_to_a_line(session_file: Path):
    lines = [json.loads(line) for line in run("export", session_file).stdout.splitlines()]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines[0]["kind"] == "SessionCreated"
    assert "ExerciseEnded" in {line["kind"] for line in lines}
    assert all(line["marking"].startswith("EXERCISE") for line in lines)


def test_a_sound_session_verifies_and_runs_again_alike(session_file: Path):
    result = run("verify", session_file, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {"ok", "events", "simulation_digest", "resimulated", "first_divergence"} <= set(found)
    assert (found["seal"], found["recorded"]) == ("none", None)
    assert (found["ok"], found["resimulated"], found["first_divergence"]) == (True, True, None)
    assert re.fullmatch("[0-9a-f]{64}", found["simulation_digest"])
    assert "the same" in run("verify", session_file).stdout


def altered(session_file: Path, tmp_path: Path, change: str) -> Path:
    copy = tmp_path / "altered.tabletop"
    shutil.copy(session_file, copy)
    with sqlite3.connect(copy) as connection:
        connection.execute(change)
    connection.close()
    return copy


def test_an_altered_session_does_not_verify_and_is_not_judged(session_file: Path, tmp_path: Path):
    copy = altered(session_file, tmp_path, "UPDATE events SET at = at + 1 WHERE seq = 40")
    result = run("verify", copy, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["ok"], found["first_divergence"], found["events"]) == (False, 40, 39)
    for name in ("score", "report", "export"):
        assert "event 40" in one_line(run(name, copy), 1)


def test_what_is_no_session_is_one_clear_line(session_file: Path, tmp_path: Path):
    wrong = [tmp_path, tmp_path / "nothing", tmp_path / "text", tmp_path / "short"]
    wrong[2].write_text("no session", "utf-8")
    wrong[3].write_bytes(session_file.read_bytes()[:5000])
    for path in wrong:
        for name in BY_NAME:
            one_line(run(name, path), 1)


def test_a_time_that_is_none_is_one_clear_line(session_file: Path):
    assert "T+01:30" in one_line(run("score", session_file, "--at", "12.30"), 2)
