"""A sheet to draw on: shapes in pixels, each in one of a few styles, made into SVG by a template.

660 pixels are the width of a printed page (17 cm), so that 12 pixels are about 8.7 points there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exercise.report.document import Svg, shown

__all__ = ["WIDTH", "Canvas", "fit", "nice_step", "text_width", "wrapped"]

WIDTH = 660
SMALL, NORMAL = 11, 12

_NARROW = frozenset("iljtfrI.,:;'|!()[] -")
_BROAD = frozenset("mwMWQGOD@%–—")


def text_width(text: str, size: float = NORMAL) -> float:
    """About how many pixels a text is wide in the common sans serif faces; rather too many."""
    units = sum(0.34 if c in _NARROW else 0.86 if c in _BROAD else 0.6 for c in text)
    return units * size


def fit(text: str, room: float, size: float = NORMAL) -> str:
    """``text``, cut with an ellipsis to what fits."""
    text = " ".join(shown(text).split())
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, lines: int, size: float = NORMAL) -> list[str]:
    """``text`` in at most ``lines`` lines, the last one cut."""
    found: list[str] = []
    words = " ".join(shown(text).split()).split(" ")
    while words and len(found) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= room:
            line += " " + words.pop(0)
        found.append(fit(line, room, size))
    if words:
        found.append(fit(" ".join(words), room, size))
    return found


def nice_step(span: float, most: int, steps: Sequence[int]) -> int:
    """The smallest of ``steps`` that divides ``span`` into at most ``most`` parts."""
    return next((step for step in steps if span / step <= most), steps[-1])


@dataclass(slots=True)
class Canvas:
    """What is drawn, in its order.

    Attributes:
        shapes: Each with its kind, style, place and text.
    """

    height: float
    width: float = WIDTH
    shapes: list[tuple[str, str, Markup, str]] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, style: str = "line") -> None:
        """A straight line."""
        self._draw("line", style, f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"')

    def rect(self, x: float, y: float, width: float, height: float, style: str) -> None:
        """A rectangle."""
        where = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self._draw("rect", style, where)

    def circle(self, x: float, y: float, radius: float, style: str) -> None:
        """A circle."""
        self._draw("circle", style, f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"')

    def path(
        self, points: Sequence[tuple[float, float]], style: str, *, closed: bool = True
    ) -> None:
        """Straight lines from point to point."""
        steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self._draw("path", style, f'd="M{steps}{"Z" * closed}"')

    def curve(
        self,
        start: tuple[float, float],
        bend: tuple[float, float],
        end: tuple[float, float],
        style: str,
    ) -> None:
        """A line that bends towards a point."""
        d = "M{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}".format(*start, *bend, *end)
        self._draw("path", style, f'd="{d}"')

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: str = "text",
        anchor: str = "start",
        size: int = NORMAL,
    ) -> None:
        """A text on one line; ``y`` is its baseline."""
        where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
        self._draw("text", style, where, " ".join(shown(text).split()))

    def _draw(self, kind: str, style: str, where: str, text: str = "") -> None:
        # Numbers of ours need no escaping; the text is escaped by the template.
        self.shapes.append((kind, style, Markup(where), text))

    def triangle(self, x: float, y: float, size: float, style: str) -> None:
        """A triangle that points down."""
        self.path([(x - size, y - size), (x + size, y - size), (x, y + size)], style)

    def diamond(self, x: float, y: float, size: float, style: str) -> None:
        """A square on its corner."""
        self.path([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], style)

    def cross(self, x: float, y: float, size: float, style: str = "broken") -> None:
        """Two short strokes across each other."""
        self.line(x - size, y - size, x + size, y + size, style)
        self.line(x - size, y + size, x + size, y - size, style)

    def arrow(self, x1: float, y1: float, x2: float, y2: float, style: str = "message") -> None:
        """A line with a head at its end."""
        self.line(x1, y1, x2, y2, style)
        length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.1)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        back = (x2 - 6 * ux, y2 - 6 * uy)
        head = [
            (x2, y2),
            (back[0] - 3 * uy, back[1] + 3 * ux),
            (back[0] + 3 * uy, back[1] - 3 * ux),
        ]
        self.path(head, f"{style}-head")

    def svg(self, label: str) -> Svg:
        """The picture; ``label`` is its text alternative."""
        source = _template().render(
            shapes=self.shapes,
            width=round(self.width),
            height=round(self.height),
            label=shown(label),
        )
        return Svg(source, round(self.width), round(self.height))


@cache
def _template() -> Any:
    loader = PackageLoader("exercise.report.pictures")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("picture.svg")
