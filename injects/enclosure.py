"""The documents that a pack brings along, none of which may lie outside it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from agencies.documents import Document, Problem, read_text
from agencies.language import phrase
from agencies.problems import quoted
from injects.model import Pack

__all__ = ["read_enclosures"]

LARGEST_TOGETHER = 20_000_000
"""Characters of all documents of a pack; a shelf of real plans is a tenth of it."""

_TAKEN = ("pack.yml", "actions.yml")


def read_enclosures(
    pack: Pack, document: Document, folder: Path | Traversable
) -> tuple[dict[str, str], list[Problem]]:
    """Read what the pack's documents name.

    Args:
        pack: The pack, or what could be used of it.
        document: Its file, for the places of problems.
        folder: The pack's directory.

    Returns:
        The texts by path within the pack, and what is wrong with them.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    left = LARGEST_TOGETHER
    for where, path in _named(pack):
        if path in texts:
            continue
        if not _stays_inside(path, folder):
            message = phrase("'{path}' does not lie in the pack's directory", path=quoted(path))
            mend = phrase("Copy the document beside pack.yml and name it from there")
            problems.append(document.problem(where, "outside", message, mend))
            continue
        text = read_text(folder.joinpath(*PurePosixPath(path).parts), name=path)
        if isinstance(text, Problem):
            message = phrase("'{path}': {reason}", path=quoted(path), reason=text.message)
            problems.append(document.problem(where, text.code, message, text.mend))
            continue
        left -= len(text)
        if left < 0:
            limit = LARGEST_TOGETHER // 1000
            message = phrase("the documents are larger than {limit} kB together", limit=limit)
            problems.append(document.problem(where, "too-large", message))
            break
        texts[path] = text
    return texts, problems


def _named(pack: Pack) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each file that is named for a document, in whatever language, and where it is named."""
    for name, enclosed in pack.documents.items():
        root = enclosed.file.to_json()
        where = ("documents", name, "file")
        if isinstance(root, str):
            yield where, root
        else:
            yield from (((*where, language), path) for language, path in root.items())


def _stays_inside(path: str, folder: Path | Traversable) -> bool:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or path in _TAKEN:
        return False
    # A backslash or drive letter would mean something else on another system.
    if "\\" in path or ":" in path or "\x00" in path:
        return False
    if not isinstance(folder, Path):
        return True
    try:
        return folder.joinpath(path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
