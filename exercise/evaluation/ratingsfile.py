"""A table of ratings as people save it: rows are units, columns evaluators, empty is not observed.

What separates cells, and whether there are names in the first line or column, is told from the
table; how it was understood is part of the answer, and can be said outright instead.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from agencies.language import Phrase, phrase
from agencies.problems import Problem, quoted
from exercise.evaluation.agreement import LETTERS
from exercise.evaluation.coefficients import Level, Rating

__all__ = ["DELIMITERS", "RatingsTable", "read_ratings"]

DELIMITERS = ("\t", ";", ",", "|")
MOST_UNITS = 20_000
MOST_EVALUATORS = 200

_ENGLISH = ("unit", "units", "id", "item", "task", "target", "case", "subject", "no", "no.")
_SPANISH = ("unidad", "unidades", "ítem", "tarea", "caso", "meta", "n.º", "nº", "núm.")
UNIT_WORDS = frozenset(("", "n", "#", *_ENGLISH, *_SPANISH))
"""What people write over a column of names, in English and Spanish."""

_NUMBER = re.compile(r"[+-]?(\d{1,15}([.,]\d{0,15})?|[.,]\d{1,15})([eE][+-]?\d{1,2})?", re.ASCII)

Line = tuple[int, list[str]]
"""Where a row begins in the file, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """A table of ratings, and how its file was understood.

    Attributes:
        evaluators: A name for each column: its own, or its number.
        labels: A name for each row: its own, or its number.
        units: The ratings, row by row.
        delimiter: What separates cells.
        header: Whether the first line was taken for names.
        labelled: Whether the first column was.
        problems: What is wrong; then there are no units.
    """

    evaluators: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    units: tuple[tuple[Rating | None, ...], ...] = ()
    delimiter: str = ","
    header: bool = False
    labelled: bool = False
    problems: tuple[Problem, ...] = ()


def read_ratings(
    text: str,
    name: str,
    level: Level,
    *,
    header: bool | None = None,
    labelled: bool | None = None,
) -> RatingsTable:
    """The table in a file's text.

    Args:
        text: The file's text.
        name: What its problems call it.
        level: What its ratings are to be.
        header: Whether the first line holds names; None to find out.
        labelled: Whether the first column holds names; None to find out.
    """
    delimiter, lines = _lines(text)
    if isinstance(lines, Phrase):
        return _refused(name, lines)
    problem = _misshapen(lines, name)
    if problem is not None:
        return RatingsTable(delimiter=delimiter, problems=(problem,))
    rows = [cells for _, cells in lines]
    header = _has_header(rows, level) if header is None else header
    body = lines[1:] if header else lines
    if not body:
        return _refused(name, phrase("there are names in it and no ratings"))
    head = rows[0] if header else None
    if labelled is None:
        labelled = _is_labelled(head, [cells for _, cells in body], level)
    first = 1 if labelled else 0
    columns = range(first, len(rows[0]))
    if not columns:
        return _refused(name, phrase("there are names in it and no ratings"))
    titles = [(head[n] if head else "") or str(n + 1 - first) for n in columns]
    units, problems = _ratings(body, columns, titles, name, level)
    if not problems:
        problems = _mixed(units, name)
    return RatingsTable(
        evaluators=tuple(titles),
        labels=tuple(
            (cells[0] if labelled else "") or str(n) for n, (_, cells) in enumerate(body, 1)
        ),
        units=() if problems else tuple(units),
        delimiter=delimiter,
        header=header,
        labelled=labelled,
        problems=tuple(problems),
    )


def _refused(name: str, why: Phrase) -> RatingsTable:
    mend = phrase("Write a line for each unit and in it a rating by each evaluator")
    return RatingsTable(problems=(Problem(name, 0, 0, "ratings", why, mend),))


# -- Cells ---------------------------------------------------------------------------------------


def _lines(text: str) -> tuple[str, list[Line] | Phrase]:
    told = re.match(r"sep=(.)\r?\n", text)
    if told:
        found = _cells(text[told.end() :], told.group(1), 2)
        return told.group(1), found
    delimiter = _delimiter(text)
    return delimiter, _cells(text, delimiter, 1)


def _delimiter(text: str) -> str:
    """The first that parts all of the first lines into equally many cells, else the likeliest."""
    sample = [line for line in islice(StringIO(text), 50) if line.strip()]
    counts = {one: [line.count(one) for line in sample] for one in DELIMITERS}
    even = [one for one, found in counts.items() if found and len(set(found)) == 1 and found[0]]
    if even:
        return even[0]
    return max(DELIMITERS, key=lambda one: (sum(counts[one]), one == ","))


def _cells(text: str, delimiter: str, first: int) -> list[Line] | Phrase:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Line] = []
    begins = first
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if cells and (len(cells) > 1 or cells[0]):
                found.append((begins, cells))
            begins = first + reader.line_num
            if len(found) > MOST_UNITS:
                return phrase("there are more than {most} units in it", most=MOST_UNITS)
    except csv.Error:
        return phrase("a quotation mark is not closed, or there is something after it")
    return found or phrase("there is nothing in it")


def _misshapen(lines: Sequence[Line], name: str) -> Problem | None:
    width = Counter(len(cells) for _, cells in lines).most_common(1)[0][0]
    if width > MOST_EVALUATORS + 1:
        message = phrase("there are more than {most} columns", most=MOST_EVALUATORS)
        return Problem(name, 1, 1, "ratings", message)
    for line, cells in lines:
        if len(cells) != width:
            message = phrase(
                "this line has {cells} cells and others have {width}", cells=len(cells), width=width
            )
            mend = phrase("Give each line a cell for each evaluator; leave unobserved ones empty")
            return Problem(name, line, min(len(cells), width) + 1, "ragged", message, mend)
    return None


# -- Names ---------------------------------------------------------------------------------------


def _has_header(rows: Sequence[Sequence[str]], level: Level) -> bool:
    """Whether the first line names the columns: nothing in it looks like what is below."""
    first, below = rows[0], rows[1:]
    if not below:
        return False
    cells = [cell for cell in first[1:] or first if cell]
    if not cells:
        return False
    if level != "nominal" or _all_numbers(below):
        return not any(_is_rating(cell, "ordinal") for cell in cells)
    cells = [cell for cell in first if cell]
    given = {cell for row in below for cell in row}
    return len(set(cells)) == len(cells) and given.isdisjoint(cells)


def _all_numbers(rows: Sequence[Sequence[str]]) -> bool:
    return all(_NUMBER.fullmatch(cell) for row in rows for cell in row[1:] or row if cell)


def _is_labelled(head: Sequence[str] | None, rows: Sequence[Sequence[str]], level: Level) -> bool:
    """Whether the first column names the units."""
    if len(rows[0]) < 2:
        return False
    if head is not None and head[0].casefold() in UNIT_WORDS:
        return True
    first = [row[0] for row in rows]
    others = [cell for row in rows for cell in row[1:] if cell]
    given = [cell for cell in first if cell]
    if len(rows) < 2 or len(set(given)) < len(rows):
        return False
    if level == "nominal" and not _all_numbers([first]):
        return set(given).isdisjoint(others)
    if not any(_is_rating(cell, "ordinal") for cell in given):
        return True
    # Numbers 1, 2, 3 … beyond all ratings are a list's; without a title they must be a longer one.
    return (
        [*first] == [str(number) for number in range(1, len(first) + 1)]
        and len(rows) >= (3 if head is not None else 8)
        and all(_NUMBER.fullmatch(cell) and _number(cell) < len(rows) for cell in others)
    )


# -- Ratings -------------------------------------------------------------------------------------


def _is_rating(cell: str, level: Level) -> bool:
    return isinstance(_rating(cell, level), (str, float))


def _number(cell: str) -> float:
    return float(cell.replace(",", "."))


def _rating(cell: str, level: Level) -> Rating | Phrase:
    if level == "nominal":
        return cell.upper() if cell.upper() in LETTERS else cell
    if _NUMBER.fullmatch(cell):
        return _number(cell)
    if cell.upper() in LETTERS:
        if level == "ordinal":
            return cell.upper()
        return phrase("Letters have an order and no distances: ask for --level ordinal")
    if level == "ordinal":
        return phrase("Write a number, or P, S, M or U; leave it empty if it was not observed")
    return phrase("Write a number; leave it empty if it was not observed")


def _ratings(
    body: Sequence[Line], columns: range, titles: Sequence[str], name: str, level: Level
) -> tuple[list[tuple[Rating | None, ...]], list[Problem]]:
    units: list[tuple[Rating | None, ...]] = []
    problems: list[Problem] = []
    for line, cells in body:
        unit: list[Rating | None] = []
        for column, title in zip(columns, titles, strict=True):
            rating = _rating(cells[column], level) if cells[column] else None
            if isinstance(rating, Phrase):
                message = phrase(
                    "{value} is no rating (column '{evaluator}')",
                    value=f"'{quoted(cells[column])}'",
                    evaluator=quoted(title),
                )
                problems.append(Problem(name, line, column + 1, "rating", message, rating))
                rating = None
            unit.append(rating)
        units.append(tuple(unit))
    return units, problems


def _mixed(units: Sequence[tuple[Rating | None, ...]], name: str) -> list[Problem]:
    """Numbers and letters are two scales, of which nobody knows how they lie to each other."""
    kinds = {type(rating) for unit in units for rating in unit if rating is not None}
    if kinds != {str, float}:
        return []
    message = phrase("some ratings are numbers and others letters")
    return [Problem(name, 0, 0, "mixed", message, phrase("Write all of them on one scale"))]
