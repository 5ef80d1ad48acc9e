"""The documentation keeps up with the product: what is not described here fails the build."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import click
import pytest

from exercise.cli import main
from exercise.commands import COMMANDS
from exercise.events import BODIES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SKIPPED = {".git", ".venv", "dist", "build", "__pycache__", ".hypothesis", ".import_linter_cache"}
TEXT = {".py", ".md", ".toml", ".yml", ".yaml", ".txt", ".sh", ".po", ".tcss", ".json", ".svg", ""}


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def rows(text: str) -> dict[str, str]:
    """The table rows of a page by the name in their first cell."""
    return {
        found.group(1): found.group(0)
        for found in re.finditer(r"^\| `(\w+)` \|.*$", text, re.MULTILINE)
    }


@cache
def tabletop() -> dict[str, click.Command]:
    """Every command of the command line, subcommands as ``show network``."""

    def walk(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield prefix + name, command
            if isinstance(command, click.Group):
                yield from walk(command, f"{prefix}{name} ")

    assert isinstance(main, click.Group)
    return dict(walk(main, ""))


def flags(command: click.Command) -> set[str]:
    return {
        flag
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for flag in (*parameter.opts, *parameter.secondary_opts)
        if flag.startswith("--")
    }


# -- Reference pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BODIES)
def test_every_event_is_described_with_all_its_fields(kind: str) -> None:
    row = rows(page("reference/events.md")).get(kind, "")
    assert row, f"docs/reference/events.md says nothing of {kind}"
    untold = [entry.name for entry in fields(BODIES[kind]) if f"`{entry.name}`" not in row]
    assert untold == []
    marked = set(re.findall(r"`(\w+)`\*", row))
    assert marked == set(BODIES[kind].PRIVATE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_named_beside_its_event(name: str) -> None:
    asked = [row for row in rows(page("reference/events.md")).values() if f"| `{name}` |" in row]
    assert len(asked) == 1


def test_no_event_is_described_that_is_not() -> None:
    described = {kind for kind in rows(page("reference/events.md")) if kind[0].isupper()}
    assert described == set(BODIES)


@pytest.mark.parametrize("name", sorted(tabletop()))
def test_every_command_line_is_described_with_all_its_options(name: str) -> None:
    sections = dict(
        re.findall(
            r"^### `tabletop ([\w ]+)`\n(.*?)(?=^##|\Z)",
            page("reference/commands.md"),
            re.MULTILINE | re.DOTALL,
        )
    )
    assert name in sections, f"docs/reference/commands.md has no section on `tabletop {name}`"
    untold = [flag for flag in sorted(flags(tabletop()[name])) if f"`{flag}" not in sections[name]]
    assert untold == []


def test_no_command_line_is_described_that_is_not() -> None:
    named = set(
        re.findall(r"^### `tabletop ([\w ]+)`$", page("reference/commands.md"), re.MULTILINE)
    )
    assert named <= set(tabletop())


# -- Every page ----------------------------------------------------------------------------------


def blocks(text: str) -> Iterator[str]:
    """The code blocks of a page that show a shell."""
    yield from re.findall(
        r"^```(?:sh|console|powershell)\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    )


def examples(path: Path) -> Iterator[list[str]]:
    """The lines of a page that call ``tabletop``, as words."""
    for block in blocks(path.read_text("utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            call = re.search(r"(?:^|[\s/\\])tabletop((?:\s+.*)?)$", line.partition(" #")[0])
            if call and not re.search(r"\b(?:uv|pipx|pip) .*(?:install|uninstall)", line):
                yield shlex.split(re.split(r"[<>|&;]", call.group(1))[0])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_examples_use_commands_and_options_that_exist(path: Path) -> None:
    wrong = []
    for words in examples(path):
        asked = [word.partition("=")[0] for word in words if word.startswith("--")]
        name = next((name for name in named(words) if name in tabletop()), None)
        if name is None and not set(asked) & {"--help", "--version"}:
            wrong.append(f"tabletop {' '.join(words)}")
        known = flags(main) | {"--help"} | (flags(tabletop()[name]) if name else set())
        wrong += [f"{' '.join(words)}: no {flag}" for flag in asked if flag not in known]
    assert wrong == []


def named(words: list[str]) -> Iterator[str]:
    """What the command may be called, longest first: ``--lang es show pack`` → show pack, show."""
    plain = [word for word in words if not word.startswith("-")]
    for start in (0, 1):  # the value of an option before the command comes first
        yield " ".join(plain[start : start + 2])
        yield " ".join(plain[start : start + 1])


def anchors(path: Path) -> set[str]:
    """What a heading is called in a link: lower case, punctuation dropped, spaces as hyphens."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        wanted = (path.parent / name).resolve() if name else path
        if not wanted.exists() or (anchor and anchor not in anchors(wanted)):
            broken.append(target)
    assert broken == []


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    telling = re.compile(
        r"/(?:work|root|farm)/[a-zA-Z.]|(?:pypi|pythonhosted|npmjs|deb\.debian)\.(?:org|com|io)"
    )
    found = []
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if not path.is_file() or path.suffix not in TEXT or SKIPPED & set(inside.parts):
            continue
        if inside.parts[0].startswith(".") and inside.parts[0] != ".ci":
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if telling.search(line):
                found.append(f"{inside}:{number}")
    assert found == []
