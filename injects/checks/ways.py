"""The ways that facts would take, by the rules of play.

They use links within hours and marking that are not down for certain, and relays that need or may
know the fact. Who can talk in person needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agencies.network import Route
from injects.checks.outlook import Outlook
from injects.checks.subject import Path
from injects.facts import Effect, Fact
from injects.model import Expectation, Inject

__all__ = [
    "best_way",
    "facts_of",
    "median_seconds",
    "moments",
    "tellings",
    "times_of",
    "together",
    "way_for",
]

_STEP = 600
_MOST_STEPS = 12


def tellings(outlook: Outlook) -> Iterator[tuple[Expectation, Inject | None, Path]]:
    """Expectations of telling that can open, between agencies of the network."""
    known = outlook.network.agencies if outlook.network is not None else {}
    for expectation, inject, path in outlook.subject.expectations():
        if expectation.must_not or expectation.id not in outlook.forecast.opens:
            continue
        if expectation.who in known and all(to in known for to in expectation.tells):
            yield expectation, inject, path


def facts_of(outlook: Outlook, expectation: Expectation) -> tuple[Fact, ...]:
    """The facts that an expectation is about."""
    facts = outlook.pack.facts
    return tuple(facts[name] for name in expectation.about if name in facts)


def times_of(outlook: Outlook, expectation: Expectation, inject: Inject | None) -> tuple[int, ...]:
    """Seconds at which it may be told: within its limit, or until it closes if it opens later."""
    opens, endex = outlook.forecast.opens[expectation.id], outlook.forecast.endex
    fixed = inject is not None and inject.at is not None
    ends = opens + expectation.within if fixed else expectation.until or endex
    return moments(opens, min(ends, endex))


def moments(start: int, end: int) -> tuple[int, ...]:
    """Seconds at which to look for a way: both ends, and every ten minutes or less often."""
    step = max(_STEP, (end - start) // _MOST_STEPS)
    return (*range(start, end, step), max(start, end))


def best_way(
    outlook: Outlook,
    sender: str,
    to: str,
    fact: Fact,
    at: int,
    *,
    via: Iterable[str] = (),
    not_via: Iterable[str] = (),
    directly: bool = False,
) -> Route | None:
    """The way of least expected delay for a fact at an exercise second, if there is one."""
    network = outlook.network
    if network is None or sender not in network.agencies:
        return None
    if fact.marking not in network.file.markings:
        return None
    ruled_out = frozenset(
        link.id for link in network.links_from(sender) if link.channel in tuple(not_via)
    )
    relays = frozenset(name for name in network.agencies if fact.concerns(name) and not directly)
    ways = [
        network.route(
            sender,
            to,
            at=outlook.story(at),
            marking=fact.marking,
            avoid=outlook.outages.links_down(at) | ruled_out,
            relays=relays,
            via=channel,
        )
        for channel in tuple(via) or (None,)
    ]
    return min((way for way in ways if way is not None), key=lambda way: way.seconds, default=None)


def way_for(
    outlook: Outlook, expectation: Expectation, to: str, fact: Fact, at: int
) -> Route | None:
    """The way by which an expectation's holder would tell ``to`` a fact at an exercise second."""
    return best_way(
        outlook,
        expectation.who,
        to,
        fact,
        at,
        via=expectation.via,
        not_via=expectation.not_via,
        directly=expectation.directly,
    )


def median_seconds(outlook: Outlook, way: Route) -> int:
    """The median of a way: its links' medians and the handling at the desks of its relays."""
    assert outlook.network is not None
    desks = (outlook.network.agencies[relay].desk for relay in way.relays)
    return sum(link.delay.median for link in way.links) + sum(d.handling.median for d in desks)


def together(outlook: Outlook) -> tuple[frozenset[str], ...]:
    """Agencies that are, or can be brought, to one place, and so can talk in person."""
    places = {name: set(place.agencies) for name, place in outlook.pack.places.items()}
    effects: list[Effect] = [e for inject in outlook.pack.injects for e in inject.effects]
    for effect in effects:
        if effect.gather is not None:
            places.setdefault(effect.gather.place, set()).update(effect.gather.agencies)
    for action in outlook.subject.actions.values():
        for raw in action.effects:
            gather = raw.get("gather")
            if isinstance(gather, dict) and isinstance(gather.get("agencies"), list):
                named = {name for name in gather["agencies"] if isinstance(name, str)}
                places.setdefault(str(gather.get("place")), set()).update(named)
    return tuple(frozenset(place) for place in places.values())
