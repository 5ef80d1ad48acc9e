"""The report as PDF, tagged for screen readers (PDF/UA-1), set by Typst.

The template reads the document as data: nothing that people typed ever is Typst source, so nothing
of it can be markup, code or a path. System fonts serve only for characters that Typst's own lack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from exercise.report.document import Document, Svg
from exercise.report.formats.tree import tree

__all__ = ["pictures_png", "report_pdf"]

_PPI = 120
"""Of 0.75 points to a pixel: 825 pixels across the 17 cm of a page, 123 to the inch."""

_PNG = b"""#let pictures = json(bytes(sys.inputs.pictures))
#for (n, it) in pictures.enumerate() {
  set page(width: it.width * 0.75pt, height: it.height * 0.75pt, margin: 0pt)
  image(bytes(it.svg), format: "svg", width: 100%)
}
"""


def report_pdf(document: Document) -> bytes:
    """The report; the same document gives the same pages everywhere.

    A character that no font here can draw bars the claim to be PDF/UA-1 (Typst checks it); such a
    report is tagged all the same, and shows a box for the character.
    """
    inputs = {"report": json.dumps(_breakable(tree(document)), ensure_ascii=False)}
    try:
        return _compile(inputs, strict=True)
    except typst.TypstError:
        return _compile(inputs, strict=False)


_LONG = re.compile(r"[^\s]{18,}")
_MARKUP = frozenset({"svg", "anchor", "kind", "tone", "language"})


def _breakable(value: Any) -> Any:
    """Values whose long words can be broken anywhere, lest they run out of their cell."""
    if isinstance(value, str):
        return _LONG.sub(_parted, value)
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {k: v if k in _MARKUP else _breakable(v) for k, v in value.items()}
    return value


def _parted(found: re.Match[str]) -> str:
    word = found.group()
    return "\u200b".join(word[at : at + 9] for at in range(0, len(word), 9))


def _compile(inputs: dict[str, str], *, strict: bool) -> bytes:
    made = typst.compile(
        _source(),
        format="pdf",
        sys_inputs=inputs,
        timestamp=0,
        font_paths=_fonts(),
        pdf_standards="ua-1" if strict else None,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _source() -> bytes:
    return (files("exercise.report.formats") / "templates" / "report.typ").read_bytes()


def pictures_png(pictures: Sequence[Svg]) -> list[bytes]:
    """Pictures as PNG, in their order, for formats that cannot hold SVG everywhere."""
    if not pictures:
        return []
    given = [{"svg": p.source, "width": p.width, "height": p.height} for p in pictures]
    made = typst.compile(
        _PNG,
        format="png",
        ppi=_PPI,
        sys_inputs={"pictures": json.dumps(given, ensure_ascii=False)},
        font_paths=_fonts(),
    )
    return [made] if isinstance(made, bytes) else list(made or ())


@cache
def _fonts() -> typst.Fonts:
    """Typst's fonts and this computer's, looked for once."""
    return typst.Fonts()
