"""A report as a tree of blocks, before it becomes HTML, PDF, DOCX or Markdown.

Chapters build it, formats walk it. Every string in it is literal text: what comes from people or
files goes through the one door in :func:`literal`, and formats never read markup in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from agencies.text import plain

__all__ = [
    "Block",
    "Bullets",
    "Callout",
    "Cell",
    "Cite",
    "Contents",
    "Document",
    "Figure",
    "Heading",
    "PageBreak",
    "Prose",
    "Svg",
    "Table",
    "Tag",
    "literal",
    "shown",
]

Whole = TypeVar("Whole")


@dataclass(frozen=True, slots=True)
class Svg:
    """A picture that is already safe: our own templates escape what they are told."""

    source: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that also has a tone: good, fair, poor or none; never the tone without the word."""

    text: str
    tone: str = "none"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Cite:
    """Places of events in the record, as evidence; causal ids where they were never recorded."""

    places: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.places) or "–"


Cell = str | Tag | Cite


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter. Its anchor is what links point to."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; ``note`` for small print, ``lead`` for a sentence in bold before it."""

    text: str
    note: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """Something nobody may overlook: interim, draft, fallback."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of statements, each with the events behind it and sentences under it."""

    items: tuple[tuple[str, Cite, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head.

    Attributes:
        caption: What it shows, for readers who cannot see where it stands.
        widths: Relative widths of the columns; equal where left out.
        wide: It wants a page on its side.
        rows: Cells, as many in each row as in the head. A row of one cell is a band across all
            columns: what the rows under it are about.
        anchors: An anchor for each row, where rows are linked to.
        head_shown: Whether the head is printed (a table of two columns may do without).
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    wide: bool = False
    anchors: tuple[str, ...] = ()
    head_shown: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption, and what it shows in words.

    Attributes:
        alt: The text alternative: what somebody who looks at it would see.
        see: Title of the table with the same data, and its anchor.
    """

    picture: Svg
    caption: str
    alt: str
    see: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Contents:
    """The chapters, with their pages where a format knows them."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Prose | Callout | Bullets | Table | Figure | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Attributes:
        kind: What it is: after-action report, exercise record …
        title: The exercise's.
        subtitle: Date and place of it in one line.
        language: BCP 47 tag of what it is written in.
        marking: Exercise and handling marking, for every page.
        labels: The product's words that formats themselves need, such as *Contents*.
    """

    kind: str
    title: str
    subtitle: str
    language: str
    marking: str
    blocks: tuple[Block, ...]
    labels: dict[str, str] = field(default_factory=dict)


def literal(value: Whole) -> Whole:
    """``value`` with every string in it unable to do anything; pictures are so already."""
    return _literal(value)  # type: ignore[no-any-return]


def _literal(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, tuple):
        return tuple(_literal(one) for one in value)
    if isinstance(value, dict):
        return {name: _literal(one) for name, one in value.items()}
    if isinstance(value, Svg) or not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{one.name: _literal(getattr(value, one.name)) for one in fields(value)})


_NO_CHARACTERS = {
    code: "\ufffd" for plane in range(17) for code in (plane << 16 | 0xFFFE, plane << 16 | 0xFFFF)
}
_NO_CHARACTERS |= dict.fromkeys(range(0xFDD0, 0xFDF0), "\ufffd")


def shown(text: str, *, limit: int | None = None) -> str:
    """``text`` through the one door, and without what XML has no place for (U+FFFE, U+FFFF …)."""
    return plain(text, limit=limit).translate(_NO_CHARACTERS)
