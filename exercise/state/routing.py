"""The way a message would take, as its sender knows the network, and what to beware of.

Engine and screens ask the same question here, so that the route that is shown is the route that is
taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agencies.network import ResolvedLink
from exercise.state.state import State

__all__ = ["IN_PERSON", "UNLISTED", "Way", "cautions", "find_way", "marking_of"]

IN_PERSON = "in-person"
UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Way:
    """How a message would travel.

    Attributes:
        channel: Channel of the first crossing, ``in-person`` or ``unlisted``; None without a way.
        links: Links in order; empty in person and for unlisted contacts.
        seconds: Expected seconds until it is delivered; None without a way.
        reason: Why there is no way: no-link, no-route, not-together.
    """

    channel: str | None
    links: tuple[ResolvedLink, ...] = ()
    seconds: int | None = None
    reason: str = ""

    @property
    def route(self) -> tuple[str, ...]:
        """Link ids in order."""
        return tuple(link.id for link in self.links)


def marking_of(state: State, facts: Iterable[str]) -> str:
    """The highest marking among facts; the lowest there is for none."""
    markings = [state.pack.facts[fact].marking for fact in facts if fact in state.pack.facts]
    return state.network.highest(markings)


def find_way(
    state: State,
    sender: str,
    to: str,
    *,
    facts: Iterable[str] = (),
    via: str | None = None,
    avoid: frozenset[str] = frozenset(),
    past: frozenset[str] = frozenset(),
    strict: bool = False,
) -> Way:
    """The best way from ``sender`` to ``to`` by what the sender last knew to be up.

    A channel that is asked for by name is used on a direct link whatever its marking (people may;
    they are warned). Otherwise the way keeps to the marking, for covert facts to where nobody
    listens in, and to relays that need or may know.

    Args:
        state: The state as of now.
        sender: The agency that has the message.
        to: The agency it is for.
        facts: Facts it carries.
        via: The channel wanted, or None for the best.
        avoid: Links not to be used, beside those believed down.
        past: Agencies that have had it already and are no relays any more.
        strict: Keep to the marking also where a channel is asked for by name, as playbooks do.
    """
    carried = tuple(facts)
    if via == IN_PERSON:
        together = state.world.met(sender, to)
        return Way(IN_PERSON, seconds=0) if together else Way(None, reason="not-together")
    if via == UNLISTED:
        return Way(UNLISTED, seconds=round(state.network.file.unlisted.mean))
    now = state.clock.story(state.clock.at)
    shunned = avoid | state.world.believed_down.get(sender, frozenset())
    relays = state.need.concerned(carried)
    if past:
        relays -= past
    marking = marking_of(state, carried)
    if any(state.pack.facts[fact].covert for fact in carried):
        shunned |= state.network.open_links
    route = state.network.route(
        sender, to, at=now, marking=marking, avoid=shunned, relays=relays, via=via
    )
    if route is None and via is not None and not strict:
        direct = state.network.route(sender, to, at=now, avoid=shunned, relays=frozenset(), via=via)
        route = direct
    if route is None:
        return Way(None, reason="no-link" if via else "no-route")
    return Way(route.links[0].channel, route.links, route.seconds)


def cautions(
    state: State, sender: str, to: str, facts: Mapping[str, str], way: Way
) -> tuple[str, ...]:
    """What a sender is warned of, in a fixed order (rules of play §1).

    as-confirmed: passing on as confirmed what one knows as unconfirmed; rumour: a fact that one
    knows to be refuted, not denied; need: to an agency that neither needs nor may know it; marking:
    over a link below its marking; covert: where others listen in.
    """
    pack, traffic = state.pack, state.traffic
    found: set[str] = set()
    link = way.links[0] if way.links else None
    for name, status in facts.items():
        fact = pack.facts[name]
        if status == "confirmed" and traffic.status(sender, name) == "unconfirmed":
            found.add("as-confirmed")
        if status != "denied" and refuted(state, sender, name):
            found.add("rumour")
        if not fact.concerns(to):
            found.add("need")
        if link is not None and state.network.rank(fact.marking) > link.level:
            found.add("marking")
        if link is not None and fact.covert and link.open:
            found.add("covert")
    order = ("as-confirmed", "rumour", "need", "marking", "covert")
    return tuple(name for name in order if name in found)


def refuted(state: State, agency: str, fact: str) -> bool:
    """Whether ``agency`` knows what refutes ``fact``."""
    refuting = state.need.refuting(fact)
    return bool(refuting) and any(state.traffic.knows(agency, other) for other in refuting)
