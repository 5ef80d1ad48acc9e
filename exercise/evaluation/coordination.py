"""How agencies were in touch: what was required, what was planned, what was used.

Required contacts come first: who is expected, or bound by a duty, to tell whom. Beside them stand
the links of the network and what messages went over; deviation from a plan is normal, and is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agencies.measures import Comparison, Contacts, Measures, compare, measure
from agencies.network import Network
from agencies.temporal import Crossing, Reachability, reachability
from exercise.evaluation.model import ExpectationResult
from exercise.evaluation.record import Record

__all__ = ["Coordination", "Usage", "coordination", "planned_contacts"]

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Usage:
    """What went over one link in one direction.

    Attributes:
        link: The link's id; ``in-person`` or ``unlisted`` where it was none of the plan's.
        crossings: Messages that arrived over it, relayed ones included.
        lost: Attempts that did not.
        seconds: What the crossings took altogether, lost attempts included.
    """

    source: str
    target: str
    link: str
    crossings: int
    lost: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Coordination:
    """How agencies were in touch.

    Attributes:
        required: Who was to tell whom, against who sent whom a message that arrived.
        reached: Required contacts where all that was to be told arrived, straight or over others.
        unreached: Required contacts where it did not (yet).
        plan: The network's links as contacts, against the crossings there were.
        planned: The measures of the network.
        used: The measures of the crossings, over the agencies that were in touch.
        reach: Whom news could have reached from whom, by the crossings and their times.
        usage: Each link and direction in use, by source, target and id.
    """

    required: Comparison
    reached: tuple[Edge, ...]
    unreached: tuple[Edge, ...]
    plan: Comparison
    planned: Measures
    used: Measures
    reach: Reachability
    usage: tuple[Usage, ...]


def coordination(record: Record, results: Sequence[ExpectationResult]) -> Coordination:
    """How agencies were in touch, up to the record's moment."""
    traffic, network = record.state.traffic, record.network
    required = _required(results)
    straight = {
        (sending.sender, sending.body.to)
        for sending in traffic.sendings.values()
        if sending.delivered_at is not None
    }
    crossings = [
        Crossing(hop.sender, hop.receiver, hop.sent_at, hop.delivered_at) for hop in traffic.hops
    ]
    edges = {(crossing.source, crossing.target) for crossing in crossings}
    touched = {end for edge in edges for end in edge}
    active = tuple(agency for agency in network.agencies if agency in touched)
    plan = planned_contacts(network)
    return Coordination(
        required=compare(required, straight),
        reached=tuple(sorted(edge for edge, there in required.items() if there)),
        unreached=tuple(sorted(edge for edge, there in required.items() if not there)),
        plan=compare(plan.edges, edges),
        planned=measure(plan),
        used=measure(Contacts(active, frozenset(edges), plan.sectors)),
        reach=reachability(active, crossings),
        usage=_usage(record),
    )


def planned_contacts(network: Network) -> Contacts:
    """The agencies and links of a network, whatever the channel."""
    edges = frozenset((link.source, link.target) for link in network.links if not link.unplanned)
    sectors = {agency.id: agency.sector for agency in network.agencies.values()}
    return Contacts(tuple(network.agencies), edges, sectors)


def _required(results: Iterable[ExpectationResult]) -> dict[Edge, bool]:
    """Who was to tell whom, and whether all of it arrived."""
    required: dict[Edge, bool] = {}
    for result in results:
        for part in result.parts:
            if part.what == "decision" or part.opened_at is None or "excused" in part.flags:
                continue
            edge = (result.agency, part.what)
            required[edge] = required.get(edge, True) and part.delivered_at is not None
    return required


def _usage(record: Record) -> tuple[Usage, ...]:
    crossings: Counter[tuple[str, str, str]] = Counter()
    seconds: Counter[tuple[str, str, str]] = Counter()
    for hop in record.state.traffic.hops:
        key = (hop.sender, hop.receiver, hop.link)
        crossings[key] += 1
        seconds[key] += hop.delivered_at - hop.sent_at
    lost: Counter[tuple[str, str, str]] = Counter()
    for (name, sender), times in record.lost.items():
        for link in record.network.directions(name):
            if link.source == sender:
                lost[sender, link.target, name] += times
    return tuple(
        Usage(*key, crossings=crossings[key], lost=lost[key], seconds=seconds[key])
        for key in sorted({*crossings, *lost})
    )
