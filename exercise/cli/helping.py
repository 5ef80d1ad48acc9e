"""Help in the reader's language: the same commands, with all they say of themselves said again.

click writes help in English and lets nobody choose the words. Those of ours (what a command and an
option do, the names that stand for values) are exchanged before click reads them; those of click
where it puts them on the page.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import click

from agencies.language import LANGUAGES, Words, phrase, words

__all__ = ["Context", "paragraphs", "placeholders", "sentences", "spoken"]

Spoken = TypeVar("Spoken", bound=click.Command)

_VALUES = frozenset(
    each.message
    for each in (
        phrase("ADDRESS"),
        phrase("AGENCY"),
        phrase("ARGS"),
        phrase("CHANGE"),
        phrase("COMMAND"),
        phrase("DAY"),
        phrase("FILE"),
        phrase("FLOAT"),
        phrase("INTEGER"),
        phrase("KEY"),
        phrase("KIND"),
        phrase("LIST"),
        phrase("NAME"),
        phrase("NETWORK"),
        phrase("NUMBER"),
        phrase("OPTIONS"),
        phrase("OTHER"),
        phrase("PACK"),
        phrase("PATH"),
        phrase("PROFILE"),
        phrase("RATINGS"),
        phrase("SESSION"),
        phrase("TEXT"),
        phrase("WHO"),
    )
)
"""What stands in help for something to be typed."""

_LIMITED = " RANGE"
"""What click adds to the name of a number with limits; the limits are told besides."""
_CLICK = frozenset(
    each.message
    for each in (
        phrase("Commands"),
        phrase("Options"),
        phrase("Positional arguments"),
        phrase("Show this message and exit."),
    )
)
"""What click writes on a page by itself."""
_EXTRA = re.compile(r"(?P<before>^|.*  )\[(?P<extra>.+)\]", re.DOTALL)


class Context(click.Context):
    """The context of a command whose help is in one language.

    Attributes:
        language: The language.
    """

    def __init__(self, *args: Any, language: str = "en", **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.language = language

    def make_formatter(self) -> click.HelpFormatter:
        """What sets a page of help."""
        return _Formatter(words(self.language), self.terminal_width, self.max_content_width)


class _Formatter(click.HelpFormatter):
    """Sets a page of help with click's own words in one language."""

    def __init__(self, say: Words, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self._say = say

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how a command is called."""
        if prefix is None:
            prefix = self._say("Usage: {usage}", usage="")
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """A line above a list."""
        super().write_heading(self._said(heading))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of options or commands."""
        told = [(term, self._told(about)) for term, about in rows]
        super().write_dl(told, col_max, col_spacing)

    def _told(self, about: str) -> str:
        """What click adds behind an option, in brackets, and its option for help."""
        found = _EXTRA.fullmatch(about)
        if found is None:
            return self._said(about)
        parts = "; ".join(self._part(part) for part in found["extra"].split("; "))
        return f"{found['before']}[{parts}]"

    def _said(self, text: str) -> str:
        return self._say(text) if text in _CLICK else text

    def _part(self, part: str) -> str:
        if part == "required":
            return self._say("required")
        kind, _, value = part.partition(": ")
        if kind == "default":
            return self._say("default: {value}", value=value)
        if kind == "env var":
            return self._say("environment variable: {name}", name=value)
        return part


def spoken(command: Spoken, language: str) -> Spoken:
    """``command`` and all below it, with help in a language; the original stays as it is.

    Languages in which the product does not speak read English.
    """
    language = language if language in LANGUAGES else "en"
    say = words(language)
    told = copy.copy(command)
    told.context_class = Context
    told.context_settings = {**command.context_settings, "language": language}
    told.help = "\n\n".join(say(each) for each in paragraphs(command.help)) or None
    told.short_help = next(iter(paragraphs(told.help)), None)
    told.options_metavar = _named(command.options_metavar, say)
    with click.Context(command) as context:
        told.params = [_parameter(each, say, context) for each in command.params]
    if isinstance(told, click.Group) and isinstance(command, click.Group):
        told.subcommand_metavar = _named(command.subcommand_metavar, say) or ""
        told.commands = {name: spoken(one, language) for name, one in command.commands.items()}
    return told


def sentences(command: click.Command) -> Iterator[str]:
    """All that a command says of itself in English, those below it left out."""
    yield from paragraphs(command.help)
    for each in command.params:
        yield from paragraphs(getattr(each, "help", None))
        shown = getattr(each, "show_default", None)
        if isinstance(shown, str):
            yield shown


def placeholders(command: click.Command) -> Iterator[str]:
    """The words that stand for values in the English help of a command."""
    context = click.Context(command)
    for each in command.params:
        if not getattr(each, "is_flag", False):
            shown = each.make_metavar(context).replace(_LIMITED, "")
            yield from re.findall(r"\b[A-Z]{2,}\b", shown)


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text, each as one line."""
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text or "") if each.strip()]


def _parameter(parameter: click.Parameter, say: Words, context: click.Context) -> click.Parameter:
    told = copy.copy(parameter)
    shown = parameter.make_metavar(context)
    named = _named(shown, say)
    if named != shown:
        told.metavar = named
    if isinstance(told, click.Option):
        told.help = " ".join(say(each) for each in paragraphs(told.help)) or None
        if isinstance(told.show_default, str):
            told.show_default = say(told.show_default)
    return told


def _named(shown: str | None, say: Words) -> str | None:
    """``[PACK]`` with the word for what is to be typed there."""
    if shown is None:
        return None
    shown = shown.replace(_LIMITED, "")
    return re.sub(
        r"[A-Z]+", lambda found: say(found[0]) if found[0] in _VALUES else found[0], shown
    )
