"""How much of what had to be known was known, over time, and how much should have been by then.

Completeness is the evaluation's: at a moment, the weight of the (agency, fact) pairs that are known
over that of those whose fact had reached anybody by then. It falls when something new is learned by
the first. Beside it stands the share of that weight whose limit had passed.
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
    end = voice.content.evaluation.at
    known, due = _curves(voice)
    if not known:
        return []
    step = nice_step(max(end, 1), most, _STEPS)
    moments = [*range(0, max(end, 0), step), end]
    return [(at, _at(known, at), _at(due, at)) for at in moments]


def _curves(voice: Voice) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """What was known and what should have been, after each change; empty without any need."""
    found, facts = voice.content.evaluation, voice.content.setup.pack.facts
    points = found.information.everybody.points
    needs = [n for n in found.needs if n.outcome != "void" and n.due_at is not None]
    moments = sorted({max(at, 0) for at, _, _ in points} | {max(n.due_at or 0, 0) for n in needs})
    known, due = [], []
    for at in (at for at in moments if at <= found.at):
        reached = [(k, needed) for second, k, needed in points if max(second, 0) <= at]
        if not reached or not reached[-1][1]:
            continue
        weight, needed = reached[-1]
        passed = sum(facts[n.fact].weight for n in needs if (n.due_at or 0) <= at)
        known.append((at, weight / needed))
        due.append((at, min(1.0, passed / needed)))
    return known, due


def _at(curve: list[tuple[int, float]], at: int) -> float:
    return next((share for second, share in reversed(curve) if second <= at), 0.0)


def completeness(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """One picture; none where nothing had to be known."""
    say, found = voice.say, voice.content.evaluation
    shares, wanted_shares = _curves(voice)
    if not shares or found.at <= 0:
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
    known, due = _steps(shares, found.at), _steps(wanted_shares, found.at)

    def placed(steps: list[tuple[int, float]]) -> list[tuple[float, float]]:
        return [(_LEFT + at * scale, bottom - share * _HIGH) for at, share in steps]

    ground = [(_LEFT + found.at * scale, bottom), (float(_LEFT), float(bottom))]
    canvas.path([*placed(known), *ground], "area")
    canvas.path(placed(due), "wanted", closed=False)
    canvas.path(placed(known), "curve", closed=False)
    draw_legend(canvas, bottom + 26, legend)
    end, wanted = known[-1][1], due[-1][1]
    caption = say("How complete the picture was over time")
    alt = _in_words(voice, end, wanted)
    return (Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see),)


def _in_words(voice: Voice, end: float, wanted: float) -> str:
    """Where the curves end."""
    say, moment = voice.say, voice.moment(voice.content.evaluation.at)
    if not end and not wanted:
        return say("At {time} nothing that agencies needed to know was known, or due.", time=moment)
    return say(
        "The share of what agencies needed to know and did know stands at {share} at {time}; {due} "
        "was due by then.",
        share=voice.share(end),
        time=moment,
        due=voice.share(wanted),
    )


def _steps(curve: list[tuple[int, float]], end: int) -> list[tuple[int, float]]:
    found = [(0, 0.0)]
    for at, share in curve:
        found += [(at, found[-1][1]), (at, share)]
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
