"""Documents as they are meant to look, with nothing in them that could be followed or run.

Whoever writes a pack writes its documents, so they are untrusted. Headings, lists, tables and
emphasis are drawn; links, images and HTML stay the characters they are.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from rich.markdown import Markdown

from agencies.text import plain

__all__ = ["document"]


def document(text: str) -> Markdown:
    """A document to be shown; Rich takes its text literally and never as markup of its own."""
    drawn = Markdown("", hyperlinks=False, code_theme="bw")
    drawn.parsed = _parser().parse(plain(text))
    return drawn


@cache
def _parser() -> MarkdownIt:
    """Markdown without anything that leads out of the text."""
    wanted = MarkdownIt("commonmark", {"html": False}).enable("table")
    return wanted.disable(["link", "image", "autolink", "html_inline", "html_block", "reference"])
