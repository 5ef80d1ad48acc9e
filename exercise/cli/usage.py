"""What is wrong with a command line, in the reader's language.

click says it in English and lets nobody choose the words, so they are recognized and said again.
What is not recognized stays as click says it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO, Any

import click

from agencies.language import Phrase, Words, phrase, words
from exercise.cli.helping import spoken
from exercise.cli.output import LANGUAGE, LANGUAGES, chosen_language

__all__ = ["Commands"]


class Commands(click.Group):
    """All commands; help and errors of usage are told in the language of the line."""

    language = "en"

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Do what a line asks for, and speak its language."""
        language = _language(sys.argv[1:] if args is None else args)
        told = spoken(self, language)
        told.language = language
        return click.Group.main(told, args, *rest, **extra)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of a whole command line, which remembers its language."""
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _told(error, self.language) from None
        context.meta[LANGUAGE] = self.language
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked for."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _told(error, self.language) from None
        except (click.Abort, KeyboardInterrupt, EOFError):
            click.echo(words(self.language)("Broken off."), err=True)
            ctx.exit(1)


class _Told(click.UsageError):
    """An error of usage with every word around it in one language."""

    def __init__(self, error: click.UsageError, language: str) -> None:
        say = words(language)
        super().__init__(_again(error.format_message(), say), error.ctx)
        self._say = say

    def show(self, file: IO[Any] | None = None) -> None:
        """Print usage, where help is to be had, and what is wrong."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file, err=True)
            call = f"{self.ctx.command_path} {self.ctx.help_option_names[-1]}"
            hint = self._say("Try '{command}' for help.", command=call)
            click.echo(f"{hint}\n", file, err=True)
        click.echo(self._say("Error: {message}", message=self.message), file, err=True)


def _told(error: click.UsageError, language: str) -> click.UsageError:
    plainly = type(error).show is click.UsageError.show
    return _Told(error, language) if plainly and language != "en" else error


def _language(given: Sequence[str]) -> str:
    """The language asked for anywhere on a command line; the last one holds."""
    wanted = [after for word, after in pairwise(given) if word == "--lang"]
    wanted += [word.removeprefix("--lang=") for word in given if word.startswith("--lang=")]
    return next((word for word in reversed(wanted) if word in LANGUAGES), chosen_language())


_NAMED = r"(?P<name>'.+')"
_PATTERNS: tuple[tuple[str, Phrase], ...] = (
    (rf"Missing argument {_NAMED}\.", phrase("The argument {name} is missing.")),
    (
        rf"Missing argument {_NAMED}\. Choose from:\s+(?P<names>.+)",
        phrase("The argument {name} is missing; known are: {names}."),
    ),
    (rf"Missing option {_NAMED}\.", phrase("The option {name} is missing.")),
    (r"Missing command\.", phrase("The command is missing.")),
    (rf"No such command {_NAMED}\.", phrase("There is no command {name}.")),
    (r"No such option:? (?P<name>\S+?)\.?", phrase("There is no option {name}.")),
    (
        r"Got unexpected extra arguments? \((?P<name>.*)\)",
        phrase("What is this for: {name}? Nothing more was expected."),
    ),
    (rf"Option {_NAMED} requires an argument\.", phrase("The option {name} needs a value.")),
    (rf"Option {_NAMED} does not take a value\.", phrase("The option {name} takes no value.")),
    (rf"{_NAMED} is not a valid integer( range)?\.", phrase("{name} is no whole number.")),
    (rf"{_NAMED} is not a valid float( range)?\.", phrase("{name} is no number.")),
    (
        r"(?P<name>\S+) is not in the range (?P<range>.+)\.",
        phrase("{name} is not in the range {range}."),
    ),
    (
        rf"{_NAMED} is not one of (?P<names>'.+')\.",
        phrase("{name} is not known here; known are: {names}."),
    ),
    (r"\w+ (?P<name>'.+') is a directory\.", phrase("{name} is a folder.")),
)
_WITHIN = re.compile(r"Invalid value for (?P<name>.+?): (?P<why>.+)", re.DOTALL)
_NEAREST = re.compile(r" \(?Did you mean (?:one of: )?(?P<names>.+)\?\)?$")


def _again(message: str, say: Words) -> str:
    """What click said, said again."""
    within = _WITHIN.fullmatch(message)
    if within is not None:
        why = _again(within["why"], say)
        return say("{name} cannot be so: {why}", name=within["name"], why=why)
    return " ".join(_sentences(message, say))


def _sentences(message: str, say: Words) -> Iterator[str]:
    nearest = _NEAREST.search(message)
    said = message[: nearest.start()] if nearest is not None else message
    for pattern, sentence in _PATTERNS:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found is not None:
            given = {name: " ".join(value.split()) for name, value in found.groupdict("").items()}
            yield say(sentence.message, **given)
            break
    else:
        yield said
    if nearest is not None:
        yield say("Did you mean {names}?", names=nearest["names"])
