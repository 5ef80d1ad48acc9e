"""From YAML text to nested values with positions, event by event and without recursion.

The C parser is fast, but building from it recurses without a limit and crashes the interpreter on
deep nesting. Events come one at a time, so depth and number are checked before anything is built,
and what YAML offers for tricks (anchors, aliases, merge keys, tags) is refused where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from agencies.documents import Document, Place, Step
from agencies.language import Phrase, phrase
from agencies.problems import MOST_PROBLEMS, Problem, in_order, quoted

__all__ = ["parse"]

DEEPEST = 32
MOST_NODES = 200_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


_ALIAS = (
    phrase("anchors (&) and aliases (*) are not used in these files"),
    phrase("Write the value out, or put text that begins with & or * in quotes"),
)
_TAG = (
    phrase("tags (!) are not used in these files"),
    phrase("Put text that begins with ! in quotes"),
)


class _Stop(Exception):
    """The file cannot be read any further; the problem has been noted."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled.

    Attributes:
        key: The key whose value comes next.
        twice: Whether that key stood there before.
        spare: Whether it lies below such a key: read, but without places of its own.
    """

    value: dict[str, Any] | list[Any]
    path: tuple[Step, ...]
    key: str | None = None
    twice: bool = False
    spare: bool = False


@dataclass(slots=True)
class _Builder:
    """Builds values from events, noting problems and places as they come."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    keys: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    root: Any = None
    nodes: int = 0
    documents: int = 0

    def note(self, place: Place, code: str, message: Phrase, mend: Phrase | None = None) -> Problem:
        """Add a problem to the list."""
        problem = Problem(self.file, place[0], place[1], code, message, mend)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        return problem

    def take(self, event: Any) -> None:
        """Let one event of the parser take effect."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                message = phrase("a second document begins here (---); one file holds one")
                self.note(_place(event), "several-documents", message)
                raise _Stop
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.NodeEvent):
            place = _place(event)
            self._admit(event, place)
            within = self.open[-1] if self.open else None
            if within is not None and isinstance(within.value, dict) and within.key is None:
                self._take_key(within, event, place)
            else:
                self._take_value(within, event, place)

    def _admit(self, event: Any, place: Place) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = phrase("this file has more than {most} values", most=MOST_NODES)
            self.problems.clear()
            self.note(place, "too-large", message)
            raise _Stop
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self.note(place, "alias", *_ALIAS)
            raise _Stop
        if event.tag is not None:
            self.note(place, "tag", *_TAG)
            raise _Stop

    def _take_key(self, within: _Open, event: Any, place: Place) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            mend = phrase("Put text that begins with a bracket or brace in quotes")
            self.note(place, "key", phrase("a list or mapping cannot be a key"), mend)
            raise _Stop
        key = event.value
        if key == "" and event.implicit[0]:
            self.note(place, "key", phrase("a key is missing before ':'"))
        if key == "<<" and event.implicit[0]:
            message = phrase("merge keys (<<) are not used in these files")
            self.note(place, "merge-key", message, phrase("Write the fields out"))
            raise _Stop
        within.key, within.twice = key, key in within.value
        if within.twice:
            message = phrase(
                "'{key}' stands here a second time; it is already on line {line}",
                key=quoted(key),
                line=self.keys.get((*within.path, key), place)[0],
            )
            self.note(place, "duplicate-key", message, phrase("Keep one of them"))
        elif not within.spare:
            self.keys[(*within.path, key)] = place

    def _take_value(self, within: _Open | None, event: Any, place: Place) -> None:
        spare = within is not None and (within.spare or within.twice)
        path: tuple[Step, ...] = ()
        if within is not None:
            step = len(within.value) if isinstance(within.value, list) else within.key or ""
            path = (*within.path, step)
        if not spare:
            self.places[path] = place
        if isinstance(event, yaml.ScalarEvent):
            self._put(within, _scalar(event))
            return
        if len(self.open) >= DEEPEST:
            message = phrase("lists and mappings are nested more than {most} deep", most=DEEPEST)
            self.note(place, "too-deep", message)
            raise _Stop
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(within, value)
        self.open.append(_Open(value, path, spare=spare))

    def _put(self, within: _Open | None, value: Any) -> None:
        if within is None:
            self.root = value
        elif isinstance(within.value, list):
            within.value.append(value)
        else:
            # The first of two equal keys counts, so that the rest can still be checked.
            within.value.setdefault(within.key or "", value)
            within.key, within.twice = None, False


def parse(text: str, file: str) -> Document:
    """The document of a text; see :func:`agencies.documents.parse_document`."""
    builder = _Builder(file)
    control = _UNPRINTABLE.search(text)
    if control is not None:
        place = _place_of(text, control.start())
        code = f"U+{ord(control.group()):04X}"
        message = phrase("the control character {code} cannot stand in a text file", code=code)
        return Document(file, text, problems=(builder.note(place, "control-character", message),))
    try:
        for event in _events(text):
            builder.take(event)
    except _Stop:
        return Document(file, text, problems=in_order(builder.problems))
    except yaml.YAMLError as error:
        builder.problems.append(_syntax(error, text, file))
        return Document(file, text, problems=in_order(builder.problems))
    if builder.root is None:
        message = phrase("there is nothing in this file")
        builder.note((1, 1), "empty", message)
    return Document(
        file, text, builder.root, in_order(builder.problems), builder.places, builder.keys
    )


def _events(text: str) -> Iterator[Any]:
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    return events


def _scalar(event: Any) -> str | None:
    value: str = event.value
    return None if event.implicit[0] and value in ("", "~", "null") else value


def _place(event: Any) -> Place:
    return (event.start_mark.line + 1, event.start_mark.column + 1)


def _place_of(text: str, index: int) -> Place:
    return (text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    lines = text.splitlines()
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    if lines and place[0] > len(lines):
        # What ends too soon is told at the end of the last line, not on one that is not there.
        place = (len(lines), len(lines[-1]) + 1)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        place = (place[0], line.index("\t") + 1)
        message = phrase("a tab is used for indentation")
        return Problem(file, place[0], place[1], "tab", message, phrase("Indent with spaces"))
    if opened is not None and _AT_OPENING.search(said):
        place = (opened.line + 1, opened.column + 1)
    if "flow" in said and _COLON_IN_TEXT.search(line[: place[1]]):
        cause = phrase("a ':' cannot stand here")
        cure = phrase("Put text that contains ': ' in quotes, or write the comma that is missing")
        return Problem(file, place[0], place[1], "syntax", cause, cure)
    for wanted, message, mend in _SYNTAX:
        if wanted in said:
            return Problem(file, place[0], place[1], "syntax", message, mend)
    return Problem(file, place[0], place[1], "syntax", phrase("this is not valid YAML"), _QUOTE)


_COLON_IN_TEXT = re.compile(r": [^,\[\]{}:]*:$")
"""What stands up to a second colon within one entry: ``es: The gate:``."""
_AT_OPENING = re.compile("quoted|simple key")
_QUOTE = phrase("Put text with special characters in quotes")
_ESCAPE = (
    phrase("an unknown escape (\\) inside quotes"),
    phrase("Write \\\\ for one"),
)
_SYNTAX: tuple[tuple[str, Phrase, Phrase | None], ...] = (
    ("unknown escape", *_ESCAPE),
    ("escape code", *_ESCAPE),
    ("hexdecimal", *_ESCAPE),
    (
        "quoted scalar",
        phrase("the quotation that begins here does not end"),
        phrase("Close it with the same quotation mark"),
    ),
    (
        "unexpected ':'",
        phrase("a ':' cannot stand here"),
        phrase("Put text that contains ': ' in quotes, or mend the indentation"),
    ),
    (
        "mapping values are not allowed",
        phrase("a ':' cannot stand here"),
        phrase("Put text that contains ': ' in quotes, or mend the indentation"),
    ),
    (
        "could not find expected ':'",
        phrase("a ':' is missing after a key"),
        phrase("Write key: value"),
    ),
    (
        "flow",
        phrase("a bracket or brace is not closed, or a comma is missing"),
        phrase("Close each [ with ] and each { with }"),
    ),
    (
        "block",
        phrase("the indentation does not fit what stands above"),
        phrase("Begin entries of one list or mapping in the same column"),
    ),
    (
        "cannot start any token",
        phrase("a value cannot begin with this character"),
        phrase("Put it in quotes"),
    ),
    ("alias", *_ALIAS),
    ("anchor", *_ALIAS),
    ("tag", *_TAG),
)
