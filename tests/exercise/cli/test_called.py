"""What a program tells people to write is how they called it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from exercise.cli.called import called


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program that is not on the search path, in the folder one is in."""
    made = tmp_path / ".venv" / "bin" / "tabletop"
    made.parent.mkdir(parents=True)
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(made)])
    return made


def test_it_is_written_as_it_was_called(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert called() == str(Path(".venv/bin/tabletop"))
    monkeypatch.setattr(sys, "argv", [str(Path(".venv/bin/tabletop"))])
    assert called() == str(Path(".venv/bin/tabletop"))


def test_its_name_is_enough_where_the_shell_finds_it(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    assert called() == "tabletop"
    monkeypatch.setattr(sys, "argv", ["/usr/bin/pytest"])
    assert called() == "tabletop"


def test_a_module_is_called_by_its_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/somewhere/exercise/cli/__main__.py"])
    assert called().endswith(" -m exercise.cli")
