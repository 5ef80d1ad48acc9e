"""What a simulated agency may pass on, how sure it is of it, and whether it is news to the other.

Playbooks never break marking, need or a prohibition of their own, and treat a rumour as any fact
until they know what refutes it (rules of play §1).
"""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import DecisionLogged
from exercise.state import State
from exercise.state.deeds import breaks_by_deciding
from exercise.state.routing import refuted
from exercise.state.traffic import Item

__all__ = [
    "barred_links",
    "exchanged",
    "forbidden",
    "heard_from",
    "outdated",
    "shareable",
    "stance",
]


def stance(state: State, agency: str, fact: str) -> str | None:
    """How sure ``agency`` is of ``fact``: denied once it knows what refutes it; None if unaware."""
    status = state.traffic.status(agency, fact)
    return "denied" if status is not None and refuted(state, agency, fact) else status


def shareable(state: State, agency: str, to: str, facts: Iterable[str]) -> dict[str, str]:
    """Those of ``facts`` that it knows and may tell ``to``, as sure as it is of them, by name."""
    shared = {}
    for fact in sorted(facts):
        status = stance(state, agency, fact)
        if status is None or not state.pack.facts[fact].concerns(to):
            continue
        barred = _barred(state, agency, to, (fact,))
        if not barred or not barred.issuperset(state.network.channels):
            shared[fact] = status
    return shared


def exchanged(state: State, agency: str, other: str) -> dict[str, tuple[str, ...]]:
    """What the two have told each other as far as ``agency`` knows: for each fact, how sure.

    The last that each has said of it: messages may cross, and the later one may be staler.
    """
    said: dict[str, str] = {}
    heard: dict[str, str] = {}
    for sending in state.traffic.sendings_between(agency, other):
        if sending.state != "returned":
            said |= sending.facts
    for item in _from(state, agency, other):
        heard |= item.facts
    both = dict.fromkeys((*said, *heard))
    return {f: tuple(told[f] for told in (said, heard) if f in told) for f in both}


def outdated(state: State, agency: str, to: str) -> dict[str, str]:
    """What ``agency`` told ``to`` and knows better by now: confirmed, or not true."""
    told = {
        fact
        for sending in state.traffic.sendings_between(agency, to)
        if sending.state != "returned"
        for fact in sending.facts
    }
    better = shareable(state, agency, to, told)
    if all(status == "unconfirmed" for status in better.values()):
        return {}
    both = exchanged(state, agency, to)
    return {f: s for f, s in better.items() if s != "unconfirmed" and s not in both[f]}


def heard_from(state: State, agency: str, other: str, facts: Iterable[str]) -> Item | None:
    """The last item in which ``other`` told ``agency`` any of ``facts``."""
    named = set(facts)
    told = [item for item in _from(state, agency, other) if not named.isdisjoint(item.facts)]
    return told[-1] if told else None


def _from(state: State, agency: str, other: str) -> list[Item]:
    """What ``agency`` has read that came from ``other``, written or passed on by it."""
    return [item for item in state.traffic.received(agency, other) if item.known_at is not None]


def barred_links(state: State, agency: str, to: str, facts: Iterable[str]) -> frozenset[str]:
    """The agency's links over which a prohibition of its own keeps it from telling ``to``."""
    channels = _barred(state, agency, to, facts)
    return frozenset(
        link.id for link in state.network.links_from(agency) if link.channel in channels
    )


def forbidden(state: State, agency: str, action: str, targets: tuple[str, ...]) -> bool:
    """Whether a prohibition of the agency's own that is in force rules a decision out."""
    decision = DecisionLogged(action, targets, (), (), "")
    return any(
        standing.in_window(state.clock.at) and breaks_by_deciding(standing.expectation, decision)
        for standing in state.watch.bans_of(agency)
    )


def _barred(state: State, agency: str, to: str, facts: Iterable[str]) -> frozenset[str]:
    """The channels that prohibitions in force rule out."""
    named, barred = set(facts), frozenset[str]()
    for standing in state.watch.bans_of(agency):
        ban = standing.expectation
        if to not in ban.tells or named.isdisjoint(ban.about):
            continue
        if standing.in_window(state.clock.at):
            barred |= frozenset(ban.via or state.network.channels) - frozenset(ban.not_via)
    return barred
