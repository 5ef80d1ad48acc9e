"""``tabletop measures`` on a network, a GraphML file and a session."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from click.testing import CliRunner

from exercise.cli import main


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    path = tmp_path_factory.mktemp("measures") / "played.tabletop"
    done = CliRunner().invoke(main, ["run", "port-ransomware", "--seed", "3", "-o", str(path)])
    assert done.exit_code == 0
    return path


def asked(*words: str):
    done = CliRunner().invoke(main, ["measures", *words, "--json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_network_is_measured_by_its_links() -> None:
    found = asked("coastal-state")
    assert (found["kind"], found["nodes"]) == ("network", 26)
    assert found["efficiency_without_broker"] < found["efficiency"]
    assert sum(agency["brokerage"]["total"] for agency in found["agencies"]) > 0


def test_a_graphml_file_is_measured_as_it_is(tmp_path) -> None:
    nx.write_graphml(nx.krackhardt_kite_graph(), tmp_path / "kite.graphml")
    found = asked(str(tmp_path / "kite.graphml"))
    assert found["directed"] is False
    assert max(agency["betweenness"] for agency in found["agencies"]) == 14.0
    assert found["agencies"][0]["brokerage"] is None


def test_a_session_is_measured_against_what_was_required_and_planned(session) -> None:
    found = asked(str(session))
    required = found["required"]
    assert found["marking"]["exercise"]
    assert required["recall"] == pytest.approx(
        len(required["both"]) / len(required["both"] + required["unused"]), abs=1e-6
    )
    assert found["plan"]["recall"] < required["recall"]
    assert found["used"]["nodes"] <= found["planned"]["nodes"]
    assert found["reachability"]["ratio"] <= found["reachability"]["static_ratio"]
    assert sum(usage["crossings"] for usage in found["usage"]) > 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_fits_a_terminal(session, language: str) -> None:
    done = CliRunner().invoke(main, ["measures", str(session), "--lang", language])
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_what_is_neither_is_told_in_one_line(tmp_path) -> None:
    (tmp_path / "x.graphml").write_text("<graphml", "utf-8")
    for name, code in (("nowhere", 2), (str(tmp_path / "x.graphml"), 2), (str(tmp_path), 1)):
        done = CliRunner().invoke(main, ["measures", name])
        assert (done.exit_code, done.stderr.count("\n")) == (code, 1)
