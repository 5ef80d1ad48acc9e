"""Hosting a live session: ``host``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from exercise.cli.output import language_option, network_option, profile_option, told_plainly

__all__ = ["commands"]


@click.command()
@click.argument("pack")
@click.option(
    "--bind",
    default="127.0.0.1:8765",
    show_default=True,
    help="Address and port to listen at; 0.0.0.0:8765 for everybody in the room.",
)
@click.option(
    "--session",
    "path",
    type=click.Path(path_type=Path),
    help="Session file; one that exists is taken up again.",
)
@click.option(
    "--tables",
    type=click.IntRange(2, 20),
    help="Parallel tables: the pack once for each, with a file and codes of its own.",
)
@click.option("--encrypt", is_flag=True, help="Encrypt the session file with a password.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of chance."
)
@click.option("--cut", help="Play a named cut of the pack.")
@network_option
@profile_option
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 60),
    default=1.0,
    show_default=True,
    help="Exercise seconds in a second.",
)
@click.option("--tls", is_flag=True, help="Encrypt on this computer too.")
@click.option("--closed-lan", "open_lan", is_flag=True, help="Do not encrypt beyond this computer.")
@click.option(
    "--ssh",
    "ssh_port",
    type=click.IntRange(0, 65535),
    help="Let people in by ssh at this port too, with their code as password.",
)
@click.option("--headless", is_flag=True, help="Serve without a screen.")
@click.option("--plain", is_flag=True, help="Control by lines, without a screen.")
@click.option("--json", "as_json", is_flag=True, help="Print codes, then events, one JSON a line.")
@click.option(
    "--cards",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a printable page with a card for each place.",
)
@click.option(
    "--sign-in",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a printable sheet to sign in by hand.",
)
@language_option
@told_plainly
def host(**asked: Any) -> None:
    """Host PACK for several people: one control screen, and a code for each seat.

    Started again with the same session file it goes on where it stood, paused, with the same codes.
    """
    from exercise.cli.serving import Asked, serve

    path = asked.pop("path") or Path(f"{Path(asked['pack']).stem}-live.tabletop")
    serve(Asked(path=path, **asked))


commands: tuple[click.Command, ...] = (host,)
