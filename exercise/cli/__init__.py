"""The command line: stdout is data, stderr is narration, and help is instant."""

from __future__ import annotations

import click

from exercise import __version__
from exercise.cli.authoring import commands as authoring
from exercise.cli.judge import commands as judging
from exercise.cli.playing import commands as playing

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tabletop")
def main() -> None:
    """Measured tabletop exercises for maritime and port security.

    Start with `tabletop demo`. Every command explains itself: `tabletop run --help`.
    """


for command in (*playing, *authoring, *judging):
    main.add_command(command)
