"""Every code that ``tabletop check`` may tell is described, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agencies import checking, explaining

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    name: (ROOT / "docs" / "reference" / name).read_text("utf-8")
    for name in ("checks.md", "checks.es.md")
}
BROKEN = ROOT / "tests" / "injects" / "broken"

PLACE = {"problem": 1, "note": 1, "_whole": 1, "Problem": 3}
"""Which argument of the functions that make a problem is its code."""


def written() -> Iterator[str]:
    """The codes that stand in the sources as they are told."""
    for path in sorted([*(ROOT / "agencies").rglob("*.py"), *(ROOT / "injects").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                name = node.func.id if isinstance(node.func, ast.Name) else name
                place = PLACE.get(name, len(node.args))
                code = node.args[place] if place < len(node.args) else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value


CODES = sorted(
    {*written(), *explaining._CODES.values(), "value", "wrong-type"}
    | {f"unknown-{what}" for what in checking._UNKNOWN}
)
ROW = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
DESCRIBED = {name: ROW.findall(page) for name, page in PAGES.items()}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_is_described_once(code, name):
    assert DESCRIBED[name].count(code) == 1, f"docs/reference/{name} has no row for {code}"


@pytest.mark.parametrize("name", PAGES)
def test_no_code_is_described_that_is_not(name):
    assert set(DESCRIBED[name]) <= set(CODES)


def test_every_finding_is_shown_by_a_broken_pack():
    shown = {
        code
        for path in BROKEN.glob("*.yml")
        for code in re.findall(r"^([a-z-]+):$", path.read_text("utf-8"), re.MULTILINE)
    }
    whole = PAGES["checks.md"].partition("## What can come of it")[2]
    assert set(ROW.findall(whole)) <= shown
