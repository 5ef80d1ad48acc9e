"""What the marks of a picture mean, in a row below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exercise.report.pictures.canvas import SMALL, Canvas, text_width

__all__ = ["Mark", "clock_label", "draw_legend", "legend_height", "time_axis"]

Mark = tuple[Callable[[Canvas, float, float], None], str]
"""Draws a mark round a point, and the words for it."""

_ROW = 18


def legend_height(canvas_width: float, marks: Sequence[Mark]) -> float:
    """Pixels that a legend takes."""
    return _ROW * len(_rows(canvas_width, marks)) + 6


def draw_legend(canvas: Canvas, y: float, marks: Sequence[Mark]) -> None:
    """A legend whose first row stands at ``y``."""
    for row in _rows(canvas.width, marks):
        x = 8.0
        for draw, said in row:
            draw(canvas, x + 8, y + 8)
            canvas.text(x + 22, y + 12, said, "muted", size=SMALL)
            x += _room(said)
        y += _ROW


def _room(said: str) -> float:
    return 22 + text_width(said, SMALL) + 16


def _rows(width: float, marks: Sequence[Mark]) -> list[list[Mark]]:
    rows: list[list[Mark]] = [[]]
    x = 8.0
    for mark in marks:
        if rows[-1] and x + _room(mark[1]) > width:
            rows.append([])
            x = 8.0
        rows[-1].append(mark)
        x += _room(mark[1])
    return rows


def time_axis(
    canvas: Canvas, left: float, top: float, bottom: float, start: int, end: int, step: int
) -> None:
    """Vertical lines at round times, labelled above."""
    scale = (canvas.width - left - 14) / max(end - start, 1)
    first = -(-start // step) * step
    for second in range(first, end + 1, step):
        x = left + (second - start) * scale
        canvas.line(x, top, x, bottom, "line")
        canvas.text(x, top - 5, clock_label(second), "muted", "middle", SMALL)


def clock_label(second: int) -> str:
    """``1:05`` for the sixty-fifth minute."""
    sign = "-" if second < 0 else ""
    minutes = abs(second) // 60
    return f"{sign}{minutes // 60}:{minutes % 60:02d}"
