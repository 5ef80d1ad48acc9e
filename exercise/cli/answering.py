"""The answers to ``whatif``: asked for, and laid out for a terminal, a file or a program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from agencies.language import Phrase
from agencies.text import plain
from exercise.cli.layout import paragraph, table
from exercise.cli.output import write_file
from exercise.cli.record import read_doubted, trusting_nothing
from exercise.cli.times import second_of
from exercise.errors import RequestError
from exercise.replay.as_json import outcome_json, search_json
from exercise.replay.changes import BadChanges, parse_change
from exercise.replay.document import answer_document
from exercise.replay.drawing import before_and_after
from exercise.replay.limits import limits
from exercise.replay.outcome import Outcome
from exercise.replay.ranking import search_section, searched_for
from exercise.replay.search import Found, search
from exercise.replay.spoken import spoken
from exercise.replay.telling import (
    answer,
    sections,
    void_rows,
)
from exercise.replay.whatif import what_if
from exercise.report import gather
from exercise.report.as_json import session_json
from exercise.report.building import full_marking
from exercise.report.content import Content
from exercise.report.shapes import set_document
from exercise.report.voice import Voice

__all__ = ["Asked", "BadChanges", "answered", "progress", "searched"]

SHAPES = ("svg", "html", "pdf", "docx", "md")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked on the command line, as it was written."""

    session: Path
    at: str | None
    changes: tuple[str, ...]
    until: str | None
    runs: int
    search: bool
    workers: int
    output: Path | None
    force: bool
    language: str


def answered(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The answer to a what-if in words and as JSON; a file is written where one is wanted.

    Raises:
        BadChanges: If something asked for cannot be.
        RecordError: If the session cannot be read, trusted or played again.
        RequestError: If the file cannot be written.
    """
    at, until = _moments(asked)
    shape = _shape(asked.output)
    setup, network, events, read = read_doubted(asked.session)
    with trusting_nothing(asked.session):
        outcome = what_if(
            setup,
            network,
            events,
            changes=asked.changes,
            at=at,
            until=until,
            runs=asked.runs,
            told=progress(asked.runs),
        )
        content = gather(setup, network, events, doubts=read.doubts)
        voice = Voice(content, asked.language)
        if asked.output is not None:
            marking = full_marking(content, asked.language)
            if shape == "svg":
                made: str | bytes = before_and_after(outcome, voice, marking).picture.source
            else:
                made = set_document(answer_document(outcome, voice), shape)
            write_file(asked.output, made, force=asked.force)
        told = "".join(_answer(outcome, voice))
        return told, {**outcome_json(outcome), **session_json(content, asked.language)}


def searched(asked: Asked) -> tuple[str, dict[str, Any]]:
    """What would have helped most, in words and as JSON.

    Raises:
        BadChanges: If something asked for cannot be.
        RecordError: If the session cannot be read, trusted or played again.
    """
    if asked.changes or asked.output is not None:
        raise RequestError("--search tries changes of its own: leave out --change and -o.")
    at, until = _moments(asked)
    setup, network, events, read = read_doubted(asked.session)
    bar = _progress_of()
    with trusting_nothing(asked.session):
        found = search(
            setup,
            network,
            events,
            at=at,
            until=until,
            runs=asked.runs,
            workers=asked.workers,
            told=bar,
        )
        content = gather(setup, network, events, doubts=read.doubts)
        told = "".join(_search(found, Voice(content, asked.language)))
        return told, {**search_json(found), **session_json(content, asked.language)}


# -- What was asked --------------------------------------------------------------------------------


def _moments(asked: Asked) -> tuple[int | None, int | None]:
    """The times given.

    Raises:
        BadChanges: If one is none, with what is wrong about the changes as well.
    """
    problems: list[Phrase] = []
    read: list[int | None] = []
    for text in (asked.at, asked.until):
        try:
            read.append(None if text is None else second_of(text))
        except RequestError as error:
            problems.append(error.phrase)
    if problems:
        for change in asked.changes:
            try:
                parse_change(change)
            except RequestError as error:
                problems.append(error.phrase)
        raise BadChanges(problems)
    return read[0], read[1]


def _shape(output: Path | None) -> str:
    if output is None:
        return ""
    shape = output.suffix.lower().removeprefix(".")
    if shape not in SHAPES:
        raise RequestError(
            "{path} does not say what to write: let it end in one of {endings}.",
            path=plain(str(output)),
            endings=", ".join(f".{name}" for name in SHAPES),
        )
    return shape


def progress(runs: int) -> Callable[[int], None]:
    """Says on a terminal how many of so many runs are done."""
    bar = _progress_of()
    return lambda done: bar(done, runs)


def _progress_of() -> Callable[[int, int], None]:
    """Says on a terminal how far it has come, on one line."""
    shown = sys.stderr.isatty()

    def told(done: int, of: int) -> None:
        if shown:
            click.echo(f"\r{done}/{of}" + ("\n" if done == of else ""), err=True, nl=False)

    return told


# -- How it is laid out ----------------------------------------------------------------------------


def _top(content: Content, voice: Voice, at: int, until: int) -> Iterator[str]:
    yield paragraph(full_marking(content, voice.language))
    title = voice.text(content.setup.pack.title)
    span = voice.say(
        "what if, from {at} to {until}", at=voice.moment(at), until=voice.moment(until)
    )
    yield "\n" + paragraph(f"{title} – {span}")


def _answer(outcome: Outcome, voice: Voice) -> Iterator[str]:
    say = voice.say
    yield from _top(voice.content, voice, outcome.at, outcome.until)
    for change in outcome.changes:
        yield paragraph(spoken(change, voice), 2, 2)
    yield "\n" + paragraph(answer(outcome, voice))
    for limit in limits(outcome, voice):
        yield paragraph(limit)
    if outcome.alike or outcome.over:
        return
    for section in sections(outcome, voice):
        yield f"\n{section.title}\n\n"
        if section.spanning:
            rows: list[tuple[str, ...] | str] = []
            for row in section.rows:
                rows += [row[0], tuple(row[1:])]
            yield table(rows, section.head[1:], 2)
        else:
            yield table(section.rows, section.head)
        if section.note:
            yield "\n" + paragraph(section.note)
    void = void_rows(outcome, voice)
    if void:
        yield f"\n{say('What people did that made no sense any more')}\n\n"
        for done, reason in void:
            yield paragraph(f"{done} – {reason}", 0, 4)


def _search(found: Found, voice: Voice) -> Iterator[str]:
    yield from _top(voice.content, voice, found.at, found.until)
    for said in searched_for(found, voice):
        yield "\n" + paragraph(said)
    section = search_section(found, voice)
    if section.rows:
        rows: list[tuple[str, ...] | str] = []
        for row in section.rows:
            rows += [row[0], tuple(row[1:])]
        yield f"\n{section.title}\n\n" + table(rows, section.head[1:], 2)
