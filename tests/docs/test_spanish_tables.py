"""Every field, score, code and command that a table describes in English is described in Spanish too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# Line mode is written in Spanish there; its own tests hold that page to the commands.
OTHERWISE = {"plain.es.md"}

DOCS = Path(__file__).resolve().parents[2] / "docs"
TRANSLATED = [
    path.with_name(path.name.replace(".es.md", ".md"))
    for folder in ("reference", "explanation")
    for path in sorted((DOCS / folder).glob("*.es.md"))
    if path.name not in OTHERWISE
]


def table(path: Path) -> str:
    """A page with a gap for what is to be put there: ``omit:DECISION`` is ``omit:DECISIÓN``."""
    return re.sub(r"(?<=[:@,])[A-ZÁÉÍÓÚ]+(?=[]:@,`…[])", "…", path.read_text("utf-8"))


def rows(path: Path) -> list[list[str]]:
    """The codes in each row of the tables of a page. One of several words may say what to put there."""
    found = re.findall(r"^\| (?!---).*$", table(path), re.MULTILINE)
    return [re.findall(r"`([^`\s]+)`", row) for row in found]


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda path: path.name)
def test_each_row_in_spanish_has_the_codes_of_the_row_in_english(page: Path) -> None:
    english, spanish = rows(page), rows(page.with_name(page.name.replace(".md", ".es.md")))
    untold = [
        f"{told[0] if told else 'row'}: {code}"
        for told, said in zip(english, spanish, strict=True)
        for code in told
        if code not in said
    ]
    assert untold == []


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda path: path.name)
def test_each_row_in_spanish_is_about_the_same_thing(page: Path) -> None:
    """What stands first in a row names it, and rows keep the order of the English page."""
    first = re.compile(r"^\| `([^`]+)`", re.MULTILINE)
    spanish = page.with_name(page.name.replace(".md", ".es.md"))
    assert first.findall(table(spanish)) == first.findall(table(page))
