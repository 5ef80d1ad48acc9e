"""What happens to a session afterwards: ``session destroy``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from exercise.cli.output import language_of_all_option, language_option, told_plainly

__all__ = ["commands"]

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
@language_of_all_option
def session() -> None:
    """Look after session files."""


@session.command()
@click.argument("file", type=FILE)
@click.option(
    "--sign-in", type=FILE, multiple=True, help="The sign-in sheet, to be destroyed as well."
)
@click.option(
    "--also", type=FILE, multiple=True, help="Another file that goes with it: cards, a report."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@language_option
@told_plainly
def destroy(
    file: Path, sign_in: tuple[Path, ...], also: tuple[Path, ...], yes: bool, lang: str
) -> None:
    """Destroy the session FILE for good, and what lies beside it.

    That is the record, what a crash left of it, its later evaluation, and what is named besides.
    """
    from agencies.language import words
    from agencies.text import plain
    from exercise.cli.rating.answers import YES
    from exercise.errors import RequestError
    from exercise.journal.destroying import belonging
    from exercise.journal.destroying import destroy as destroy_one

    say = words(lang)
    files = list(dict.fromkeys((*belonging(file), *sign_in, *also)))
    for one in files:
        if not one.is_file():
            raise RequestError(
                "There is no file {path}; nothing was destroyed.", path=plain(str(one))
            )
    if not yes:
        if not sys.stdin.isatty():
            raise RequestError("Nothing was destroyed: confirm it with --yes.")
        for one in files:
            click.echo(plain(str(one)), err=True)
        question = f"{say('Destroy these files for good?')} [{say('y/n')}]"
        answer: str = click.prompt(question, default="", show_default=False, err=True)
        if answer.strip().casefold() not in YES:
            sys.exit(1)
    for one in reversed(files):
        destroy_one(one)
        click.echo(say("Destroyed: {path}", path=plain(str(one))))
    click.echo(
        say(
            "On flash memory, and where snapshots or backups are kept, parts may survive for a "
            "while; paper, exports and other copies are yours to destroy."
        ),
        err=True,
    )


commands: tuple[click.Command, ...] = (session,)
