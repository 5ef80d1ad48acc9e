"""Text laid out for a terminal of eighty columns: the same on a screen, in a pipe and in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from agencies.text import plain

__all__ = ["WIDTH", "paragraph", "table"]

WIDTH = 80
"""Columns that nothing exceeds."""

GAP = "  "
NARROWEST = 6
"""Columns that a column keeps when others want room."""


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> str:
    """``text`` made safe and broken at words; its own line breaks stay.

    Args:
        text: Anything.
        indent: Columns before each line.
        hanging: Further columns before each line but the first.
    """
    first, rest = " " * indent, " " * (indent + hanging)
    lines = []
    for line in plain(text).split("\n"):
        lines += wrap(line, WIDTH, initial_indent=first, subsequent_indent=rest) or [""]
    return "\n".join(lines) + "\n"


def table(rows: Iterable[Sequence[str] | str], head: Sequence[str] = (), indent: int = 0) -> str:
    """Rows in columns that are as wide as they must be, and together no wider than the page.

    Args:
        rows: Cells, where a line break begins a new line in the cell; a text alone stands over
            all columns, where it comes.
        head: Names of the columns.
        indent: Columns before each line.
    """
    lines = [row if isinstance(row, str) else [plain(cell) for cell in row] for row in rows]
    named = [list(head)] if head else []
    cells = [*named, *(row for row in lines if not isinstance(row, str))]
    if not any(not isinstance(row, str) for row in lines):
        return ""
    widths = _widths(cells, WIDTH - indent)
    margin = " " * indent
    parts = [f"{margin}{line}\n" for row in named for line in _broken(row, widths)]
    if named:
        parts.append(margin + GAP.join("─" * width for width in widths) + "\n")
    for row in lines:
        if isinstance(row, str):
            parts.append(paragraph(row, indent, 2 * len(GAP)))
        else:
            parts += [f"{margin}{line}\n" for line in _broken(row, widths)]
    return "".join(parts)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """What each column gets: the widest give way first, and words are broken last."""
    columns = [
        [line for cell in column for line in cell.split("\n")] for column in zip(*rows, strict=True)
    ]
    widths = [max(1, *map(len, column)) for column in columns]
    words = [
        max((len(word) for line in column for word in line.split()), default=1)
        for column in columns
    ]
    for floor in (words, [NARROWEST] * len(words)):
        while sum(widths) + len(GAP) * (len(widths) - 1) > room:
            loose = [place for place, width in enumerate(widths) if width > floor[place]]
            if not loose:
                break
            widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def _broken(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The lines of one row."""
    cells = [
        [part for line in cell.split("\n") for part in wrap(line, width) or [""]]
        for cell, width in zip(row, widths, strict=True)
    ]
    for number in range(max(map(len, cells))):
        parts = (cell[number] if number < len(cell) else "" for cell in cells)
        yield GAP.join(
            part.ljust(width) for part, width in zip(parts, widths, strict=True)
        ).rstrip()
