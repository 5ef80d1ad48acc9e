"""How much of what had to be known was known, over time, and how much should have been by then.

Completeness at a moment is the share of (agency, fact) pairs of the pack's needs that are known, of
those whose fact reached anybody in the exercise: IC(t) = |aware ∩ required| / |required|.
"""

from __future__ import annotations

from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, Canvas, nice_step
from exercise.report.pictures.legend import Mark, clock_label, draw_legend, legend_height
from exercise.report.voice import Voice

__all__ = ["completeness", "completeness_rows"]

_LEFT, _TOP, _HIGH = 52, 14, 116
_STEPS = (300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)


def completeness_rows(voice: Voice, most: int = 12) -> list[tuple[int, float, float]]:
    """Seconds, share known and share due by then, at round times."""
    found = voice.content.evaluation
    needs = [need for need in found.needs if need.outcome != "void"]
    if not needs:
        return []
    step = nice_step(max(found.at, 1), most, _STEPS)
    moments = [*range(0, max(found.at, 0), step), found.at]
    return [
        (
            at,
            sum(n.known_at is not None and n.known_at <= at for n in needs) / len(needs),
            sum(n.due_at is not None and n.due_at <= at for n in needs) / len(needs),
        )
        for at in moments
    ]


def completeness(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """One picture; none where nothing had to be known."""
    say, found = voice.say, voice.content.evaluation
    needs = [need for need in found.needs if need.outcome != "void"]
    if not needs or found.at <= 0:
        return ()
    legend = _legend(voice)
    bottom = _TOP + _HIGH
    canvas = Canvas(bottom + 28 + legend_height(660, legend))
    scale = (canvas.width - _LEFT - 16) / found.at
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = bottom - share * _HIGH
        canvas.line(_LEFT, y, canvas.width - 16, y, "axis" if share == 0 else "line")
        canvas.text(_LEFT - 6, y + 4, voice.share(share), "muted", "end", SMALL)
    step = nice_step(found.at, 10, _STEPS)
    for second in range(0, found.at + 1, step):
        x = _LEFT + second * scale
        canvas.line(x, bottom, x, bottom + 4, "axis")
        canvas.text(x, bottom + 16, clock_label(second), "muted", "middle", SMALL)
    known = _steps([n.known_at for n in needs], found.at)
    due = _steps([n.due_at for n in needs], found.at)

    def placed(steps: list[tuple[int, float]]) -> list[tuple[float, float]]:
        return [(_LEFT + at * scale, bottom - share * _HIGH) for at, share in steps]

    ground = [(_LEFT + found.at * scale, bottom), (float(_LEFT), float(bottom))]
    canvas.path([*placed(known), *ground], "area")
    canvas.path(placed(due), "wanted", closed=False)
    canvas.path(placed(known), "curve", closed=False)
    draw_legend(canvas, bottom + 26, legend)
    end, wanted = known[-1][1], due[-1][1]
    caption = say("How complete the picture was over time")
    alt = say(
        "The share of what agencies needed to know and did know climbs to {share} at {time}; {due} "
        "was due by then.",
        share=voice.share(end),
        time=voice.moment(found.at),
        due=voice.share(wanted),
    )
    return (Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see),)


def _steps(times: list[int | None], end: int) -> list[tuple[int, float]]:
    done = sorted(max(at, 0) for at in times if at is not None and at <= end)
    found = [(0, 0.0)]
    for count, at in enumerate(done, 1):
        found += [(at, found[-1][1]), (at, count / len(times))]
    return [*found, (end, found[-1][1])]


def _legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (lambda c, x, y: c.line(x - 9, y, x + 9, y, "curve"), say("known")),
        (
            lambda c, x, y: c.line(x - 9, y, x + 9, y, "wanted"),
            say("should have been known by then"),
        ),
    ]
