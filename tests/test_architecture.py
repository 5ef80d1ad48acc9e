"""The core never meets the screen: who loads what, asked of a fresh interpreter and of the sources."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("agencies", "injects", "exercise")
HOME = {
    "simpy": "exercise/engine/",
    "networkx": "agencies/",
    "textual": "exercise/tui/",
    "rich": "exercise/tui/",
    "sqlite3": ("exercise/journal/", "exercise/programme/"),
    "jinja2": "exercise/report/",
    "typst": "exercise/report/",
    "docx": "exercise/report/",
    "websockets": "exercise/session/",
    "asyncssh": "exercise/session/",
    "cryptography": ("exercise/session/", "exercise/journal/vault.py"),
}
"""The one place in which a library may be imported."""
PURE = ("exercise/engine/", "exercise/state/", "exercise/evaluation/", "exercise/views/")
"""Where nothing may be read but the arguments: no clock, no chance, no files."""
IMPURE = frozenset(
    {"time", "random", "secrets", "uuid", "os", "pathlib", "socket", "subprocess", "threading"}
)


def loaded_by(module: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after importing ``module``."""
    code = f"import {module}, json, sys; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def modules(package: str) -> list[str]:
    """Every module of a package, itself first."""
    folder = ROOT / package
    found = [package.replace("/", ".")]
    found += [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted(folder.rglob("*.py"))
        if path.name not in ("__init__.py", "__main__.py")
    ]
    return found


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """The modules that a file imports anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno


SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize(
    ("package", "unwanted"),
    [
        ("agencies", {"simpy", "textual", "rich", "injects", "exercise", "sqlite3"}),
        ("injects", {"simpy", "textual", "rich", "exercise", "sqlite3"}),
        ("exercise/state", {"simpy", "textual", "rich", "sqlite3"}),
        ("exercise/views", {"simpy", "textual", "rich", "sqlite3"}),
        ("exercise/evaluation", {"simpy", "textual", "rich", "sqlite3"}),
        ("exercise/journal", {"simpy", "textual", "rich"}),
        ("exercise/engine", {"textual", "rich", "sqlite3", "asyncio"}),
        ("exercise/session", {"textual", "rich"}),
        ("exercise/tui", {"simpy", "sqlite3"}),
    ],
)
def test_a_package_loads_nothing_it_must_not_know(package: str, unwanted: set[str]) -> None:
    loaded = loaded_by(", ".join(modules(package)))
    assert not loaded & unwanted


def test_the_command_line_is_ready_before_any_heavy_library_is_loaded() -> None:
    heavy = {"simpy", "networkx", "textual", "pydantic", "babel", "sqlite3", "asyncio"}
    heavy |= {"jinja2", "typst", "docx", "openpyxl"}
    assert not loaded_by("exercise.cli") & heavy


def test_each_library_stays_in_its_house() -> None:
    astray = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in SOURCES
        for name, line in imports(path)
        if (home := HOME.get(name.partition(".")[0])) is not None
        and not path.relative_to(ROOT).as_posix().startswith(home)
    ]
    assert astray == []


def test_nothing_that_decides_reads_clock_chance_or_files() -> None:
    impure = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in SOURCES
        if path.relative_to(ROOT).as_posix().startswith(PURE)
        for name, line in imports(path)
        if name.partition(".")[0] in IMPURE
    ]
    assert impure == []


def test_no_package_is_imported_by_one_below_it() -> None:
    below = {"agencies": {"injects", "exercise"}, "injects": {"exercise"}, "exercise": set()}
    upward = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in SOURCES
        for name, line in imports(path)
        if name.partition(".")[0] in below[path.relative_to(ROOT).parts[0]]
    ]
    assert upward == []
