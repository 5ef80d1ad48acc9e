"""Packs that nobody vouches for: odd scalars in every kind of field, hostile files in every place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from exercise.cli import main
from hostile import HOSTILE, ODD, make
from injects import enclosure
from injects.loading import load_pack

PACK = """\
format: 1
id: hostile
version: v1
title: Hostile
network: pier
play: [port]
capabilities: [coordination]
moves:
  - {id: m1, story_start: 2027-07-04T06:30:00-05:00, room_minutes: 60, briefing: Good morning}
facts:
  down: {kind: incident, title: It is down, holds: true, covert: false, needs: {csirt: 30m}, may_know: [port]}
injects:
  - id: I-1
    at: T+00:05
    to: [port]
    via: phone
    urgency: high
    from: Night shift
    subject: Dark
    body: All is dark.
    facts: {down: confirmed}
    expects: [{id: E-1, who: port, tells: [csirt], about: [down], within: 15m, weight: 1.5}]
    effects: []
  - {id: I-2, when: {after: T+00:30}, to: [port], via: phone, from: Newsroom, subject: Is it true?, body: We hear.}
"""
NOT_A_TIME = "is not an exercise time (T+HH:MM or T+HH:MM:SS)"
NOT_A_NAME = "is not a name for use in files. Use letters, digits, '-' and '_'"
FIELDS = {
    "text": ("briefing", "Good morning", None),
    "plain text": ("version", "v1", None),
    "identifier": ("{id", "m1", NOT_A_NAME),
    "names": ("capabilities", "[coordination]", NOT_A_NAME),
    "count": ("room_minutes", "60", "is not a whole number. Write digits only, such as 4 or 1000"),
    "number": ("weight", "1.5", "is not a number. Write it as 0.95 or 2"),
    "flag": ("covert", "false", "is neither true nor false. Write one of these two words"),
    "time": ("at", "T+00:05", NOT_A_TIME),
    "time of a condition": ("{after", "T+00:30", NOT_A_TIME),
    "duration": ("within", "15m", "is not a duration (90s, 15m, 2h, 1h30m)"),
    "need": ("{csirt", "30m", "is not a duration (90s, 15m, 2h, 1h30m)"),
    "date and time": ("story_start", "2027-07-04T06:30:00-05:00", "Write it as 2027-07-04T06:30:00-05:00"),
    "holding": ("holds", "true", "does not say when the fact holds. Write true, false or from T+01:00"),
    "choice": ("urgency", "high", "is not known here. Known are: low, normal, high, critical"),
    "status": ("{down", "confirmed", "is not known here. Known are: confirmed, unconfirmed, denied"),
    "list": ("effects", "[]", "expected a list, not text"),
    "mapping": ("needs", "{csirt: 30m}", "expected a mapping (key: value), not text"),
}  # fmt: skip
"""A field of each kind as it stands above, and what is said of a value that means nothing to it."""
OPTIONAL = ("time",)
"""May be left empty, and then something else of the inject is missed."""


@pytest.fixture
def folder(tiny: Path) -> Path:
    """The pack above with a network beside it."""
    (tiny / "pack.yml").write_text(PACK, "utf-8")
    return tiny


def check(*paths: object) -> tuple[int, list[str]]:
    """What ``tabletop check`` exits with, and the errors that it prints."""
    done = CliRunner().invoke(main, ["check", *map(str, paths), "--lang", "en"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, [line for line in done.stdout.splitlines() if "[error: " in line]


def put(folder: Path, field: str, value: str) -> str:
    """Write another value into a field of that kind; returns the place at which it stands."""
    key, usual, _ = FIELDS[field]
    assert PACK.count(f"{key}: {usual}") == 1
    before, after = PACK.split(f"{key}: {usual}")
    (folder / "pack.yml").write_text(f"{before}{key}: {value}{after}", "utf-8")
    line = f"{before}{key}: ".rpartition("\n")[2]
    return f"pack.yml:{before.count(chr(10)) + 1}:{len(line) + 1}: "


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("field", FIELDS)
def test_each_field_takes_an_odd_scalar_as_text_or_says_what_to_write(folder, field, value):
    place, refusal = put(folder, field, value), FIELDS[field][2]
    code, lines = check(folder)
    here = [line for line in lines if place in line]
    if refusal is None or (refusal == NOT_A_NAME and value not in ("12:30", ".inf")):
        assert not here
        assert repr(value) in repr(load_pack(folder).pack)
    else:
        assert code == 1
        assert refusal in here[0]
        assert len(here) == 1


@pytest.mark.parametrize(
    ("field", "value", "mend"),
    [
        ("time", "12:30", "Write T+12:30"),
        ("time", "0730", "Write T+07:30"),
        ("time of a condition", "7:30", "Write T+07:30"),
        ("duration", "0730", "Write 730m for minutes"),
        ("date and time", "2027-07-04", "has no offset from UTC"),
        ("date and time", "9999-12-31T23:59:00-05:00", "Write a year from 1900 to 2999"),
        ("date and time", "0001-01-01T00:00:00+14:00", "Write a year from 1900 to 2999"),
        ("holding", "from 12:30", "Write T+12:30"),
    ],
)
def test_a_time_that_can_be_guessed_is_suggested(folder, field, value, mend):
    place = put(folder, field, value)
    code, lines = check(folder)
    assert code == 1
    assert [mend in line for line in lines if place in line] == [True]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_runs_a_tag(folder, field):
    place = put(folder, field, "!!python/object:os.system x")
    code, (line,) = check(folder)
    assert code == 1
    assert f"{place}tags (!) are not used in these files" in line


@pytest.mark.parametrize("nothing", ["~", "null", ""])
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_is_called_empty_where_something_is_needed(folder, field, nothing):
    put(folder, field, nothing)
    code, lines = check(folder)
    assert code == 1
    assert "None" not in "".join(lines)
    assert any("is empty" in line for line in lines) or field in OPTIONAL


@pytest.mark.parametrize(
    ("usual", "odd", "told"),
    [
        ("{after: T+00:30}", "{overdue: ~}", "'overdue' is empty"),
        ("{after: T+00:30}", "{not: }", "'not' is empty"),
        ("{after: T+00:30}", "{all: []}", "'all' needs at least 1"),
        ("{after: T+00:30}", "{any: [~]}", "nothing stands here; expected a mapping"),
        ("effects: []", "effects: [{close: ~}]", "'close' is empty"),
        ("effects: []", "effects: [{end_move: }]", "'end_move' is empty"),
        ("injects:", "actions: {a: {title: A, effects: [{open: ~}]}}\ninjects:", "'open' is empty"),
    ],
)
def test_a_condition_or_effect_that_says_nothing_is_told(folder, usual, odd, told):
    assert PACK.count(usual) == 1
    (folder / "pack.yml").write_text(PACK.replace(usual, odd), "utf-8")
    code, lines = check(folder)
    assert code == 1
    assert told in lines[0]


# -- Hostile files in every place ------------------------------------------------------------------


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_pack_is_one_clear_message(folder, what):
    told = make(what, folder / "pack.yml")
    code, (line,) = check(folder)
    assert code in (1, 2)
    assert line.startswith(f"{folder / 'pack.yml'}")
    assert told in line


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_network_beside_the_pack_is_one_clear_message(folder, what):
    told = make(what, folder / "pier.yml")
    code, (line,) = check(folder)
    assert code == 1
    assert line.startswith(f"{folder / 'pier.yml'}")
    assert told in line


@pytest.mark.parametrize(
    "what", ["binary", "latin-1", "utf-16", "a directory", "50 MB", "a loop", "a link to nothing", "a pipe", "a device"]
)  # fmt: skip
def test_a_hostile_document_is_told_where_the_pack_names_it(folder, what):
    (folder / "pack.yml").write_text(
        PACK + "documents: {plan: {title: Plan, file: documents/plan.md}}\n"
    )
    told = make(what, folder / "documents" / "plan.md")
    code, (line,) = check(folder)
    assert code == 1
    assert line.startswith(f"{folder / 'pack.yml'}:25:")
    assert told in line or "does not lie in the pack's directory" in line


LONG, DEEP = "x" * 5000, "x/" * 2000 + "y"


@pytest.mark.parametrize(
    "name",
    [LONG, '"a\\0b"', '"a\\nb"', "../pier", "/etc/passwd", "..", '""', "[pier]", "~"],
    ids=["long", "zero", "break", "above", "root", "parent", "empty", "list", "nothing"],
)
def test_a_network_of_any_name_is_one_clear_message(folder, name):
    (folder / "pack.yml").write_text(PACK.replace("network: pier", f"network: {name}"), "utf-8")
    code, lines = check(folder)
    assert code == 1
    assert all(":5:10: " in line for line in lines)
    assert len(lines[0]) < 500 + len(str(folder))


@pytest.mark.parametrize(
    "name",
    [LONG, DEEP, '"a\\0b"', '""', "~", "."],
    ids=["long", "deep", "zero", "empty", "nothing", "here"],
)
def test_a_document_of_any_name_is_one_clear_message(folder, name):
    (folder / "pack.yml").write_text(
        PACK + f"documents: {{plan: {{title: Plan, file: {name}}}}}\n", "utf-8"
    )
    code, (line,) = check(folder)
    assert code == 1
    assert ":25:" in line
    assert len(line) < 500 + len(str(folder))


def test_documents_are_read_once_each_and_only_so_many(folder, monkeypatch):
    (folder / "documents" / "big.md").write_text("x" * 700)
    (folder / "documents" / "more.md").write_text("x" * 700)
    named = [f"d{n}: {{title: A, file: documents/big.md}}" for n in range(100)]
    whole = (
        PACK
        + "documents:\n  "
        + "\n  ".join([*named, "e: {title: B, file: documents/more.md}"])
        + "\n"
    )
    (folder / "pack.yml").write_text(whole, "utf-8")
    read: list[str] = []
    monkeypatch.setattr(enclosure, "LARGEST_TOGETHER", 1000)
    real = enclosure.read_text
    monkeypatch.setattr(
        enclosure, "read_text", lambda path, name: read.append(name) or real(path, name=name)
    )
    code, (line,) = check(folder)
    assert code == 1
    assert "the documents are larger than 1 kB together" in line
    assert read == ["documents/big.md", "documents/more.md"]
