"""The record of play as a workbook: a sheet for each thing that people sort and filter."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exercise.report.document import shown
from exercise.report.sheet import At, Sheet

__all__ = ["report_xlsx"]

_LONGEST = 32_767
"""Characters that a cell can hold."""
_FACE = "Calibri"
_NARROW = 14
"""Characters up to which the first column stays in sight."""
_RULE = Border(bottom=Side("hair", color="8D9AA6"))
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
_ASIDE = Alignment(horizontal="center", vertical="top")
_MOMENT, _DAY, _SHARE = '"T+"[hh]:mm:ss', "d mmm yyyy", "0.00"
_LINE, _TALLEST = 15.0, 27
"""Points for a line of text, and the most lines that a row may be high."""


def report_xlsx(title: str, marking: str, sheets: Iterable[Sheet]) -> bytes:
    """The workbook; texts are written as texts, so that none of them is a formula."""
    book = Workbook()
    for first in book.worksheets:
        book.remove(first)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet, marking)
    book.properties.title = shown(title, limit=250)
    book.properties.creator = ""
    book.properties.keywords = shown(marking, limit=250)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write(page: Worksheet, sheet: Sheet, marking: str) -> None:
    _put(page, 1, 1, marking).font = Font(_FACE, bold=True, color="9C2F14")
    for column, name in enumerate(sheet.head, 1):
        cell = _put(page, 2, column, name)
        cell.font, cell.fill = Font(_FACE, bold=True), PatternFill("solid", fgColor="EAF0F5")
        cell.border = _RULE
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(column)].width = sheet.widths[column - 1]
    for number, row in enumerate(sheet.rows, 3):
        for column, value in enumerate(row, 1):
            cell = _put(page, number, column, value)
            cell.border, cell.alignment = _RULE, _ASIDE if _counts(value) else _WRAPPED
    for number, row in enumerate((sheet.head, *sheet.rows), 2):
        page.row_dimensions[number].height = _LINE * _lines(row, sheet.widths)
    if not sheet.rows and sheet.none:
        _put(page, 3, 1, sheet.none).font = Font(_FACE, italic=True, color="4B5A67")
    page.freeze_panes = "B3" if sheet.widths[0] <= _NARROW else "A3"
    page.auto_filter.ref = f"A2:{get_column_letter(len(sheet.head))}{max(len(sheet.rows) + 2, 2)}"
    _set_for_print(page, marking)


def _set_for_print(page: Worksheet, marking: str) -> None:
    """On its side, as wide as the paper, with heads, marking and page on every sheet."""
    page.print_title_rows = "1:2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(0.4, 0.4, 0.8, 0.8, header=0.4, footer=0.4)
    said = shown(marking, limit=200).replace("&", "&&").replace("\n", " ")
    for part in (page.oddHeader, page.oddFooter):
        if part is not None and said:
            part.center.text = said
    if page.oddFooter is not None:
        page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"


def _counts(value: Any) -> bool:
    return isinstance(value, int | float)


def _lines(row: Sequence[Any], widths: Sequence[int]) -> int:
    """Lines of a row's tallest cell: not every program works that out on opening."""
    needed = [
        sum(-(-len(line) // max(width - 2, 1)) or 1 for line in _as_seen(value).split("\n"))
        for value, width in zip(row, widths, strict=False)
        if value is not None
    ]
    return min(max(needed, default=1), _TALLEST)


def _as_seen(value: Any) -> str:
    """About what a cell shows: a time or a day is short, however it is kept."""
    return "00:00:00" if isinstance(value, At | date) else str(value)


def _put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """A cell with a value; text is text, whatever it begins with."""
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = shown(value, limit=_LONGEST)
        cell.data_type = "s"
        if cell.value[:1] in ("=", "+", "-", "@", "\t"):
            # Text for good: also after somebody edits the cell or saves it as CSV.
            cell.quotePrefix = True
    elif isinstance(value, At):
        # A time before STARTEX has no form that every program shows.
        cell.value = str(value) if value.seconds < 0 else value.seconds / 86_400
        cell.number_format = "@" if value.seconds < 0 else _MOMENT
    elif isinstance(value, date):
        cell.value, cell.number_format = value, _DAY
    else:
        cell.value = value
        if isinstance(value, float):
            cell.number_format = _SHARE
    return cell
