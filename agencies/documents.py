"""Reading YAML that nobody vouches for: bounded, without surprises, and with every position kept.

A file is measured before it is read, decoded as UTF-8 and nothing else, and taken apart event by
event, so that depth and size are bounded before anything is built. No scalar is interpreted:
``NO``, ``0730`` and ``12:30`` arrive as the text that was written, and only an empty value, ``~``
and ``null`` become None. The fields of the models decide what a text means to them.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from agencies.explaining import problems_of
from agencies.language import Phrase, phrase
from agencies.problems import Problem, did_you_mean, in_order

__all__ = [
    "Document",
    "Problem",
    "did_you_mean",
    "in_order",
    "parse_document",
    "problems_of",
    "read_document",
    "read_text",
]

LARGEST = 2_000_000
"""Bytes; the largest pack anybody has a use for is a tenth of it."""

Step = str | int
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """What stands in a file, and where.

    Attributes:
        file: The name under which its problems are reported.
        text: The file's text; empty where it could not be read.
        data: Nested dicts, lists, texts and None; None where it could not be taken apart.
        problems: What kept it from being read, or is doubtful about its form.
        places: Line and column of each value, from 1, by its path.
        keys: The same for the keys of mappings, by the path of their value.
    """

    file: str
    text: str = ""
    data: Any = None
    problems: tuple[Problem, ...] = ()
    places: dict[tuple[Step, ...], Place] = field(default_factory=dict, repr=False)
    keys: dict[tuple[Step, ...], Place] = field(default_factory=dict, repr=False)

    def position(self, path: Sequence[Step], *, key: bool = False) -> Place:
        """Line and column of what stands at ``path``, or of the nearest thing around it.

        Args:
            path: Keys and indexes from the top.
            key: Whether the key is meant rather than its value.
        """
        steps = tuple(path)
        if key and steps in self.keys:
            return self.keys[steps]
        for length in range(len(steps), -1, -1):
            if steps[:length] in self.places:
                return self.places[steps[:length]]
        return (1, 1)

    def problem(
        self,
        path: Sequence[Step],
        code: str,
        message: Phrase,
        mend: Phrase | None = None,
        *,
        key: bool = False,
        warning: bool = False,
    ) -> Problem:
        """A problem with what stands at ``path``."""
        line, column = self.position(path, key=key)
        severity: Any = "warning" if warning else "error"
        return Problem(self.file, line, column, code, message, mend, severity)


def read_document(source: Path | Traversable | str, *, limit: int = LARGEST) -> Document:
    """Read a YAML file; what is wrong with it is listed in the document's ``problems``.

    Args:
        source: A path, or a resource of a package.
        limit: The most bytes that are read.
    """
    name = str(source)
    text = read_text(source, limit=limit)
    if isinstance(text, Problem):
        return Document(name, problems=(text,))
    return parse_document(text, name)


def parse_document(text: str, file: str) -> Document:
    """Take YAML apart that is already in memory, under the same rules as :func:`read_document`."""
    from agencies.parsing import parse

    return parse(text, file)


def read_text(
    source: Path | Traversable | str, *, name: str | None = None, limit: int = LARGEST
) -> str | Problem:
    """The text of a file, or the one problem that keeps it from being read.

    Args:
        source: A path, or a resource of a package.
        name: What to call it in the problem; by default its path.
        limit: The most bytes that are read.
    """
    source = Path(source) if isinstance(source, str) else source
    name = str(source) if name is None else name
    try:
        refusal = _refusal(source, name, limit)
        if refusal is not None:
            return refusal
        with source.open("rb") as stream:
            raw = stream.read(limit + 1)
    except FileNotFoundError:
        return _whole(name, "missing-file", phrase("there is no such file"))
    except PermissionError:
        return _whole(name, "unreadable", phrase("this file may not be read by you"))
    # A loop of links is an OSError or, from pathlib, a RuntimeError; a NUL in a path a ValueError.
    except (OSError, RuntimeError, ValueError):
        return _whole(name, "unreadable", phrase("this file cannot be read"))
    if len(raw) > limit:
        return _too_large(name, limit)
    return _decoded(raw, name)


def _refusal(source: Path | Traversable, name: str, limit: int) -> Problem | None:
    if isinstance(source, Path):
        status = source.stat()
        if stat.S_ISDIR(status.st_mode):
            message = phrase("this is a directory, not a file")
            return _whole(name, "not-a-file", message)
        # Opening a pipe would wait for ever for somebody to write to it.
        if not stat.S_ISREG(status.st_mode):
            return _whole(name, "not-a-file", phrase("this is not a regular file"))
        return _too_large(name, limit) if status.st_size > limit else None
    if not source.is_file():
        return _whole(name, "missing-file", phrase("there is no such file"))
    return None


def _decoded(raw: bytes, name: str) -> str | Problem:
    mend = phrase("Save it as UTF-8 text")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(raw):
        return _whole(name, "encoding", phrase("this file is UTF-16, not UTF-8"), mend)
    if b"\x00" in raw:
        return _whole(name, "encoding", phrase("this is a binary file, not text"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        since = before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", errors="replace")
        message = phrase("this file is not UTF-8; byte {byte} is not valid", byte=error.start + 1)
        return Problem(name, line, len(since) + 1, "encoding", message, mend)


def _looks_like_utf16(raw: bytes) -> bool:
    # Without a byte order mark, plain text in UTF-16 has a NUL in every other place.
    head = raw[:64]
    return len(head) >= 4 and re.fullmatch(rb"(?:[^\x00]\x00)+|(?:\x00[^\x00])+", head) is not None


def _too_large(name: str, limit: int) -> Problem:
    message = phrase("this file is larger than {limit} kB", limit=limit // 1000)
    return _whole(name, "too-large", message)


def _whole(name: str, code: str, message: Phrase, mend: Phrase | None = None) -> Problem:
    return Problem(name, 0, 0, code, message, mend)
