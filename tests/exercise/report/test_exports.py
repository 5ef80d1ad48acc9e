"""A session for other programs: xAPI by the rules of its specification, CSV without formulas, GraphML."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.graphml import read_graphml
from exercise.cli.judge import commands
from exercise.cli.record import read_session
from exercise.cli.reporting import names_for
from exercise.events import Event, NoteTaken
from exercise.report import Content, gather
from exercise.report.exports import awareness_graphml, events_csv, statements

EXPORT = next(command for command in commands if command.name == "export")


@pytest.fixture(scope="session")
def content(session_file: Path) -> Content:
    return gather(*read_session(session_file))


# -- The rules of xAPI 1.0.3, part two, for what we use of it --------------------------------------

KNOWN = {
    "id",
    "actor",
    "verb",
    "object",
    "result",
    "context",
    "timestamp",
    "stored",
    "authority",
    "version",
    "attachments",
}
DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


def iri(value: str) -> None:
    found = urlsplit(value)
    assert found.scheme
    assert " " not in value
    assert "<" not in value


def nothing_empty(value: Any) -> None:
    """2.2: no null, and no empty objects, outside extensions."""
    assert value is not None
    if isinstance(value, dict):
        for name, one in value.items():
            if name != "extensions":
                nothing_empty(one)


def languages(value: dict[str, str]) -> None:
    assert value
    assert all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", tag) for tag in value)


def actor(value: dict[str, Any]) -> None:
    assert value["objectType"] in ("Agent", "Group")
    identifiers = {"mbox", "mbox_sha1sum", "openid", "account"} & set(value)
    assert len(identifiers) == 1, "exactly one inverse functional identifier"
    assert set(value) <= {"objectType", "name", "account"}
    iri(value["account"]["homePage"])
    assert value["account"]["name"]


def activity(value: dict[str, Any]) -> None:
    assert value["objectType"] == "Activity"
    iri(value["id"])
    languages(value["definition"]["name"])
    iri(value["definition"]["type"])


def statement(value: dict[str, Any]) -> None:
    assert set(value) <= KNOWN
    nothing_empty(value)
    uuid.UUID(value["id"])
    actor(value["actor"])
    iri(value["verb"]["id"])
    languages(value["verb"]["display"])
    activity(value["object"])
    assert value["version"] == "1.0.3"
    uuid.UUID(value["context"]["registration"])
    for parent in value["context"]["contextActivities"]["parent"]:
        activity(parent)
    for name in value["context"]["extensions"]:
        iri(name)
    if "timestamp" in value:
        assert datetime.fromisoformat(value["timestamp"]).tzinfo is not None
    result = value.get("result", {})
    assert set(result) <= {"score", "success", "completion", "response", "duration", "extensions"}
    assert -1 <= result.get("score", {}).get("scaled", 0) <= 1
    if "duration" in result:
        assert DURATION.fullmatch(result["duration"])


def test_every_statement_keeps_the_rules_of_the_specification(content: Content):
    found = statements(content, "es")
    for one in found:
        statement(one)
    assert len({one["id"] for one in found}) == len(found)
    verbs = {one["verb"]["id"].rpartition("/")[2] for one in found}
    assert {"initialized", "terminated", "experienced", "shared", "responded", "scored"} <= verbs
    assert statements(content, "es") == found


def test_what_people_did_late_is_scored_without_blame(content: Content):
    scored = [one for one in statements(content, "en") if one["verb"]["id"].endswith("scored")]
    held = [
        r
        for r in content.evaluation.expectations
        if r.held_by == "people" and r.timeliness is not None
    ]
    assert len(scored) == len(held)
    assert {one["actor"]["account"]["name"] for one in scored} == {"port-authority"}


def test_the_awareness_network_reads_back_as_a_network(content: Content, tmp_path: Path):
    target = tmp_path / "aware.graphml"
    target.write_text(awareness_graphml(content, "en"), "utf-8")
    contacts = read_graphml(target)
    edges = {(e.sender or "outside", e.agency) for e in content.evaluation.awareness}
    assert contacts.edges == edges
    assert contacts.directed


def test_events_as_a_table_say_the_same_as_the_lines(session_file: Path):
    def run(shape: str) -> str:
        return CliRunner().invoke(EXPORT, [str(session_file), "--format", shape]).stdout

    lines = [json.loads(line) for line in run("jsonl").splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("csv"))))
    assert [int(row["seq"]) for row in rows] == [line["seq"] for line in lines]
    assert [json.loads(row["body"]) for row in rows[1:]] == [line["body"] for line in lines[1:]]
    assert max(len(row["body"]) for row in rows) < 32_767, "more than a cell can hold"
    assert all(row["marking"].startswith("EXERCISE") for row in rows)


@settings(max_examples=60)
@given(
    st.one_of(
        st.sampled_from(["=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "\r=1"]), st.text(max_size=30)
    )
)
def test_no_cell_of_the_table_is_a_formula(text: str):
    text = text.encode("utf-8", "replace").decode()
    event = Event(
        0, "recorded", text, text, NoteTaken(text), agency=text, seat=text, request=text, seq=1
    )
    table = csv.reader(io.StringIO(events_csv([event], "en"), newline=""))
    row = list(table)[1]
    assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r\n")]


def test_several_formats_become_files_with_names_of_their_own(session_file: Path, tmp_path: Path):
    result = CliRunner().invoke(
        EXPORT, [str(session_file), "--format", "csv,xapi,graphml", "-o", str(tmp_path)]
    )
    assert result.exit_code == 0, result.output
    names = ["played-export.csv", "played-export.graphml", "played-export.xapi.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    again = CliRunner().invoke(
        EXPORT, [str(session_file), "--format", "csv,jsonl", "-o", str(tmp_path)]
    )
    assert again.exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_a_format_that_there_is_not_is_one_clear_line(session_file: Path):
    result = CliRunner().invoke(EXPORT, [str(session_file), "--format", "csv,pdf"])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "'pdf'" in result.stderr
    assert "graphml" in result.stderr


def test_a_name_for_several_formats_is_a_folder_unless_it_has_an_ending(tmp_path: Path) -> None:
    session, both = Path("s.tabletop"), ("html", "pdf")
    for output, found in (
        (tmp_path / "new", tmp_path / "new" / "s-report.es.pdf"),
        (tmp_path / "port.html", tmp_path / "port.pdf"),
        (tmp_path / "10.3", tmp_path / "10.3" / "s-report.es.pdf"),
    ):
        assert names_for(session, both, str(output), what="report", language="es")["pdf"] == found
