"""Agreement between evaluators, read from a file and told in a terminal or to programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

from agencies.documents import read_text
from agencies.language import phrase, words
from agencies.problems import Problem, quoted
from exercise.cli.layout import paragraph, table
from exercise.errors import RequestError
from exercise.evaluation.agreement import Agreement, Coefficient
from exercise.evaluation.coefficients import Level
from exercise.evaluation.ratings_json import coefficient_json
from exercise.evaluation.ratingsfile import RatingsTable, read_ratings
from exercise.report.voice import number_in_words
from exercise.report.wording import COEFFICIENTS

__all__ = ["agreement_json", "agreement_text", "read_table", "understood"]

MOST_TOLD = 10
"""Problems that are told before the last line, which sums them up."""

LEVELS = {
    "nominal": phrase("nominal"),
    "ordinal": phrase("ordinal"),
    "interval": phrase("interval"),
}

DELIMITERS = {
    "\t": phrase("tabs"),
    ";": phrase("semicolons"),
    ",": phrase("commas"),
}


def read_table(
    path: Path, level: str, *, header: bool | None, labelled: bool | None, language: str
) -> RatingsTable:
    """The table in a file; what is wrong with it is told on standard error.

    Raises:
        RequestError: If it cannot be read or made sense of, with the last of its problems.
    """
    text = read_text(path)
    if isinstance(text, Problem):
        raise RequestError("{problem}", problem=text.into(language))
    name = str(path)
    found = read_ratings(text, name, cast("Level", level), header=header, labelled=labelled)
    if found.problems:
        told, last = found.problems[:MOST_TOLD], found.problems[-1]
        for problem in told[:-1]:
            click.echo(problem.into(language), err=True)
        more = len(found.problems) - len(told)
        if more:
            click.echo(told[-1].into(language), err=True)
            raise RequestError("{path}: {more} more like these.", path=quoted(name), more=more)
        raise RequestError("{problem}", problem=last.into(language))
    return found


def understood(ratings: RatingsTable, language: str) -> str:
    """How a file was understood, in one line, so that a misreading is noticed."""
    say = words(language)
    separator = DELIMITERS.get(ratings.delimiter)
    return say(
        "Read as: cells between {separator}; names in the first line: {header}; "
        "names in the first column: {labels}.",
        separator=f"'{ratings.delimiter}'" if separator is None else separator.into(language),
        header=say("yes") if ratings.header else say("no"),
        labels=say("yes") if ratings.labelled else say("no"),
    )


def agreement_text(found: Agreement, language: str) -> str:
    """Agreement as a reader of a terminal wants it."""
    say = words(language)
    title = say(
        "Agreement of {evaluators} evaluators over {units} units ({level})",
        evaluators=len(found.evaluators),
        units=found.units,
        level=LEVELS[found.level],
    )
    rows: list[Sequence[str] | str] = []
    kappa = found.coefficients["kappa"]
    for name, coefficient in found.coefficients.items():
        if name.startswith("kappa_") and coefficient.why and coefficient.why == kappa.why:
            continue  # What holds for all kappas is said once.
        value = _value(coefficient, language)
        rows.append((COEFFICIENTS[name].into(language), value, _bounds(coefficient, language)))
        interval = coefficient.interval
        why = coefficient.why or (None if interval is None else interval.why)
        if why is not None:
            rows.append(f"  {say('n/a')}: {why.into(language)}")
    head = (say("Coefficient"), say("Value"), say("95 % of resamples"))
    given = ", ".join(f"{quoted(value)} × {times}" for value, times in found.distribution.items())
    counted = say(
        "{pairable} units were rated by two or more, {ratings} ratings in all; "
        "{missing} were not observed.",
        pairable=found.pairable,
        ratings=found.ratings,
        missing=found.missing,
    )
    ratings = paragraph(say("Ratings given: {ratings}", ratings=given)) if given else ""
    return f"{paragraph(title)}\n{table(rows, head)}\n{paragraph(counted)}{ratings}"


def _value(coefficient: Coefficient, language: str) -> str:
    if coefficient.value is None:
        return words(language)("n/a")
    return number_in_words(coefficient.value, language, 3)


def _bounds(coefficient: Coefficient, language: str) -> str:
    interval = coefficient.interval
    if interval is None or interval.low is None or interval.high is None:
        return "–"
    low, high = (number_in_words(each, language, 3) for each in (interval.low, interval.high))
    return f"{low} … {high}"


def agreement_json(found: Agreement, ratings: RatingsTable, language: str) -> dict[str, Any]:
    """What ``agreement --json`` prints (docs/reference/scores.md)."""
    return {
        "level": found.level,
        "evaluators": list(found.evaluators),
        "units": found.units,
        "pairable_units": found.pairable,
        "ratings": found.ratings,
        "missing": found.missing,
        "distribution": found.distribution,
        **coefficient_json(found, language),
        "confidence": 0.95,
        "resamples": found.resamples,
        "seed": found.seed,
        "read_as": {
            "delimiter": ratings.delimiter,
            "header": ratings.header,
            "labels": ratings.labelled,
        },
    }
