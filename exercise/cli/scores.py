"""Scores for a terminal and for programs, and events as lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from agencies.language import Words, words
from agencies.text import plain
from exercise.evaluation import to_json
from exercise.evaluation.model import ExpectationResult, Grade, PartResult
from exercise.events import Event, body_to
from exercise.report.as_json import session_json
from exercise.report.content import Content
from exercise.report.wording import (
    ACHIEVED,
    CAUSES,
    FLAGS,
    HELD_BY,
    LAPSES,
    OUTCOMES,
    exercise_marking,
    moment,
    reason,
    score,
    span,
    word,
)

__all__ = ["event_line", "score_json", "score_lines"]

WIDEST = 44
"""Columns that one cell may take."""


def score_json(content: Content, language: str) -> dict[str, Any]:
    """What ``score --json`` prints: the judgement, under its markings."""
    return {**to_json(content.evaluation), **session_json(content, language)}


def event_line(event: Event, language: str) -> str:
    """One event as one line of JSON, under the exercise's marking."""
    return json.dumps(
        {
            "seq": event.seq,
            "origin": event.origin,
            "at": event.at,
            "wall": event.wall,
            "kind": event.kind,
            "actor": event.actor,
            "agency": event.agency,
            "seat": event.seat,
            "id": event.id,
            "request": event.request,
            "body": body_to(event.body),
            "marking": exercise_marking(language),
        },
        ensure_ascii=True,
    )


def score_lines(content: Content, language: str) -> Iterator[str]:
    """The judgement as a reader of a terminal wants it."""
    say = words(language)
    found = content.evaluation
    yield exercise_marking(language)
    if content.created.marking:
        yield plain(content.created.marking).replace("\n", " ")
    yield ""
    title = plain(content.text(content.setup.pack.title, language))
    until = moment(found.at)
    yield f"{title} – {until}" + ("" if found.ended else f" ({say('interim')})")
    yield ""
    yield from _objectives(content, language, say)
    yield from _expectations(content, language, say)
    yield from _awareness(content, language, say)
    yield from _lapses(content, language, say)
    yield say("Numbers in brackets are events of the record; agencies are not ranked.")


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    last = len(head) - 1
    cells = [
        [
            # The last column, evidence or reasons, is whole: every line leads to events.
            plain(cell, limit=None if place == last else WIDEST).replace("\n", " ")
            for place, cell in enumerate(row)
        ]
        for row in (head, *rows)
    ]
    widths = [max(len(row[place]) for row in cells) for place in range(len(head))]
    for number, row in enumerate(cells):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("─" * min(width, WIDEST) for width in widths)
    yield ""


def _grade(grade: Grade, language: str) -> tuple[str, str, str]:
    return score(grade.score), score(grade.coverage), word(ACHIEVED, grade.achieved, language)


def _objectives(content: Content, language: str, say: Words) -> Iterator[str]:
    found = content.evaluation
    objectives = content.setup.pack.objectives
    rows = []
    for result in found.objectives:
        apart = "–" if result.simulated is None else score(result.simulated.score)
        why = "; ".join(reason(r, language) for r in result.grade.reasons)
        name = content.text(objectives[result.id].title, language)
        rows.append((name, *_grade(result.grade, language), apart, why))
    head = (say("Objective"), say("Score"), say("Coverage"), say("Achieved?"))
    yield from _columns((*head, say("Simulated"), say("Why")), rows)
    rows = []
    for agency in found.agencies:
        apart = "–" if agency.simulated is None else score(agency.simulated.score)
        held_by = word(HELD_BY, agency.held_by, language)
        name = content.agency(agency.id, language)
        rows.append((name, held_by, *_grade(agency.grade, language), apart))
    head = (say("Agency"), say("Held by"), say("Score"), say("Coverage"))
    yield from _columns((*head, say("Achieved?"), say("Simulated")), rows)


def _expectations(content: Content, language: str, say: Words) -> Iterator[str]:
    rows = []
    for result in content.evaluation.expectations:
        if result.outcome == "void" or result.prohibition:
            rows.append(_whole(content, result, language))
        else:
            rows += [_part(content, result, part, language, say) for part in result.parts]
    head = (say("Expectation"), say("Agency"), say("Held by"), say("Part"), say("Outcome"))
    times = (say("Agency time"), say("System time"), say("Causes"), say("Timeliness"))
    yield from _columns((*head, *times, say("Evidence")), rows)


def _cited(part: ExpectationResult | PartResult) -> str:
    return "[" + " ".join(str(entry.seq) for entry in part.evidence) + "]" if part.evidence else ""


def _whole(content: Content, result: ExpectationResult, language: str) -> tuple[str, ...]:
    return (
        result.id,
        content.agency(result.agency, language),
        word(HELD_BY, result.held_by, language),
        "–",
        word(OUTCOMES, result.outcome, language),
        "–",
        "–",
        "–",
        "–",
        _cited(result),
    )


def _part(
    content: Content, result: ExpectationResult, part: PartResult, language: str, say: Words
) -> tuple[str, ...]:
    flags = [word(FLAGS, flag, language) for flag in part.flags if flag != "simulated"]
    outcome = word(OUTCOMES, part.outcome, language)
    causes = ", ".join(
        f"{word(CAUSES, cause, language)} {span(seconds)}"
        for cause, seconds in part.causes.items()
        if seconds
    )
    return (
        result.id,
        content.agency(result.agency, language),
        word(HELD_BY, result.held_by, language),
        say("decision") if part.what == "decision" else content.agency(part.what, language),
        outcome + (f" ({', '.join(flags)})" if flags else ""),
        span(part.agency_time),
        span(part.system_time),
        causes or "–",
        score(part.timeliness),
        _cited(part),
    )


def _awareness(content: Content, language: str, say: Words) -> Iterator[str]:
    rows = [
        (
            moment(entry.at),
            content.agency(entry.agency, language),
            content.fact(entry.fact, language),
            content.agency(entry.sender, language) if entry.sender else say("inject"),
            "[" + " ".join(str(event.seq) for event in entry.evidence) + "]",
        )
        for entry in content.evaluation.awareness
    ]
    if rows:
        head = (say("When"), say("Agency"), say("Fact"), say("From"), say("Evidence"))
        yield from _columns(head, rows)


def _lapses(content: Content, language: str, say: Words) -> Iterator[str]:
    rows = [
        (
            moment(lapse.at),
            content.agency(lapse.agency, language),
            word(HELD_BY, lapse.held_by, language),
            word(LAPSES, lapse.kind, language),
            content.fact(lapse.fact, language) if lapse.fact else "–",
            "[" + " ".join(str(event.seq) for event in lapse.evidence) + "]",
        )
        for lapse in content.evaluation.lapses
    ]
    if rows:
        head = (say("When"), say("Agency"), say("Held by"), say("What"), say("Fact"))
        yield from _columns((*head, say("Evidence")), rows)
