"""Measuring: ``agreement`` between evaluators, ``measures`` of networks."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from exercise.cli.output import as_json, give, language_option, told_plainly

__all__ = ["commands"]


@click.command()
@click.argument("ratings", type=click.Path(path_type=Path), metavar="RATINGS.csv")
@click.option(
    "--level",
    type=click.Choice(("nominal", "ordinal", "interval")),
    default="ordinal",
    show_default=True,
    help="What may be made of the ratings: names, an order, or distances.",
)
@click.option(
    "--header/--no-header", default=None, help="Whether the first line holds the evaluators' names."
)
@click.option(
    "--labels/--no-labels", default=None, help="Whether the first column holds the units' names."
)
@click.option(
    "--resamples",
    type=click.IntRange(100, 20_000),
    default=2000,
    show_default=True,
    help="Resamples behind each interval.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the resamples."
)
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def agreement(
    ratings: Path,
    level: str,
    header: bool | None,
    labels: bool | None,
    resamples: int,
    seed: int,
    json_wanted: bool,
    lang: str,
) -> None:
    """Say how far evaluators agree in a table of RATINGS.

    Rows are units, columns evaluators; an empty cell was not observed. P, S, M and U stand in that
    order.
    """
    from exercise.cli.agreeing import agreement_json, agreement_text, read_table, understood
    from exercise.evaluation.agreement import agreement_of
    from exercise.evaluation.coefficients import Level

    table = read_table(ratings, level, header=header, labelled=labels, language=lang)
    wanted = cast("Level", level)
    found = agreement_of(
        table.units, wanted, evaluators=table.evaluators, seed=seed, resamples=resamples
    )
    if json_wanted:
        click.echo(as_json(agreement_json(found, table, lang)))
        return
    click.echo(understood(table, lang), err=True)
    give(agreement_text(found, lang).rstrip("\n"), None)


@click.command()
@click.argument("what", metavar="NETWORK|SESSION|FILE.graphml")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def measures(what: str, json_wanted: bool, lang: str) -> None:
    """Measure a network: density, who stands between, what is lost without them.

    Of a session: who was to tell whom and who did, the network as planned and as used.
    """
    from exercise.cli.networking import measured, measured_json, measured_text

    found = measured(what)
    if json_wanted:
        click.echo(as_json(measured_json(found, lang)))
        return
    give(measured_text(found, lang).rstrip("\n"), None)


commands: tuple[click.Command, ...] = (agreement, measures)
