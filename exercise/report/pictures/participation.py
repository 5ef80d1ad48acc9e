"""What each desk read, sent and decided, counted. It shows who was drawn in, not who did well."""

from __future__ import annotations

from exercise.report.content import Activity
from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, Canvas, fit
from exercise.report.pictures.legend import Mark, draw_legend, legend_height
from exercise.report.voice import Voice

__all__ = ["participation"]

_LEFT, _TOP, _ROW = 140, 6, 21


def participation(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """Bars for desks that anything reached or that did anything, people's desks first."""
    say = voice.say
    rows = [
        one
        for one in voice.content.activity
        if one.held_by == "people" or one.received or one.sent or one.decided
    ]
    if not rows:
        return ()
    legend = _legend(voice)
    bottom = _TOP + _ROW * len(rows)
    canvas = Canvas(bottom + 6 + legend_height(660, legend))
    most = max(_total(one) for one in rows) or 1
    scale = (canvas.width - _LEFT - 96) / most
    for place, one in enumerate(rows):
        y = _TOP + _ROW * place
        people = one.held_by == "people"
        canvas.text(
            6, y + 14, fit(voice.agency(one.agency), _LEFT - 14), "strong" if people else "text"
        )
        x = float(_LEFT)
        for count, style in ((one.read, "pale"), (one.sent, "mid"), (one.decided, "dark")):
            if count:
                canvas.rect(x, y + 3, count * scale, _ROW - 7, style)
                x += count * scale
        said = f"{one.read} · {one.sent} · {one.decided}" if _total(one) else say("did not act")
        canvas.text(x + 6, y + 14, said, "text", size=SMALL)
    draw_legend(canvas, bottom + 6, legend)
    silent = [one.agency for one in rows if one.held_by == "people" and not _total(one)]
    caption = say("Participation: items read, messages sent and decisions logged by each desk")
    alt = say(
        "{people} desks with people and {others} simulated ones took part. Desks with people that "
        "did not act: {silent}.",
        people=sum(one.held_by == "people" for one in rows),
        others=sum(one.held_by != "people" for one in rows),
        silent=voice.agencies(silent) or say("none"),
    )
    return (Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see),)


def _total(one: Activity) -> int:
    return one.read + one.sent + one.decided


def _legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (lambda c, x, y: c.rect(x - 8, y - 6, 16, 12, "pale"), say("items read")),
        (lambda c, x, y: c.rect(x - 8, y - 6, 16, 12, "mid"), say("messages sent")),
        (lambda c, x, y: c.rect(x - 8, y - 6, 16, 12, "dark"), say("decisions logged")),
        (lambda c, x, y: c.text(x - 5, y + 4, "Aa", "strong"), say("desk with people")),
    ]
