"""How this program was called, so that what it tells people to write works where they are."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

__all__ = ["called"]

NAME = "tabletop"


def called() -> str:
    """The program as one writes it in this shell and folder: ``.venv/bin/tabletop``, say.

    Plain ``tabletop`` where the shell finds this very program under its name, and where nobody
    called it from a shell.
    """
    program = sys.argv[0] if sys.argv else ""
    path = Path(program)
    if path.name == "__main__.py" and path.parent.name == "cli":
        return f"{_written(sys.executable)} -m exercise.cli"
    if path.stem != NAME:
        return NAME
    found = shutil.which(NAME)
    if found is not None and _same(found, program):
        return NAME
    return _written(program)


def _written(program: str) -> str:
    """A path as short as it can be written from the folder one is in."""
    path = Path(program)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        program = str(path.relative_to(Path.cwd()))
    return program if os.name == "nt" else shlex.quote(program)


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False
