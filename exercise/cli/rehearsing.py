"""``rehearse``: many simulated runs of a pack, the day before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click

from exercise.cli.output import (
    as_json,
    give,
    language_option,
    network_option,
    profile_option,
    told_plainly,
)

__all__ = ["commands"]


@click.command()
@click.argument("pack")
@click.option(
    "--runs",
    type=click.IntRange(1, 100_000),
    default=100,
    show_default=True,
    help="How many times it is played.",
)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the first run."
)
@click.option(
    "--skill",
    type=click.Choice(("novice", "trained", "expert", "reliable")),
    default="trained",
    show_default=True,
    help="How well simulated desks do.",
)
@click.option("--cut", help="Play a named cut of the pack.")
@network_option
@profile_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="How many processes play.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def rehearse(
    pack: str,
    runs: int,
    seed: int,
    skill: str,
    cut: str | None,
    network: str | None,
    profile: str | None,
    workers: int,
    json_wanted: bool,
    lang: str,
) -> None:
    """Play PACK many times with simulated desks, and say how often each thing was done."""
    from exercise.cli.answering import progress
    from exercise.cli.preparing import prepare
    from exercise.rehearsal import rehearse as play_many
    from exercise.rehearsal.telling import rehearsal_json

    setup = prepare(
        pack, seed=seed, skill=skill, cut=cut, language=lang, network=network, profile=profile
    )
    found = play_many(setup, runs, workers=workers, told=progress(runs))
    if json_wanted:
        click.echo(as_json(rehearsal_json(found)))
        return
    give("".join(_page(found, lang)).rstrip("\n"), None)


def _page(found: object, language: str) -> Iterator[str]:
    from agencies.network import Network
    from exercise.cli.layout import paragraph, table
    from exercise.rehearsal import Rehearsal
    from exercise.rehearsal.telling import awareness_rows, expectation_rows, remarks
    from exercise.report import gather
    from exercise.report.voice import Voice
    from exercise.report.wording import exercise_marking
    from exercise.session.opening import opening

    assert isinstance(found, Rehearsal)
    setup = found.setup
    # Nobody has played: the texts are all that is wanted of the record's beginning.
    voice = Voice(gather(setup, Network(setup.network), [opening(setup, 0)]), language)
    say = voice.say
    yield exercise_marking(language) + "\n\n"
    yield paragraph(voice.text(setup.pack.title))
    for remark in remarks(found, voice):
        yield paragraph(remark)
    yield f"\n{say('Expectations')}\n\n"
    took = say("Took: middle (90% of the runs)")
    head = (say("Fulfilled"), say("Share (95%)"), took)
    yield table(_spanning(expectation_rows(found, voice)), head, 2)
    yield f"\n{say('Who knows what since when')}\n\n"
    since = say("Since: middle (90% of the runs)")
    yield table(_spanning(awareness_rows(found, voice)), (say("Known"), since), 2)


def _spanning(rows: Iterable[tuple[str, ...]]) -> Iterator[Sequence[str] | str]:
    """The first cell of each row on a line of its own."""
    for name, *cells in rows:
        yield name
        yield cells


commands: tuple[click.Command, ...] = (rehearse,)
