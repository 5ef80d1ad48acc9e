"""What every command needs: languages, errors as one line, and files that appear whole."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from exercise.errors import RecordError, RequestError, TabletopError

__all__ = [
    "as_json",
    "chosen_language",
    "give",
    "language_of_all_option",
    "language_option",
    "network_option",
    "profile_option",
    "told_plainly",
    "write_file",
]

LANGUAGES = ("en", "es", "pt", "fr")
"""What ``--lang`` takes; where the product has no catalogue its own words are English."""

Command = TypeVar("Command", bound=Callable[..., Any])


LANGUAGE = "exercise.cli.language"
"""Where the context of a command line keeps its language."""


def chosen_language() -> str:
    """The language of the line, or of the environment; English where it names none that we know."""
    context = click.get_current_context(silent=True)
    if context is not None and LANGUAGE in context.meta:
        return str(context.meta[LANGUAGE])
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(name, "")
        if wanted:
            return wanted[:2].lower() if wanted[:2].lower() in LANGUAGES else "en"
    return "en"


language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=chosen_language,
    show_default="from the locale",
    help="Language of what is shown.",
)
language_of_all_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=chosen_language,
    show_default="from the locale",
    expose_value=False,
    help="Language of what is shown; it may stand anywhere.",
)
"""The same where there is nothing to do but to hand it on: the whole line is looked through."""

network_option = click.option(
    "--network", metavar="NETWORK", help="Play on this network, not on the one the pack names."
)
profile_option = click.option(
    "--profile",
    metavar="PROFILE",
    help="Lay this national profile over the network; 'none' for none at all.",
)


def told_plainly(command: Command) -> Command:
    """Turn an error that is meant for people into one line on standard error and an exit code.

    2 where the request was wrong, 1 where the answer is no. The command takes ``lang``.
    """

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except TabletopError as error:
            _fail(error, str(kwargs.get("lang") or chosen_language()))
        except BrokenPipeError:
            # Whoever read our output has gone; Python would complain once more while it shuts down.
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)

    return wrapped  # type: ignore[return-value]


def _fail(error: TabletopError, language: str) -> NoReturn:
    from agencies.text import plain

    line = plain(error.into(language)).replace("\n", " ")
    click.echo(line, err=True)
    sys.exit(1 if isinstance(error, RecordError) else 2)


def as_json(value: Any) -> str:
    """``value`` as JSON for people and programs: indented, and safe to print anywhere."""
    return json.dumps(value, ensure_ascii=True, indent=2)


def give(text: str, output: Path | None, *, force: bool = False) -> None:
    """Print ``text``, or write it where the user asked for it.

    Raises:
        RequestError: If the file exists or cannot be written.
    """
    if output is None:
        click.echo(_printable(text))
    else:
        write_file(output, text, force=force)


def _printable(text: str) -> str:
    """``text`` with what the terminal's encoding lacks replaced, so that printing cannot fail."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _as_file(text: str) -> bytes:
    return (text if text.endswith("\n") else text + "\n").encode("utf-8", "replace")


def write_file(path: Path, text: str | bytes, *, force: bool = False) -> Path:
    """Write a file that is there whole or not at all.

    Raises:
        RequestError: If it exists and ``force`` is not given, or cannot be written.
    """
    from agencies.text import plain

    shown = plain(str(path))
    draft: Path | None = None
    try:
        if path.is_dir():
            raise RequestError("{path} is a folder; name a file in it.", path=shown)
        if os.path.lexists(path) and not force:
            raise RequestError(
                "{path} exists; nothing was overwritten. Use --force to replace it.", path=shown
            )
        if not path.parent.is_dir():
            raise RequestError("There is no folder {path}.", path=plain(str(path.parent)))
        draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        draft.write_bytes(text if isinstance(text, bytes) else _as_file(text))
        draft.replace(path)
    except (OSError, ValueError) as error:
        if draft is not None:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        raise RequestError("{path} cannot be written.", path=shown) from error
    return path
