"""The documents that a pack brings along, none of which may lie outside it."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from agencies.documents import Document, Problem, read_text
from agencies.language import phrase
from agencies.problems import quoted
from injects.model import Pack

__all__ = ["read_enclosures"]

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
    for name, enclosed in pack.documents.items():
        root = enclosed.file.to_json()
        entries = (
            [((), root)] if isinstance(root, str) else [((lang,), p) for lang, p in root.items()]
        )
        for language, path in entries:
            where = ("documents", name, "file", *language)
            if not _stays_inside(path, folder):
                message = phrase("'{path}' does not lie in the pack's directory", path=quoted(path))
                mend = phrase("Copy the document beside pack.yml and name it from there")
                problems.append(document.problem(where, "outside", message, mend))
                continue
            text = read_text(folder.joinpath(*PurePosixPath(path).parts), name=path)
            if isinstance(text, Problem):
                message = phrase("'{path}': {reason}", path=quoted(path), reason=text.message)
                problems.append(document.problem(where, text.code, message, text.mend))
            else:
                texts[path] = text
    return texts, problems


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
