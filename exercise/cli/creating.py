"""What ``new`` writes: a small pack, network or profile that is whole, with comments to go by."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from agencies.loading import SUFFIXES
from agencies.problems import quoted
from agencies.scalars import is_identifier
from exercise.cli.output import write_file
from exercise.errors import RequestError

__all__ = ["KINDS", "create", "skeleton"]

KINDS = ("pack", "network", "profile")

COMMENTS = ("en", "es")
"""Languages in which there are comments: a line that begins ``#en`` is for English."""


def create(kind: str, name: Path, language: str, *, force: bool = False) -> Path:
    """Write a skeleton; a pack into a folder of its own.

    Args:
        kind: One of ``KINDS``.
        name: What to call it, with the folder that it goes into.
        language: Of its comments, and of texts that are plain strings.
        force: Whether to replace a file that is there.

    Returns:
        The file that was written.

    Raises:
        RequestError: If the name will not do, or something is there already.
    """
    own = name.with_suffix("") if name.suffix in SUFFIXES else name
    if not is_identifier(own.name):
        raise RequestError(
            "{name} is not a name for use in files. Use letters, digits, '-' and '_'.",
            name=quoted(own.name or str(name)),
        )
    path = own / "pack.yml" if kind == "pack" else own.with_name(f"{own.name}.yml")
    if kind == "pack" and own.parent.is_dir():
        with suppress(OSError):  # What is in the way is told when the file is written.
            own.mkdir(exist_ok=True)
    return write_file(path, skeleton(kind, own.name, language), force=force)


def skeleton(kind: str, name: str, language: str) -> str:
    """The text of a skeleton.

    Args:
        kind: One of ``KINDS``.
        name: The name that it is to have.
        language: Of its comments; English where there are none in it.
    """
    text = (files("exercise.cli") / "skeletons" / f"{kind}.yml").read_text("utf-8")
    spoken = language if language in COMMENTS else "en"
    lines = []
    for line in text.splitlines(keepends=True):
        mark, _, rest = line.lstrip().partition(" ")
        if mark[1:] not in COMMENTS or mark[:1] != "#":
            lines.append(line)
        elif mark[1:] == spoken:
            lines.append(f"{line[: len(line) - len(line.lstrip())]}# {rest}")
    return "".join(lines).replace("LANGUAGE", spoken).replace("NAME", name)
