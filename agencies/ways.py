"""The search for ways: a weighed graph of links, and one Dijkstra over it for each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from agencies.links import ResolvedLink, Route
from agencies.model import Agency, ChannelKind

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Question", "Ways", "WeighedGraph"]

Weighed = tuple[int, ResolvedLink]
"""A link with its weight in the search."""

Leg = tuple[int, ResolvedLink]
"""A link of a way, with its milliseconds and those at the desk before it."""


class Question(NamedTuple):
    """From where, and over what, a way may go.

    Attributes:
        source: The agency that has the message.
        shut: Ids of links that are closed, or that the sender believes down.
        level: The least rank of marking that a link must have.
        relays: Agencies that may pass it on; None for any.
        via: The channel demanded for the first crossing.
    """

    source: str
    shut: frozenset[str]
    level: int
    relays: frozenset[str] | None
    via: str | None

    def best(self, here: str, links: Iterable[Weighed]) -> Weighed | None:
        """The first of the links out of ``here`` that may be used."""
        via = self.via if here == self.source else None
        for weighed in links:
            link = weighed[1]
            if (
                link.level >= self.level
                and link.id not in self.shut
                and (via is None or link.channel == via)
            ):
                return weighed
        return None


class WeighedGraph:
    """Agencies, and between each two the links in the order of their weight; immutable.

    Weights are whole milliseconds, so that sums are exact and alike on every machine. Below them is
    one bit per link, in the order of ids: among equally long ways that settles which one is taken,
    and no two ways weigh the same. Links that never get through are left out, and so is meeting in
    person.
    """

    def __init__(self, agencies: Mapping[str, Agency], links: Iterable[ResolvedLink]) -> None:
        # Here rather than above: a client that only shows links need not load the library.
        import networkx as nx

        usable = [
            link
            for link in links
            if link.reliability > 0 and link.kind is not ChannelKind.IN_PERSON
        ]
        ids = sorted({link.id for link in usable})
        self._shift = len(ids)
        bits = {link: 1 << place for place, link in enumerate(ids)}
        edges: dict[tuple[str, str], list[Weighed]] = {}
        for link in usable:
            weight = self._milliseconds(link.expected) + bits[link.id]
            edges.setdefault((link.source, link.target), []).append((weight, link))
        self._handling = {
            name: self._milliseconds(agency.desk.handling.mean) for name, agency in agencies.items()
        }
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_nodes_from(sorted(agencies))
        for (source, target), weighed in edges.items():
            self._graph.add_edge(source, target, links=sorted(weighed, key=lambda pair: pair[0]))

    def _milliseconds(self, seconds: float) -> int:
        return round(seconds * 1000) << self._shift

    def straight(self, question: Question, target: str) -> Route | None:
        """The quickest direct link, if there is one that can be used."""
        edge = self._graph.get_edge_data(question.source, target)
        best = None if edge is None else question.best(question.source, edge["links"])
        return None if best is None else _route([self._leg(best)])

    def search(self, question: Question) -> Ways:
        """The ways of least weight to wherever there is one."""
        import networkx as nx

        source, relays = question.source, question.relays
        if source not in self._graph:
            return Ways(source, {}, {})
        taken: dict[tuple[str, str], Weighed] = {}

        def weigh(here: str, there: str, edge: dict[str, Any]) -> int | None:
            if here != source and relays is not None and here not in relays:
                return None
            best = question.best(here, edge["links"])
            if best is None:
                return None
            if here != source:  # The time at the relay's desk comes on top.
                best = (best[0] + self._handling[here], best[1])
            taken[here, there] = best
            return best[0]

        before, _ = nx.dijkstra_predecessor_and_distance(self._graph, source, weight=weigh)
        straight = {there: self._leg(taken[here, there]) for here, there in taken if here == source}
        last = {
            target: (stops[0], self._leg(taken[stops[0], target]))
            for target, stops in before.items()
            if stops
        }
        return Ways(source, straight, last)

    def _leg(self, weighed: Weighed) -> Leg:
        weight, link = weighed
        return weight >> self._shift, link


class Ways:
    """What one search found.

    Args:
        source: From where.
        straight: The direct links chosen, by where they lead.
        last: For each agency reached, the one before it on the way there, and the leg between.
    """

    def __init__(
        self, source: str, straight: Mapping[str, Leg], last: Mapping[str, tuple[str, Leg]]
    ) -> None:
        self._source = source
        self._straight = straight
        self._last = last

    def to(self, target: str) -> Route | None:
        """The way to ``target``; None where there is none. A direct link is always preferred."""
        if target in self._straight:
            return _route([self._straight[target]])
        if target not in self._last:
            return None
        legs, here = [], target
        while here != self._source:
            here, leg = self._last[here]
            legs.append(leg)
        return _route(legs[::-1])

    def all(self) -> dict[str, Route]:
        """The way to everywhere that there is one to, by id."""
        routes = ((target, self.to(target)) for target in sorted(self._last))
        return {target: route for target, route in routes if route is not None}


def _route(legs: Sequence[Leg]) -> Route:
    milliseconds = sum(each for each, _ in legs)
    return Route(tuple(link for _, link in legs), -(-milliseconds // 1000))
