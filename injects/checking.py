"""The checks of a pack: small functions, each yielding the problems of one kind.

They look at what could be read of a pack, also where parts of it are wrong, so that every problem
is told at once; the names that count as known are those that stand in the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from agencies.checking import Scope
from agencies.documents import Document, Problem
from agencies.model import NetworkFile
from agencies.problems import MOST_PROBLEMS
from injects.checks import references, sense, times
from injects.checks.subject import Path, Subject
from injects.facts import Action
from injects.model import Pack

__all__ = ["CHECKS", "check_catalogue", "check_pack"]

CHECKS: tuple[Callable[[Subject], Iterator[Problem]], ...] = (
    references.check_head,
    references.check_facts,
    references.check_injects,
    references.check_expectations,
    references.check_conditions,
    references.check_effects,
    references.check_actions,
    references.check_questions_and_documents,
    times.check_story,
    times.check_inject_times,
    times.check_limits,
    times.check_conditions_in_time,
    sense.check_duplicates,
    sense.check_limits_may_be_critical,
    sense.check_holders,
    sense.check_refutations,
    sense.check_circles,
)
"""In no particular order: problems are told by their place in the file."""

_OF_NETWORK = ("agency", "agency-kind", "channel", "fact-kind", "marking")


def check_pack(
    pack: Pack,
    document: Document,
    origin: Callable[[Sequence[str | int]], Path],
    network: NetworkFile | None,
    network_names: dict[str, tuple[str, ...]] | None,
    actions: dict[str, Action],
) -> Iterator[Problem]:
    """Everything that does not hold together in a pack.

    Args:
        pack: The pack's own file, or as much of it as could be used.
        document: Where it was read from.
        origin: From a path in the pack to the path in the document.
        network: The network it plays on, if that is valid.
        network_names: What the network's file names; None if there is no such file, and then
            nothing is said about names of the network.
        actions: The shared catalogue.
    """
    names = {**(network_names or {}), **_names(document.data, actions)}
    names["source"] = (*names["source"], *(network_names or {}).get("source", ()))
    names["link"] = tuple(link.id for link in network.links) if network is not None else ()
    targets = ("place", "agency", "system", "resource")
    names["target"] = tuple(name for kind in targets for name in names.get(kind, ()))
    scope = Scope(document, names, origin)
    subject = Subject(pack, scope, network, {**actions, **pack.actions}, network_names is not None)
    silent = () if subject.networked else tuple(f"unknown-{kind}" for kind in _OF_NETWORK)
    for check in CHECKS:
        told = (problem for problem in check(subject) if problem.code not in silent)
        yield from islice(told, MOST_PROBLEMS)


def check_catalogue(actions: dict[str, Action], document: Document) -> Iterator[Problem]:
    """The effects of shared actions can be read; what they aim at is for each pack to say."""
    scope = Scope(document, {})
    for name, action in actions.items():
        for index in range(len(action.effects)):
            yield from references.effects_of_action(action, index, scope, (name,))[1]


def _names(data: Any, actions: dict[str, Action]) -> dict[str, tuple[str, ...]]:
    """What a pack's file names, whether or not it is a valid pack."""
    injects = _entries(data, "injects")
    hanging = [entry for inject in injects for entry in _entries(inject, "expects")]
    targets = [
        target
        for objective in _mappings(data, "objectives")
        for target in _mappings(objective, "targets")
    ]
    capabilities = data.get("capabilities") if isinstance(data, dict) else None
    listed = [capabilities] if isinstance(capabilities, str) else capabilities
    systems, resources = _keys(data, "systems"), _keys(data, "resources")
    return {
        "fact": _keys(data, "facts"),
        "action": (*_keys(data, "actions"), *actions),
        "inject": _ids(injects),
        "expectation": _ids([*hanging, *_entries(data, "expectations")]),
        "task": tuple(name for target in targets for name in _keys(target, "tasks")),
        "place": _keys(data, "places"),
        "system": systems,
        "resource": resources,
        "resource-or-system": (*resources, *systems),
        "question": _keys(data, "questions"),
        "move": _ids(_entries(data, "moves")),
        "capability": tuple(c for c in listed or () if isinstance(c, str)),
        "source": _keys(data, "sources"),
    }


def _inside(data: Any, name: str) -> Any:
    return data.get(name) if isinstance(data, dict) else None


def _keys(data: Any, name: str) -> tuple[str, ...]:
    inner = _inside(data, name)
    return tuple(inner) if isinstance(inner, dict) else ()


def _mappings(data: Any, name: str) -> list[Any]:
    inner = _inside(data, name)
    return list(inner.values()) if isinstance(inner, dict) else []


def _entries(data: Any, name: str) -> list[Any]:
    inner = _inside(data, name)
    return inner if isinstance(inner, list) else []


def _ids(entries: list[Any]) -> tuple[str, ...]:
    ids = (_inside(entry, "id") for entry in entries)
    return tuple(entry_id for entry_id in ids if isinstance(entry_id, str))
