"""Whatever is done to a pack, loading it answers with problems and never with a traceback."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.checking import Scope
from agencies.documents import parse_document, read_document
from agencies.loading import load_network
from agencies.salvage import salvage
from injects.checking import PROSPECTS
from injects.checks.outlook import outlook
from injects.checks.subject import Subject
from injects.loading import load_pack
from injects.model import Pack
from injects.summary import summarize

HARMLESS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ODD = st.sampled_from(
    ["[", "]", "{", "}", ":", "- ", "\t", "\n", "'", '"', "&a ", "*a", "<<: ", "!!x ", "~", "null", "#", "|", ">",
     "\x00", "\x1b", "\u202e", "é", "true", "-1", "T+99:99", "$target", "? ", "---\n", "%", "@", "..", "x: y\n"]
)  # fmt: skip


def answers(folder) -> None:
    loaded = load_pack(folder)
    assert loaded.ok or loaded.problems
    for problem in loaded.problems:
        said = problem.into("es")
        assert "\n" not in said
        assert len(said) < 2_000
        assert problem.line >= 0


@HARMLESS
@given(data=st.data())
def test_a_pack_with_odd_things_put_in(tiny, data):
    for name in ("pack.yml", "pier.yml"):
        path = tiny / name
        text = whole = path.read_text("utf-8")
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, len(text)))
            gone = data.draw(st.integers(0, 8))
            text = text[:at] + data.draw(ODD) + text[at + gone :]
        path.write_text(text, "utf-8")
        answers(tiny)
        path.write_text(whole, "utf-8")


@HARMLESS
@given(data=st.data())
def test_a_pack_with_lines_moved(tiny, data):
    path = tiny / "pack.yml"
    whole = path.read_text("utf-8")
    lines = whole.splitlines()
    first, second = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines.insert(second, lines.pop(first))
    path.write_text("\n".join(lines), "utf-8")
    answers(tiny)
    path.write_text(whole, "utf-8")


@HARMLESS
@given(data=st.data())
def test_a_pack_of_damaged_bytes(tiny, data):
    path = tiny / "pack.yml"
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + 2 :])
    answers(tiny)
    path.write_bytes(whole)


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of everything in a document."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path, *(found for key, entry in inner for found in paths(entry, (*path, key)))]


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def foresee(folder: Path) -> None:
    """Ask what can come of a pack as if it were sound, whatever is wrong with it."""
    document = read_document(folder / "pack.yml")
    found = salvage(Pack.model_validate, document.data)
    network = load_network(folder / "pier.yml").value
    if found.value is not None:
        scope = Scope(document, {}, found.origin)
        prospect = outlook(Subject(found.value, scope, network, found.value.actions))
        for check in PROSPECTS:
            for problem in check(prospect):
                assert problem.into("es")
        summarize(found.value, network)


@HARMLESS
@given(data=st.data())
def test_a_pack_whose_parts_have_changed_places(tiny, data):
    path = tiny / "pack.yml"
    whole = path.read_text("utf-8")
    content = parse_document(whole, "pack.yml").data
    for _ in range(data.draw(st.integers(1, 6))):
        places = paths(content)[1:]
        *way, last = data.draw(st.sampled_from(places))
        part = copy.deepcopy(at(content, data.draw(st.sampled_from(places))))
        if data.draw(st.integers(0, 4)):
            at(content, way)[last] = part
        else:
            del at(content, way)[last]
    try:
        path.write_text(json.dumps(content), "utf-8")
        answers(tiny)
        foresee(tiny)
    finally:
        path.write_text(whole, "utf-8")


WORDS = st.sampled_from(
    ["id", "title", "injects", "facts", "when", "all", "not", "knows", "effects", "to", "x"]
)
VALUES = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@HARMLESS
@given(field=st.sampled_from(["injects", "facts", "moves", "actions", "objectives", "questions", "places",
                              "documents", "expectations", "cuts", "capabilities", "play", "network", "title"]),
       value=VALUES)  # fmt: skip
def test_a_field_of_any_shape(tiny, field, value):
    path = tiny / "pack.yml"
    whole = path.read_text("utf-8")
    kept = [
        line
        for line in whole.splitlines()
        if not line.startswith(f"{field}:") or line.endswith(":")
    ]
    # A field that stands twice is told as such, and its first value, this one, is what counts.
    path.write_text(f"{field}: {json.dumps(value)}\n" + "\n".join(kept), "utf-8")
    answers(tiny)
    path.write_text(whole, "utf-8")
