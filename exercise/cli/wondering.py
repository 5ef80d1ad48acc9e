"""What would have been, and what others made of it: ``whatif`` and ``compare``."""

from __future__ import annotations

from pathlib import Path

import click

from exercise.cli.output import as_json, give, language_option, told_plainly

__all__ = ["commands"]

SESSION = click.Path(path_type=Path)


class _WithChanges(click.Command):
    """Says at the end of its help how changes are written."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A list of examples, one for each verb."""
        from agencies.language import words
        from exercise.replay.changes import EXAMPLES

        language = str(getattr(ctx, "language", "en"))
        with formatter.section(words(language)("Changes, for instance")):
            formatter.write_dl([(one, said.into(language)) for one, said in EXAMPLES.items()], 36)


@click.command(cls=_WithChanges)
@click.argument("session", type=SESSION)
@click.option("--at", metavar="T+HH:MM", help="Exercise time from which it is played otherwise.")
@click.option(
    "--change",
    "changes",
    metavar="CHANGE",
    multiple=True,
    help="What is otherwise, written VERB:WHAT[@TIME] as below; repeat it for more.",
)
@click.option("--until", metavar="T+HH:MM", help="Play to this exercise time.")
@click.option(
    "--runs",
    type=click.IntRange(0, 1000),
    default=0,
    show_default=True,
    help="Play it under this many other draws of luck too.",
)
@click.option("--search", is_flag=True, help="Try every single link and desk, and rank them.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="Processes that search.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File for a picture of the answer (.svg) or for all of it (.html, .pdf, .docx, .md).",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@language_option
@told_plainly
def whatif(
    session: Path,
    at: str | None,
    changes: tuple[str, ...],
    until: str | None,
    runs: int,
    search: bool,
    workers: int,
    json_wanted: bool,
    output: Path | None,
    force: bool,
    lang: str,
) -> None:
    """Play SESSION again from a moment on with something changed, and say what it would have made.

    All changes are described in docs/reference/what-if.md. Without any the session is played again
    as it was, which must come out exactly the same.
    """
    from exercise.cli import answering

    asked = answering.Asked(session, at, changes, until, runs, search, workers, output, force, lang)
    try:
        if search:
            told, found = answering.searched(asked)
        else:
            told, found = answering.answered(asked)
    except answering.BadChanges as bad:
        for problem in bad.problems:
            click.echo(problem.into(lang), err=True)
        raise SystemExit(2) from None
    if json_wanted:
        click.echo(as_json(found))
    else:
        give(told.rstrip("\n"), None)


@click.command()
@click.argument("sessions", type=SESSION, nargs=-1, metavar="SESSION SESSION...")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File for all of it, with a picture per objective (.html, .pdf, .docx, .md).",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@language_option
@told_plainly
def compare(
    sessions: tuple[Path, ...], json_wanted: bool, output: Path | None, force: bool, lang: str
) -> None:
    """Put several groups that played the same pack side by side. Nobody is ranked."""
    from exercise.cli.besides import compared

    told, found = compared(sessions, output, lang, force=force)
    if json_wanted:
        click.echo(as_json(found))
    else:
        give(told.rstrip("\n"), None)


commands: tuple[click.Command, ...] = (whatif, compare)
