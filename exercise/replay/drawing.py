"""The answer to a what-if as a picture: when each thing was done or known, and when it would be."""

from __future__ import annotations

from exercise.replay.outcome import Outcome
from exercise.replay.pairs import Pair, pairs
from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, Canvas, fit, nice_step
from exercise.report.pictures.legend import Mark, draw_legend, legend_height, time_axis
from exercise.report.voice import Voice

__all__ = ["before_and_after"]

_LEFT, _RIGHT, _TOP, _ROW = 236, 14, 56, 20
_MOST = 30
"""Rows on the sheet; the rest is in the table."""
_STEPS = (300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)


def before_and_after(outcome: Outcome, voice: Voice, marking: str = "") -> Figure:
    """What comes out otherwise, each on a line of time: as recorded, and with the change.

    Args:
        outcome: The answer.
        voice: Says it.
        marking: What stands on top where the picture leaves the page.
    """
    say = voice.say
    rows = list(pairs(outcome, voice))
    kept, left_out = rows[:_MOST], len(rows) - _MOST
    lanes = len({row.lane for row in kept})
    legend = _legend(voice)
    bottom = _TOP + _ROW * max(1, len(kept)) + 18 * lanes + (16 if left_out > 0 else 0)
    canvas = Canvas(bottom + 22 + legend_height(660, legend))
    if marking:
        canvas.text(canvas.width / 2, 12, fit(marking, canvas.width), "strong", "middle")
    end = max([outcome.until, 60])
    start = min(0, *(at for row in kept for at in (row.before, row.after) if at is not None), 0)
    time_axis(canvas, _LEFT, _TOP, bottom, start, end, nice_step(end - start, 8, _STEPS))
    fork = _x(canvas, max(start, outcome.at), start, end)
    canvas.line(fork, _TOP - 18, fork, bottom, "wanted")
    since = say("the change, from {time} on", time=voice.moment(outcome.at))
    canvas.text(fork + 4, _TOP - 22, since, "muted", size=SMALL)
    y, lane = float(_TOP), ""
    for row in kept:
        if row.lane != lane:
            lane = row.lane
            canvas.rect(0, y + 1, canvas.width, 15, "lane")
            canvas.text(6, y + 13, lane, "strong")
            y += 18
        _draw(canvas, row, y, (start, end))
        y += _ROW
    if not kept:
        canvas.text(6, y + 14, say("Nothing that matters comes out otherwise."), "text")
    if left_out > 0:
        canvas.text(6, y + 13, say("and {n} more, in the table", n=left_out), "muted", size=SMALL)
    draw_legend(canvas, bottom + 14, legend)
    caption = say("What comes out otherwise: as recorded, and with the change")
    alt = "; ".join(_said(row, voice) for row in kept) or say(
        "Nothing that matters comes out otherwise."
    )
    return Figure(canvas.svg(f"{caption}. {alt}"), caption, alt)


def _x(canvas: Canvas, second: int, start: int, end: int) -> float:
    return _LEFT + (second - start) * (canvas.width - _LEFT - _RIGHT) / max(end - start, 1)


def _draw(canvas: Canvas, row: Pair, y: float, span: tuple[int, int]) -> None:
    middle = y + _ROW / 2
    canvas.text(12, y + 14, fit(row.label, _LEFT - 16, SMALL), "text", size=SMALL)
    edge = span[1]
    was = _x(canvas, edge if row.before is None else min(row.before, edge), *span)
    would_be = _x(canvas, edge if row.after is None else min(row.after, edge), *span)
    if abs(was - would_be) > 12:
        canvas.arrow(was, middle, would_be + (7 if would_be < was else -7), middle, "message")
    if row.before is None:
        canvas.cross(was, middle, 4.5)
    else:
        canvas.circle(was, middle, 4.5, "outline")
    if row.after is None:
        canvas.cross(would_be, middle, 4.5)
    else:
        canvas.diamond(would_be, middle, 5.5, "dark")
    if was == would_be:
        right = was - _LEFT > 140
        x, anchor = (was - 10, "end") if right else (was + 10, "start")
        canvas.text(x, y + 14, row.said, "muted", anchor, SMALL)


def _said(row: Pair, voice: Voice) -> str:
    never = voice.say("never")
    before, after = (never if at is None else voice.moment(at) for at in (row.before, row.after))
    return f"{row.label}: {before} → {after}"


def _legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (lambda c, x, y: c.circle(x, y, 4.5, "outline"), say("as recorded")),
        (lambda c, x, y: c.diamond(x, y, 5.5, "dark"), say("with the change")),
        (lambda c, x, y: c.cross(x, y, 4.5), say("never, or not all of it")),
    ]
