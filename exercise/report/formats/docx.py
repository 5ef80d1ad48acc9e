"""The report as a Word document that people can go on writing in: real styles, real tables.

Pictures are PNG, made from the same SVG, with their text alternatives; every section carries the
marking in its header and footer.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from exercise.report.document import (
    Bullets,
    Callout,
    Cell,
    Cite,
    Document,
    Figure,
    Heading,
    PageBreak,
    Prose,
    Table,
    Tag,
)
from exercise.report.formats.pdf import picture_png

__all__ = ["report_docx"]

_TONES = {"good": "1D6B3F", "fair": "7A4F00", "poor": "9C2F14"}
_INK, _ACCENT, _MUTED = (
    RGBColor(0x16, 0x22, 0x2E),
    RGBColor(0x1C, 0x4A, 0x75),
    RGBColor(0x4B, 0x5A, 0x67),
)
_WIDTH = 170
"""Millimetres of text on an upright page."""


def report_docx(document: Document) -> bytes:
    """The document; texts are runs, so that nothing in them can be a field or markup."""
    made = _Writer(document).made()
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._said = document
        self._doc: Any = docx.Document()
        self._figures = 0
        self._turned = False
        self._set_styles()
        self._set_properties()

    def made(self) -> Any:
        said, doc = self._said, self._doc
        self._mark(doc.sections[0])
        doc.add_paragraph(said.kind, style="Subtitle")
        doc.add_paragraph(said.title, style="Title")
        doc.add_paragraph(said.subtitle)
        for place, block in enumerate(said.blocks):
            turn = self._wide_begins(place)
            if turn != self._turned and not isinstance(block, PageBreak):
                self._turn(turn)
            self._write(block)
        return doc

    # -- How it looks ----------------------------------------------------------------------------

    def _set_styles(self) -> None:
        styles = self._doc.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(10), _INK
        normal.paragraph_format.space_after = Pt(4)
        language = OxmlElement("w:lang")
        tags = {"en": "en-US", "es": "es-419", "pt": "pt-BR", "fr": "fr-FR"}
        language.set(qn("w:val"), tags.get(self._said.language, self._said.language))
        normal.element.get_or_add_rPr().append(language)
        for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11)):
            font = styles[name].font
            font.name, font.size, font.color.rgb, font.bold = "Calibri", Pt(size), _ACCENT, True
            fonts = styles[name].element.get_or_add_rPr().find(qn("w:rFonts"))
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        styles["Subtitle"].font.color.rgb, styles["Subtitle"].font.italic = _MUTED, False
        styles["Caption"].font.color.rgb, styles["Caption"].font.size = _INK, Pt(9.5)
        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(22)

    def _set_properties(self) -> None:
        properties = self._doc.core_properties
        properties.title = f"{self._said.kind}: {self._said.title}"[:255]
        properties.author = properties.comments = ""
        properties.language = self._said.language
        properties.keywords = self._said.marking[:255]

    def _mark(self, section: Any) -> None:
        for part in (section.header, section.footer):
            part.is_linked_to_previous = False
            paragraph = part.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(self._said.marking)
            run.bold, run.font.size = True, Pt(9)
        paragraph = section.footer.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(self._said.labels.get("page", "") + " ").font.size = Pt(8)
        self._field(paragraph, "PAGE")

    def _field(self, paragraph: Any, name: str) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no call for fields

    # -- Pages on their side ---------------------------------------------------------------------

    def _wide_begins(self, place: int) -> bool:
        """Whether the block stands with a table that wants a page on its side."""
        blocks = self._said.blocks
        at = place
        while at < len(blocks) and isinstance(blocks[at], Heading | Prose):
            at += 1
        ahead = at < len(blocks) and isinstance(found := blocks[at], Table) and found.wide
        before = blocks[place - 1] if place else None
        after = isinstance(blocks[place], Prose) and isinstance(before, Table) and before.wide
        return ahead or after

    def _turn(self, wide: bool) -> None:
        section = self._doc.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
        self._turned = wide

    # -- Blocks ----------------------------------------------------------------------------------

    def _write(self, block: Any) -> None:
        doc = self._doc
        match block:
            case Heading(text, level, _):
                doc.add_heading(text, level)
            case Prose(text, note, lead):
                paragraph = doc.add_paragraph()
                if lead:
                    paragraph.add_run(lead + " ").bold = True
                run = paragraph.add_run(text)
                if note:
                    for one in paragraph.runs:
                        one.font.size = Pt(9)
                    run.font.color.rgb = _MUTED
            case Callout(text):
                doc.add_paragraph(style="Intense Quote").add_run(text).bold = True
            case Bullets(items):
                self._bullets(items)
            case Table() as table:
                self._table(table)
            case Figure() as figure:
                self._figure(figure)
            case PageBreak():
                doc.add_page_break()
            case _:
                pass

    def _bullets(self, items: Iterable[tuple[str, Cite, tuple[str, ...]]]) -> None:
        for text, cited, more in items:
            paragraph = self._doc.add_paragraph(style="List Bullet")
            paragraph.add_run(text)
            if cited.places:
                run = paragraph.add_run(f" [{cited}]")
                run.font.size, run.font.color.rgb = Pt(8.5), _MUTED
            for one in more:
                paragraph.add_run().add_break()
                run = paragraph.add_run(one)
                run.font.size, run.font.color.rgb = Pt(9.5), _MUTED

    def _table(self, table: Table) -> None:
        columns = len(table.head)
        made = self._doc.add_table(rows=0, cols=columns, style="Table Grid")
        made.autofit = False
        widths = table.widths or (1.0,) * columns
        whole = (_WIDTH + 87) if table.wide else _WIDTH
        sizes = [Mm(whole * width / sum(widths)) for width in widths]
        grid = made._tbl.tblGrid.findall(qn("w:gridCol"))  # noqa: SLF001
        for column, size in zip(grid, sizes, strict=True):
            column.set(qn("w:w"), str(int(size.twips)))
        self._describe(made, table.caption)
        if table.head_shown:
            self._row(made, table.head, sizes, head=True)
        for row in table.rows:
            self._row(made, row, sizes, first_bold=not table.head_shown)
        self._doc.add_paragraph().paragraph_format.space_after = Pt(2)

    def _describe(self, made: Any, caption: str) -> None:
        said = OxmlElement("w:tblCaption")
        said.set(qn("w:val"), caption)
        made._tbl.tblPr.append(said)  # noqa: SLF001

    def _row(
        self,
        made: Any,
        row: Iterable[Cell],
        sizes: list[Any],
        *,
        head: bool = False,
        first_bold: bool = False,
    ) -> None:
        line = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))
        line.append(properties)
        for place, (cell, size) in enumerate(zip(row, sizes, strict=True)):
            line.append(_cell(cell, size, head=head, bold=head or (first_bold and place == 0)))
        made._tbl.append(line)  # noqa: SLF001

    def _figure(self, figure: Figure) -> None:
        self._figures += 1
        picture = io.BytesIO(picture_png(figure.picture))
        height = figure.picture.height / figure.picture.width * _WIDTH
        shape = self._doc.add_picture(picture, width=Mm(_WIDTH * min(1.0, 225 / height)))
        described = shape._inline.docPr  # noqa: SLF001
        described.set("descr", f"{figure.caption}. {figure.alt}")
        self._doc.paragraphs[-1].paragraph_format.keep_with_next = True
        label = self._said.labels.get("figure", "")
        self._doc.add_paragraph(f"{label} {self._figures}. {figure.caption}", style="Caption")
        where = f" {self._said.labels.get('table', '')}: {figure.see[0]}." if figure.see[0] else ""
        run = self._doc.add_paragraph().add_run(figure.alt + where)
        run.font.size, run.font.color.rgb = Pt(8.5), _MUTED


def _cell(cell: Cell, size: Any, *, head: bool, bold: bool) -> Any:
    """One cell, put together element by element: python-docx takes a second for a thousand."""
    made = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    width = OxmlElement("w:tcW")
    width.set(qn("w:w"), str(int(size.twips)))
    width.set(qn("w:type"), "dxa")
    properties.append(width)
    if head:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EAF0F5")):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
    made.append(properties)
    tone = _TONES.get(cell.tone) if isinstance(cell, Tag) else None
    paragraph = OxmlElement("w:p")
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:after"), "20")
    settings = OxmlElement("w:pPr")
    settings.append(spacing)
    paragraph.append(settings)
    paragraph.append(_run(str(cell), bold=bold or tone is not None, colour=tone))
    made.append(paragraph)
    return made


def _run(text: str, *, bold: bool, colour: str | None) -> Any:
    run = OxmlElement("w:r")
    look = OxmlElement("w:rPr")
    if bold:
        look.append(OxmlElement("w:b"))
    if colour:
        shade = OxmlElement("w:color")
        shade.set(qn("w:val"), colour)
        look.append(shade)
    for name in ("w:sz", "w:szCs"):
        size = OxmlElement(name)
        size.set(qn("w:val"), "17")
        look.append(size)
    run.append(look)
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(OxmlElement("w:br"))
        said = OxmlElement("w:t")
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        said.text = line
        run.append(said)
    return run
