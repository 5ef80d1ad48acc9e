"""The report as a Word document that people can go on writing in: real styles, real tables.

Pictures are PNG, made from the same SVG, with their text alternatives; every section carries the
marking in its header and footer.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from exercise.report.document import (
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
from exercise.report.formats.pdf import pictures_png

__all__ = ["report_docx"]

_TONES = {"good": "1D6B3F", "fair": "7A4F00", "poor": "9C2F14"}
_INK, _ACCENT, _MUTED = "16222E", "1C4A75", "4B5A67"
_WIDTH = 170
"""Millimetres of text on an upright page."""
_CHAPTER = "chapter"
"""What chapters are called inside the file, before their number."""


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
        figures = (block.picture for block in document.blocks if isinstance(block, Figure))
        self._pictures = pictures_png(tuple(figures))
        self._turned = False
        self._breaks = False
        self._stays = False
        self._chapters = 0
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
            self._stays = stays(said.blocks, place)
            self._write(block)
        return doc

    # -- How it looks ----------------------------------------------------------------------------

    def _set_styles(self) -> None:
        styles = self._doc.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(10)
        normal.font.color.rgb = RGBColor.from_string(_INK)
        normal.paragraph_format.space_after = Pt(4)
        language = OxmlElement("w:lang")
        tags = {"en": "en-US", "es": "es-419", "pt": "pt-BR", "fr": "fr-FR"}
        language.set(qn("w:val"), tags.get(self._said.language, self._said.language))
        normal.element.get_or_add_rPr().append(language)
        for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11)):
            font = styles[name].font
            font.name, font.size, font.bold = "Calibri", Pt(size), True
            font.color.rgb = RGBColor.from_string(_ACCENT)
            fonts = styles[name].element.get_or_add_rPr().find(qn("w:rFonts"))
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        styles["Subtitle"].font.color.rgb = RGBColor.from_string(_MUTED)
        styles["Subtitle"].font.italic = False
        styles["Caption"].font.color.rgb = RGBColor.from_string(_INK)
        styles["Caption"].font.size = Pt(9.5)
        section = self._doc.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(20), Mm(16)
        section.header_distance = section.footer_distance = Mm(8)

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
        paragraph.add_run(" / ").font.size = Pt(8)
        self._field(paragraph, "NUMPAGES")

    def _field(self, paragraph: Any, name: str) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        field.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:sz w:val='16'/></w:rPr></w:r>"))
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no call for fields

    # -- Pages on their side ---------------------------------------------------------------------

    def _wide_begins(self, place: int) -> bool:
        """Whether the block stands with a table that wants a page on its side."""
        blocks = self._said.blocks
        at = place
        while at < len(blocks) and isinstance(blocks[at], Heading | Prose | Bullets):
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
        self._breaks = False

    # -- Blocks ----------------------------------------------------------------------------------

    def _write(self, block: Any) -> None:
        match block:
            case Heading(text, level, _):
                self._heading(text, level)
            case Prose(text, note, lead):
                size, colour = (9.0, _MUTED) if note else (None, None)
                first = _run(lead + " ", size=size, bold=True) if lead else ""
                self._paragraph("Normal", first + _run(text, size=size, colour=colour))
            case Callout(text):
                self._paragraph("IntenseQuote", _run(text, bold=True))
            case Bullets(items):
                self._bullets(items)
            case Table() as table:
                self._table(table)
            case Figure() as figure:
                self._figure(figure)
            case Contents():
                self._contents()
            case PageBreak():
                # Left to the heading that follows: a paragraph of its own could fill an empty page.
                self._breaks = True
            case _:
                pass

    def _append(self, xml: str) -> None:
        """One more element of the body, before the section's settings at its end.

        Written as text, for python-docx looks every style up anew: a report would take seconds.
        """
        body = self._doc.element.body
        body.insert(len(body) - 1, parse_xml(xml))

    def _paragraph(self, style: str, runs: str, more: str = "") -> None:
        if self._breaks:
            more, self._breaks = f"<w:pageBreakBefore/>{more}", False
        if self._stays:
            more = f"<w:keepNext/>{more}"
        self._append(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'
        )

    def _heading(self, text: str, level: int) -> None:
        """A heading; chapters have a name that the contents lead to."""
        runs = _run(text)
        if level == 1:
            self._chapters += 1
            mark = f'w:id="{self._chapters}"'
            name = f'w:name="{_CHAPTER}{self._chapters}"'
            runs = f"<w:bookmarkStart {mark} {name}/>{runs}<w:bookmarkEnd {mark}/>"
        self._paragraph(f"Heading{level}", runs)

    def _contents(self) -> None:
        """A table of contents that Word can renew; it leads to chapters and names no pages.

        Pages are not known before something sets them, and wrong ones are worse than none.
        """
        chapters = [b.text for b in self._said.blocks if isinstance(b, Heading) and b.level == 1]
        begins = _field_part("begin") + (
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\n </w:instrText></w:r>'
        )
        begins += _field_part("separate")
        self._paragraph("Normal", _run(self._said.labels.get("contents", ""), size=13, bold=True))
        for number, text in enumerate(chapters, 1):
            link = f'<w:hyperlink w:anchor="{_CHAPTER}{number}">{_run(text, colour=_ACCENT)}'
            runs = f"{begins if number == 1 else ''}{link}</w:hyperlink>"
            if number == len(chapters):
                runs += _field_part("end")
            self._paragraph("Normal", runs, '<w:spacing w:after="20"/>')

    def _bullets(self, items: Iterable[tuple[str, Cite, tuple[str, ...]]]) -> None:
        for text, cited, more in items:
            runs = _run(text)
            if cited.places:
                runs += _run(f" [{cited}]", size=8.5, colour=_MUTED)
            for one in more:
                runs += "<w:r><w:br/></w:r>" + _run(one, size=9.5, colour=_MUTED)
            self._paragraph("ListBullet", runs)

    def _table(self, table: Table) -> None:
        columns = len(table.head)
        widths = table.widths or (1.0,) * columns
        room = (_WIDTH + 87) if table.wide else _WIDTH
        sizes = [Mm(room * width / sum(widths)).twips for width in widths]
        kept, last = whole(table), len(table.rows) - 1
        rows = "".join(
            _band(row[0], sizes)
            if len(row) == 1 < columns
            else _row(row, sizes, bold_first=not table.head_shown, stays=kept and place < last)
            for place, row in enumerate(table.rows)
        )
        head = _row(table.head, sizes, head=True, stays=True) if table.head_shown else ""
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
        self._append(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="0" w:type="auto"/>{_BORDERS}<w:tblLayout w:type="fixed"/>{_PADDING}'
            f'<w:tblLook w:val="04A0"/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        )
        self._paragraph("Normal", "", '<w:spacing w:after="40"/>')

    def _figure(self, figure: Figure) -> None:
        self._figures += 1
        picture = io.BytesIO(self._pictures[self._figures - 1])
        height = figure.picture.height / figure.picture.width * _WIDTH
        shape = self._doc.add_picture(picture, width=Mm(_WIDTH * min(1.0, 225 / height)))
        described = shape._inline.docPr  # noqa: SLF001
        described.set("descr", f"{figure.caption}. {figure.alt}")
        self._doc.paragraphs[-1].paragraph_format.keep_with_next = True
        label = self._said.labels.get("figure", "")
        self._paragraph("Caption", _run(f"{label} {self._figures}. {figure.caption}"))
        where = f" {self._said.labels.get('table', '')}: {figure.see[0]}." if figure.see[0] else ""
        self._paragraph("Normal", _run(figure.alt + where, size=8.5, colour=_MUTED))


def _row(
    row: Iterable[Cell],
    sizes: Sequence[int],
    *,
    head: bool = False,
    bold_first: bool = False,
    stays: bool = False,
) -> str:
    cells = "".join(
        _cell(cell, size, head=head, bold=head or (bold_first and place == 0), stays=stays)
        for place, (cell, size) in enumerate(zip(row, sizes, strict=True))
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A9B4BE"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDING = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
_PADDING = f"<w:tblCellMar>{_PADDING}</w:tblCellMar>"
_BORDERS = f"<w:tblBorders>{_BORDERS}</w:tblBorders>"


def _band(cell: Cell, sizes: Sequence[int]) -> str:
    """A row of one cell across the table, which stays with the row after it."""
    made = _cell(cell, sum(sizes), head=True, bold=True, stays=True, across=len(sizes))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _field_part(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _cell(
    cell: Cell, size: int, *, head: bool, bold: bool, stays: bool = False, across: int = 1
) -> str:
    tone = _TONES.get(cell.tone) if isinstance(cell, Tag) else None
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EAF0F5"/>' if head else ""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    keeps = "<w:keepNext/>" if stays else ""
    run = _run(str(cell), size=8.5, bold=bold or tone is not None, colour=tone)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{span}{shade}</w:tcPr>'
        f'<w:p><w:pPr>{keeps}<w:spacing w:after="20"/></w:pPr>{run}</w:p></w:tc>'
    )


def _run(
    text: str, *, size: float | None = None, bold: bool = False, colour: str | None = None
) -> str:
    """Text as WordprocessingML, escaped; a line feed is a line break.

    Args:
        text: Literal.
        size: In points; the style's if left out.
        bold: Whether it is.
        colour: Six hexadecimal digits; the style's if left out.
    """
    look = "<w:b/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    if size is not None:
        look += f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>'
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"
