"""A pack on paper: ``documents``."""

from __future__ import annotations

from pathlib import Path

import click

from exercise.cli.output import give, language_option, network_option, profile_option, told_plainly

__all__ = ["commands"]


@click.command()
@click.argument("pack")
@click.option(
    "--only",
    type=click.Choice(["manual", "slips", "briefs", "guide"]),
    help="One paper instead of all.",
)
@click.option("--cut", help="Print a named cut of the pack.")
@network_option
@profile_option
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="Folder for the pages, made where there is none; with --only, the file or its folder.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@language_option
@told_plainly
def documents(
    pack: str,
    only: str | None,
    cut: str | None,
    network: str | None,
    profile: str | None,
    output: str | None,
    force: bool,
    lang: str,
) -> None:
    """Print PACK on paper: the facilitator's manual, inject slips, player briefs, evaluation guide.

    Each is an HTML page for a browser's print menu. Slips are numbered like the injects, so that an
    exercise can be finished on them when the network dies.
    """
    from agencies.text import plain
    from exercise.cli.preparing import prepare
    from exercise.cli.reporting import give_files, names_a_folder
    from exercise.report.papers import PAPERS, paper

    setup = prepare(pack, cut=cut, language=lang, network=network, profile=profile)
    usual = {name: f"{setup.pack.id}-{name}.{lang}.html" for name in PAPERS}
    if only is not None:
        output = output or usual[only]
        into = names_a_folder(output)
        name = Path(output) / usual[only] if into else Path(output)
        give_files({only: paper(setup, only, lang)}, {only: name}, output=output, force=force)
        if not into:
            give(plain(str(name)), None)
        return
    folder = output or f"{setup.pack.id}-papers"
    texts = {name: paper(setup, name, lang) for name in PAPERS}
    names = {name: Path(folder) / usual[name] for name in PAPERS}
    give_files(texts, names, output=folder, force=force)


commands: tuple[click.Command, ...] = (documents,)
