"""The password of an encrypted session: from the environment, a file, or whoever sits there.

Never from the command line, where every program on the computer can read it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from agencies.language import words
from agencies.text import plain
from exercise.cli.output import chosen_language
from exercise.errors import RequestError

__all__ = ["new_password", "password_of"]

_KNOWN: dict[Path, str] = {}
"""What was told for a file, so that one command asks once."""


def password_of(path: Path) -> Callable[[], str]:
    """Finds out the password of a session file when it is needed."""

    def find() -> str:
        where = path.absolute()
        if where not in _KNOWN:
            say = words(chosen_language())
            question = say("Password of {path}", path=plain(path.name))
            _KNOWN[where] = _given() or _asked(question, twice=False)
        return _KNOWN[where]

    return find


def new_password() -> str:
    """The password for a new file; typed twice where it is typed.

    Raises:
        RequestError: If there is none.
    """
    say = words(chosen_language())
    return _given() or _asked(say("Password for the session"), twice=True)


def _given() -> str | None:
    """From ``TABLETOP_PASSWORD``, or the first line of the file ``TABLETOP_PASSWORD_FILE``."""
    if password := os.environ.get("TABLETOP_PASSWORD"):
        return password
    named = os.environ.get("TABLETOP_PASSWORD_FILE")
    if not named:
        return None
    try:
        lines = Path(named).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise RequestError("{path} cannot be read.", path=plain(named)) from None
    if not lines or not lines[0]:
        raise RequestError("{path} is empty: it holds no password.", path=plain(named))
    return lines[0]


def _asked(question: str, *, twice: bool) -> str:
    if not sys.stdin.isatty():
        raise RequestError(
            "A password is needed: set TABLETOP_PASSWORD, or name a file that holds it in "
            "TABLETOP_PASSWORD_FILE."
        )
    say = words(chosen_language())
    while True:
        answer: str = click.prompt(question, hide_input=True, err=True)
        if not twice or answer == click.prompt(say("The same again"), hide_input=True, err=True):
            return answer
        click.echo(say("The two are not the same; begin again."), err=True)
