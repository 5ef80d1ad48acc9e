"""The document as plain values, for templates that are not Python."""

from __future__ import annotations

from typing import Any

from exercise.report.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Cite,
    Contents,
    Document,
    Figure,
    Heading,
    PageBreak,
    Prose,
    Table,
    Tag,
)
from exercise.report.formats.keeping import stays, whole

__all__ = ["tree"]


def tree(document: Document) -> dict[str, Any]:
    """Lists, mappings and strings that say all of ``document``; figures are numbered."""
    figures = 0
    blocks = []
    for place, block in enumerate(document.blocks):
        found = _block(block)
        found["stays"] = stays(document.blocks, place)
        if found["kind"] == "figure":
            figures += 1
            found["number"] = figures
        blocks.append(found)
    return {
        "kind": document.kind,
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "marking": document.marking,
        "labels": dict(document.labels),
        "blocks": blocks,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level, anchor):
            return {"kind": "heading", "text": text, "level": level, "anchor": anchor}
        case Prose(text, note, lead):
            return {"kind": "prose", "text": text, "note": note, "lead": lead}
        case Callout(text):
            return {"kind": "callout", "text": text}
        case Bullets(items):
            listed = [
                {"text": text, "cites": list(cited.places), "more": list(more)}
                for text, cited, more in items
            ]
            return {"kind": "bullets", "items": listed}
        case Table() as table:
            return _table(table)
        case Figure(picture, caption, alt, see):
            return {
                "kind": "figure",
                "svg": picture.source,
                "width": picture.width,
                "height": picture.height,
                "caption": caption,
                "alt": alt,
                "see": list(see),
            }
        case Contents():
            return {"kind": "contents"}
        case PageBreak():
            return {"kind": "break"}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": table.caption,
        "head": list(table.head),
        "head_shown": table.head_shown,
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "widths": list(table.widths or (1.0,) * len(table.head)),
        "wide": table.wide,
        "whole": whole(table),
        "anchors": list(table.anchors),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Cite):
        return {"text": str(cell), "tone": "none", "cites": list(cell.places)}
    if isinstance(cell, Tag):
        return {"text": cell.text, "tone": cell.tone, "cites": []}
    return {"text": cell, "tone": "none", "cites": []}
