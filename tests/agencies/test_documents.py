from __future__ import annotations

import os
import time

import pytest

from agencies.documents import parse_document, read_document


def one(document) -> str:
    """The one problem of a document that could not be read."""
    assert document.data is None
    (problem,) = document.problems
    assert "\n" not in str(problem)
    return str(problem)


def test_every_scalar_is_the_text_that_was_written():
    document = parse_document(
        "a: 12:30\nb: NO\nc: 0730\nd: 1_000\ne: 2027-07-04\nf: true\ng: 1e3\nh: 0x10\ni: .inf\n",
        "x.yml",
    )
    assert document.problems == ()
    assert list(document.data.values()) == [
        "12:30", "NO", "0730", "1_000", "2027-07-04", "true", "1e3", "0x10", ".inf"
    ]  # fmt: skip


def test_only_empty_tilde_and_null_are_nothing():
    data = parse_document("a:\nb: ~\nc: null\nd: ''\ne: Null\nf: 'null'\n", "x.yml").data
    assert data == {"a": None, "b": None, "c": None, "d": "", "e": "Null", "f": "null"}


def test_positions_are_those_of_values_and_keys():
    document = parse_document("é: {b: [x, yy]}\nc:\n  - d: 1\n    e: >\n      text\n", "x.yml")
    assert document.position(("é", "b", 1)) == (1, 12)
    assert document.position(("c", 0, "d")) == (3, 8)
    assert document.position(("c", 0, "d"), key=True) == (3, 5)
    assert document.position(("c", 0, "nothing", 3)) == (3, 5)
    assert document.position(()) == (1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "x.yml:1:1: there is nothing in this file"),
        ("# nothing\n", "there is nothing in this file"),
        ("a:\n\tb: 1\n", "x.yml:2:1: a tab is used for indentation. Indent with spaces"),
        ("a:\n  - b\n \t- c\n", "x.yml:3:2: a tab"),
        ("a: &x 1\n", "x.yml:1:4: anchors (&) and aliases (*) are not used"),
        ("a: *x\n", "x.yml:1:4: anchors (&) and aliases (*) are not used"),
        ("a: {<<: {b: 1}}\n", "x.yml:1:5: merge keys (<<) are not used"),
        ("a: !!python/object:os.system 1\n", "x.yml:1:4: tags (!) are not used"),
        ("a: !x 1\n", "tags (!) are not used"),
        ("? [a]\n: b\n", "a list or mapping cannot be a key"),
        ("a: 1\n---\nb: 1\n", "x.yml:2:1: a second document begins here"),
        ("a: [1, 2\nb: 3\n", "a bracket or brace is not closed"),
        ('a: 1\nb: "open\nc: 2\n', "x.yml:2:4: the quotation that begins here does not end"),
        (
            "a: {en: Gate, es: El acceso: se detuvo}\n",
            "x.yml:1:28: a ':' cannot stand here. Put text that contains ': ' in quotes",
        ),
        ("a: b: c\n", "x.yml:1:5: a ':' cannot stand here"),
        ("- a\nb\n", "x.yml:2:1: a ':' is missing after a key"),
        ("a:\n  b: 1\n c: 2\n", "x.yml:3:2: the indentation does not fit"),
        ("a: @b\n", "x.yml:1:4: a value cannot begin with this character"),
        ('a: "\\q"\n', "an unknown escape"),
        ("a: x\x07\n", "x.yml:1:5: the control character U+0007"),
        ("a: x\x1b[2J\n", "the control character U+001B"),
    ],
)
def test_what_is_no_plain_yaml_is_one_clear_message(text, told):
    assert told in one(parse_document(text, "x.yml"))


def test_a_key_that_stands_twice_is_told_and_the_first_counts():
    document = parse_document("a: 1\nb: {c: 1, c: {d: [2]}}\na: {b: 3}\n", "x.yml")
    assert document.data == {"a": "1", "b": {"c": "1"}}
    assert [(p.line, p.column, p.code) for p in document.problems] == [
        (2, 11, "duplicate-key"),
        (3, 1, "duplicate-key"),
    ]
    assert "it is already on line 1" in str(document.problems[1])


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 60_000,
        "- " * 100_000,
        "[a: " * 60_000,
        "".join(" " * depth + "a:\n" for depth in range(1_500)),
    ],
    ids=["lists", "mappings", "dashes", "pairs", "indents"],
)
def test_deep_nesting_is_one_message_in_bounded_time(text):
    began = time.perf_counter()
    assert "nested more than 32 deep" in one(parse_document(text, "x.yml"))
    assert time.perf_counter() - began < 5


def test_keys_within_keys_are_one_message_too():
    assert "cannot be a key" in one(parse_document("? " * 100_000, "x.yml"))


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "x.yml:1:5: anchors" in one(parse_document("\n".join(lines), "x.yml"))


def test_too_many_values_are_one_message():
    assert "more than 200000 values" in one(parse_document("[" + "a," * 300_000 + "]", "x.yml"))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("a: é\n".encode("utf-16"), "UTF-16"),
        ("a: b\n".encode("utf-16-le"), "UTF-16"),
        ("a: b\n".encode("utf-16-be"), "UTF-16"),
        ("b: 1\na: español\n".encode("latin-1"), ":2:8: this file is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"a: b\x00c\n", "binary"),
    ],
)
def test_other_encodings_are_one_message(tmp_path, raw, told):
    path = tmp_path / "x.yml"
    path.write_bytes(raw)
    assert told in one(read_document(path))


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfa: \xc3\xa9\n", b"a: \xc3\xa9\r\nb: c\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path, raw):
    path = tmp_path / "x.yml"
    path.write_bytes(raw)
    document = read_document(path)
    assert document.problems == ()
    assert document.data["a"] == "é"
    assert document.position(("a",)) == (1, 4)


def test_a_large_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "x.yml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than 2000 kB" in one(read_document(path))


def test_what_is_no_file_is_one_message(tmp_path):
    assert "this is a directory" in one(read_document(tmp_path))
    assert "there is no such file" in one(read_document(tmp_path / "none.yml"))
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in one(read_document(tmp_path / "pipe"))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "cannot be read" in one(read_document(tmp_path / "loop"))


def test_hostile_text_in_a_message_is_shown_literally_and_short():
    text = (
        f'"\\e[2J\\u202e[@click=x]{"x" * 10_000}": 1\n"\\e[2J\\u202e[@click=x]{"x" * 10_000}": 2\n'
    )
    (problem,) = parse_document(text, "x.yml").problems
    said = str(problem)
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert len(said) < 300
