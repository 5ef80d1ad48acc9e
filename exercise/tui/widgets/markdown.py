"""Documents as they are meant to look, with nothing in them that could be followed or run."""

from __future__ import annotations

from rich.markdown import Markdown

from agencies.markdown import parsed

__all__ = ["document"]


def document(text: str) -> Markdown:
    """A document to be shown; Rich takes its text literally and never as markup of its own."""
    drawn = Markdown("", hyperlinks=False, code_theme="bw")
    drawn.parsed = parsed(text)
    return drawn
