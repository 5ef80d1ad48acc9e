"""The command line: stdout is data, stderr is narration, and help is instant."""

from __future__ import annotations

import click

from exercise import __version__
from exercise.cli.authoring import commands as authoring_commands
from exercise.cli.destroying import commands as destroying_commands
from exercise.cli.hosting import commands as hosting_commands
from exercise.cli.joining import commands as joining_commands
from exercise.cli.judge import commands as judging_commands
from exercise.cli.measuring import commands as measuring_commands
from exercise.cli.output import language_of_all_option
from exercise.cli.playing import commands as playing_commands
from exercise.cli.printing import commands as printing_commands
from exercise.cli.programming import commands as programme_commands
from exercise.cli.rating.command import commands as rating_commands
from exercise.cli.rehearsing import commands as rehearsing_commands
from exercise.cli.replaying import commands as replaying_commands
from exercise.cli.usage import Commands
from exercise.cli.wondering import commands as wondering_commands

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__,
    prog_name="tabletop",
    message="%(prog)s %(version)s",
    help="Show the version and exit.",
)
@language_of_all_option
def main() -> None:
    """Measured tabletop exercises for maritime and port security.

    Start with `tabletop demo`. Every command explains itself: `tabletop run --help`.
    """


for command in (
    *playing_commands,
    *rehearsing_commands,
    *hosting_commands,
    *joining_commands,
    *authoring_commands,
    *printing_commands,
    *judging_commands,
    *rating_commands,
    *wondering_commands,
    *measuring_commands,
    *replaying_commands,
    *programme_commands,
    *destroying_commands,
):
    main.add_command(command)
