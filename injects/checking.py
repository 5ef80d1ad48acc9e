"""The checks of a pack: small functions, each yielding the problems of one kind.

First come those that look at one part at a time. They look at what could be read of a pack, also
where parts of it are wrong, so that every problem is told at once; the names that count as known
are those that stand in the files. The others ask what can come of the whole, and are silent until
its parts are sound: one slip would make many of them wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from agencies.checking import Scope
from agencies.documents import Document, Problem
from agencies.model import NetworkFile
from agencies.problems import MOST_PROBLEMS
from agencies.translations import check_texts
from injects.checks import (
    coverage,
    covert,
    cuts,
    delivery,
    load,
    needs,
    reachability,
    references,
    sense,
    sources,
    telling,
    times,
)
from injects.checks.outlook import Outlook, outlook
from injects.checks.subject import Path, Subject
from injects.facts import Action
from injects.model import Pack

__all__ = ["CHECKS", "PROSPECTS", "check_catalogue", "check_pack"]


def _check_translations(subject: Subject) -> Iterator[Problem]:
    """Texts in several languages say the same in all of them."""
    return check_texts(subject.pack, subject.scope)


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
    times.check_conditions_in_time,
    _check_translations,
    sense.check_duplicates,
    sense.check_limits_may_be_critical,
    sense.check_holders,
    sense.check_refutations,
    sense.check_circles,
)
"""Of the parts. In no particular order: problems are told by their place in the file."""

PROSPECTS: tuple[Callable[[Outlook], Iterator[Problem]], ...] = (
    reachability.check_conditions_come_true,
    reachability.check_contingencies_in_time,
    delivery.check_injects_are_received,
    delivery.check_openers_are_received,
    telling.check_recipients_are_entitled,
    telling.check_recipients_are_reached,
    needs.check_needs_can_be_met,
    covert.check_covert_facts_stay_covert,
    times.check_limits,
    coverage.check_objectives_are_tested,
    coverage.check_facts_are_needed,
    coverage.check_facts_are_learned,
    coverage.check_rumours_are_refuted,
    coverage.check_agencies_are_addressed,
    load.check_desks_are_busy,
    load.check_desks_can_cope,
    cuts.check_cuts,
    sources.check_facts_are_sourced,
    sources.check_injects_are_sourced,
    sources.check_limits_are_sourced,
)
"""Of the whole."""

_OF_NETWORK = ("agency", "agency-kind", "channel", "fact-kind", "marking")


def check_pack(
    pack: Pack,
    document: Document,
    origin: Callable[[Sequence[str | int]], Path],
    network: NetworkFile | None,
    network_names: dict[str, tuple[str, ...]] | None,
    actions: dict[str, Action],
    *,
    whole: bool = True,
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
        whole: Whether ``pack`` is all that stands in the file.
    """
    names = {**(network_names or {}), **_names(document.data, actions)}
    names["source"] = (*names["source"], *(network_names or {}).get("source", ()))
    # A profile puts the country's own in the place of those that stand in the file.
    names["capability"] = (*names["capability"], *pack.capabilities)
    names["link"] = tuple(link.id for link in network.links) if network is not None else ()
    targets = ("place", "agency", "system", "resource")
    names["target"] = tuple(name for kind in targets for name in names.get(kind, ()))
    scope = Scope(document, names, origin)
    subject = Subject(pack, scope, network, {**actions, **pack.actions}, network_names is not None)
    silent = () if subject.networked else tuple(f"unknown-{kind}" for kind in _OF_NETWORK)
    sound = whole
    for check in CHECKS:
        told = (problem for problem in check(subject) if problem.code not in silent)
        for problem in islice(told, MOST_PROBLEMS):
            sound = sound and problem.severity != "error"
            yield problem
    if sound:
        prospect = outlook(subject)
        for check_whole in PROSPECTS:
            yield from islice(check_whole(prospect), MOST_PROBLEMS)


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
    named_injects = _ids(injects)
    named_expectations = _ids([*hanging, *_entries(data, "expectations")])
    return {
        "fact": _keys(data, "facts"),
        "action": (*_keys(data, "actions"), *actions),
        "inject": named_injects,
        "expectation": named_expectations,
        "action-or-fact": (*_keys(data, "actions"), *actions, *_keys(data, "facts")),
        "inject-or-expectation": (*named_injects, *named_expectations),
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
