"""What a sheet of a workbook is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the heads with their widths in characters, and the rows."""

    name: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Any, ...], ...]
