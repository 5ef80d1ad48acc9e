"""What was expected, due against done: each part's time as a share of its limit."""

from __future__ import annotations

from exercise.evaluation.model import ExpectationResult, PartResult
from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, Canvas, fit, text_width
from exercise.report.pictures.legend import Mark, draw_legend, legend_height
from exercise.report.voice import Voice

__all__ = ["due_against_done"]

_LEFT, _RIGHT, _TOP, _ROW = 190, 136, 24, 17
_MOST = 36
"""Parts on one sheet."""
_FARTHEST = 2.0
"""Shares of the limit beyond which a mark stands at the edge."""

Row = tuple[ExpectationResult, PartResult]


def due_against_done(voice: Voice, held_by: str, see: tuple[str, str]) -> tuple[Figure, ...]:
    """Sheets of at most thirty-six parts; what never opened or was not observed is left out."""
    rows: list[Row] = [
        (result, part)
        for result in voice.content.evaluation.expectations
        if result.held_by == held_by and not result.prohibition
        for part in result.parts
        if part.outcome not in ("void", "not-observed") and _limit(result, part)
    ]
    order = list(voice.content.network.agencies)
    rows.sort(key=lambda row: (order.index(row[0].agency), row[0].opened_at or 0))
    sheets = -(-len(rows) // _MOST)
    share = -(-len(rows) // sheets) if sheets else 1
    return tuple(
        _sheet(voice, rows[first : first + share], held_by, (first // share, sheets), see)
        for first in range(0, len(rows), share)
    )


def _limit(result: ExpectationResult, part: PartResult) -> int:
    return part.within or result.within or 0


def _sheet(
    voice: Voice, rows: list[Row], held_by: str, place: tuple[int, int], see: tuple[str, str]
) -> Figure:
    say = voice.say
    legend = _legend(voice)
    named = len({result.agency for result, _ in rows})
    bottom = _TOP + _ROW * len(rows) + 16 * named
    canvas = Canvas(bottom + 8 + legend_height(660, legend))
    scale = (canvas.width - _LEFT - _RIGHT) / _FARTHEST
    for share in (0.0, 0.5, 1.0, 1.5, 2.0):
        x = _LEFT + share * scale
        canvas.line(x, _TOP - 4, x, bottom, "axis" if share == 1 else "line")
        canvas.text(
            x, _TOP - 9, voice.share(share), "strong" if share == 1 else "muted", "middle", SMALL
        )
    canvas.text(6, _TOP - 9, say("Share of the limit used"), "muted", size=SMALL)
    y, agency = float(_TOP), ""
    for result, part in rows:
        if result.agency != agency:
            agency = result.agency
            canvas.rect(0, y, canvas.width, 15, "lane")
            canvas.text(6, y + 12, fit(voice.agency(agency), 300), "strong")
            y += 16
        _row(canvas, voice, result, part, y, scale)
        y += _ROW
    draw_legend(canvas, bottom + 8, legend)
    caption = (
        say("Due against done, desks with people")
        if held_by == "people"
        else say("Due against done, simulated desks (not scored)")
    )
    if place[1] > 1:
        caption += f" – {place[0] + 1} / {place[1]}"
    alt = say(
        "{n} parts of what was expected: {met} done within the limit, {late} done after it, "
        "{undone} not done.",
        n=len(rows),
        met=sum(part.outcome == "met" for _, part in rows),
        late=sum(part.outcome == "late" for _, part in rows),
        undone=sum(not part.done for _, part in rows),
    )
    return Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see)


def _row(
    canvas: Canvas,
    voice: Voice,
    result: ExpectationResult,
    part: PartResult,
    y: float,
    scale: float,
) -> None:
    what = voice.say("decision") if part.what == "decision" else f"→ {voice.agency(part.what)}"
    name = voice.expectation(result.id) if result.duty else result.id
    room = _LEFT - 20 - text_width(f" {what}", SMALL)
    said = f"{fit(name, max(room, 60), SMALL)} {what}"
    canvas.text(12, y + 12, fit(said, _LEFT - 20, SMALL), "text", size=SMALL)
    limit = _limit(result, part)
    middle = y + _ROW / 2
    canvas.rect(_LEFT, middle - 3, scale, 6, "pale")
    said = voice.span(limit)
    if part.done and part.agency_time is not None:
        share = min(part.agency_time / limit, _FARTHEST)
        x = _LEFT + share * scale
        canvas.line(_LEFT, middle, x, middle, "used")
        if part.outcome == "met":
            canvas.circle(x, middle, 4.5, "dark")
        else:
            canvas.path(
                [(x, middle - 5.5), (x + 5.5, middle + 4.5), (x - 5.5, middle + 4.5)], "outline"
            )
        said = f"{voice.span(part.agency_time)} / {said}"
    else:
        canvas.cross(_LEFT + _FARTHEST * scale, middle, 4.5)
        said = f"– / {said}"
    canvas.text(canvas.width - 4, y + 12, fit(said, _RIGHT - 14, SMALL), "text", "end", SMALL)


def _legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (
            lambda c, x, y: c.rect(x - 8, y - 3, 16, 6, "pale"),
            say("the time there was (100% = due)"),
        ),
        (lambda c, x, y: c.circle(x, y, 4.5, "dark"), say("done in time")),
        (
            lambda c, x, y: c.path(
                [(x, y - 5.5), (x + 5.5, y + 4.5), (x - 5.5, y + 4.5)], "outline"
            ),
            say("done late"),
        ),
        (lambda c, x, y: c.cross(x, y, 4.5), say("not done")),
    ]
