"""Where each fact went and where the time went: the path it took, and the best that it could have.

A path is a chain of deliveries. At each desk an item first lies there (*unread* where people sit,
*desk* where a playbook works it off), then somebody makes up their mind (*deciding*); between desks
there is *link*. Before the chain begins stands *script*: an inject that came later than the fact's
first. The best path is what the network would have offered at the fact's first delivery: expected
delays over links that were up, open at that hour, of the marking and not overheard where the fact
is covert, through desks that may know it; no unread inbox and nothing to think about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from exercise.evaluation.causes import Span, laid_out
from exercise.evaluation.model import Evidence
from exercise.evaluation.record import Record
from exercise.state.items import Hop, Item, Sending
from injects.facts import Fact

__all__ = ["Best", "Flow", "Stop", "flows", "trace"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One desk on a path.

    Attributes:
        item: What lay there.
        message: The message that brought it; None for an inject.
        link: What it came over: a link's id, ``in-person`` or ``unlisted``; None for an inject.
        left_at: Second at which it set out for here; the delivery's own for an inject.
        delivered_at, known_at: Seconds of arrival and of reading; None while it lies unread.
        by_person: Whether a person read it.
    """

    agency: str
    item: str
    message: str | None
    link: str | None
    left_at: int
    delivered_at: int
    known_at: int | None
    by_person: bool


@dataclass(frozen=True, slots=True)
class Best:
    """The quickest way that there was, as far as one could expect.

    Attributes:
        agencies: From the desk of the first delivery to the one that was to know.
        links: Ids of the links between them.
        seconds: Expected on the way.
        at: Second at which it would have been there.
    """

    agencies: tuple[str, ...]
    links: tuple[str, ...]
    seconds: int
    at: int


@dataclass(frozen=True, slots=True)
class Flow:
    """How a fact got to an agency, or did not.

    Attributes:
        first_at: Second of the fact's first delivery to anybody.
        known_at, delivered_at: When the agency knew it, and had it in its inbox; None if not yet.
        stops: The path, from the desk it began at; none where it is not known.
        causes: Seconds from ``first_at`` to ``known_at``: script, link, desk, unread, deciding,
            entered-late; they add up. None where there is no whole path.
        best: None where there was no way; to itself, in no time, where it came from outside.
        needed: Whether the agency needs the fact.
    """

    fact: str
    agency: str
    needed: bool
    first_at: int
    known_at: int | None
    delivered_at: int | None
    stops: tuple[Stop, ...] = ()
    causes: dict[str, int] | None = None
    best: Best | None = None
    evidence: tuple[Evidence, ...] = ()
    split: dict[str, int] = field(default_factory=dict)
    """``causes`` in three: link (with script), desk, human."""

    @property
    def behind(self) -> int | None:
        """Seconds that delivery came after the best there was; None where either is missing."""
        if self.best is None or self.delivered_at is None:
            return None
        return self.delivered_at - self.best.at


def flows(record: Record) -> tuple[Flow, ...]:
    """Each fact of the pack that began to move, to each agency that needs or knows it.

    In the order of the pack, and within a fact of the agencies in the network.
    """
    return tuple(flow for fact in record.pack.facts.values() for flow in _of(record, fact))


def _of(record: Record, fact: Fact) -> Iterable[Flow]:
    traffic = record.state.traffic
    first = traffic.first_delivered.get(fact.id)
    if first is None:
        return
    for agency in record.network.agencies:
        held = traffic.known.get(agency, {}).get(fact.id)
        needed = agency in fact.needs
        if held is None and not needed:
            continue
        best = _best(record, fact, agency)
        if held is None:
            yield Flow(fact.id, agency, needed, first, None, None, best=best)
            continue
        stops = trace(record, agency, fact.id)
        causes = _causes(record, stops, first, held.at) if stops else None
        yield Flow(
            fact.id,
            agency,
            needed,
            first,
            held.at,
            stops[-1].delivered_at if stops else None,
            stops,
            causes,
            best,
            _evidence(record, stops),
            {} if causes is None else _in_three(causes),
        )


def trace(record: Record, agency: str, fact: str) -> tuple[Stop, ...]:
    """The desks that a fact passed on its way to an agency, in order; none where it has not come.

    It begins at an inject, or at a desk that said what it had not been told.
    """
    traffic = record.state.traffic
    held = traffic.known.get(agency, {}).get(fact)
    stops: list[Stop] = []
    seen: set[str] = set()
    item = None if held is None else traffic.items.get(held.item)
    while item is not None and item.id not in seen:
        seen.add(item.id)
        sending = None if item.message is None else traffic.sendings[item.message]
        hop = None if sending is None else _hop(sending, item.id)
        if sending is None or hop is None:
            stops.append(_stop(item, None, item.delivered_at))
            break
        own = hop.sender == sending.sender
        stops.append(_stop(item, hop, sending.sent_at if own else hop.sent_at))
        if own:
            before = traffic.known.get(sending.sender, {}).get(fact)
            knew = before is not None and before.at <= sending.sent_at
            item = traffic.items.get(before.item) if before is not None and knew else None
        else:  # A relay passed it on: the same message lay on its desk before.
            found = next((one for one in sending.hops if one.receiver == hop.sender), None)
            item = None if found is None else traffic.items.get(found.item)
    return tuple(reversed(stops))


def _hop(sending: Sending, item: str) -> Hop | None:
    return next((hop for hop in sending.hops if hop.item == item), None)


def _stop(item: Item, hop: Hop | None, left_at: int) -> Stop:
    return Stop(
        item.agency,
        item.id,
        item.message,
        None if hop is None else hop.link,
        left_at,
        item.delivered_at,
        item.read_at,
        item.by_person,
    )


def _causes(record: Record, stops: tuple[Stop, ...], first: int, known_at: int) -> dict[str, int]:
    """The seconds from a fact's first delivery to knowing it, laid end to end."""
    spans: list[Span] = []
    if stops[0].message is None:
        spans.append((stops[0].delivered_at, "script"))
    else:
        spans.append((stops[0].left_at, "deciding"))
    for place, stop in enumerate(stops):
        if stop.message is not None:
            spans.append((stop.delivered_at, "link"))
        onward = stops[place + 1] if place + 1 < len(stops) else None
        lying = _lying(stop, stop.known_at)
        if onward is None:
            spans.append((known_at, lying))
            continue
        if stop.known_at is not None:
            spans.append((min(stop.known_at, onward.left_at), lying))
        late = _entered_late(record, stop, onward)
        if late is not None:
            spans.append((late, "deciding"))
        spans.append((onward.left_at, "deciding" if late is None else "entered-late"))
    return {"script": 0, **laid_out(first, spans)}


def _lying(stop: Stop, known_at: int | None) -> str:
    return "unread" if stop.by_person or known_at is None else "desk"


def _entered_late(record: Record, stop: Stop, onward: Stop) -> int | None:
    """When a message was said that was entered later; None where it was entered as it was said."""
    if onward.message is None or onward.message == stop.message:
        return None
    sending = record.state.traffic.sendings[onward.message]
    return sending.counts_at if sending.counts_at < sending.sent_at else None


def _in_three(causes: dict[str, int]) -> dict[str, int]:
    return {
        "script": causes["script"],
        "link": causes["link"],
        "desk": causes["desk"],
        "human": causes["unread"] + causes["deciding"],
        "entered-late": causes.get("entered-late", 0),
    }


def _evidence(record: Record, stops: tuple[Stop, ...]) -> tuple[Evidence, ...]:
    events = []
    for stop in stops:
        events += [record.delivered.get(stop.item), record.read.get(stop.item)]
        if stop.message is not None:
            events.append(record.acts.get(stop.message))
    return record.evidence(*events)


def _best(record: Record, fact: Fact, agency: str) -> Best | None:
    """The quickest way from any delivery from outside; None where there was none."""
    network = record.network
    found: Best | None = None
    for origin in record.origins.get(fact.id, ()):
        if origin.agency == agency:
            here = Best((agency,), (), 0, origin.at)
            found = here if found is None or here.at < found.at else found
            continue
        if found is not None and origin.at >= found.at:
            break  # Later deliveries cannot be there sooner.
        route = network.route(
            origin.agency,
            agency,
            at=origin.story,
            marking=fact.marking,
            avoid=origin.down | network.open_links if fact.covert else origin.down,
            relays=record.state.need.concerned((fact.id,)),
        )
        if route is not None and (found is None or origin.at + route.seconds < found.at):
            stations = (origin.agency, *route.relays, agency)
            found = Best(stations, route.ids, route.seconds, origin.at + route.seconds)
    return found
