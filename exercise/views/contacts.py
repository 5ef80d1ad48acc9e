"""Whom a desk can reach and how, as it knows the network: outages count once it has met them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from exercise.state.routing import cautions, find_way, refuted
from exercise.state.state import State
from exercise.views.desk import texts
from exercise.views.seat import Contact, ContactChannel, RoutePreview

__all__ = ["contacts_of", "preview"]


def contacts_of(state: State, agency: str) -> tuple[Contact, ...]:
    """Every other agency and how ``agency`` can reach it, nearest first, unreachable ones last."""
    found = [
        Contact(
            other.id,
            texts(other.title),
            texts(other.role),
            _channels(state, agency, other.id),
            preview(state, agency, other.id),
            together=state.world.met(agency, other.id),
        )
        for other in state.network.agencies.values()
        if other.id != agency
    ]
    found.sort(key=lambda one: (one.route.seconds is None, one.route.seconds or 0, one.agency))
    return tuple(found)


def _channels(state: State, agency: str, other: str) -> tuple[ContactChannel, ...]:
    now = state.clock.story(state.clock.at)
    down = state.world.believed_down.get(agency, frozenset())
    links = sorted(
        state.network.links_between(agency, other), key=lambda link: (link.expected, link.id)
    )
    return tuple(
        ContactChannel(
            link.channel,
            math.ceil(link.expected),
            link.marking,
            str(link.hours),
            link.hours.include(now),
            link.id not in down,
            str(link.basis),
            link.assumed,
        )
        for link in links
    )


def preview(
    state: State,
    agency: str,
    to: str,
    facts: Mapping[str, str] | None = None,
    via: str | None = None,
) -> RoutePreview:
    """The way a message of ``agency`` would take, and what its sender is warned of.

    Args:
        state: As of now.
        agency: The sender.
        to: The agency it is for.
        facts: Facts carried, by their ids in the pack.
        via: The channel wanted.
    """
    carried = dict(facts or {})
    way = find_way(state, agency, to, facts=carried, via=via)
    return RoutePreview(
        to,
        way.channel,
        tuple(link.source for link in way.links[1:]),
        way.seconds,
        way.reason,
        (*cautions(state, agency, to, carried, way), *_denials(state, agency, carried)),
    )


def _denials(state: State, agency: str, facts: Mapping[str, str]) -> tuple[str, ...]:
    """The warning for denying what nobody has denied to the sender; it is no lapse, and only told.

    The rules of play (§1) list what counts as an error; a denial without grounds is none of them.
    """
    groundless = any(
        status == "denied"
        and state.traffic.status(agency, fact) not in (None, "denied")
        and not refuted(state, agency, fact)
        for fact, status in facts.items()
    )
    return ("as-denied",) if groundless else ()
