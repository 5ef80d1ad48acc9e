"""What a command of line mode is, and how a typed line is read as one of them.

A line is a word (in any language, wherever the reader's own is set), what it is about, keywords
with their values, and a text after a colon: ``send csirt via phone facts 1,2 confirmed : We …``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Generic, Literal, TypeVar

from agencies.language import Phrase
from exercise.errors import RequestError

__all__ = ["KEYWORDS", "Command", "Line", "folded", "read_line"]

Who = TypeVar("Who")

KEYWORDS: dict[str, tuple[str, ...]] = {
    "via": ("via", "by", "por"),
    "facts": ("facts", "fact", "hechos", "hecho"),
    "urgency": ("urgency", "urgencia"),
    "subject": ("subject", "asunto"),
    "about": ("about", "sobre"),
    "on": ("on", "sobre", "en"),
    "to": ("to", "a"),
    "tell": ("tell", "telling", "avisar", "avisando"),
    "because": ("because", "porque"),
    "by": ("by", "por"),
    "for": ("for", "para"),
    "from": ("from", "de"),
    "with": ("with", "con"),
    "at": ("at", "hora", "en"),
    "harm": ("harm", "dano"),
    "risk": ("risk", "riesgo"),
    "against": ("against", "contra"),
    "better": ("better", "mejor"),
    "options": ("options", "opciones"),
    "anonymous": ("anonymous", "anonima", "anonimo"),
}
"""Every keyword in all languages; which of them a command takes, it says itself."""

_FINAL = frozenset({"because", "subject"})
"""Keywords whose value is all that follows."""
_COLON = re.compile(r":(?!\d)|(?<!\d):")
"""A colon before a text; not one inside a time."""
_IN_PERSON = re.compile(r"(?:\b(?:via|by|por)\s+)?\b(?:in[ -]person|en persona)\b", re.IGNORECASE)
"""How a channel that is none is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed after a command's word.

    Attributes:
        about: What stands before the first keyword.
        given: The value of each keyword.
        text: What follows the colon, or everything where the command is all text.
    """

    about: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def __getitem__(self, keyword: str) -> str:
        """A keyword's value; nothing where it was not given."""
        return self.given.get(keyword, "")


@dataclass(frozen=True, slots=True)
class Command(Generic[Who]):
    """One thing that can be typed.

    Attributes:
        words: Its words by language; the first of each is the one that is shown.
        does: What it does, in a plain sentence.
        do: Does it.
        form: Its arguments as people write them.
        takes: The keywords that it knows.
        text: ``colon`` where a text may follow a colon, ``whole`` where all is text.
        roles: Who has it; everybody of its kind where that is left out.
    """

    words: Mapping[str, tuple[str, ...]]
    does: Phrase
    do: Callable[[Who, Line], Awaitable[None]]
    form: Phrase | None = None
    takes: tuple[str, ...] = ()
    text: Literal["", "colon", "whole"] = ""
    roles: tuple[str, ...] = ()

    def usage(self, language: str) -> str:
        """How it is written."""
        word = self.words.get(language, self.words["en"])[0]
        return word if self.form is None else f"{word} {self.form.into(language)}"

    @property
    def needs(self) -> bool:
        """Whether it is nothing by itself."""
        return self.form is not None and not self.form.message.startswith("[")

    @property
    def everywhere(self) -> Iterable[str]:
        """Its words in all languages."""
        return dict.fromkeys(word for words in self.words.values() for word in words)


def folded(text: str) -> str:
    """``text`` without case, accents, and the difference of hyphen and space."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(letters.replace("-", " ").replace("_", " ").split())


def read_line(
    typed: str, commands: Iterable[Command[Any]], language: str
) -> tuple[Command[Any], Line]:
    """The command that a line begins with, and the rest of it.

    Raises:
        RequestError: If it is none; says which was perhaps meant.
    """
    by_word = {folded(word): command for command in commands for word in command.everywhere}
    tokens = typed.split()
    for length in (3, 2, 1):
        word = folded(" ".join(tokens[:length]).rstrip(":"))
        if word in by_word:
            command = by_word[word]
            rest = typed.split(maxsplit=length)[length:]
            before = ":" if " ".join(tokens[:length]).endswith(":") else ""
            return command, _read(command, before + (rest[0] if rest else ""), language)
    first = tokens[0] if tokens else ""
    close = get_close_matches(folded(first), by_word, n=1)
    if close:
        raise RequestError(
            "There is no command '{word}'. Did you mean '{meant}'?", word=first, meant=close[0]
        )
    raise RequestError("There is no command '{word}'. Write 'help' for all of them.", word=first)


def _read(command: Command[Any], rest: str, language: str) -> Line:
    if command.text == "whole":
        return Line(text=rest.strip().removeprefix(":").strip())
    head, text = rest, ""
    if command.text == "colon" and (colon := _COLON.search(rest)):
        head, text = rest[: colon.start()], rest[colon.end() :].strip()
    if "via" in command.takes:
        head = _IN_PERSON.sub("via in-person", head)
    given: dict[str, list[str]] = {}
    current = given.setdefault("", [])
    last = ""
    for token in head.split():
        keyword = "" if last in _FINAL else _keyword(token, command.takes)
        if keyword and keyword not in given:
            current, last = given.setdefault(keyword, []), keyword
        else:
            current.append(token)
    empty = next((name for name, values in given.items() if name and not values), None)
    if empty is not None:
        raise RequestError(
            "Something is missing after '{word}'. Write: {usage}",
            word=KEYWORDS[empty][0],
            usage=command.usage(language),
        )
    values = {name: " ".join(tokens) for name, tokens in given.items()}
    return Line(values.pop(""), values, text)


def _keyword(token: str, takes: Iterable[str]) -> str:
    plain = folded(token)
    return next((name for name in takes if plain in KEYWORDS[name]), "")
