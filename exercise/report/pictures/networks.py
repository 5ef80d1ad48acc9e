"""The network as planned and as used: agencies in a ring, the ways between them inside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exercise.events import Disrupted
from exercise.report.content import Content
from exercise.report.document import Figure
from exercise.report.pictures.canvas import SMALL, WIDTH, Canvas, fit, text_width
from exercise.report.pictures.legend import Mark, draw_legend, legend_height
from exercise.report.voice import Voice

__all__ = ["Use", "network_planned", "network_used", "uses"]

_MARGIN = 30


@dataclass(frozen=True, slots=True)
class Use:
    """How much two agencies used the way between them, whichever of them wrote.

    Attributes:
        pair: Both ids, in the network's order.
        messages: Messages that crossed.
        lost: Attempts that did not arrive, and messages that came back.
        planned: Whether the network has a link between them.
        broken: Whether a link between them, or its channel or end, was down at some time.
    """

    pair: tuple[str, str]
    messages: int
    lost: int
    planned: bool
    broken: bool


def uses(content: Content) -> tuple[Use, ...]:
    """Every pair that has a link or exchanged something, in the network's order."""
    order = {name: place for place, name in enumerate(content.network.agencies)}

    def pair(one: str, other: str) -> tuple[str, str]:
        return (one, other) if order.get(one, -1) <= order.get(other, -1) else (other, one)

    crossed: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for used in content.evaluation.coordination.usage:
        crossed[pair(used.source, used.target)] += used.crossings
        lost[pair(used.source, used.target)] += used.lost
    for sending in content.state.traffic.sendings.values():
        if sending.state == "returned":
            lost[pair(sending.at, sending.body.to)] += 1
    planned = {pair(link.source, link.target) for link in content.network.links}
    broken = {pair(one, other) for one, other in _broken(content)}
    found = [p for p in (*planned, *crossed, *lost) if p[0] in order and p[1] in order]
    ordered = sorted(dict.fromkeys(found), key=lambda p: (order[p[0]], order[p[1]]))
    return tuple(Use(p, crossed[p], lost[p], p in planned, p in broken) for p in ordered)


def _broken(content: Content) -> Iterator[tuple[str, str]]:
    for event in content.events:
        if isinstance(event.body, Disrupted):
            body = event.body
            for link in content.network.links:
                ends = (link.source, link.target)
                if (
                    (body.link is None or body.link == link.id)
                    and (body.channel is None or body.channel == link.channel)
                    and (body.agency is None or body.agency in ends)
                ):
                    yield ends


def network_planned(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """Every link of the network."""
    say = voice.say
    found = [use for use in uses(voice.content) if use.planned]
    names = list(voice.content.network.agencies)
    legend: list[Mark] = [
        (lambda c, x, y: c.line(x - 9, y, x + 9, y, "edge"), say("can reach each other")),
        *_node_legend(voice)[:1],
    ]
    caption = say("The network as planned")
    degree = Counter(name for use in found for name in use.pair)
    most = [name for name, _ in degree.most_common(3)]
    alt = say(
        "{agencies} agencies in a ring and {pairs} pairs that can reach each other directly. Most "
        "connected: {most}.",
        agencies=len(names),
        pairs=len(found),
        most=voice.agencies(most) or "–",
    )
    canvas, places = _ring(voice, names, legend)
    for use in found:
        _edge(canvas, places, use, "edge")
    _nodes(canvas, voice, places, {})
    return (Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see),)


def network_used(voice: Voice, see: tuple[str, str]) -> tuple[Figure, ...]:
    """Where messages went, where they could not, and where they lay waiting; none without any."""
    say, content = voice.say, voice.content
    found = [use for use in uses(content) if use.messages or use.lost or use.broken]
    if not any(use.messages or use.lost for use in found):
        return ()
    names = list(content.network.agencies)
    legend = _used_legend(voice)
    canvas, places = _ring(voice, names, legend)
    most = max(use.messages for use in found) or 1
    for use in sorted(found, key=lambda one: one.messages):
        _edge(canvas, places, use, _style(use, most))
    for use in found:
        if use.broken or use.lost:
            bend = _middle(places[use.pair[0]], places[use.pair[1]], _centre(places))
            canvas.cross(*bend, 4)
    waits = {one.agency: one.waited for one in content.activity if one.waited}
    longest = sorted(waits, key=lambda name: -waits[name])[:3]
    _nodes(canvas, voice, places, {name: voice.span(_minutes(waits[name])) for name in longest})
    caption = say("The network as used")
    alt = say(
        "{messages} messages over {pairs} pairs, {unplanned} of them not in the plan; {broken} "
        "pairs were cut off at some time or sent something back. Messages lay unread longest at "
        "{most}.",
        messages=sum(use.messages for use in found),
        pairs=sum(use.messages > 0 for use in found),
        unplanned=sum(use.messages > 0 and not use.planned for use in found),
        broken=sum(use.broken or use.lost > 0 for use in found),
        most=voice.agencies(longest) or "–",
    )
    if alt.endswith(".."):  # The last name is short for something, and has a full stop already.
        alt = alt[:-1]
    return (Figure(canvas.svg(f"{caption}. {alt}"), caption, alt, see),)


def _minutes(seconds: int) -> int:
    return max(60, round(seconds / 60) * 60)


def _style(use: Use, most: int) -> str:
    if not use.messages:
        return "broken-line"
    if not use.planned:
        return "unplanned"
    share = use.messages / most
    return "used-most" if share > 0.66 else "used-more" if share > 0.33 else "used"


Places = dict[str, tuple[float, float, float]]
"""Where each agency stands: x, y and its angle."""


def _radius(agencies: int) -> int:
    """Pixels of the ring: both networks stand on one page unless agencies are too many for it."""
    return 144 if agencies <= 28 else 172


def _centre(places: Places) -> tuple[float, float]:
    return WIDTH / 2, float(_radius(len(places)) + _MARGIN)


def _ring(voice: Voice, names: list[str], legend: list[Mark]) -> tuple[Canvas, Places]:
    network = voice.content.network
    sectors = {name: network.agencies[name].sector for name in names}
    ordered = sorted(names, key=lambda name: (sectors[name], names.index(name)))
    radius = _radius(len(names))
    middle = WIDTH / 2, radius + _MARGIN
    places: Places = {}
    for place, name in enumerate(ordered):
        angle = 2 * math.pi * place / max(len(ordered), 1) - math.pi / 2
        x, y = middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)
        places[name] = (x, y, angle)
    bottom = 2 * (radius + _MARGIN)
    canvas = Canvas(bottom + legend_height(WIDTH, legend))
    draw_legend(canvas, bottom, legend)
    return canvas, places


def _middle(
    one: tuple[float, float, float], other: tuple[float, float, float], centre: tuple[float, float]
) -> tuple[float, float]:
    """Where the curve between two places passes halfway."""
    bend = _bend(one, other, centre)
    return (one[0] + 2 * bend[0] + other[0]) / 4, (one[1] + 2 * bend[1] + other[1]) / 4


def _bend(
    one: tuple[float, float, float], other: tuple[float, float, float], centre: tuple[float, float]
) -> tuple[float, float]:
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    return x + (centre[0] - x) * 0.35, y + (centre[1] - y) * 0.35


def _edge(canvas: Canvas, places: Places, use: Use, style: str) -> None:
    one, other = places[use.pair[0]], places[use.pair[1]]
    canvas.curve(one[:2], _bend(one, other, _centre(places)), other[:2], style)


def _nodes(canvas: Canvas, voice: Voice, places: Places, waits: dict[str, str]) -> None:
    people = set(voice.content.people)
    for name, (x, y, angle) in places.items():
        if name in waits:
            canvas.circle(x, y, 10, "outline")
        canvas.circle(x, y, 6, "dark" if name in people else "mid")
        right = math.cos(angle) >= -0.01
        out = 15
        lx, ly = x + out * math.cos(angle), y + out * math.sin(angle) + 4
        room = canvas.width - lx - 4 if right else lx - 4
        said = voice.agency(name) + (f" ({waits[name]})" if name in waits else "")
        style = "strong" if name in people else "text"
        anchor = "start" if right else "end"
        if abs(math.cos(angle)) < 0.12:  # At the top and bottom names stand over their places.
            anchor, room = "middle", 150
            ly += 4 if math.sin(angle) > 0 else -4
        canvas.text(
            lx, ly, fit(said, min(room, max(text_width(said), 40)), SMALL), style, anchor, SMALL
        )


def _node_legend(voice: Voice) -> list[Mark]:
    say = voice.say
    return [
        (lambda c, x, y: c.circle(x, y, 6, "dark"), say("desk with people")),
        (_waiting, say("messages lay unread longest here (time, all together)")),
    ]


def _waiting(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x, y, 8, "outline")
    canvas.circle(x, y, 5, "mid")


def _used_legend(voice: Voice) -> list[Mark]:
    say = voice.say
    lines: Iterable[Mark] = (
        (
            lambda c, x, y: c.line(x - 9, y, x + 9, y, "used-more"),
            say("used; thicker for more messages"),
        ),
        (lambda c, x, y: c.line(x - 9, y, x + 9, y, "unplanned"), say("used, though in no plan")),
        (lambda c, x, y: c.line(x - 9, y, x + 9, y, "broken-line"), say("planned, cut off")),
        (lambda c, x, y: c.cross(x, y, 4), say("was down, or sent something back")),
    )
    return [*lines, *_node_legend(voice)]
