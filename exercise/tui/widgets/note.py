"""Text as it stands."""

from __future__ import annotations

from textual.visual import VisualType
from textual.widgets import Static

__all__ = ["Note"]


class Note(Static):
    """Text that people or packs wrote, shown literally."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        id: str | None = None,  # noqa: A002  # as in every widget
        classes: str | None = None,
    ) -> None:
        super().__init__(content, markup=False, id=id, classes=classes)
