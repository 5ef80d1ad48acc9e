"""A report in a shape, by name: what comes out is text or bytes, to be written as a file."""

from __future__ import annotations

import json

from exercise.report.as_json import report_json
from exercise.report.building import build, full_marking
from exercise.report.content import Content
from exercise.report.document import Document
from exercise.report.voice import Voice

__all__ = ["SHAPES", "made", "set_document"]

SHAPES = ("html", "pdf", "docx", "xlsx", "md", "json")
"""Shapes of a report, by the ending of their files."""


def made(content: Content, language: str, shape: str) -> str | bytes:
    """The report on a session in one language and shape.

    Raises:
        KeyError: If there is no such shape.
    """
    if shape == "json":
        return json.dumps(report_json(content, language), ensure_ascii=True, indent=2)
    if shape == "xlsx":
        from exercise.report.formats.xlsx import report_xlsx
        from exercise.report.sheets import sheets

        pack = content.setup.pack
        title = pack.title.into(language, pack.language)
        top = (full_marking(content, language), *Voice(content, language).doubts())
        return report_xlsx(title, " · ".join(top), sheets(content, language))
    return set_document(build(content, language), shape)


def set_document(document: Document, shape: str) -> str | bytes:
    """A document as html, pdf, docx or md; what the others need is imported for them alone."""
    match shape:
        case "html":
            from exercise.report.formats.html import report_html

            return report_html(document)
        case "pdf":
            from exercise.report.formats.pdf import report_pdf

            return report_pdf(document)
        case "docx":
            from exercise.report.formats.docx import report_docx

            return report_docx(document)
        case "md":
            from exercise.report.formats.markdown import report_markdown

            return report_markdown(document)
    raise KeyError(shape)
