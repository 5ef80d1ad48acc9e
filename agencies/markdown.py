"""Markdown that strangers wrote: drawn as it is meant to look, unable to do anything.

Whoever writes a pack writes its documents, so they are untrusted. Headings, lists, tables and
emphasis mean something; links, images, HTML and its entities stay the characters they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from agencies.text import plain

__all__ = ["as_html", "parsed"]

_LEADS_OUT = (
    "link",
    "image",
    "autolink",
    "html_inline",
    "html_block",
    "reference",
    # What is written `&#x202e;` would come out as a character that the one door had taken away.
    "entity",
)


def parsed(text: str) -> list[Token]:
    """The blocks of a document, whose text is still to be taken literally."""
    return _parser().parse(plain(text))


def as_html(text: str, *, title: str = "", below: int = 0) -> str:
    """A document as a piece of an HTML page, escaped.

    Args:
        text: The document.
        title: What stands over it already; a document that begins with it does not say it again.
        below: The level of heading that it stands under; its own begin one deeper.
    """
    tokens = parsed(text)
    if title and _opening(tokens) == plain(title).strip():
        tokens = tokens[3:]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + below, 6)}"
        token.info = ""
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def _opening(tokens: Sequence[Token]) -> str | None:
    """The heading a document begins with, if it is of the first level."""
    begins = len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    return tokens[1].content.strip() if begins else None


@cache
def _parser() -> MarkdownIt:
    """Markdown without anything that leads out of the text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_LEADS_OUT))
