"""Help: every command explains itself in the reader's language, and what it shows can be typed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner, Result

from agencies.language import words
from exercise.cli import main
from exercise.cli.helping import placeholders, sentences, spoken
from messages import catalogue


def tree(group: click.Command, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], click.Command]:
    """Every command by the words that call it, the group itself by none."""
    found = {path: group}
    for name, command in getattr(group, "commands", {}).items():
        found |= tree(command, (*path, name))
    return found


COMMANDS = tree(main)
SPANISH = tree(spoken(main, "es"))


def tabletop(*line: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8", **(env or {})}).invoke(main, list(line))


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(("tabletop", *path)))
def test_every_command_explains_itself_in_spanish(path: tuple[str, ...]) -> None:
    known = catalogue("es")
    said = [*sentences(COMMANDS[path]), *placeholders(COMMANDS[path])]
    lacking = [
        text for text in said if text and ((entry := known.get(text)) is None or not entry.string)
    ]
    # T+HH:MM is written alike in every language.
    assert [text for text in lacking if text not in {"HH", "MM"}] == []
    options = [each for each in COMMANDS[path].params if isinstance(each, click.Option)]
    untold = [each.name for each in options if not each.help]
    assert untold == [], "an option needs a help"


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(("tabletop", *path)))
def test_a_page_of_help_is_in_one_language(path: tuple[str, ...]) -> None:
    result = tabletop(*path, "--help", "--lang", "es")
    assert result.exit_code == 0
    assert result.stdout.startswith("Uso: ")
    page = " ".join(result.stdout.split())
    english = {*placeholders(COMMANDS[path]), "OPTIONS", "COMMAND", "ARGS"} - {"HH", "MM"}
    assert set(re.findall(r"\b[A-Z]{3,}\b", page)) & english == set()
    for word in ("Usage", "Options:", "Commands:", "default", "required", "Show this"):
        assert word not in re.sub(r"pre\w+", "", page)
    assert "Opciones:" in page
    assert "Mostrar este mensaje y salir." in page


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(("tabletop", *path)))
def test_what_help_shows_can_be_typed(path: tuple[str, ...]) -> None:
    for command in (COMMANDS[path], SPANISH[path]):
        for shown in re.findall(r"`tabletop ([^`]*)`", command.help or ""):
            name, *options = shlex.split(shown)
            assert (name,) in COMMANDS
            flags = {flag for each in COMMANDS[(name,)].params for flag in each.opts} | {"--help"}
            assert {each for each in options if each.startswith("-")} <= flags
        # Options are called the same in both.
        flag = re.compile(r"--[a-z][a-z-]+")
        assert flag.findall(COMMANDS[path].help or "") == flag.findall(command.help or "")


@pytest.mark.parametrize(
    ("line", "environment", "begins"),
    [
        ("--help --lang es", "C", "Uso: "),
        ("--lang es run --help", "C", "Uso: "),
        ("--lang=es", "C", "Uso: "),
        ("programme --lang es report --help", "C", "Uso: "),
        ("run --help", "es_PE.UTF-8", "Uso: "),
        ("run --help --lang en", "es_PE.UTF-8", "Usage: "),
        ("run --help --lang pt", "es_PE.UTF-8", "Usage: "),
        ("run --help", "C", "Usage: "),
    ],
)
def test_the_language_may_stand_anywhere_on_the_line(
    line: str, environment: str, begins: str
) -> None:
    result = tabletop(*line.split(), env={"LC_ALL": environment})
    assert (result.stdout or result.stderr).startswith(begins)


def test_a_language_before_the_command_is_that_of_its_answer() -> None:
    assert tabletop("--lang", "es", "packs").stdout == tabletop("packs", "--lang", "es").stdout
    assert "No existe" in tabletop("--lang", "es", "score", "missing.tabletop").stderr


def test_values_are_called_in_errors_as_they_are_in_help() -> None:
    assert "Falta el argumento 'PAQUETE'." in tabletop("play", "--lang", "es").stderr
    told = tabletop("new", "--lang", "es").stderr
    assert "valores posibles: pack, network, profile." in told


def test_whoever_breaks_a_question_off_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exercise.cli.showing.list_of_packs", broken)
    result = tabletop("packs", "--lang", "es")
    assert (result.exit_code, result.stderr) == (1, f"{words('es')('Broken off.')}\n")


def test_help_brings_along_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['tabletop', '--help', '--lang', 'es']\n"
        "from exercise.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = told.stdout.splitlines()[-1]
    for heavy in ("textual", "networkx", "simpy", "pydantic", "yaml", "websockets", "cryptography"):
        assert f"'{heavy}'" not in loaded
