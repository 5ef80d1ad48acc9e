"""The record of play as a workbook: a sheet for each thing that people sort and filter."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exercise.report.document import shown
from exercise.report.sheets import Sheet

__all__ = ["report_xlsx"]

_LONGEST = 32_767
"""Characters that a cell can hold."""
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
    _put(page, 1, 1, marking).font = Font(bold=True, color="9C2F14")
    for column, name in enumerate(sheet.head, 1):
        cell = _put(page, 2, column, name)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EAF0F5")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(column)].width = sheet.widths[column - 1]
    for number, row in enumerate(sheet.rows, 3):
        for column, value in enumerate(row, 1):
            _put(page, number, column, value).alignment = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate((sheet.head, *sheet.rows), 2):
        page.row_dimensions[number].height = _LINE * _lines(row, sheet.widths)
    page.freeze_panes = "A3"
    page.auto_filter.ref = f"A2:{get_column_letter(len(sheet.head))}{max(len(sheet.rows) + 2, 2)}"
    page.print_title_rows = "1:2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    said = shown(marking, limit=200).replace("&", "&&").replace("\n", " ")
    for part in (page.oddHeader, page.oddFooter):
        if part is not None:
            part.center.text = said


def _lines(row: Sequence[Any], widths: Sequence[int]) -> int:
    """Lines of a row's tallest cell: not every program works that out on opening."""
    needed = [
        sum(-(-len(line) // max(width - 2, 1)) or 1 for line in str(value).split("\n"))
        for value, width in zip(row, widths, strict=False)
        if value is not None
    ]
    return min(max(needed, default=1), _TALLEST)


def _put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """A cell with a value; text is text, whatever it begins with."""
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = shown(value, limit=_LONGEST)
        cell.data_type = "s"
        if cell.value[:1] in ("=", "+", "-", "@", "\t"):
            # Text for good: also after somebody edits the cell or saves it as CSV.
            cell.quotePrefix = True
    else:
        cell.value = value
    return cell
