"""Reading an improvement plan back from the workbook that people filled in."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from agencies.language import words
from agencies.text import plain
from exercise.errors import RequestError
from exercise.report.content import CorrectiveAction
from exercise.report.voice import REPORT_LANGUAGES

__all__ = ["read_plan"]

_LARGEST = 20_000_000
_MOST = 5000


def read_plan(path: Path) -> tuple[CorrectiveAction, ...]:
    """The lines of the sheet *Improvement plan* that have an issue and an action.

    Raises:
        RequestError: If it is no such workbook, or a day is none.
    """
    shown = plain(str(path))
    try:
        if path.stat().st_size > _LARGEST:
            raise RequestError("{path} is too large for an improvement plan.", path=shown)
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise RequestError("{path} is no workbook that can be read.", path=shown) from error
    names = {words(language)("Improvement plan") for language in REPORT_LANGUAGES}
    try:
        sheet = next((book[name] for name in book.sheetnames if name in names), None)
        if sheet is None:
            raise RequestError("{path} has no sheet 'Improvement plan'.", path=shown)
        rows = sheet.iter_rows(min_row=3, max_row=_MOST, max_col=8, values_only=True)
        found = [_line(shown, number, row) for number, row in enumerate(rows, 3)]
    finally:
        book.close()
    return tuple(one for one in found if one is not None)


def _line(path: str, number: int, row: tuple[Any, ...]) -> CorrectiveAction | None:
    values = dict(zip(CorrectiveAction.COLUMNS, (*row, *[None] * 8), strict=False))
    said = {name: _text(value) for name, value in values.items()}
    if not said["issue"] or not said["action"]:
        return None
    days = {name: _day(path, number, values[name]) for name in ("start", "due")}
    return CorrectiveAction(**{**said, **days})


def _text(value: Any) -> str:
    return "" if value is None else plain(str(value)).strip()


def _day(path: str, number: int, value: Any) -> str:
    if value is None or not _text(value):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(_text(value)).isoformat()
    except ValueError:
        raise RequestError(
            "{path}, row {row}: '{value}' is no day; write it as 2027-03-31.",
            path=path,
            row=number,
            value=plain(_text(value), limit=40),
        ) from None
