"""Messages and decisions of each agency over time, with injects as marks: a sheet for each move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exercise.events import DecisionLogged, InjectDelivered, MoveBegan
from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, Canvas, fit, nice_step
from exercise.report.pictures.legend import Mark, draw_legend, legend_height, time_axis
from exercise.report.voice import Voice

__all__ = ["swimlanes"]

_LEFT, _TOP, _LANE = 128, 24, 22
_BIN = 12.0
"""Pixels within which messages of the same pair are drawn as one."""
_CROWDED = 70
"""Arrows beyond which a sheet is divided in two."""
_SHORTEST = 600
"""Seconds below which a sheet is never divided."""
_STEPS = (60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)


@dataclass(frozen=True, slots=True)
class _Crossing:
    sender: str
    receiver: str
    sent_at: int
    arrived_at: int | None
    unplanned: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    start: int
    end: int


def swimlanes(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """The sheets, in order; none where nothing happened."""
    crossings = _crossings(voice)
    injects = [
        (event.at, event.body.to, event.body.inject)
        for event in voice.content.events
        if isinstance(event.body, InjectDelivered)
    ]
    decisions = [
        (event.at, event.agency or "")
        for event in voice.content.events
        if isinstance(event.body, DecisionLogged)
    ]
    if not (crossings or injects or decisions):
        return ()
    sheets = [part for sheet in _moves(voice) for part in _divided(sheet, crossings)]
    return tuple(
        figure
        for sheet in sheets
        if (figure := _draw(voice, sheet, crossings, injects, decisions, see)) is not None
    )


def _crossings(voice: Voice) -> list[_Crossing]:
    found = []
    for sending in voice.content.state.traffic.sendings.values():
        for hop in sending.hops:
            unplanned = not sending.body.planned
            found.append(
                _Crossing(hop.sender, hop.receiver, hop.sent_at, hop.delivered_at, unplanned)
            )
        if sending.state == "returned":
            found.append(_Crossing(sending.at, sending.body.to, sending.sent_at, None, False))
    return found


def _moves(voice: Voice) -> Iterator[_Sheet]:
    content = voice.content
    begun = [(e.at, e.body.move) for e in content.events if isinstance(e.body, MoveBegan)]
    titles = {move.id: voice.text(move.title) or move.id for move in content.setup.pack.moves}
    for place, (start, move) in enumerate(begun):
        end = begun[place + 1][0] if place + 1 < len(begun) else content.evaluation.at
        if end > start:
            yield _Sheet(titles.get(move, move), start, end)


def _divided(sheet: _Sheet, crossings: list[_Crossing]) -> Iterator[_Sheet]:
    bins = max((sheet.end - sheet.start) * _BIN / (660 - _LEFT), 1)
    arrows = {
        (c.sender, c.receiver, int(c.sent_at // bins))
        for c in crossings
        if sheet.start <= c.sent_at < sheet.end
    }
    if len(arrows) <= _CROWDED or sheet.end - sheet.start < 2 * _SHORTEST:
        yield sheet
        return
    middle = (sheet.start + sheet.end) // 2 // 60 * 60
    yield from _divided(_Sheet(sheet.title, sheet.start, middle), crossings)
    yield from _divided(_Sheet(sheet.title, middle, sheet.end), crossings)


def _draw(
    voice: Voice,
    sheet: _Sheet,
    crossings: list[_Crossing],
    injects: list[tuple[int, str, str]],
    decisions: list[tuple[int, str]],
    see: tuple[str, str],
) -> Figure | None:
    last = sheet.end >= voice.content.evaluation.at

    def inside(at: int) -> bool:
        return sheet.start <= at < sheet.end or (last and at == sheet.end)

    arrows = [c for c in crossings if inside(c.sent_at)]
    marks = [one for one in injects if inside(one[0])]
    decided = [one for one in decisions if inside(one[0])]
    active = {a for c in arrows for a in (c.sender, c.receiver)}
    active |= {to for _, to, _ in marks} | {agency for _, agency in decided}
    if not active:
        return None
    people = set(voice.content.people)
    order = list(voice.content.network.agencies)
    lanes = sorted(active, key=lambda name: (name not in people, order.index(name)))
    legend = _legend(voice)
    bottom = _TOP + _LANE * len(lanes)
    canvas = Canvas(bottom + 8 + legend_height(660, legend))
    scale = (canvas.width - _LEFT - 14) / max(sheet.end - sheet.start, 1)

    def x(at: int) -> float:
        return _LEFT + (min(max(at, sheet.start), sheet.end) - sheet.start) * scale

    y = {name: _TOP + _LANE * place + _LANE / 2 for place, name in enumerate(lanes)}
    for place, name in enumerate(lanes):
        if place % 2 == 0:
            canvas.rect(0, _TOP + _LANE * place, canvas.width, _LANE, "lane")
        style = "strong" if name in people else "text"
        canvas.text(6, y[name] + 4, fit(voice.agency(name), _LEFT - 14), style)
    step = nice_step(sheet.end - sheet.start, 9, _STEPS)
    time_axis(canvas, _LEFT, _TOP, bottom, sheet.start, sheet.end, step)
    for name in lanes:
        canvas.line(_LEFT, y[name], canvas.width - 14, y[name], "line")
    _draw_arrows(canvas, arrows, x, y)
    scripted = {inject.id for inject in voice.content.setup.pack.injects}
    following: dict[str, float] = {}
    for at, to, inject in sorted(marks, reverse=True):
        canvas.triangle(x(at), y[to] - 4, 5, "inject")
        # The id is written where there is room for it.
        room = min(following.get(to, 9999.0), canvas.width) - x(at)
        if room > 36:
            said = inject if inject in scripted else voice.say("ad hoc")
            canvas.text(x(at) + 7, y[to] - 2, fit(said, min(room - 12, 64), 10), "tag", size=10)
        following[to] = x(at)
    for at, agency in decided:
        canvas.diamond(x(at), y[agency] + 3, 5.5, "decision")
    draw_legend(canvas, bottom + 8, legend)
    window = f"{voice.moment(sheet.start)} – {voice.moment(sheet.end)}"
    caption = voice.say(
        "Messages, decisions and injects: {move}, {window}", move=sheet.title, window=window
    )
    alt = voice.say(
        "{n} desks, one below the other, over time: {injects} injects reach them, {messages} "
        "messages cross between them, {decisions} decisions are logged.",
        n=len(lanes),
        injects=len({inject for _, _, inject in marks}),
        messages=len(arrows),
        decisions=len(decided),
    )
    return Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see)


def _draw_arrows(canvas: Canvas, arrows: list[_Crossing], x: object, y: dict[str, float]) -> None:
    assert callable(x)
    grouped: dict[tuple[str, str, bool, int], list[_Crossing]] = {}
    for one in arrows:
        key = (one.sender, one.receiver, one.arrived_at is None, int(x(one.sent_at) // _BIN))
        grouped.setdefault(key, []).append(one)
    for (sender, receiver, returned, _), same in grouped.items():
        first = same[0]
        x1, y1, y2 = x(first.sent_at), y[sender], y.get(receiver)
        if y2 is None:
            continue
        if returned or first.arrived_at is None:
            middle = (y1 + y2) / 2
            canvas.line(x1, y1, x1, middle, "returned")
            canvas.cross(x1, middle, 3.5)
            continue
        x2 = x(first.arrived_at)
        canvas.circle(x1, y1, 1.8, "message-head")
        canvas.arrow(x1, y1, x2, y2, "returned" if first.unplanned else "message")
        if len(same) > 1:
            canvas.text(
                (x1 + x2) / 2 + 3, (y1 + y2) / 2 + 3, f"×{len(same)}", "text", size=SMALL - 1
            )


def _legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (lambda c, x, y: c.triangle(x, y, 5, "inject"), say("inject arrives")),
        (lambda c, x, y: c.arrow(x - 8, y, x + 9, y), say("message, from sent to arrived")),
        (lambda c, x, y: c.arrow(x - 8, y, x + 9, y, "returned"), say("unlisted contact")),
        (lambda c, x, y: c.cross(x, y, 4), say("came back")),
        (lambda c, x, y: c.diamond(x, y, 5.5, "decision"), say("decision")),
        (lambda c, x, y: c.text(x - 5, y + 4, "Aa", "strong"), say("desk with people")),
    ]
