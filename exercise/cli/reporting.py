"""Reports as files: which shapes were asked for, what they are called, and all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from exercise.cli.output import give, write_file
from exercise.errors import RecordError, RequestError

__all__ = [
    "chosen_shapes",
    "give_files",
    "give_report",
    "names_a_folder",
    "names_for",
    "write_report",
]

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


def give_report(
    session: Path,
    shapes: tuple[str, ...],
    output: str | None,
    *,
    language: str,
    force: bool = False,
) -> None:
    """Print the report, or write it in each shape.

    Raises:
        RecordError: If the session cannot be read or trusted.
        RequestError: If a file exists or cannot be written; then none is.
    """
    from exercise.cli.judge import read_content
    from exercise.cli.record import trusting_nothing
    from exercise.report import made

    names = names_for(session, shapes, output, what="report", language=language)
    content = read_content(session, None)
    with trusting_nothing(session):
        texts = {shape: made(content, language, shape) for shape in shapes}
    give_files(texts, names, output=output, force=force)


def give_isps_record(
    session: Path,
    shapes: tuple[str, ...],
    output: str | None,
    *,
    language: str,
    force: bool = False,
) -> None:
    """Print the ISPS exercise record, or write it in each shape.

    Raises:
        RecordError: If the session cannot be read or trusted, or no facility's officer took part.
        RequestError: If a file exists or cannot be written; then none is.
    """
    from exercise.cli.judge import read_content
    from exercise.cli.record import trusting_nothing
    from exercise.report.isps import isps_record
    from exercise.report.shapes import set_document

    names = names_for(session, shapes, output, what="isps-record", language=language)
    content = read_content(session, None)
    with trusting_nothing(session):
        document = isps_record(content, language)
        if document is None:
            raise RecordError(
                "No port facility's security officer took part: people sat at no such desk."
            )
        texts = {shape: set_document(document, shape) for shape in shapes}
    give_files(texts, names, output=output, force=force)


def give_export(
    session: Path,
    shapes: tuple[str, ...],
    output: str | None,
    *,
    language: str,
    force: bool = False,
) -> None:
    """Print an export, or write it in each format.

    Raises:
        RecordError: If the session cannot be read or trusted.
        RequestError: If a file exists or cannot be written; then none is.
    """
    from exercise.report.exports import EXPORTS

    texts = {shape: _export(session, shape, language) for shape in shapes}
    names = names_for(session, shapes, output, what="export", language="", endings=EXPORTS)
    give_files(texts, names, output=output, force=force)


def _export(session: Path, shape: str, language: str) -> str:
    from exercise.cli.judge import read_content
    from exercise.cli.output import as_json
    from exercise.cli.record import read_events, trusting_nothing
    from exercise.report import exports

    if shape == "jsonl":
        return exports.events_jsonl(read_events(session), language)
    if shape == "csv":
        return exports.events_csv(read_events(session), language)
    content = read_content(session, None)
    with trusting_nothing(session):
        if shape == "xapi":
            return as_json(exports.statements(content, language))
        return exports.awareness_graphml(content, language)


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


def write_report(
    session: Path, output: Path, *, language: str, shape: str = "html", force: bool = False
) -> Path:
    """Write the report on a session file to ``output`` and return that path.

    Raises:
        RecordError: If the session cannot be read or trusted.
        RequestError: If ``output`` exists or cannot be written.
    """
    from exercise.cli.judge import read_content
    from exercise.cli.record import trusting_nothing
    from exercise.report import made

    content = read_content(session, None)
    with trusting_nothing(session):
        text = made(content, language, shape)
    return write_file(output, text, force=force)
