"""Reports as files: which shapes were asked for, what they are called, and all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from exercise.cli.output import give, write_file
from exercise.errors import RequestError

__all__ = ["chosen_shapes", "give_files", "names_a_folder", "names_for"]

_PRINTED = frozenset({"md", "json", "html", "jsonl", "csv", "graphml", "xapi"})
"""Shapes that are text and can go to standard output."""


def names_a_folder(output: str) -> bool:
    """Whether a name is that of a folder: it is one, or is written as one, as in ``reports/``."""
    return output.endswith(tuple(filter(None, (os.sep, os.altsep)))) or Path(output).is_dir()


def chosen_shapes(
    wanted: str | None, output: str | None, known: tuple[str, ...] | None = None, usual: str = "md"
) -> tuple[str, ...]:
    """The shapes asked for, each once; what is missing follows from the ending of ``output``.

    Raises:
        RequestError: If one of them is none.
    """
    from agencies.text import plain

    if known is None:
        from exercise.report import SHAPES

        known = SHAPES
    if wanted is None:
        ending = "" if output is None else Path(output).suffix.removeprefix(".").lower()
        return (ending,) if ending in known else (usual,)
    found = tuple(dict.fromkeys(one.strip().lower() for one in wanted.split(",") if one.strip()))
    for one in found or ("",):
        if one not in known:
            raise RequestError(
                "There is no format '{format}'; choose from {known}.",
                format=plain(one, limit=40),
                known=", ".join(known),
            )
    return found


def names_for(
    session: Path,
    shapes: tuple[str, ...],
    output: str | None,
    *,
    what: str,
    language: str,
    endings: Mapping[str, str] | None = None,
) -> dict[str, Path]:
    """Where each shape goes: into a folder under its usual name, or under the name given.

    A name for several shapes is that of a folder, unless it has the ending of one of them: then all
    are called so.

    Args:
        session: The file that it is about.
        shapes: Which of them.
        output: What was given: the name of a file, or of a folder.
        what: A word for the name of the file.
        language: Its language, where it has one.
        endings: Of files, by shape; the shape itself for what is not there.
    """
    ends = {shape: (endings or {}).get(shape, shape) for shape in shapes}
    own = f"{session.stem}-{what}.{language}" if language else f"{session.stem}-{what}"
    if output is None:
        return {shape: Path(f"{own}.{ends[shape]}") for shape in shapes}
    given = Path(output)
    several = len(shapes) > 1
    unended = several and given.suffix.removeprefix(".") not in ends.values()
    if names_a_folder(output) or unended:
        return {shape: given / f"{own}.{ends[shape]}" for shape in shapes}
    return {shape: given.with_suffix(f".{ends[shape]}") if several else given for shape in shapes}


def give_files(
    texts: Mapping[str, str | bytes], names: dict[str, Path], *, output: str | None, force: bool
) -> None:
    """Print one text, or write files and say on standard error which, where that was not said.

    A folder for them is made where there is none.

    Args:
        texts: What to print or write, by its shape.
        names: Where each goes.
        output: What was given as the place for them.
        force: Whether files may be replaced.

    Raises:
        RequestError: If a file exists or cannot be written; those that exist are found first.
    """
    if output is None and len(texts) == 1 and set(texts) <= _PRINTED:
        give(str(next(iter(texts.values()))), None)
        return
    _refuse_existing(names.values(), force=force)
    into = len(texts) > 1 or (output is not None and names_a_folder(output))
    if into:
        for folder in dict.fromkeys(path.parent for path in names.values()):
            _make(folder)
    for shape, text in texts.items():
        write_file(names[shape], text, force=force)
        if into or output is None:
            click.echo(str(names[shape]), err=True)


def _make(folder: Path) -> None:
    from agencies.text import plain

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RequestError(
            "The folder {path} cannot be made: {reason}",
            path=plain(str(folder)),
            reason=error.strerror or str(error),
        ) from None


def _refuse_existing(paths: Iterable[Path], *, force: bool) -> None:
    from agencies.text import plain

    for path in paths:
        if os.path.lexists(path) and not path.is_dir() and not force:
            raise RequestError(
                "{path} exists; nothing was overwritten. Use --force to replace it.",
                path=plain(str(path)),
            )
