"""Things that can lie where a file is expected, and what is said of each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

__all__ = ["HOSTILE", "ODD", "make"]

ODD = ("12:30", "NO", "0730", "1_000", "2027-07-04", "1e3", "0x1F", ".inf", "on")
"""Scalars that YAML 1.1 takes for a time, a truth, an octal, a number or a date."""


def _aliases() -> str:
    """A bomb: each line twice what the line before is."""
    doubled = (f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))
    return "\n".join(["a0: &a0 [x, x]", *doubled])


def _merges() -> str:
    """The same with merge keys."""
    doubled = (f"a{n}: {{<<: [*a{n - 1}, *a{n - 1}], x{n}: 1}}" for n in range(1, 60))
    return "\n".join(["a0: {<<: {x: 1}}", *doubled])


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _text(text: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(text.encode(encoding))

    return write


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "tabs": (_text("agencies:\n\tport: {}\n"), "a tab is used for indentation. Indent with spaces"),
    "empty": (_text(""), "there is nothing in this file"),
    "only a comment": (_text("# Soon.\n"), "there is nothing in this file"),
    "brackets": (_text("[" * 200_000), "nested more than 32 deep"),
    "braces": (_text("{a: " * 200_000), "nested more than 32 deep"),
    "dashes": (_text("- " * 500_000), "nested more than 32 deep"),
    "questions": (_text("? " * 500_000), "cannot be a key"),
    "aliases": (_text(_aliases()), "anchors (&) and aliases (*) are not used"),
    "merges": (_text(_merges()), "merge keys (<<) are not used"),
    "values": (_text("[" + "a," * 900_000 + "]"), "more than 200000 values"),
    "a quotation": (_text('"' + "x" * 1_900_000), "the quotation that begins here does not end"),
    "a long key": (_text("x" * 1_900_000 + ": 1"), "a ':' cannot stand here"),
    "blank lines": (_text("\n" * 1_900_000), "there is nothing in this file"),
    "an escape": (_text('id: "\\ud800"\n'), "an unknown escape (\\) inside quotes"),
    "a directive": (_text("%YAML 9.9\n---\nid: a\n"), "this is not valid YAML"),
    "two documents": (_text("id: a\n---\nid: b\n"), "a second document begins here"),
    "binary": (lambda path: path.write_bytes(bytes(range(256))), "this is a binary file"),
    "latin-1": (_text("id: ñ\n", "latin-1"), "this file is not UTF-8"),
    "utf-16": (_text("id: ñ\n", "utf-16"), "this file is UTF-16, not UTF-8"),
    "a directory": (Path.mkdir, "this is a directory"),
    "50 MB": (_sparse, "this file is larger than 2000 kB"),
    "a loop": (lambda path: path.symlink_to(path), "this file cannot be read"),
    "a link to nothing": (lambda path: path.symlink_to("gone"), "there is no such file"),
    "a pipe": (os.mkfifo, "this is not a regular file"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "this is not a regular file"),
}
"""How to make each, and the words that name it."""


def make(what: str, path: Path) -> str:
    """Put it where ``path`` says, in the place of what is there; returns the words that name it."""
    path.unlink(missing_ok=True)
    maker, told = HOSTILE[what]
    maker(path)
    return told
