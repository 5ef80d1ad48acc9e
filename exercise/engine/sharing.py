"""What a simulated agency may pass on, how sure it is of it, and whether it is news to the other.

Playbooks never break marking, need or a prohibition of their own, and treat a rumour as any fact
until they know what refutes it (rules of play §1).
"""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import DecisionLogged
from exercise.state import State
from exercise.state.deeds import breaks_by_deciding
from exercise.state.items import Item
from exercise.state.routing import refuted
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


def exchanged(
    state: State, agency: str, other: str, facts: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """What the two have told each other of ``facts`` as far as ``agency`` knows: how sure of each.

    The last that each has said of it: messages may cross, and the later one may be staler. What
    neither has spoken of is not named.
    """
    both = {}
    for fact in facts:
        told = (_said(state, agency, other, fact), _heard(state, agency, other, fact))
        if spoken := tuple(status for status in told if status is not None):
            both[fact] = spoken
    return both


def outdated(state: State, agency: str, to: str) -> dict[str, str]:
    """What ``agency`` told ``to`` and knows better by now: confirmed, or not true."""
    otherwise = [
        fact
        for fact in state.traffic.unsettled(agency) | state.need.refutable
        if (said := _said(state, agency, to, fact)) is not None
        and said != stance(state, agency, fact)
    ]
    better = shareable(state, agency, to, otherwise)
    return {
        fact: status
        for fact, status in better.items()
        if status not in ("unconfirmed", _heard(state, agency, to, fact))
    }


def _said(state: State, agency: str, other: str, fact: str) -> str | None:
    """How sure ``agency`` was of ``fact`` when it last told the other; None if it never did."""
    for sending in reversed(state.traffic.carrying(agency, fact)):
        if sending.body.to == other and sending.state != "returned":
            return sending.facts[fact]
    return None


def _heard(state: State, agency: str, other: str, fact: str) -> str | None:
    """How sure the other was of ``fact`` in the last that ``agency`` has read from it."""
    item = _last_from(state, agency, other, fact)
    return None if item is None else item.facts[fact]


def heard_from(state: State, agency: str, other: str, facts: Iterable[str]) -> Item | None:
    """The last item in which ``other`` told ``agency`` any of ``facts``."""
    told = [_last_from(state, agency, other, fact) for fact in facts]
    return max(filter(None, told), key=lambda item: item.delivered_at, default=None)


def _last_from(state: State, agency: str, other: str, fact: str) -> Item | None:
    """The last that ``agency`` has read of a fact from the other, written or passed on by it."""
    traffic = state.traffic
    for item in reversed(traffic.brought(agency, fact)):
        if item.known_at is not None and traffic.comes_from(item, other):
            return item
    return None


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
