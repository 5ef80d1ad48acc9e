"""Who can reach whom: routes over the links between agencies, and what of them is down.

The graph is made once and never changed. What is disrupted, closed or believed down is an argument
of each question, so that one network serves any number of runs and answers always alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from agencies.disruptions import Disruptions
from agencies.links import ResolvedLink, resolve
from agencies.model import Agency, Channel, ChannelKind, Hours, NetworkFile

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Disruptions", "Network", "ResolvedLink", "Route"]

_KEPT = 4096
"""Answers kept before the cache starts anew; an exercise asks a few hundred different questions."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one agency to another.

    Attributes:
        links: The links in order; at least one.
        seconds: Expected seconds, rounded up: each link's, and the handling at each relay's desk.
    """

    links: tuple[ResolvedLink, ...]
    seconds: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The links' ids in order."""
        return tuple(link.id for link in self.links)

    @property
    def relays(self) -> tuple[str, ...]:
        """The agencies between the two ends, in order."""
        return tuple(link.source for link in self.links[1:])


class Network:
    """Agencies and the links between them; immutable.

    Args:
        file: A network, a profile already laid over it.

    Raises:
        ValueError: If a link names an agency, channel or marking that the file does not have, or
            if two links in one direction share an id.
    """

    def __init__(self, file: NetworkFile) -> None:
        # Here rather than above: a client that only shows links need not load the library.
        import networkx as nx

        self._file = file
        self._ranks = {marking: rank for rank, marking in enumerate(file.markings)}
        self._links: dict[tuple[str, str], ResolvedLink] = {}
        for link in file.links:
            for resolved in resolve(link, file, self._ranks):
                if (resolved.id, resolved.source) in self._links:
                    raise ValueError(
                        f"two links from '{resolved.source}' are called '{resolved.id}'"
                    )
                self._links[resolved.id, resolved.source] = resolved
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._graph.add_nodes_from(sorted(file.agencies))
        self._from: dict[str, list[ResolvedLink]] = {agency: [] for agency in file.agencies}
        for key in sorted(self._links):
            resolved = self._links[key]
            self._graph.add_edge(resolved.source, resolved.target, key=resolved.id, link=resolved)
            self._from[resolved.source].append(resolved)
        self._weigh()
        self._limited = tuple(link for link in self._links.values() if not _always(link.hours))
        self._ids = frozenset(link for link, _ in self._links)
        self._closed_at: dict[tuple[int, int], frozenset[str]] = {}
        self._found: dict[Any, Mapping[str, Route]] = {}
        self.channel_of_link = {link.id: link.channel for link in self._links.values()}

    def _weigh(self) -> None:
        """Give each link and each relay its weight in the search.

        Whole milliseconds, so that sums are exact and alike on every machine. Below them one bit
        per link, in the order of ids: among equally long ways that settles which one is taken,
        and no two ways weigh the same.
        """
        ids = sorted({link for link, _ in self._links})
        self._shift = len(ids)
        bits = {link: 1 << place for place, link in enumerate(ids)}
        self._weights = {
            key: (_milliseconds(link.expected) << self._shift) + bits[link.id]
            for key, link in self._links.items()
            if link.reliability > 0 and link.kind is not ChannelKind.IN_PERSON
        }
        self._handling = {
            name: _milliseconds(agency.desk.handling.mean) << self._shift
            for name, agency in self._file.agencies.items()
        }

    # -- What there is ---------------------------------------------------------------------------

    @property
    def file(self) -> NetworkFile:
        """The file that it was made from."""
        return self._file

    @property
    def agencies(self) -> dict[str, Agency]:
        """Agencies by id."""
        return self._file.agencies

    @property
    def channels(self) -> dict[str, Channel]:
        """Channels by id."""
        return self._file.channels

    @property
    def links(self) -> tuple[ResolvedLink, ...]:
        """Every link in each of its directions, by id and source."""
        return tuple(self._links[key] for key in sorted(self._links))

    def link(self, link: str, source: str) -> ResolvedLink:
        """The link of that id in the direction that leaves ``source``.

        Raises:
            KeyError: If there is none.
        """
        return self._links[link, source]

    def links_from(self, agency: str) -> tuple[ResolvedLink, ...]:
        """The links that leave ``agency``, by id."""
        return tuple(self._from[agency])

    def links_between(self, source: str, target: str) -> tuple[ResolvedLink, ...]:
        """The links from ``source`` straight to ``target``, by id."""
        return tuple(link for link in self._from[source] if link.target == target)

    def rank(self, marking: str) -> int:
        """How sensitive a marking is; the least sensitive is 0.

        Raises:
            KeyError: If the network has no such marking.
        """
        return self._ranks[marking]

    def highest(self, markings: Iterable[str]) -> str:
        """The most sensitive of ``markings``; the network's least sensitive one for none."""
        return self._file.markings[max((self._ranks[marking] for marking in markings), default=0)]

    # -- Ways ------------------------------------------------------------------------------------

    def route(
        self,
        source: str,
        target: str,
        *,
        at: datetime,
        marking: str | None = None,
        avoid: frozenset[str] = frozenset(),
        relays: frozenset[str] | None = None,
        via: str | None = None,
    ) -> Route | None:
        """The way for a message, or None where there is none.

        If any direct link can be used, it is the quickest of these; otherwise the way of least
        expected delay. Ways of the same length are told apart by their links' ids, never by the
        order in which the file lists them. Meeting in person is not a link to route over.

        Args:
            source: The agency that has the message.
            target: The agency it is for.
            at: Local time of the story: links outside their hours are not used.
            marking: The message's marking; links below it are not used. The lowest if left out.
            avoid: Ids of links that the sender believes down.
            relays: Agencies that may pass it on; None for any.
            via: The channel demanded for the first crossing.
        """
        return self.reach(source, at=at, marking=marking, avoid=avoid, relays=relays, via=via).get(
            target
        )

    def reach(
        self,
        agency: str,
        *,
        at: datetime,
        marking: str | None = None,
        avoid: frozenset[str] = frozenset(),
        relays: frozenset[str] | None = None,
        via: str | None = None,
    ) -> Mapping[str, Route]:
        """The way to every agency that ``agency`` can reach, by id; arguments as for ``route``."""
        level = 0 if marking is None else self._ranks[marking]
        shut = (avoid & self._ids) | self._closed(at)
        key = (agency, shut, level, relays, via)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[key] = self._search(agency, shut, level, relays, via)
        return found

    def _search(
        self,
        source: str,
        shut: frozenset[str],
        level: int,
        relays: frozenset[str] | None,
        via: str | None,
    ) -> Mapping[str, Route]:
        import networkx as nx

        if source not in self._from:
            return MappingProxyType({})
        best: dict[tuple[str, str], tuple[int, ResolvedLink]] = {}
        for (name, here), weight in self._weights.items():
            link = self._links[name, here]
            if name in shut or link.level < level:
                continue
            if here != source:
                if relays is not None and here not in relays:
                    continue
                weight += self._handling[here]  # noqa: PLW2901 - the desk's time comes on top
            elif via is not None and link.channel != via:
                continue
            edge = (here, link.target)
            if edge not in best or weight < best[edge][0]:
                best[edge] = (weight, link)

        def weigh(here: str, there: str, _: Any) -> int | None:
            held = best.get((here, there))
            return None if held is None else held[0]

        ends = nx.single_source_dijkstra_path(self._graph, source, weight=weigh)
        found: dict[str, Route] = {}
        for target in sorted(ends):
            if target == source:
                continue
            path = [source, target] if (source, target) in best else ends[target]
            hops = [best[edge] for edge in pairwise(path)]
            milliseconds = sum(weight >> self._shift for weight, _ in hops)
            found[target] = Route(tuple(link for _, link in hops), -(-milliseconds // 1000))
        return MappingProxyType(found)

    def _closed(self, at: datetime) -> frozenset[str]:
        """Links outside their hours at a local time."""
        if not self._limited:
            return frozenset()
        key = (at.weekday(), at.hour * 60 + at.minute)
        closed = self._closed_at.get(key)
        if closed is None:
            closed = frozenset(link.id for link in self._limited if not link.hours.include(at))
            self._closed_at[key] = closed
        return closed


def _always(hours: Hours) -> bool:
    return len(hours.days) == 7 and hours.opens == 0 and hours.closes == 1440


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
