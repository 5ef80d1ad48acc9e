"""What is printed fits eighty columns, on a screen and in a pipe alike, in both languages."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from exercise.cli import main
from exercise.cli.layout import WIDTH, paragraph, table

texts = st.text(st.characters(codec="utf-8"), max_size=120)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "command", [("packs",), ("networks",), ("show", "port-ransomware"), ("show", "coastal-state")]
)
def test_lists_fit_the_page(command, language):
    result = CliRunner().invoke(main, [*command, "--lang", language])
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= WIDTH


@given(
    rows=st.lists(st.tuples(texts, texts, texts) | texts, max_size=8),
    head=st.sampled_from([(), ("One", "Two", "Three")]),
    indent=st.integers(0, 8),
)
def test_whatever_is_in_a_table_fits_the_page(rows, head, indent):
    laid = table(rows, head, indent)
    assert all(len(line) <= WIDTH for line in laid.split("\n"))


@given(text=texts)
def test_a_paragraph_loses_no_word(text):
    laid = paragraph(text)
    assert all(len(line) <= WIDTH for line in laid.split("\n"))
    if text.isprintable():
        assert "".join(laid.split()) == "".join(text.split())


def test_columns_take_what_they_need_and_the_widest_gives_way():
    laid = table([("I-01", "a long title that goes on " * 4, "met")], ("Id", "Title", "Outcome"))
    first, _, row, *rest = laid.splitlines()
    assert first.split() == ["Id", "Title", "Outcome"]
    assert row.startswith("I-01  a long title")
    assert row.endswith("  met")
    assert rest
    assert all(line.startswith(" " * 6) for line in rest)


def test_a_text_between_rows_stands_over_all_columns():
    laid = table(["Heading over both columns", ("one", "two")])
    assert laid == "Heading over both columns\none  two\n"
