"""What the forms of the staff offer: what pack and network hold, as entries to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exercise.setup import Setup
from exercise.views.desk import texts
from exercise.views.plan import capability_entries
from exercise.views.seat import Entry

__all__ = ["catalogues"]


def catalogues(setup: Setup) -> dict[str, Callable[[], Any]]:
    """How each catalogue of the picture is made."""
    pack, network = setup.pack, setup.network
    return {
        "agencies": lambda: _entries(network.agencies.values()),
        "actions": lambda: tuple(
            Entry(one.id, texts(one.title), targets=tuple(one.targets))
            for one in pack.actions.values()
        ),
        "channels": lambda: _entries(network.channels.values()),
        "facts": lambda: _entries(pack.facts.values()),
        "capabilities": lambda: tuple(capability_entries(setup)),
        "places": lambda: tuple(
            Entry(one.id, texts(one.title) or {"": one.id}, kind=one.kind)
            for one in pack.places.values()
        ),
        "things": lambda: tuple(
            Entry(one.id, texts(one.title) or {"": one.id}, kind=kind)
            for kind, things in (("system", pack.systems), ("resource", pack.resources))
            for one in things.values()
        ),
        "links": lambda: tuple(
            Entry(link.id, {"": f"{link.source} – {link.target}"}, kind=link.via)
            for link in network.links
        ),
    }


def _entries(things: Any) -> tuple[Entry, ...]:
    return tuple(Entry(one.id, texts(one.title)) for one in things)
