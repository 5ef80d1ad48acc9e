from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field, ValidationError

from agencies.documents import parse_document, problems_of
from agencies.language import phrase
from agencies.problems import Problem, did_you_mean, in_order
from agencies.salvage import salvage
from agencies.scalars import Count, Flag, Identifier, Model, Several, Share
from agencies.text import Text
from agencies.timecode import Duration, Moment


class Row(Model):
    id: Identifier
    title: Text
    kind: Literal["text", "voice"] = "text"
    share: Share = 1.0
    room: Count = Field(default=1, ge=1, le=5)
    open_: Flag = Field(default=True, alias="open")
    at: Moment = 0
    within: Duration = 60
    to: Several = ()
    of: Literal["all"] | Several = "all"


class Sheet(Model):
    title: Text
    rows: tuple[Row, ...] = Field(min_length=1)
    named: dict[Identifier, Row] = {}
    row: Row | None = None


def told(text: str) -> list[str]:
    document = parse_document(text, "x.yml")
    assert document.problems == ()
    with pytest.raises(ValidationError) as refused:
        Sheet.model_validate(document.data)
    problems = [str(p) for p in problems_of(refused.value, document, model=Sheet)]
    assert not any(
        word in line for line in problems for word in ("pydantic", "Input", "http", "valid string")
    )
    return problems


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("opne: true", "1:13: unknown field 'opne'. Did you mean 'open'?"),
        ("zzz: 1", "1:13: unknown field 'zzz'. Known are: id, title, kind"),
        ("kind: vioce", "1:19: 'vioce' is not known here. Did you mean 'voice'?"),
        ("kind: smoke", "1:19: 'smoke' is not known here. Known are: text, voice"),
        ("kind: [text]", "1:19: '…' is not known here"),
        ("share: 2", "1:20: 2 is out of range; it must be at most 1"),
        ("share: x", "1:20: 'x' is not a number. Write it as 0.95 or 2"),
        ("room: 0", "1:19: 0 is out of range; it must be at least 1"),
        ("room: 0730", "1:19: '0730' is not a whole number"),
        ("room: 1_000", "1:19: '1_000' is not a whole number"),
        ("open: NO", "1:19: 'NO' is neither true nor false. Write one of these two words"),
        (
            "at: 12:30",
            "1:17: '12:30' is not an exercise time (T+HH:MM or T+HH:MM:SS). Write T+12:30",
        ),
        ("at: 0730", "1:17: '0730' is not an exercise time (T+HH:MM or T+HH:MM:SS). Write T+07:30"),
        ("at: 2027-07-04", "1:17: '2027-07-04' is not an exercise time"),
        ("within: 15", "1:21: '15' is not a duration (90s, 15m, 2h, 1h30m). Write 15m for minutes"),
        ("to: {a: b}", "1:17: expected a list, not a mapping (key: value)"),
        ("to: [a, b c]", "1:21: 'b c' is not a name for use in files"),
        ("of: {a: b}", "1:17: expected a list, not a mapping (key: value)"),
    ],
)
def test_a_wrong_field_is_told_in_the_words_of_the_file(row, expected):
    text = f"row: {{      {row}, id: a, title: X}}\nrows: [{{id: a, title: X}}]\ntitle: X\n"
    (line,) = told(text)
    assert line.startswith(f"x.yml:{expected}")


def test_text_may_be_what_other_fields_refuse():
    for text in ("12:30", "NO", "0730", "1_000", "2027-07-04", "true"):
        data = parse_document(
            f"title: {text}\nrows: [{{id: a, title: {{en: {text}}}}}]\n", "x.yml"
        ).data
        sheet = Sheet.model_validate(data)
        assert sheet.title.into("en") == text
        assert sheet.rows[0].title.into("en") == text


def test_all_problems_are_told_at_once_and_in_order():
    lines = told(
        "titel: X\nrows:\n  - {id: a b, share: x}\n  - text\nnamed: {c d: {id: a, title: [x]}}\nrow:\n"
    )
    assert [line.split(": ")[0] for line in lines] == [
        "x.yml:1:1", "x.yml:1:1", "x.yml:3:5", "x.yml:3:10", "x.yml:3:22", "x.yml:4:5", "x.yml:5:9", "x.yml:5:29",
    ]  # fmt: skip
    assert "x.yml:1:1: 'title' is missing. Add 'title:'" in lines
    assert "x.yml:5:29: expected text or a mapping (key: value), not a list" in lines


def test_an_empty_field_is_called_empty():
    assert told("title:\nrows: [{id: a, title: X}]\n") == [
        (
            "x.yml:1:7: 'title' is empty; expected text or a mapping (key: value). "
            "Give it a value or leave it out"
        )
    ]


def test_only_the_side_of_a_choice_that_was_taken_is_told():
    assert told("title: {en: [x]}\nrows: [{id: a, title: X}]\n") == [
        "x.yml:1:13: expected text, not a list"
    ]


def test_an_empty_list_says_how_many_it_needs():
    assert told("title: X\nrows: []\n") == ["x.yml:2:7: 'rows' needs at least 1"]


@pytest.mark.parametrize("text", ["a\n", "[a]\n", "12\n"])
def test_a_file_that_is_no_mapping_is_one_problem(text):
    assert len(told(text)) == 1


def test_salvage_keeps_what_can_be_used_and_where_it_stood():
    data = parse_document(
        "title: X\nrows: [{id: a b}, {id: b, title: X, at: 1}, {id: c, title: X}]\n", "x"
    ).data
    salvaged = salvage(Sheet.model_validate, data)
    assert salvaged.error is not None
    assert [row.id for row in salvaged.value.rows] == ["b", "c"]
    assert salvaged.origin(("rows", 1, "title")) == ("rows", 2, "title")


def test_problems_sort_by_place_and_stand_once():
    def at(line: int, column: int) -> Problem:
        return Problem("x.yml", line, column, "value", phrase("wrong"))

    assert in_order([at(2, 1), at(1, 9), at(1, 10), at(2, 1)]) == (at(1, 9), at(1, 10), at(2, 1))


def test_a_problem_of_a_whole_file_names_no_place():
    assert (
        Problem("x.yml", 0, 0, "missing-file", phrase("gone"), phrase("Look")).into("en")
        == "x.yml: gone. Look"
    )


def test_suggestions_are_close_or_bounded():
    assert str(did_you_mean("urgncy", ["urgency", "to"])) == "Did you mean 'urgency'?"
    assert str(did_you_mean("zzz", ["a", "b"])) == "Known are: a, b"
    told = str(did_you_mean("port-z", [*map(str, range(49)), "sea-port"]))
    assert told.startswith("Known are: sea-port, 0, 1, ")
    assert told.endswith("10, and 38 more")
    assert did_you_mean("zzz", []) is None
