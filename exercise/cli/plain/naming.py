"""What people mean by what they typed: a number, a name or part of one, facts and how sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agencies.language import Phrase
from agencies.timecode import parse_duration, typed_moment
from exercise.cli.plain.command import folded
from exercise.errors import RequestError
from exercise.views.seat import Entry
from exercise.views.wording import one_line, titles

__all__ = ["find", "find_all", "listed", "moment", "nth", "number", "one_of", "statuses"]

_SHOWN = 12
"""Candidates that an error names."""
_AND = re.compile(r"\s*(?:,|;|\s(?:and|y|e)\s)\s*", re.IGNORECASE)
_STATUSES = {
    "confirmed": ("confirmed", "confirmado", "confirmada", "confirmados", "confirmadas"),
    "unconfirmed": ("unconfirmed", "sin confirmar", "no confirmado", "inconfirmado"),
    "denied": ("denied", "desmentido", "desmentida", "negado"),
}


def find(entries: Iterable[Entry], typed: str, what: Phrase) -> str:
    """The id of what was named by its id, its title in any language, or the beginning of either.

    Raises:
        RequestError: If that is nothing, or several things.
    """
    known = list(entries)
    wanted, names = folded(typed), {entry.id: _names(entry) for entry in known}
    if not wanted:
        raise RequestError("Say which {what}.", what=what)
    for fits in (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: wanted in name,
    ):
        found = [each for each, called in names.items() if any(fits(name) for name in called)]
        if len(found) == 1:
            return found[0]
        if found:
            raise RequestError(
                "'{typed}' may be several: {names}. Write more of it.",
                typed=one_line(typed, 60),
                names=listed(entry for entry in known if entry.id in found),
            )
    raise RequestError(
        "There is no {what} '{typed}' here. There are: {names}",
        what=what,
        typed=one_line(typed, 60),
        names=listed(known) if known else "–",
    )


def listed(entries: Iterable[Entry]) -> Phrase:
    """Entries by their titles, each with the id that can be written instead."""
    shown = list(entries)
    rest: list[dict[str, str]] = [{"": "…"}] if len(shown) > _SHOWN else []
    return titles(*(_with_id(entry) for entry in shown[:_SHOWN]), *rest)


def _with_id(entry: Entry) -> dict[str, str]:
    if entry.id.isdecimal():
        return {language: f"{entry.id}. {text}" for language, text in entry.title.items()}
    told = {
        language: f"{text} [{entry.id}]"
        for language, text in entry.title.items()
        if text and text != entry.id
    }
    return told or {"": entry.id}


def find_all(entries: Iterable[Entry], typed: str, what: Phrase) -> tuple[str, ...]:
    """The ids of all that was named, with commas or *and* between them."""
    known = list(entries)
    return tuple(dict.fromkeys(find(known, one, what) for one in _AND.split(typed) if one.strip()))


def _names(entry: Entry) -> tuple[str, ...]:
    return (folded(entry.id), *(folded(title) for title in entry.title.values()))


def number(typed: str, what: Phrase) -> int:
    """The number that was typed.

    Raises:
        RequestError: If it is none.
    """
    found = re.fullmatch(r"#?(\d{1,6})\.?", typed.strip())
    if found is None:
        raise RequestError("Write the number of the {what}, such as 3.", what=what)
    return int(found.group(1))


def nth(things: Sequence[Any], typed: str, what: Phrase) -> Any:
    """The thing of that number, counted from 1.

    Raises:
        RequestError: If there is none.
    """
    place = number(typed, what)
    if not 1 <= place <= len(things):
        if not things:
            raise RequestError("There is no {what} yet.", what=what)
        raise RequestError(
            "There is no {what} {n}; they go from 1 to {last}.",
            what=what,
            n=place,
            last=len(things),
        )
    return things[place - 1]


def one_of(words: Mapping[str, Iterable[str]], typed: str, what: Phrase) -> str:
    """The key whose words, in any language, include what was typed.

    Raises:
        RequestError: If none does.
    """
    wanted = folded(typed)
    for key, known in words.items():
        if wanted == folded(key) or any(wanted == folded(word) for word in known):
            return key
    raise RequestError(
        "'{typed}' is no {what}. Write one of: {names}",
        typed=one_line(typed, 60),
        what=what,
        names=", ".join("/".join(dict.fromkeys((key, *words[key]))) for key in words),
    )


def statuses(typed: str) -> list[tuple[str, str | None]]:
    """Names of facts and how sure each is, ``1,2 confirmed 3 denied``; None where that is not said.

    Raises:
        RequestError: If a status stands before any fact.
    """
    found: list[tuple[str, str | None]] = []
    open_ = 0
    rest = typed.replace(",", " ")
    for status, words in _STATUSES.items():
        for word in words:
            if " " in word:
                rest = re.sub(re.escape(word), status, rest, flags=re.IGNORECASE)
    known = {folded(word): status for status, words in _STATUSES.items() for word in words}
    for token in rest.split():
        status_said = known.get(folded(token))
        if status_said is None:
            if folded(token) not in ("and", "y", "e"):
                found.append((token, None))
        elif open_ == len(found):
            raise RequestError(
                "Write facts as numbers of the situation, then how sure: 1,2 confirmed"
            )
        else:
            found[open_:] = [(name, status_said) for name, _ in found[open_:]]
            open_ = len(found)
    return found


def moment(typed: str, now: int) -> int:
    """Exercise seconds of a time as it was typed: ``T+01:30``, ``1:30``, or ``+10m`` from now.

    Raises:
        RequestError: If it is none.
    """
    wanted = typed.strip()
    try:
        if wanted.startswith("+") and ":" not in wanted:
            return now + int(parse_duration(wanted[1:]))
        return typed_moment(wanted)
    except ValueError:
        raise RequestError(
            "'{typed}' is no exercise time; write T+01:30, or +10m for ten minutes from now.",
            typed=one_line(wanted, 40),
        ) from None
