"""Who could have heard of whom: ways on which each step begins after the one before has arrived.

A static picture lets news travel back in time. Time-respecting paths do not: Holme, P., Saramäki,
J.: Temporal networks, Physics Reports 519 (2012), section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Crossing", "Reachability", "earliest_arrivals", "reachability"]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Something that went from one agency to another: seconds at which it left and arrived."""

    source: str
    target: str
    sent_at: int
    delivered_at: int


@dataclass(frozen=True, slots=True)
class Reachability:
    """Whom each agency's news could have reached, and whom if time did not matter.

    Attributes:
        arrivals: For each agency, the others that it could reach, with the earliest second.
        ratio: Ordered pairs that are joined by a time-respecting way, of all; None for fewer
            than two agencies.
        static_ratio: The same in the picture without times: what a map of contacts would suggest.
    """

    arrivals: dict[str, dict[str, int]]
    ratio: float | None
    static_ratio: float | None


def reachability(nodes: Sequence[str], crossings: Iterable[Crossing]) -> Reachability:
    """Time-respecting reachability among ``nodes``, from the beginning of the exercise on."""
    ordered = sorted(crossings, key=lambda crossing: crossing.sent_at)
    arrivals = {node: earliest_arrivals(node, ordered) for node in nodes}
    pairs = len(nodes) * (len(nodes) - 1)
    if not pairs:
        return Reachability(arrivals, None, None)
    inside = set(nodes)
    reached = sum(len(inside & found.keys()) for found in arrivals.values())
    return Reachability(arrivals, reached / pairs, _static(nodes, ordered) / pairs)


def earliest_arrivals(
    source: str, ordered: Sequence[Crossing], *, since: int = 0
) -> dict[str, int]:
    """The earliest second at which something that ``source`` knew ``since`` could be elsewhere.

    Args:
        source: Where it begins.
        ordered: Crossings by the second in which they left.
        since: From when on.
    """
    found = {source: since}
    place = 0
    while place < len(ordered):
        # What leaves in one second may also arrive in it (in person) and be passed on at once.
        end = place
        while end < len(ordered) and ordered[end].sent_at == ordered[place].sent_at:
            end += 1
        while _passed_on(found, ordered, place, end):
            pass
        place = end
    del found[source]
    return found


def _passed_on(found: dict[str, int], ordered: Sequence[Crossing], start: int, end: int) -> bool:
    """Go over the crossings of one second; whether anything of it has to be gone over again."""
    again = False
    for place in range(start, end):
        crossing = ordered[place]
        known = found.get(crossing.source)
        if known is None or known > crossing.sent_at:
            continue
        before = found.get(crossing.target)
        if before is None or crossing.delivered_at < before:
            found[crossing.target] = crossing.delivered_at
            again = again or (end - start > 1 and crossing.delivered_at <= crossing.sent_at)
    return again


def _static(nodes: Sequence[str], crossings: Iterable[Crossing]) -> int:
    """Ordered pairs joined by a way in the picture without times."""
    onward: dict[str, set[str]] = {}
    for crossing in crossings:
        onward.setdefault(crossing.source, set()).add(crossing.target)
    return sum(len(_closure(node, onward).intersection(nodes)) for node in nodes)


def _closure(node: str, onward: Mapping[str, set[str]]) -> set[str]:
    seen, waiting = {node}, [node]
    while waiting:
        for there in onward.get(waiting.pop(), ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen - {node}
