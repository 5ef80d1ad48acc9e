"""The report as one HTML file that needs nothing else: no network, no script, no font."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exercise.report.document import Document
from exercise.report.formats.tree import tree

__all__ = ["report_html"]


def report_html(document: Document) -> str:
    """The page; every text in it is escaped, every picture drawn by our own templates."""
    found = tree(document)
    linked = {anchor for block in found["blocks"] for anchor in block.get("anchors", ())}
    for block in found["blocks"]:
        if block["kind"] == "figure":
            block["svg"] = Markup(_own_names(block["svg"], block["number"]))
    return str(_template().render(**found, linked=linked))


def _own_names(svg: str, number: int) -> str:
    """A picture whose pattern is called differently from every other picture's in the page."""
    named = svg.replace('id="hatch"', f'id="hatch{number}"')
    return named.replace('"url(#hatch)"', f'"url(#hatch{number})"')


@cache
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("exercise.report.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
