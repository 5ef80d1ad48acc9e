"""The answer to ``compare``, laid out for a terminal, a file or a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from agencies.text import plain
from exercise.cli.judge import read_content
from exercise.cli.layout import paragraph, table
from exercise.cli.output import write_file
from exercise.errors import RequestError
from exercise.report.as_json import session_json
from exercise.report.building import marked
from exercise.report.comparing import (
    comparison_document,
    comparison_json,
    head,
    met_rows,
    objective_rows,
    took_note,
)
from exercise.report.comparison import Comparison, compare
from exercise.report.shapes import set_document
from exercise.report.voice import Voice

__all__ = ["compared"]

SHAPES = ("html", "pdf", "docx", "md")


def compared(
    sessions: Sequence[Path], output: Path | None, language: str, *, force: bool
) -> tuple[str, dict[str, Any]]:
    """The comparison in words and as JSON; a file is written where one is wanted.

    Raises:
        RecordError: If a session cannot be read or trusted.
        RequestError: If they cannot be compared, or the file not be written.
    """
    shape = "" if output is None else output.suffix.lower().removeprefix(".")
    if output is not None and shape not in SHAPES:
        raise RequestError(
            "{path} does not say what to write: let it end in one of {endings}.",
            path=plain(str(output)),
            endings=", ".join(f".{name}" for name in SHAPES),
        )
    names = _names(sessions)
    found = compare(
        [(name, read_content(path, None)) for name, path in zip(names, sessions, strict=True)]
    )
    voice = Voice(found.content, language)
    if output is not None:
        write_file(output, set_document(comparison_document(found, voice), shape), force=force)
    own = {**session_json(found.content, language), **comparison_json(found)}
    own["marking"] = {**own["marking"], "handling": plain(found.marking)}
    return "".join(_page(found, voice)), own


def _names(sessions: Sequence[Path]) -> list[str]:
    """What groups are called: as their files, numbered where that is not enough."""
    if len({path.resolve() for path in sessions}) < len(sessions):
        raise RequestError("One session is named twice.")
    stems = [plain(path.stem, limit=40) or "–" for path in sessions]
    return [
        stem if stems.count(stem) == 1 else f"{stem} ({place})"
        for place, stem in enumerate(stems, 1)
    ]


def _page(found: Comparison, voice: Voice) -> Iterator[str]:
    say = voice.say
    yield paragraph(marked(found.marking, voice.language)) + "\n"
    for one in head(found, voice):
        yield paragraph(one)
    yield f"\n{say('Objectives')}\n\n"
    rows: list[Sequence[str] | str] = []
    for objective in found.objectives:
        rows.append(voice.text(found.content.setup.pack.objectives[objective].title))
        rows += [(f"  {name}", *cells) for name, *cells in objective_rows(found, objective, voice)]
    yield table(
        rows, (say("Group"), say("Score"), say("Coverage"), say("Achieved?"), say("Simulated"))
    )
    yield f"\n{say('Expectations')}\n\n"
    met = met_rows(found, voice)
    yield table(met, (say("Expectation"), say("Fulfilled"), say("Took")))
    if took := took_note(found, voice):
        yield "\n" + paragraph(took)
