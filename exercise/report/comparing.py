"""A comparison of groups in words, tables and pictures: as a document, and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exercise.report.building import document_labels, marked
from exercise.report.comparison import FEW, Comparison, Group, Met
from exercise.report.document import (
    Block,
    Bullets,
    Cite,
    Document,
    Figure,
    Heading,
    Prose,
    Table,
    literal,
)
from exercise.report.pictures.canvas import SMALL, Canvas, fit
from exercise.report.pictures.legend import Mark, draw_legend, legend_height
from exercise.report.voice import Voice
from exercise.report.wording import ACHIEVED, OUTCOMES

__all__ = [
    "comparison_document",
    "comparison_json",
    "head",
    "met_rows",
    "objective_rows",
    "strip",
    "took_note",
]

_LEFT, _RIGHT, _TOP, _ROW = 170, 150, 22, 22


def head(found: Comparison, voice: Voice) -> Iterator[str]:
    """What is compared and how little that may be."""
    say, n = voice.say, len(found.groups)
    yield say("{n} groups played {pack}.", n=n, pack=voice.text(found.content.setup.pack.title))
    if n < FEW:
        yield say(
            "So few groups show what happened to them and no more: there are no averages, and a "
            "difference may be chance."
        )
    else:
        yield say(
            "Groups are not ranked. A difference between them may come from who sat where, from "
            "how the exercise was steered, or from chance."
        )
    for one in found.differ:
        yield one.into(voice.language)
    for group in found.groups:
        for why in group.content.doubts:
            yield say("{group} is not to be trusted. {why}", group=group.name, why=why)


def objective_rows(found: Comparison, objective: str, voice: Voice) -> list[tuple[str, ...]]:
    """Each group's score, coverage and answer for an objective."""
    return [_objective(group, objective, voice) for group in found.groups]


def _objective(group: Group, objective: str, voice: Voice) -> tuple[str, ...]:
    grade, simulated = group.grade(objective)
    return (
        group.name,
        voice.score(grade.score),
        voice.score(grade.coverage),
        voice.word(ACHIEVED, grade.achieved),
        "–" if simulated is None else voice.score(simulated.score),
    )


def met_rows(found: Comparison, voice: Voice) -> list[tuple[str, ...]]:
    """Each expectation: what it is, in how many groups it was fulfilled, and how long it took."""
    return [_met(row, voice) for row in found.expectations]


def _met(row: Met, voice: Voice) -> tuple[str, ...]:
    took = "–"
    if row.took:
        took = f"{voice.span(row.took[0])} – {voice.span(row.took[-1])}"
        if row.took[0] == row.took[-1]:
            took = voice.span(row.took[0])
    fulfilled = voice.say("{k} of {n}", k=row.fulfilled, n=row.observed)
    said = (_held(row, voice), fulfilled, took)
    return said if row.middle is None else (*said[:2], f"{took} ({voice.span(row.middle)})")


def _held(row: Met, voice: Voice) -> str:
    holder = next(one.agency for one in row.results if one is not None)
    return voice.labelled(row.id, holder)


def took_note(found: Comparison, voice: Voice) -> str:
    """What stands in the column of what it took; empty where nothing does."""
    say, rows = voice.say, found.expectations
    if not any(row.took for row in rows):
        return ""
    notes = [say("Took: from opening to all of it done, the quickest and the slowest group.")]
    if any(row.middle is not None for row in rows):
        notes.append(say("In parentheses: the median."))
    return " ".join(notes)


# -- Pictures --------------------------------------------------------------------------------------


def strip(found: Comparison, objective: str, voice: Voice) -> Figure:
    """The scores of all groups for one objective, each on a line of its own from 0 to 1."""
    say = voice.say
    legend: list[Mark] = [
        (lambda c, x, y: c.circle(x, y, 5, "dark"), say("score of what people held")),
        (lambda c, x, y: c.diamond(x, y, 5, "outline"), say("simulated desks (not scored)")),
    ]
    bottom = _TOP + _ROW * len(found.groups)
    canvas = Canvas(bottom + 8 + legend_height(660, legend))
    wide = canvas.width - _LEFT - _RIGHT
    for tenth in range(0, 11, 2):
        x = _LEFT + wide * tenth / 10
        canvas.line(x, _TOP - 4, x, bottom, "line")
        canvas.text(x, _TOP - 8, voice.number(tenth / 10, 1), "muted", "middle", SMALL)
    said = []
    for place, group in enumerate(found.groups):
        grade, simulated = group.grade(objective)
        middle = _TOP + _ROW * place + _ROW / 2
        canvas.text(6, middle + 4, fit(group.name, _LEFT - 20), "text")
        canvas.line(_LEFT, middle, _LEFT + wide, middle, "line")
        if simulated is not None and simulated.score is not None:
            canvas.diamond(_LEFT + wide * simulated.score, middle, 5, "outline")
        if grade.score is not None:
            canvas.circle(_LEFT + wide * grade.score, middle, 5.5, "dark")
        word = voice.word(ACHIEVED, grade.achieved)
        beside = f"{voice.score(grade.score)} · {word}"
        canvas.text(canvas.width - 4, middle + 4, beside, "text", "end", SMALL)
        said.append(f"{group.name}: {beside}")
    draw_legend(canvas, bottom + 8, legend)
    caption = voice.text(found.content.setup.pack.objectives[objective].title)
    alt = "; ".join(said)
    return Figure(canvas.svg(f"{caption}. {alt}"), caption, alt)


# -- A document, and for programs ------------------------------------------------------------------


def comparison_document(found: Comparison, voice: Voice) -> Document:
    """What is compared, a picture and a table for each objective, and the expectations."""
    return literal(
        Document(
            kind=voice.say("Comparison of groups"),
            title=voice.text(found.content.setup.pack.title),
            subtitle=", ".join(group.name for group in found.groups),
            language=voice.language,
            marking=marked(found.marking, voice.language),
            blocks=tuple(_blocks(found, voice)),
            labels=document_labels(voice),
        )
    )


def _blocks(found: Comparison, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Heading(say("What is compared"), anchor="compared")
    yield Bullets(tuple((one, Cite(()), ()) for one in head(found, voice)))
    yield Heading(say("Objectives"), anchor="objectives")
    names = (say("Group"), say("Score"), say("Coverage"), say("Achieved?"), say("Simulated"))
    for objective in found.objectives:
        figure = strip(found, objective, voice)
        yield Heading(figure.caption, 2)
        yield figure
        rows = tuple(objective_rows(found, objective, voice))
        yield Table(figure.caption, names, rows, (2.0, 1.0, 1.0, 1.0, 1.0))
    yield Heading(say("Expectations"), anchor="expectations")
    yield Prose(
        say("In how many groups each was fulfilled, of those in which that could be seen."),
        note=True,
    )
    met = tuple(met_rows(found, voice))
    yield Table(
        say("Expectations"),
        (say("Expectation"), say("Fulfilled"), say("Took")),
        met,
        (4.0, 1.0, 2.0),
    )
    if took := took_note(found, voice):
        yield Prose(took, note=True)
    if len(found.groups) <= FEW:
        groups = tuple(group.name for group in found.groups)
        outcomes = tuple(
            (
                _held(row, voice),
                *("–" if o is None else voice.word(OUTCOMES, o.outcome) for o in row.results),
            )
            for row in found.expectations
        )
        title = say("Outcomes by group")
        yield Table(title, (say("Expectation"), *groups), outcomes)


def comparison_json(found: Comparison) -> dict[str, Any]:
    """What ``compare --json`` prints; times are seconds from opening."""
    return {
        "pack": found.content.created.pack,
        "groups": [group.name for group in found.groups],
        "differ": [one.into("en") for one in found.differ],
        "doubts": [
            f"{group.name}: {why.into('en')}"
            for group in found.groups
            for why in group.content.doubts
        ],
        "objectives": [
            {
                "id": objective,
                "groups": [
                    {
                        "group": group.name,
                        "score": grade.score,
                        "coverage": grade.coverage,
                        "achieved": grade.achieved,
                        "simulated": None if simulated is None else simulated.score,
                    }
                    for group in found.groups
                    for grade, simulated in (group.grade(objective),)
                ],
            }
            for objective in found.objectives
        ],
        "expectations": [
            {
                "id": row.id,
                "outcomes": [None if one is None else one.outcome for one in row.results],
                "fulfilled": row.fulfilled,
                "observed": row.observed,
                "took": list(row.took),
                "median": row.middle,
            }
            for row in found.expectations
        ],
    }
