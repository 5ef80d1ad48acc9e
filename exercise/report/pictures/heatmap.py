"""Who knew what, and since when: agencies down, facts across."""

from __future__ import annotations

from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, Canvas, fit, wrapped
from exercise.report.pictures.legend import Mark, clock_label, draw_legend, legend_height
from exercise.report.voice import Voice

__all__ = ["heat_map"]

_LEFT, _TOP, _ROW = 128, 22, 20
_MOST = 14
"""Facts on one sheet."""


def heat_map(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """Sheets of at most fourteen facts each; none where nobody learned anything."""
    found = voice.content.evaluation
    facts = list(dict.fromkeys(entry.fact for entry in found.awareness))
    facts += [n.fact for n in found.needs if n.outcome != "void" and n.fact not in facts]
    facts = list(dict.fromkeys(facts))
    sheets = -(-len(facts) // _MOST)
    share = -(-len(facts) // sheets) if sheets else 0
    return tuple(
        _sheet(voice, facts[first : first + share], first, len(facts), see)
        for first in range(0, len(facts), share or 1)
    )


def _sheet(voice: Voice, facts: list[str], first: int, total: int, see: tuple[str, str]) -> Figure:
    say, found = voice.say, voice.content.evaluation
    knows = {(entry.agency, entry.fact): entry.at for entry in found.awareness}
    needs = {(n.agency, n.fact): n for n in found.needs if n.outcome != "void"}
    concerned = {agency for agency, fact in (*knows, *needs) if fact in facts}
    people = set(voice.content.people)
    order = list(voice.content.network.agencies)
    rows = sorted(concerned, key=lambda name: (name not in people, order.index(name)))
    legend = _legend(voice)
    lines = [
        wrapped(f"{first + n + 1}  {voice.fact(fact)}", 316, 2, SMALL)
        for n, fact in enumerate(facts)
    ]
    half = -(-len(lines) // 2)
    columns = (lines[:half], lines[half:])
    named = max(sum(len(one) for one in column) for column in columns) * 14 + 8
    bottom = _TOP + _ROW * len(rows)
    canvas = Canvas(bottom + 8 + legend_height(660, legend) + named)
    width = min((canvas.width - _LEFT - 6) / len(facts), 60)
    for column, _ in enumerate(facts):
        x = _LEFT + column * width + width / 2
        canvas.text(x, _TOP - 6, str(first + column + 1), "strong", "middle")
    for row, agency in enumerate(rows):
        y = _TOP + row * _ROW
        style = "strong" if agency in people else "text"
        canvas.text(6, y + 14, fit(voice.agency(agency), _LEFT - 12), style)
        for column, fact in enumerate(facts):
            need = needs.get((agency, fact))
            at = knows.get((agency, fact))
            _cell(
                canvas, _LEFT + column * width, y, width, at, None if need is None else need.outcome
            )
    draw_legend(canvas, bottom + 8, legend)
    top = bottom + 8 + legend_height(660, legend) + 10
    for place, half_of_them in enumerate(columns):
        line_at = top
        for one in half_of_them:
            for indent, line in enumerate(one):
                canvas.text(
                    8 + place * 328 + (16 if indent else 0), line_at, line, "text", size=SMALL
                )
                line_at += 14
    known = sum((agency, fact) in knows for agency in rows for fact in facts)
    wanted = [needs[key] for key in needs if key[1] in facts]
    caption = say("Who knew what, and since when (hours and minutes after STARTEX)")
    if total > len(facts):
        caption += f" – {first + 1}–{first + len(facts)} / {total}"
    alt = say(
        "{agencies} agencies and {facts} facts. {known} times an agency knew a fact; of {needs} "
        "times that one needed it, it knew in time {timely} times, late {late} times and never "
        "{never} times.",
        agencies=len(rows),
        facts=len(facts),
        known=known,
        needs=len(wanted),
        timely=sum(n.outcome == "in-time" for n in wanted),
        late=sum(n.outcome == "late" for n in wanted),
        never=sum(n.outcome == "missed" for n in wanted),
    )
    return Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see)


def _cell(
    canvas: Canvas, x: float, y: float, width: float, at: int | None, need: str | None
) -> None:
    box = (x + 1, y + 1, width - 2, _ROW - 2)
    middle = x + width / 2
    if at is None:
        if need == "missed":
            canvas.rect(*box, "outline")
            canvas.cross(middle, y + _ROW / 2, 4)
        elif need == "open":
            canvas.rect(*box, "outline")
            canvas.text(middle, y + 14, "…", "text", "middle", SMALL)
        else:
            canvas.circle(middle, y + _ROW / 2, 1, "muted")
        return
    style, ink = {"in-time": ("dark", "inverse"), "late": ("hatched", "strong")}.get(
        need or "", ("pale", "text")
    )
    canvas.rect(*box, style)
    canvas.text(middle, y + 14, clock_label(at), ink, "middle", SMALL)


def _legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (lambda c, x, y: c.rect(x - 8, y - 6, 16, 12, "dark"), say("needed it, knew in time")),
        (lambda c, x, y: c.rect(x - 8, y - 6, 16, 12, "hatched"), say("needed it, knew late")),
        (_never, say("needed it, never knew")),
        (_waited, say("needed it; its time had not run out")),
        (lambda c, x, y: c.rect(x - 8, y - 6, 16, 12, "pale"), say("knew it without needing it")),
        (lambda c, x, y: c.circle(x, y, 1, "muted"), say("did not know, did not need to")),
    ]


def _waited(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 8, y - 6, 16, 12, "outline")
    canvas.text(x, y + 2, "…", "text", "middle", SMALL)


def _never(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 8, y - 6, 16, 12, "outline")
    canvas.cross(x, y, 3.5)
