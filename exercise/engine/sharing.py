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
from injects.model import Expectation

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
    bans = _bans(state, agency, to)
    for fact in sorted(facts):
        status = stance(state, agency, fact)
        if status is None or not state.pack.facts[fact].concerns(to):
            continue
        if not bans or not _barred(state, bans, (fact,)).issuperset(state.network.channels):
            shared[fact] = status
    return shared


def exchanged(state: State, agency: str, other: str) -> dict[str, tuple[str, ...]]:
    """What the two have told each other as far as ``agency`` knows: for each fact, how sure.

    The last that each has said of it: messages may cross, and the later one may be staler.
    """
    said, heard = _said(state, agency, other), _heard(state, agency, other)
    both = dict.fromkeys((*said, *heard))
    return {f: tuple(told[f] for told in (said, heard) if f in told) for f in both}


def outdated(state: State, agency: str, to: str) -> dict[str, str]:
    """What ``agency`` told ``to`` and knows better by now: confirmed, or not true."""
    said = _said(state, agency, to)
    otherwise = {fact for fact in said if stance(state, agency, fact) != said[fact]}
    if not otherwise:
        return {}
    heard = _heard(state, agency, to)
    better = shareable(state, agency, to, otherwise)
    return {f: s for f, s in better.items() if s not in ("unconfirmed", heard.get(f))}


def _said(state: State, agency: str, other: str) -> dict[str, str]:
    """What ``agency`` has told the other: of each fact, how sure it last was."""
    said: dict[str, str] = {}
    for sending in state.traffic.sendings_between(agency, other):
        if sending.state != "returned":
            said |= sending.facts
    return said


def _heard(state: State, agency: str, other: str) -> dict[str, str]:
    """What ``agency`` has read that came from the other: of each fact, how sure it last was."""
    heard: dict[str, str] = {}
    for item in _from(state, agency, other):
        heard |= item.facts
    return heard


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
    channels = _barred(state, _bans(state, agency, to), facts)
    if not channels:
        return frozenset()
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


def _bans(state: State, agency: str, to: str) -> list[Expectation]:
    """The prohibitions in force that keep ``agency`` from telling ``to`` something."""
    return [
        standing.expectation
        for standing in state.watch.bans_of(agency)
        if to in standing.expectation.tells and standing.in_window(state.clock.at)
    ]


def _barred(state: State, bans: Iterable[Expectation], facts: Iterable[str]) -> frozenset[str]:
    """The channels that prohibitions rule out for any of ``facts``."""
    named, barred = set(facts), frozenset[str]()
    for ban in bans:
        if not named.isdisjoint(ban.about):
            barred |= frozenset(ban.via or state.network.channels) - frozenset(ban.not_via)
    return barred
