"""Writing packs, networks and profiles: ``check``, the lists, ``show`` and ``schema``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise.cli.output import as_json as to_json
from exercise.cli.output import (
    give,
    language_of_all_option,
    language_option,
    network_option,
    profile_option,
    told_plainly,
)

if TYPE_CHECKING:
    from exercise.cli.checking import Checked

__all__ = ["commands"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@network_option
@profile_option
@language_option
@told_plainly
def check(
    paths: tuple[str, ...],
    as_json: bool,
    strict: bool,
    network: str | None,
    profile: str | None,
    lang: str,
) -> None:
    """Tell every problem of packs, networks and profiles, with its place and mend, and a summary.

    PATH is a pack's directory or pack.yml, the file of a network or profile, or the name of one
    that comes with the product. With --network or --profile packs are checked as they would be
    played there. Exit status: 0 without errors, 1 with errors, 2 if there is nothing of that name.
    """
    from exercise.cli.checking import check_path

    checked = [check_path(path, network=network, profile=profile) for path in paths]
    if as_json:
        files = [entry.to_json(lang, strict=strict) for entry in checked]
        answer = {"ok": all(entry.passes(strict=strict) for entry in checked), "files": files}
        give(to_json(answer), None)
    else:
        for entry in checked:
            _tell(entry, lang)
    if not all(entry.found for entry in checked):
        raise click.exceptions.Exit(2)
    if not all(entry.passes(strict=strict) for entry in checked):
        raise click.exceptions.Exit(1)


def _tell(entry: Checked, lang: str) -> None:
    from agencies.language import words
    from exercise.cli.checking import summary_lines

    w = words(lang)
    for problem in entry.problems:
        mark = w("warning") if problem.severity == "warning" else w("error")
        give(f"{problem.into(lang)} [{mark}: {problem.code}]", None)
    if entry.summary is not None:
        click.echo(summary_lines(entry.summary, lang, entry.language), err=True)
    click.echo(entry.verdict().into(lang), err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def packs(as_json: bool, lang: str) -> None:
    """List the packs that come with the product."""
    from exercise.cli.showing import list_of_packs, listed

    rows = list_of_packs(lang)
    if as_json:
        give(to_json({"packs": rows}), None)
    else:
        give(listed(rows, lang).rstrip("\n"), None)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def networks(as_json: bool, lang: str) -> None:
    """List the networks that come with the product, and the profiles to lay over them."""
    from exercise.cli.showing import list_of_networks, list_of_profiles, listed

    rows, profiles = list_of_networks(lang), list_of_profiles(lang)
    if as_json:
        give(to_json({"networks": rows, "profiles": profiles}), None)
    else:
        give(f"{listed(rows, lang)}\n{listed(profiles, lang)}".rstrip("\n"), None)


@click.command()
@click.argument("name")
@language_option
@told_plainly
def show(name: str, lang: str) -> None:
    """Show what is in the pack, network or profile NAME.

    Of a pack: moves, the list of injects (MSEL) and the objectives. Of a network: agencies, links
    and duties. Of a profile: what it changes. NAME may be a path.
    """
    from exercise.cli.showing import describe

    give(describe(name, lang).rstrip("\n"), None)


@click.command()
@click.argument("kind", type=click.Choice(["pack", "network", "profile"]))
@language_of_all_option
@told_plainly
def schema(kind: str) -> None:
    """Print the JSON Schema of a KIND of file, for editors."""
    from injects.schema import schema as schema_of

    give(to_json(schema_of(kind)), None)


@click.command()
@click.argument("kind", type=click.Choice(["pack", "network", "profile"]))
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@language_option
@told_plainly
def new(kind: str, name: Path, force: bool, lang: str) -> None:
    """Write a small KIND of file to begin with, whole and with comments, called NAME.

    A pack gets a folder of its own.
    """
    from agencies.language import words
    from agencies.text import plain
    from exercise.cli.called import called
    from exercise.cli.creating import create

    path = create(kind, name, lang, force=force)
    give(plain(str(path)), None)
    checked = path.parent if kind == "pack" else path
    told = words(lang)(
        "Check it with: {command}", command=f"{called()} check {plain(str(checked))}"
    )
    click.echo(told, err=True)


commands: tuple[click.Command, ...] = (check, packs, networks, show, new, schema)
