"""Texts in several languages say the same: none is missing, half translated or left behind.

What a text means nobody here can tell. But an edit that was made in one language only mostly shows:
in a number that the other does not have, in a placeholder, in half the length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from agencies.documents import Problem
from agencies.language import Phrase, phrase
from agencies.text import Text

if TYPE_CHECKING:
    from agencies.checking import Scope

__all__ = ["check_texts", "drifted", "gaps", "spoken", "texts"]

Path = tuple[str | int, ...]

_FILES = "file"
"""A field that names files, one for each language, rather than saying something."""

_SAME = 4
"""Words from which on a text is not likely to be the same in two languages."""

_LONG = 80
"""Characters from which on lengths are compared."""

_RATIO = 2.2
"""How much longer a text can be than its translation. Between English and Spanish 1.2 is common."""

_NUMBER = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b"
    r"|(?P<grouped>\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+)(?!\d)"
    r"|(?P<plain>\d+(?:[.,:h]\d+)?)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\{\w*\}|\$\w+")
_COMMON_WORD = re.compile(r"(?<![\w'’-])[^\W\d_A-ZÀ-Þ][^\W\d_]+")


def texts(model: BaseModel) -> Iterator[tuple[Path, Text]]:
    """Every text in a model, with its path in the file."""
    for name, info in type(model).model_fields.items():
        yield from _texts_in(getattr(model, name), (info.alias or name,))


def _texts_in(value: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for inner, text in texts(value):
            yield (*path, *inner), text
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _texts_in(entry, (*path, key))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _texts_in(entry, (*path, index))


def spoken(found: Collection[tuple[Path, Text]]) -> tuple[str, ...]:
    """The languages of a file's texts: those in which at least half of them are."""
    counts = Counter(language for _, text in found for language in text.languages)
    return tuple(language for language, n in sorted(counts.items()) if 2 * n >= len(found))


def check_texts(model: BaseModel, scope: Scope) -> Iterator[Problem]:
    """What is not translated, or seems to be older than what it translates."""
    found = list(texts(model))
    for path, lacking in _gaps(found, spoken(found)):
        yield _untranslated(scope, path, lacking)
    for path, text in found:
        if isinstance(text.root, dict) and path[-1] != _FILES:
            yield from _compared(scope, path, text.root)


def gaps(model: BaseModel) -> dict[str, int]:
    """How many texts each language of a file lacks."""
    found = list(texts(model))
    languages = spoken(found)
    lacked = Counter(name for _, lacking in _gaps(found, languages) for name in lacking)
    return {name: lacked[name] for name in languages}


def _gaps(
    found: Collection[tuple[Path, Text]], languages: tuple[str, ...]
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The texts that some of several languages lack, each with these languages."""
    # A pack whose documents are all in one language may be meant so.
    documented = any(len(text.languages) > 1 for path, text in found if path[-1] == _FILES)
    for path, text in found if len(languages) > 1 else ():
        if isinstance(text.root, dict):
            said = text.root
            lacking = tuple(name for name in languages if not said.get(name, "").strip())
        else:
            # A name is the same everywhere.
            lacking = languages if path[-1] == _FILES or _COMMON_WORD.search(text.root) else ()
        if lacking and (documented or path[-1] != _FILES):
            yield path, lacking


def _untranslated(scope: Scope, path: Path, languages: tuple[str, ...]) -> Problem:
    message = phrase("this is not there in every language: {names}", names=", ".join(languages))
    mend = phrase("Write {names}", names=f"{{{', '.join(f'{name}: …' for name in languages)}}}")
    return scope.problem(path, "untranslated", message, mend, warning=True)


def _compared(scope: Scope, path: Path, said: dict[str, str]) -> Iterator[Problem]:
    """What differs, or does not differ, between two languages and should not."""
    for (one, first), (other, second) in combinations(sorted(said.items()), 2):
        if not first.strip() or not second.strip():
            continue
        pair = {"one": one, "other": other}
        place = (*path, other)
        if first.casefold() == second.casefold() and len(first.split()) >= _SAME:
            if _COMMON_WORD.search(first):
                message = phrase("this is the same in {one} and {other}", **pair)
                mend = phrase("Translate it")
                yield scope.problem(place, "untranslated", message, mend, warning=True)
            continue
        here, there = (sorted(set(_PLACEHOLDER.findall(t))) for t in (first, second))
        if here != there:
            message = phrase(
                "placeholders differ: {here} in {one}, {there} in {other}",
                here=" ".join(here) or "–",
                there=" ".join(there) or "–",
                **pair,
            )
            mend = phrase("Placeholders are names and stay as they are in every language")
            yield scope.problem(place, "placeholders", message, mend, warning=True)
            continue
        reason = drifted(first, second, one, other)
        if reason is not None:
            mend = phrase("One of them seems to be older: bring them into line")
            yield scope.problem(place, "stale-translation", reason, mend, warning=True)


def drifted(first: str, second: str, one: str, other: str) -> Phrase | None:
    """How two translations of a text betray that only one of them was changed; None if they do not.

    Numbers tell only if each text has one that the other lacks: what is 18 here may be eighteen
    there.
    """
    here, there = _numbers(first), _numbers(second)
    only_here = [said for number, said in here.items() if number not in there]
    only_there = [said for number, said in there.items() if number not in here]
    if only_here and only_there:
        return phrase(
            "{one} says {here} where {other} says {there}",
            one=one,
            here=", ".join(only_here),
            other=other,
            there=", ".join(only_there),
        )
    long, short = max(len(first), len(second)), min(len(first), len(second))
    if long >= _LONG and long > _RATIO * short:
        return phrase(
            "{one} has {n} characters and {other} {m}",
            one=one,
            n=len(first),
            other=other,
            m=len(second),
        )
    return None


def _numbers(text: str) -> dict[str, str]:
    """The numbers and times of a text in one form for all languages, each with how it stands there.

    6:30, 06:30, 6.30 and 6:30 a.m. are one, as are 1,000 and 1.000, or 18:00 and 6 p.m.
    """
    found: dict[str, str] = {}
    for match in _NUMBER.finditer(text):
        if match["hour"]:
            hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
            number = f"{hour}.{match['minute'] or '00'}"
        elif match["grouped"]:
            number = re.sub(r"\D", "", match["grouped"])
        else:
            number = re.sub("[,:h]", ".", match["plain"])
        whole, _, rest = number.partition(".")
        found.setdefault(f"{int(whole)}.{rest.rstrip('0')}", match.group())
    return found
