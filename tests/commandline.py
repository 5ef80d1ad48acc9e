"""The command line, run in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from exercise.cli import main


def tabletop(*args: str) -> Result:
    """What comes of a command; an exception is none that a user may see."""
    result = CliRunner().invoke(main, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
