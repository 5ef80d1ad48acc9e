"""The report as Markdown: for wikis, diffs and whoever wants to edit text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agencies.text import markdown
from exercise.report.document import (
    Bullets,
    Callout,
    Cell,
    Document,
    Figure,
    Heading,
    Prose,
    Table,
)

__all__ = ["report_markdown"]


def report_markdown(document: Document) -> str:
    """The whole report between its markings; pictures are there in words, their data as tables."""
    return "\n".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    marking = f"**{markdown(document.marking)}**"
    yield from (marking, "", f"# {markdown(document.kind)}: {markdown(document.title)}", "")
    yield from (markdown(document.subtitle), "")
    figures = 0
    for block in document.blocks:
        match block:
            case Heading(text, level, _):
                yield from (f"{'#' * (level + 1)} {markdown(text)}", "")
            case Prose(text, _, lead):
                yield from ((f"**{markdown(lead)}** " if lead else "") + markdown(text), "")
            case Callout(text):
                yield from (f"> **{markdown(text)}**", "")
            case Bullets(items):
                for text, cited, more in items:
                    places = f" \\[{markdown(str(cited))}\\]" if cited.places else ""
                    # A backslash at a line's end keeps what follows on a line of its own.
                    yield "\\\n  ".join((f"- {markdown(text)}{places}", *map(markdown, more)))
                yield ""
            case Table() as table:
                yield from _table(table)
            case Figure(_, caption, alt, see):
                figures += 1
                label = document.labels.get("figure", "")
                where = f" {document.labels.get('table', '')}: {see[0]}." if see[0] else ""
                yield f"**{markdown(f'{label} {figures}. {caption}')}.** {markdown(alt + where)}"
                yield ""
            case _:
                pass
    yield marking


def _table(table: Table) -> Iterator[str]:
    yield _row([markdown(one) for one in table.head])
    yield _row(["---"] * len(table.head))
    for row in table.rows:
        if len(row) == 1 < len(table.head):
            yield _row([f"**{_cell(row[0])}**", *[""] * (len(table.head) - 1)])
        else:
            yield _row([_cell(cell) for cell in row])
    yield ""


def _cell(cell: Cell) -> str:
    """A cell on one line, as tables have to be; its own lines are told apart by a break."""
    return "<br>".join(markdown(line) for line in str(cell).strip().split("\n"))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell or " " for cell in cells) + " |"
