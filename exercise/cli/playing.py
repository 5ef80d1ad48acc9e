"""Playing: ``demo``, ``play`` and ``run``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exercise.cli.output import language_option, network_option, profile_option, told_plainly

if TYPE_CHECKING:
    from exercise.cli.profiling import Profile

__all__ = ["commands"]

SKILLS = ("novice", "trained", "expert", "reliable")
DEMO_PACK, DEMO_NETWORK = "port-ransomware", "coastal-state"
DEMO_AGENCY, DEMO_SPEED = "port-authority", 6.0
NO_NAME = "\0"
"""The value of ``run --profile`` where no profile is named after it."""


@click.command()
@click.argument("pack", required=False)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of chance."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Session file to write.")
@click.option(
    "--skill",
    type=click.Choice(SKILLS),
    default="trained",
    show_default=True,
    help="How well simulated desks do.",
)
@click.option("--cut", help="Play a named cut of the pack.")
@click.option("--force", is_flag=True, help="Replace an existing session file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@network_option
@click.option(
    "--profile",
    metavar="[PROFILE]",
    is_flag=False,
    flag_value=NO_NAME,
    help="Lay this national profile over the network; without a name, say where the time went.",
)
@click.option("--timings", is_flag=True, help="Say where the time went.")
@language_option
@told_plainly
def run(
    pack: str | None,
    seed: int,
    output: Path | None,
    skill: str,
    cut: str | None,
    force: bool,
    as_json: bool,
    network: str | None,
    profile: str | None,
    timings: bool,
    lang: str,
) -> None:
    """Play PACK headless to the end, every desk simulated."""
    from exercise.cli.preparing import play_to_the_end, prepare

    if pack is None and profile not in (None, NO_NAME):
        pack, profile = profile, NO_NAME  # The only name there is, though it came after --profile.
    if pack is None:
        raise click.MissingParameter(param_hint="'PACK'", param_type="argument")
    timed = _timings() if timings or profile == NO_NAME else None
    with timed.load() if timed else nullcontext():
        setup = prepare(
            pack,
            seed=seed,
            skill=skill,
            cut=cut,
            language=lang,
            network=network,
            profile=None if profile == NO_NAME else profile,
        )
    path = output or Path(f"{setup.pack.id}-{seed}.tabletop")
    with timed.play() if timed else nullcontext():
        played = play_to_the_end(setup, path, force=force)
    played.tell(lang, as_json=as_json, profile=timed)


def _timings() -> Profile:
    from exercise.cli.profiling import Profile

    return Profile()


@click.command()
@click.argument("pack")
@click.option("--agency", help="The desk to sit down at; without it the desks are listed.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of chance."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Session file to write.")
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 60),
    default=1.0,
    show_default=True,
    help="Exercise seconds in a second.",
)
@click.option("--cut", help="Play a named cut of the pack.")
@network_option
@profile_option
@click.option("--force", is_flag=True, help="Replace an existing session file.")
@language_option
@told_plainly
def play(
    pack: str,
    agency: str | None,
    seed: int,
    output: Path | None,
    speed: float,
    cut: str | None,
    network: str | None,
    profile: str | None,
    force: bool,
    lang: str,
) -> None:
    """Play PACK alone at one desk; the others are simulated.

    An existing session file is opened where it stood.
    """
    from exercise.cli.sitting import no_desk, sit_down

    if agency is None:
        raise no_desk(pack, cut=cut, network=network, profile=profile, language=lang)
    sit_down(
        pack,
        agency,
        seed=seed,
        path=output or Path(f"{Path(pack).stem}-{agency}.tabletop"),
        speed=speed,
        cut=cut,
        network=network,
        profile=profile,
        force=force,
        language=lang,
    )


@click.command()
@click.option("--agency", default=DEMO_AGENCY, show_default=True, help="The desk to sit down at.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of chance."
)
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("sessions"),
    show_default=True,
    help="Folder for session and report.",
)
@profile_option
@click.option("--headless", is_flag=True, help="Play to the end at once, also in a terminal.")
@language_option
@told_plainly
def demo(
    agency: str, seed: int, folder: Path, profile: str | None, headless: bool, lang: str
) -> None:
    """See it work, with nothing to prepare: the reference exercise at six times real time.

    Without a terminal it plays to the end and writes session and report.
    """
    from exercise.cli.preparing import free_path, play_to_the_end, prepare

    folder.mkdir(parents=True, exist_ok=True)
    path = free_path(folder / f"demo-{DEMO_PACK}.tabletop")
    if headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
        setup = prepare(DEMO_PACK, seed=seed, skill="trained", language=lang, profile=profile)
        played = play_to_the_end(setup, path)
        played.report(lang)
        played.tell(lang)
        return
    from exercise.cli.sitting import sit_down

    welcome = _welcome(agency, lang)
    sit_down(
        DEMO_PACK,
        agency,
        seed=seed,
        path=path,
        speed=DEMO_SPEED,
        profile=profile,
        language=lang,
        welcome=welcome,
        report=True,
    )


def _welcome(agency: str, lang: str) -> str:
    from agencies.language import words
    from agencies.loading import load_network
    from agencies.text import plain

    network = load_network(DEMO_NETWORK).value
    known = network.agencies.get(agency) if network is not None else None
    desk = known.title.into(lang) if known is not None else agency
    say: Any = words(lang)
    return "\n".join(
        (
            say("Your desk: {desk}. A terminal in the port has gone dark.", desk=plain(desk)),
            say("Read what comes in, tell those who must know, and log what you decide."),
            say("The clock runs at six times real time; nothing here leaves this computer."),
        )
    )


commands: tuple[click.Command, ...] = (demo, play, run)
