"""Tables of ratings as people save them, and what is said of those that make no sense."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.cli import main
from exercise.evaluation.ratingsfile import read_ratings


def read(text: str, level: str = "ordinal", **more):
    return read_ratings(text, "ratings.csv", level, **more)


@pytest.mark.parametrize(
    "text",
    [
        "unit,ana,luis\nT-1,P,s\nT-2,,M\n",
        "ana;luis\nP;S\n;M\n",
        "\tana\tluis\nT-1\tP\tS\nT-2\t\tM\n",
        "sep=;\nana;luis\nP;S\n;M",
        '"ana","luis"\r\n"P","S"\r\n"","M"\r\n',
    ],
)
def test_names_and_separators_are_told_from_the_table(text: str) -> None:
    found = read(text)
    assert found.problems == ()
    assert found.evaluators == ("ana", "luis")
    assert found.units == (("P", "S"), (None, "M"))


def test_a_table_without_names_numbers_its_evaluators() -> None:
    found = read("1,2\n2,2\n3,\n")
    assert (found.header, found.labelled) == (False, False)
    assert found.evaluators == ("1", "2")
    assert found.units[2] == (3.0, None)


def test_numbered_units_are_not_ratings() -> None:
    found = read("sample,A,B\n1,1,2\n2,2,2\n3,1,1\n4,2,1\n")
    assert found.labelled
    assert found.units[3] == (2.0, 1.0)


def test_commas_are_decimal_where_they_separate_nothing() -> None:
    assert read("a;b\n1,5;2\n", "interval").units == ((1.5, 2.0),)


def test_what_is_told_outright_is_not_found_out() -> None:
    assert read("x,y\nx,x\n", "nominal").units == (("x", "y"), ("x", "x"))
    assert read("x,y\nx,x\n", "nominal", header=True).evaluators == ("x", "y")
    assert read("1,1\n2,2\n", labelled=True).evaluators == ("1",)


@pytest.mark.parametrize(
    ("text", "level", "told"),
    [
        ("a,b\n1,2\n3,x4\n", "ordinal", "ratings.csv:3:2: 'x4' is no rating (column 'b'). Write"),
        ("a,b\n1,2,3\n4,5\n", "ordinal", "ratings.csv:2:3: this line has 3 cells"),
        ("a,b\nP,S\n", "interval", "ask for --level ordinal"),
        ("a,b\nP,1\n", "ordinal", "some ratings are numbers and others letters"),
        ("a,b\n1,nan\n", "interval", "'nan' is no rating"),
        ('a,b\n"1,2\n', "ordinal", "quotation mark"),
        ("", "ordinal", "nothing in it"),
        ("a,b\n1,\x1b[2J\n", "ordinal", "no rating"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_mend(text: str, level: str, told: str) -> None:
    problems = read(text, level).problems
    assert told == "" or told in str(problems[0])
    assert all("\x1b" not in str(problem) for problem in problems)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet='aPSMU12,;\t\n"|. -é', max_size=60), st.sampled_from(["nominal", "ordinal"])
)
def test_any_text_is_a_table_or_has_problems(text: str, level: str) -> None:
    found = read(text, level)
    assert bool(found.units) != bool(found.problems)
    assert {len(unit) for unit in found.units} <= {len(found.evaluators)}


# -- The command ---------------------------------------------------------------------------------


def test_the_command_prints_what_programs_read(tmp_path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("unit,ana,luis\n1,P,P\n2,S,M\n3,U,U\n4,S,S\n", "utf-8")
    done = CliRunner().invoke(main, ["agreement", str(path), "--json", "--resamples", "100"])
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert found["evaluators"] == ["ana", "luis"]
    assert found["raw_agreement"] == 0.75
    assert found["alpha_interval"][0] <= found["alpha"] <= 1


def test_what_is_undefined_is_n_a_and_null(tmp_path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("ana,luis\nP,P\nP,P\n", "utf-8")
    told = CliRunner().invoke(main, ["agreement", str(path), "--lang", "es"])
    assert "n/d" in told.stdout
    found = json.loads(CliRunner().invoke(main, ["agreement", str(path), "--json"]).stdout)
    assert found["alpha"] is None
    assert "all ratings are the same" in found["alpha_reason"]


def test_a_bad_table_is_told_in_clear_lines(tmp_path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("ana,luis\nP,1x\n2x,S\n", "utf-8")
    done = CliRunner().invoke(main, ["agreement", str(path)])
    assert done.exit_code == 2
    assert [line.split("csv:")[1][:3] for line in done.stderr.splitlines()] == ["2:2", "3:1"]
    missing = CliRunner().invoke(main, ["agreement", str(tmp_path / "none.csv")])
    assert (missing.exit_code, missing.stderr.count("\n")) == (2, 1)
