"""The report as PDF, tagged for screen readers (PDF/UA-1), set by Typst.

The template reads the document as data: nothing that people typed ever is Typst source, so nothing
of it can be markup, code or a path. System fonts serve only for characters that Typst's own lack.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import typst

from exercise.report.document import Document, Svg
from exercise.report.formats.tree import tree

__all__ = ["picture_png", "report_pdf"]

_PNG = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 0.75pt)
"""


def report_pdf(document: Document) -> bytes:
    """The report; the same document gives the same pages everywhere.

    A character that no font here can draw bars the claim to be PDF/UA-1 (Typst checks it); such a
    report is tagged all the same, and shows a box for the character.
    """
    inputs = {"report": json.dumps(tree(document), ensure_ascii=False)}
    try:
        return _compile(inputs, strict=True)
    except typst.TypstError:
        return _compile(inputs, strict=False)


def _compile(inputs: dict[str, str], *, strict: bool) -> bytes:
    made = typst.compile(
        _source(),
        format="pdf",
        sys_inputs=inputs,
        timestamp=0,
        pdf_standards="ua-1" if strict else None,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _source() -> bytes:
    return (files("exercise.report.formats") / "templates" / "report.typ").read_bytes()


def picture_png(picture: Svg) -> bytes:
    """A picture as PNG at 200 dots to the inch, for formats that cannot hold SVG everywhere."""
    inputs = {"svg": picture.source, "width": str(picture.width)}
    made = typst.compile(_PNG, format="png", ppi=200, sys_inputs=inputs)
    assert isinstance(made, bytes)
    return made
