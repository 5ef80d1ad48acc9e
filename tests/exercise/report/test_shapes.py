"""Every shape of a report is whole, marked on every page, and takes what people typed literally."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.cli.record import read_session
from exercise.report import Content, gather, made
from exercise.report.building import build
from exercise.report.document import (
    Bullets,
    Callout,
    Cite,
    Document,
    Figure,
    Heading,
    Prose,
    Table,
    Tag,
    literal,
)
from exercise.report.formats.pdf import report_pdf
from exercise.report.formats.xlsx import report_xlsx
from exercise.report.pictures.canvas import Canvas
from exercise.report.shapes import set_document
from exercise.report.sheets import Sheet

MARKING = "EXERCISE – EXERCISE – EXERCISE · RESTRICTED"
TEXT_OR_NUMBER = {"s", "inlineStr", "n", "d"}
"""What a cell may be (d is a day or a time): above all no formula (f) and no error (e)."""
VOID = frozenset({"meta", "col", "br", "hr", "img", "link", "input"})


@pytest.fixture(scope="session")
def content(session_file: Path) -> Content:
    return gather(*read_session(session_file))


class Strict(HTMLParser):
    """Complains where tags do not nest, and collects what could act."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.active: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"script", "iframe", "object", "embed", "link", "img", "form"}:
            self.active.append(tag)
        self.active += [name for name, value in attributes if name.startswith("on")]
        self.active += [
            value
            for name, value in attributes
            if name in {"href", "src"} and not value.startswith("#")
        ]

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def harmless_page(page: str) -> None:
    parser = Strict()
    parser.feed(page)
    assert parser.open == []
    assert parser.active == []


def test_the_page_stands_alone_and_links_lead_somewhere(content: Content):
    page = str(made(content, "en", "html"))
    harmless_page(page)
    assert page.count(f">{MARKING}<") == 2
    anchors, links = (
        set(re.findall(r'id="([^"]+)"', page)),
        set(re.findall(r'href="#([^"]+)"', page)),
    )
    assert links <= anchors
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in page


def test_the_pdf_is_tagged_and_the_same_every_time(content: Content):
    first = made(content, "en", "pdf")
    assert isinstance(first, bytes)
    assert first.startswith(b"%PDF-")
    assert b"StructTreeRoot" in first
    assert made(content, "en", "pdf") == first


def test_a_pdf_whose_characters_can_all_be_drawn_claims_pdf_ua():
    assert b"pdfuaid" in report_pdf(everywhere("Protección marítima – sûreté – proteção"))
    assert b"pdfuaid" not in report_pdf(everywhere("\x1b"))


def test_the_word_document_has_real_styles_and_is_marked_in_every_section(content: Content):
    found = docx.Document(io.BytesIO(bytes(made(content, "es", "docx"))))
    styles = {paragraph.style.name for paragraph in found.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Caption"} <= styles
    marking = "EJERCICIO – EJERCICIO – EJERCICIO · RESTRICTED"
    for section in found.sections:
        assert marking in section.header.paragraphs[0].text
        assert marking in section.footer.paragraphs[0].text
    pictures = found.inline_shapes
    assert len(pictures) >= 6
    assert all(len(shape._inline.docPr.get("descr")) > 40 for shape in pictures)


def test_the_workbook_has_no_formula_and_is_marked_on_every_sheet(content: Content):
    book = openpyxl.load_workbook(io.BytesIO(bytes(made(content, "en", "xlsx"))))
    assert book.sheetnames == [
        "MSEL as played", "Decisions", "Messages", "Awareness", "Expectations", "Ratings",
        "Ratings by evaluators", "Observations",
        "Improvement plan",
    ]  # fmt: skip
    for sheet in book:
        assert sheet["A1"].value == MARKING
        assert sheet.oddHeader.center.text == MARKING
        assert {cell.data_type for row in sheet for cell in row} <= TEXT_OR_NUMBER
    assert book["Messages"].max_row > 20


def test_json_says_what_the_others_say(content: Content):
    found = json.loads(made(content, "en", "json"))
    listed = {one["title"] for one in found["areas_for_improvement"]}
    text = str(made(content, "en", "md"))
    assert listed
    assert all(one["evidence"] for one in found["strengths"])
    assert found["improvement_plan"]["agreed"] is False
    assert len(found["improvement_plan"]["lines"]) == len(listed)
    assert "A1 –" in text


def test_every_picture_has_words_and_a_table_and_is_a_sound_picture(content: Content):
    document = build(content, "en")
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    anchors = {block.anchor for block in document.blocks if isinstance(block, Heading)}
    assert len(figures) >= 8
    for figure in figures:
        root = ET.fromstring(figure.picture.source)
        assert root.get("role") == "img"
        assert root.get("aria-label", "").startswith(figure.caption)
        assert figure.picture.width == 660
        assert figure.picture.height < 980
        assert figure.see[1] in anchors


# -- Hostile text ----------------------------------------------------------------------------------

WORST = st.sampled_from(
    [
        "<script>alert(1)</script>", "</title><svg onload=alert(1)>", '" onmouseover="x', "{{ 7 * 7 }} {% raw %}",
        '#eval("1") #image("/etc/passwd") $x$ `a` */ //', "\\#{ ]] *bold* _it_ @ref <label>", "=HYPERLINK(\"x\")",
        "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1", "\x00\x1b[31m\x7f\x9b", "\ufffe\uffff\ud800\U0001ffff", "\u202eevil",
        "a" * 400, "]]>", "&amp;&lt;", "\r\n\r\n# h", "| x | y |", "#N/A", "",
    ]
)  # fmt: skip
ANY = st.one_of(WORST, st.text(max_size=40), st.tuples(WORST, st.text(max_size=10)).map("".join))


def everywhere(text: str) -> Document:
    """A document that says ``text`` wherever something can be said."""
    canvas = Canvas(60)
    canvas.text(5, 20, text)
    table = Table(text, (text, text), ((text, Tag(text, "poor")), (Cite((text, "12")), text)))
    return literal(
        Document(
            text,
            text,
            text,
            "en",
            text,
            (
                Heading(text, 1, "a"),
                Callout(text),
                Prose(text, note=True, lead=text),
                Bullets(((text, Cite((text,)), (text,)),)),
                table,
                Table(text, (text, text), ((text, text),), head_shown=False),
                Figure(canvas.svg(text), text, text, (text, "a")),
                Heading(text, 2),
                Prose(text),
                Table(text, (text,), ((text,),), wide=True),
            ),
            dict.fromkeys(
                ("contents", "table", "evidence", "figure", "skip", "page", "marking"), text
            ),
        )
    )


@settings(max_examples=20, deadline=None)
@given(ANY)
def test_a_page_and_a_word_document_take_anything_literally(text: str):
    document = everywhere(text)
    harmless_page(str(set_document(document, "html")))
    found = docx.Document(io.BytesIO(bytes(set_document(document, "docx"))))
    assert found.paragraphs[0].text.split() == document.kind.split()
    ours = str(set_document(document, "md")).replace("<br>", "")  # Between the lines of a cell.
    assert not re.search(r"(?<!\\)<(?=[a-z/])", ours)


@settings(max_examples=12, deadline=None)
@given(ANY)
def test_typst_takes_anything_literally(text: str):
    assert report_pdf(everywhere(text)).startswith(b"%PDF-")


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_no_text_becomes_a_formula(text: str):
    made_of = report_xlsx(text, text, [Sheet("s", (text,), (10,), ((text,),))])
    sheet = openpyxl.load_workbook(io.BytesIO(made_of))["s"]
    assert {cell.data_type for row in sheet for cell in row} <= TEXT_OR_NUMBER
    if sheet["A3"].value and sheet["A3"].value[0] in "=+-@":
        assert sheet["A3"].quotePrefix
