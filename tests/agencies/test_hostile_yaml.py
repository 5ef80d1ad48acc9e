"""Files that nobody vouches for, through the real command: one clear message, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from agencies import parsing
from agencies.documents import parse_document
from agencies.loading import load_network
from agencies.problems import MOST_PROBLEMS
from exercise.cli import main
from hostile import HOSTILE, ODD, make

NETWORK = """\
format: 1
id: pier
title: Pier
sources: {law: {title: The law}}
fact_kinds: {incident: {title: Incident}}
channels:
  phone: {title: Phone, kind: voice, open: false, reliability: 0.9, retry: 60s}
agencies:
  port: {title: Port, short: Port, kind: port-authority, sector: port, desk: {capacity: 1, hours: 24/7}, role: Leads}
  csirt: {title: CSIRT, short: CSIRT, kind: csirt, desk: {languages: [en]}}
links:
  - {from: port, to: csirt, via: phone}
"""


def check(*paths: object) -> tuple[int, list[str]]:
    """What ``tabletop check`` exits with, and the errors that it prints."""
    done = CliRunner().invoke(main, ["check", *map(str, paths), "--lang", "en"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, [line for line in done.stdout.splitlines() if "[error: " in line]


# -- Scalars that YAML 1.1 would misread -----------------------------------------------------------

FIELDS = {
    "text": ("role", "Leads", None),
    "plain text": ("law: {title", "The law", None),
    "identifier": (
        "sector",
        "port",
        "is not a name for use in files. Use letters, digits, '-' and '_'",
    ),
    "count": ("capacity", "1", "is not a whole number. Write digits only, such as 4 or 1000"),
    "share": ("reliability", "0.9", "is not a number. Write it as 0.95 or 2"),
    "flag": ("open", "false", "is neither true nor false. Write one of these two words"),
    "duration": ("retry", "60s", "is not a duration (90s, 15m, 2h, 1h30m)"),
    "hours": ("hours", "24/7", "are not hours. Write 24/7, 06:00-22:00 or mon-fri 08:00-17:00"),
    "choice": ("kind", "voice", "is not known here. Known are: voice, text, alert, in-person"),
    "list": ("languages", "[en]", "expected a list, not text"),
    "mapping": ("desk", "{capacity: 1, hours: 24/7}", "expected a mapping (key: value), not text"),
}
"""A field of each kind as it stands above, and what is said of a value that means nothing to it."""


def written(field: str, value: str) -> str:
    """The network with another value in a field of that kind."""
    key, usual, _ = FIELDS[field]
    assert NETWORK.count(f"{key}: {usual}") == 1
    return NETWORK.replace(f"{key}: {usual}", f"{key}: {value}")


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("field", FIELDS)
def test_each_field_takes_an_odd_scalar_as_text_or_says_what_to_write(tmp_path, field, value):
    path, refusal = tmp_path / "pier.yml", FIELDS[field][2]
    path.write_text(written(field, value), "utf-8")
    code, lines = check(path)
    if refusal is None or (field == "identifier" and value not in ("12:30", ".inf")):
        assert (code, lines) == (0, [])
        assert f"'{value}'" in repr(load_network(path).value)
    else:
        (line,) = lines
        assert code == 1
        assert refusal in line
        assert field in ("list", "mapping") or value in line


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_runs_a_tag(tmp_path, field):
    path = tmp_path / "pier.yml"
    path.write_text(written(field, "!!python/object:os.system x"), "utf-8")
    code, (line,) = check(path)
    assert code == 1
    assert "tags (!) are not used in these files" in line


@pytest.mark.parametrize("nothing", ["~", "null", ""])
@pytest.mark.parametrize("field", FIELDS)
def test_nothing_is_called_empty_where_something_is_needed(tmp_path, field, nothing):
    path = tmp_path / "pier.yml"
    path.write_text(written(field, nothing), "utf-8")
    code, lines = check(path)
    if field == "text":  # A role need not be given.
        assert (code, lines) == (0, [])
    else:
        assert code == 1
        assert "is empty" in lines[0]
        assert "Give it a value or leave it out" in lines[0]
        assert "None" not in lines[0]


@pytest.mark.parametrize("digit", ["٣", "３", "²"])
@pytest.mark.parametrize("field", ["count", "share", "duration", "hours"])
def test_numbers_are_written_in_plain_digits(tmp_path, field, digit):
    value = {
        "count": f"1{digit}",
        "share": f"0.{digit}",
        "duration": f"{digit}m",
        "hours": f"0{digit}:00-10:00",
    }[field]
    path = tmp_path / "pier.yml"
    path.write_text(written(field, value), "utf-8")
    code, (line,) = check(path)
    assert code == 1
    assert str(FIELDS[field][2]) in line


@pytest.mark.parametrize(
    ("usual", "odd", "told"),
    [
        ("via: phone}", "via: phone, unplanned: NO}", "'NO' is neither true nor false"),
        ("hours: 24/7", "hours: {days: [9], opens: 0730}", "are not hours. Write 24/7"),
        ("links:", "skills: {master: {}}\nlinks:", "'master' is not known here. Known are: novice"),
        ("format: 1", "format: ~", "'format' is empty. Give it a value"),
        ("languages: [en]", "languages: [~]", "nothing stands here; expected text"),
    ],
)
def test_no_field_reads_what_yaml_would_have_read(tmp_path, usual, odd, told):
    path = tmp_path / "pier.yml"
    path.write_text(NETWORK.replace(usual, odd), "utf-8")
    code, lines = check(path)
    assert code == 1
    assert told in lines[0]


# -- Files that are no YAML, or YAML made to harm --------------------------------------------------


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_one_clear_message(tmp_path, what):
    path = tmp_path / "network.yml"
    told = make(what, path)
    code, (line,) = check(path)
    assert code in (1, 2)
    assert line.startswith(str(path))
    assert told in line or what == "a directory"  # A pack is a directory; this one has no pack.yml.


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path, ends, mark):
    path = tmp_path / "pier.yml"
    path.write_bytes(
        (mark + NETWORK.replace("capacity: 1", "capacity: one")).replace("\n", ends).encode()
    )
    code, (line,) = check(path)
    assert code == 1
    assert f"{path}:9:89: 'one' is not a whole number" in line


@pytest.mark.parametrize(
    ("what", "most"), [("brackets", 40), ("braces", 80), ("dashes", 40), ("questions", 5), ("aliases", 5), ("merges", 6)]
)  # fmt: skip
def test_what_is_made_to_grow_is_left_after_a_few_events(tmp_path, monkeypatch, what, most):
    taken = 0

    def counted(text: str) -> Iterator[Any]:
        nonlocal taken
        for event in events(text):
            taken += 1
            yield event

    events = parsing._events
    monkeypatch.setattr(parsing, "_events", counted)
    make(what, tmp_path / "x.yml")
    assert parse_document((tmp_path / "x.yml").read_text("utf-8"), "x.yml").data is None
    assert taken <= most


def test_the_most_that_is_read_is_read_within_bounds(tmp_path):
    """A process with little memory and processor time answers for all of them at once."""
    paths = [tmp_path / f"{number}.yml" for number in range(len(HOSTILE))]
    for what, path in zip(HOSTILE, paths, strict=True):
        make(what, path)
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("links:\n" + "  - {from: a}\n" * 20_000, "utf-8")
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from exercise.cli import main\n"
        "main(['check', '--lang', 'en', *sys.argv[1:]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, paths), str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    told = [line.partition(": ")[0].partition(".yml")[0] for line in done.stdout.splitlines()]
    assert [told.count(str(path.with_suffix(""))) for path in paths] == [1] * len(paths)
    assert 0 < told.count(str(wrong.with_suffix(""))) <= MOST_PROBLEMS
