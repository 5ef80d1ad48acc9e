"""A list that draws the rows that are in sight, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, overload

from textual.content import Content
from textual.geometry import Size, Spacing
from textual.strip import Strip
from textual.style import Style
from textual.visual import Padding, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

__all__ = ["Row", "RowList", "Rows"]

Row = tuple[str, Content]
"""A row's id and what it shows."""

INKED = 500
"""Rows that are kept as the screen takes them."""


class Rows(Sequence[Row]):
    """Very many rows, all of one height, each drawn when it comes into sight.

    Args:
        ids: Their ids, in order.
        draw: Draws the row of an id.
        height: Lines of each.
    """

    def __init__(self, ids: Sequence[str], draw: Callable[[str], Content], height: int = 1) -> None:
        self.ids = ids
        self.height = height
        self._draw = draw
        self._drawn: dict[str, Content] = {}

    def drawn(self, row: str) -> Content:
        """What a row shows."""
        if row not in self._drawn:
            self._drawn[row] = self._draw(row)
        return self._drawn[row]

    def only(self, wanted: Container[str]) -> Rows:
        """Those of them that are wanted."""
        return Rows([row for row in self.ids if row in wanted], self._draw, self.height)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return Rows(self.ids[place], self._draw, self.height)
        row = self.ids[place]
        return row, self.drawn(row)

    def __iter__(self) -> Iterator[Row]:
        return ((row, self.drawn(row)) for row in self.ids)


class RowList(OptionList):
    """An option list that may be given :class:`Rows`.

    Textual measures every option to know where each stands. Where all are as high, that is a
    multiplication, and what is out of sight need not even be made.
    """

    auto_links = False
    """Rows hold no links, and to look for them costs as much as a tenth of drawing them."""
    _rows: Rows | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        self._inked: dict[tuple[str, Style, int], tuple[Content, list[Strip]]] = {}
        """Rows in the form in which the screen takes them; most of them stay as they are."""
        super().__init__(*args, **options)

    def take(self, rows: Rows, highlighted: int | None) -> None:
        """Show these rows, with the cursor on one of them."""
        same = self._rows is not None and rows.ids == self._rows.ids
        kept = {} if self._rows is None else self._id_to_option
        options = [kept.get(row) or Option("", id=row) for row in rows.ids]
        self._rows, self._options = rows, options
        self._id_to_option = dict(zip(rows.ids, options, strict=True))
        self._option_to_index = dict(zip(options, range(len(options)), strict=True))
        self._clear_caches()
        if len(self._inked) > INKED:
            self._inked.clear()
        if not same:
            self.highlighted = None
            self.scroll_y = 0
            self.refresh(layout=self.styles.auto_dimensions)
        self._update_lines()
        self.highlighted = highlighted

    def set_options(self, options: Iterable[Any]) -> RowList:
        """Show options that are measured one by one."""
        self._rows = None
        return super().set_options(options)

    @property
    def _lines(self) -> Sequence[tuple[int, int]]:
        return super()._lines if self._rows is None else _Lines(len(self._rows), self._rows.height)

    @property
    def _heights(self) -> dict[int, int]:
        return super()._heights if self._rows is None else _Times(0, self._rows.height)

    @property
    def _index_to_line(self) -> dict[int, int]:
        return super()._index_to_line if self._rows is None else _Times(self._rows.height, 0)

    def _update_lines(self) -> None:
        if self._rows is None:
            super()._update_lines()
            return
        width = self.scrollable_content_region.width
        virtual_size = Size(width, len(self._rows) * self._rows.height)
        if width and virtual_size != self.virtual_size:
            self.virtual_size = virtual_size
            self._scroll_update(virtual_size)

    def _get_visual(self, option: Option) -> Visual:
        if self._rows is None or option.id is None:
            return super()._get_visual(option)
        return self._rows.drawn(option.id)

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        if self._rows is None or option.id is None:
            return super()._get_option_render(option, style)
        padding = self.get_component_styles("option-list--option").padding
        strips = self._option_render_cache.get((option, style, padding))
        if strips is None:
            place = {"option": self._option_to_index[option]}
            inked = self._ink(option.id, self._rows.drawn(option.id), style, padding)
            strips = [strip.apply_meta(place) for strip in inked]
            self._option_render_cache[option, style, padding] = strips
        return strips

    def _ink(self, row: str, content: Content, style: Style, padding: Spacing) -> list[Strip]:
        width = self.scrollable_content_region.width - self._get_left_gutter_width()
        before = self._inked.get((row, style, width))
        if before is not None and before[0].is_same(content):
            return before[1]
        visual = Padding(content, padding) if padding else content
        strips = Visual.to_strips(self, visual, width, None, style)
        strips = [strip.extend_cell_length(width, style.rich_style) for strip in strips]
        self._inked[row, style, width] = content, strips
        return strips

    def notify_style_update(self) -> None:
        """Colours may be others now."""
        self._inked.clear()
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all rows."""
        if self._rows is None:
            return super().get_content_height(container, viewport, width)
        return len(self._rows) * self._rows.height


class _Lines(Sequence[tuple[int, int]]):
    """For each line its row, and which line of it that is."""

    def __init__(self, rows: int, height: int) -> None:
        self._rows, self._height = rows, height

    def __len__(self) -> int:
        return self._rows * self._height

    @overload
    def __getitem__(self, place: int) -> tuple[int, int]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[int, int]]: ...

    def __getitem__(self, place: int | slice) -> tuple[int, int] | Sequence[tuple[int, int]]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return divmod(place % len(self), self._height)


class _Times(dict[int, int]):
    """For each row ``factor`` times its place, and ``plus``."""

    def __init__(self, factor: int, plus: int) -> None:
        super().__init__()
        self._factor, self._plus = factor, plus

    def __missing__(self, place: int) -> int:
        return place * self._factor + self._plus
