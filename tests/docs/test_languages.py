"""What trainees, facilitators and evaluators read says the same in English and in Spanish."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

SPANISH = sorted([*ROOT.glob("*.es.md"), *DOCS.rglob("*.es.md")])
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
TYPED = {"sh", "console", "powershell"}
FILE = re.compile(r"^[\w-]+(?=\.(?:tabletop|evaluation|html|svg|yml)$)")
ALIKE = {"mi-pais": "my-country", "papel": "paper"}  # what readers name as they like


def english(path: Path) -> Path:
    """The page in English beside one in Spanish: ``page.md``, or ``page.en.md``."""
    plain = path.with_name(path.name.replace(".es.", "."))
    return plain if plain.exists() else path.with_name(path.name.replace(".es.", ".en."))


def spanish(path: Path) -> Path:
    """The same page, or picture, in Spanish, which need not exist."""
    return path.with_name(re.sub(r"(\.en|\.es)?(\.\w+)$", r".es\2", path.name))


def typed(text: str) -> list[list[list[str]]]:
    """What is typed, by block, line and word; names of files and the language are the reader's."""
    return [
        [words(line) for line in block.replace("\\\n", " ").splitlines()]
        for kind, block in FENCE.findall(text)
        if kind in TYPED
    ]


def words(line: str) -> list[str]:
    spoken = line.replace("--lang es", "")
    return [
        ALIKE.get(word, FILE.sub("NAME", word))
        for word in shlex.split(spoken, comments=True, posix=False)
    ]


def links(path: Path) -> list[Path]:
    """Where a page leads within the project, pictures included."""
    found = re.findall(r"\]\(([^)\s#]+)[^)\s]*\)", path.read_text("utf-8"))
    return [path.parent.joinpath(to).resolve() for to in found if ":" not in to]


BOTH = [
    ROOT / "README.md",
    DOCS / "explanation/what-if.md",
    *[DOCS / f"reference/{name}.md" for name in ("what-if", "report", "programme")],
    *sorted([*(DOCS / "how-to").glob("*.md"), *(DOCS / "tutorial").glob("*.md")]),
]  # in either language: whoever adds a page in one is told of the other


@pytest.mark.parametrize("path", BOTH, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_users_read_first_exists_in_both_languages(path: Path) -> None:
    assert spanish(path).exists()
    assert english(spanish(path)).exists()


@pytest.fixture(params=SPANISH, ids=lambda path: path.relative_to(ROOT).as_posix())
def pair(request: pytest.FixtureRequest) -> tuple[Path, Path]:
    path: Path = request.param
    return english(path), path


def test_both_languages_have_the_same_headings_and_blocks(pair: tuple[Path, Path]) -> None:
    shape = re.compile(r"^ *(#+(?= )|```\w*|\d+\.(?= ))", re.MULTILINE)
    one, other = (shape.findall(path.read_text("utf-8")) for path in pair)
    assert one == other


def test_what_is_typed_is_the_same_in_both_languages(pair: tuple[Path, Path]) -> None:
    one, other = (typed(path.read_text("utf-8")) for path in pair)
    assert one == other


def test_both_languages_lead_to_the_same_pages(pair: tuple[Path, Path]) -> None:
    one, other = (sorted(map(spanish, links(path))) for path in pair)
    assert one == other


def test_spanish_pages_lead_to_spanish_pages_where_there_are_any(pair: tuple[Path, Path]) -> None:
    page, path = pair
    strayed = [to for to in links(path) if to not in (page, spanish(to)) and spanish(to).exists()]
    assert strayed == []
    assert re.findall(r"\.es\.md\S*\)[\s,(]+en inglés", path.read_text("utf-8")) == []
