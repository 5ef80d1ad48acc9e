"""Who can reach whom: routes over the links between agencies, and what of them is down.

The graph is made once and never changed. What is disrupted, closed or believed down is an argument
of each question, so that one network serves any number of runs and answers always alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from agencies.disruptions import Disruptions
from agencies.links import ResolvedLink, Route, resolve
from agencies.model import Agency, Channel, Hours, NetworkFile
from agencies.ways import Question, Ways, WeighedGraph

__all__ = ["Disruptions", "Network", "ResolvedLink", "Route"]

_KEPT = 4096
"""Answers kept before the cache starts anew; an exercise asks a few hundred different questions."""


class Network:
    """Agencies and the links between them; immutable.

    Args:
        file: A network, a profile already laid over it.

    Raises:
        ValueError: If a link names an agency, channel or marking that the file does not have, or
            if two links in one direction share an id.
    """

    def __init__(self, file: NetworkFile) -> None:
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
        self._ordered = tuple(self._links[key] for key in sorted(self._links))
        self._from: dict[str, list[ResolvedLink]] = {agency: [] for agency in file.agencies}
        self._directions: dict[str, list[ResolvedLink]] = {}
        timetable: dict[Hours, set[str]] = {}
        for resolved in self._ordered:
            self._from[resolved.source].append(resolved)
            self._directions.setdefault(resolved.id, []).append(resolved)
            if not _always(resolved.hours):
                timetable.setdefault(resolved.hours, set()).add(resolved.id)
        self._timetable = tuple((hours, frozenset(ids)) for hours, ids in timetable.items())
        self._closed_by: dict[tuple[bool, ...], frozenset[str]] = {}
        self._graph = WeighedGraph(file.agencies, self._ordered)
        self._found: dict[Question, Ways] = {}
        self._open = frozenset(link.id for link in self._ordered if link.open)
        self.channel_of_link = {link.id: link.channel for link in self._ordered}

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
        return self._ordered

    @property
    def open_links(self) -> frozenset[str]:
        """Ids of the links where others can listen in."""
        return self._open

    def link(self, link: str, source: str) -> ResolvedLink:
        """The link of that id in the direction that leaves ``source``.

        Raises:
            KeyError: If there is none.
        """
        return self._links[link, source]

    def directions(self, link: str) -> tuple[ResolvedLink, ...]:
        """A link in the directions that it has; none for an id that is no link's."""
        return tuple(self._directions.get(link, ()))

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
        question = self._question(source, at, marking, avoid, relays, via)
        return self._graph.straight(question, target) or self._ways(question).to(target)

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
        return MappingProxyType(
            self._ways(self._question(agency, at, marking, avoid, relays, via)).all()
        )

    def _question(
        self,
        source: str,
        at: datetime,
        marking: str | None,
        avoid: frozenset[str],
        relays: frozenset[str] | None,
        via: str | None,
    ) -> Question:
        closed = self._closed(at)
        shut = closed if avoid <= closed else closed | (avoid & self._directions.keys())
        level = 0 if marking is None else self._ranks[marking]
        return Question(source, shut, level, relays, via)

    def _ways(self, question: Question) -> Ways:
        """What a search found, now or when the same was asked before."""
        found = self._found.get(question)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[question] = self._graph.search(question)
        return found

    def _closed(self, at: datetime) -> frozenset[str]:
        """Links outside their hours at a local time."""
        open_now = tuple(hours.include(at) for hours, _ in self._timetable)
        closed = self._closed_by.get(open_now)
        if closed is None:
            hours = zip(self._timetable, open_now, strict=True)
            closed = frozenset().union(*(ids for (_, ids), is_open in hours if not is_open))
            self._closed_by[open_now] = closed
        return closed


def _always(hours: Hours) -> bool:
    return len(hours.days) == 7 and hours.opens == 0 and hours.closes == 1440
