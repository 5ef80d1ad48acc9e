"""Problems in files: where, what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from agencies.language import Phrase, phrase
from agencies.text import plain

__all__ = ["MOST_PROBLEMS", "Problem", "did_you_mean", "in_order", "quoted"]

MOST_PROBLEMS = 500
"""Of one kind of check; beyond that a file is damaged, and nobody reads on."""

_MOST_NAMES = 500
_LISTED = 24
"""Names that a suggestion lists whole; of more it lists half as many."""
_LONGEST_VALUE = 60
_LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file.

    Attributes:
        file: The file as the user named it, or its path within its pack.
        line: Counted from 1; 0 where the problem is the file as a whole.
        column: Counted from 1.
        code: A stable short name of the kind of problem, for machines.
        message: What is wrong.
        mend: What to write instead, if that can be told.
        severity: An error keeps the file from being played; a warning does not.
    """

    file: str
    line: int
    column: int
    code: str
    message: Phrase
    mend: Phrase | None = None
    severity: Literal["error", "warning"] = "error"

    def into(self, language: str) -> str:
        """``file:line:column: message. mend``, on one line."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = [_sentence(self.message, language)]
        if self.mend is not None:
            said.append(_sentence(self.mend, language))
        return one_line(f"{where}: {'. '.join(said)}")

    def to_json(self, language: str) -> dict[str, Any]:
        """The problem for machines; ``message`` and ``mend`` in ``language``."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": self.severity,
            "message": _sentence(self.message, language),
            "mend": _sentence(self.mend, language) if self.mend is not None else None,
        }

    def __str__(self) -> str:
        return self.into("en")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file and place, each once."""
    ordered = sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code, str(p.message)))
    return tuple(dict.fromkeys(ordered))


def did_you_mean(name: str, known: Iterable[str]) -> Phrase | None:
    """A suggestion for a name that is not known: the closest one, else those that there are.

    Of many it lists some, first those that share a word with ``name``.
    """
    names = list(dict.fromkeys(known))
    if not names or len(names) > _MOST_NAMES:
        return None
    folded = {_folded(candidate): candidate for candidate in names}
    close = get_close_matches(_folded(name)[:80], folded, n=1, cutoff=0.7)
    if close:
        return phrase("Did you mean '{name}'?", name=folded[close[0]])
    if len(names) <= _LISTED:
        return phrase("Known are: {names}", names=", ".join(names))
    mine = set(_folded(name).split("-"))
    some = sorted(names, key=lambda one: -len(mine & set(_folded(one).split("-"))))[: _LISTED // 2]
    more = len(names) - len(some)
    return phrase("Known are: {names}, and {more} more", names=", ".join(some), more=more)


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")


def quoted(value: Any) -> str:
    """A value from a file, short and harmless, for use inside a message."""
    return one_line(plain(str(value), limit=_LONGEST_VALUE))


def one_line(text: str) -> str:
    """``text`` without line breaks."""
    return " ".join(text.split("\n")).replace("\t", " ")


def _sentence(said: Phrase, language: str) -> str:
    return one_line(plain(said.into(language), limit=_LONGEST_SENTENCE)).rstrip(".")
