"""A pack as a profile has it: its own markings, authorities, confirmed limits and capabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from agencies.checking import Scope
from agencies.documents import Document, Problem, in_order
from agencies.language import phrase
from agencies.model import NetworkFile
from agencies.overlay import gone_kinds
from agencies.profileloading import LoadedProfile
from agencies.profiles import Limit, ProfileFile
from injects.facts import Action
from injects.merging import Kept, merged
from injects.model import Expectation, Pack

__all__ = ["adapted", "adapted_actions", "check_adaptation", "checked_profile"]


def adapted(pack: Pack, profile: ProfileFile, base: NetworkFile) -> tuple[Pack, Kept]:
    """A pack adapted to a country; its actions are adapted apart.

    Args:
        pack: A pack made for the network as it was, or for this profile.
        profile: What is otherwise here.
        base: The network that the profile is laid over.

    Returns:
        The pack, and for each list that lost expectations the places at which the others stood.
    """
    here, kept = merged(pack, profile.merge)
    own = profile.packs.get(pack.id)
    limits = own.limits if own is not None else {}
    instead = {
        name: new for new, capability in profile.capabilities.items() for name in capability.for_
    }
    update = {
        "facts": {
            name: fact.model_copy(update={"marking": profile.marking(fact.marking)})
            for name, fact in here.facts.items()
        },
        "injects": tuple(
            inject.model_copy(update={"expects": _confirmed(inject.expects, limits)})
            for inject in here.injects
        ),
        "expectations": _confirmed(here.expectations, limits),
        "actions": adapted_actions(here.actions, profile, base, pack.id),
        "capabilities": tuple(dict.fromkeys(instead.get(n, n) for n in here.capabilities)),
        "objectives": {
            name: each.model_copy(
                update={"capability": instead.get(each.capability, each.capability)}
            )
            for name, each in here.objectives.items()
        },
    }
    return here.model_copy(update=update), kept


def adapted_actions(
    actions: Mapping[str, Action], profile: ProfileFile, base: NetworkFile, pack: str = ""
) -> dict[str, Action]:
    """Actions with the authority that the profile gives, or that fell to whom an agency went.

    Args:
        actions: The shared catalogue's, or a pack's own.
        profile: What is otherwise here.
        base: The network that the profile is laid over.
        pack: The pack whose own actions they are; empty for the catalogue.
    """
    own = profile.packs.get(pack)
    authority = dict(profile.authority) if own is None else {**profile.authority, **own.authority}
    gone = gone_kinds(base, profile)
    found = {}
    for name, action in actions.items():
        kinds = authority.get(name)
        if kinds is None and any(kind in gone for kind in action.authority):
            # Where nobody has taken it over it stays as it was: an empty list would be anybody's.
            fell_to = (gone.get(kind) or kind for kind in action.authority)
            kinds = tuple(dict.fromkeys(fell_to))
        found[name] = action if kinds is None else action.model_copy(update={"authority": kinds})
    return found


def check_adaptation(
    profile: ProfileFile,
    document: Document,
    origin: Callable[[Sequence[str | int]], tuple[str | int, ...]],
    actions: Mapping[str, Action],
    pack: Pack | None = None,
) -> Iterator[Problem]:
    """What a profile says of actions and expectations that there are not.

    Args:
        profile: The profile, or as much of it as could be used.
        document: Where it was read from.
        origin: From a path in the profile to the path in the document.
        actions: The shared catalogue.
        pack: A pack of which it speaks; without one only the catalogue is looked at.
    """
    names = {"action": (*actions, *(pack.actions if pack is not None else ()))}
    if pack is None:
        scope = Scope(document, names, origin)
        for name in profile.authority:
            yield from scope.known("action", name, ("authority", name), key=True)
        return
    change = profile.packs.get(pack.id)
    if change is None:
        return
    expected = {each.id: each for each, _ in pack.all_expectations}
    scope = Scope(document, {**names, "expectation": tuple(expected)}, origin)
    for name in change.authority:
        yield from scope.known("action", name, ("packs", pack.id, "authority", name), key=True)
    for name, limit in change.limits.items():
        path = ("packs", pack.id, "limits", name)
        yield from scope.known("expectation", name, path, key=True)
        if name in expected and expected[name].must_not:
            message = phrase("'{name}' is a prohibition and has no limit", name=name)
            mend = phrase("Leave it out")
            yield scope.problem(path, "changes-nothing", message, mend, key=True, warning=True)
        elif name in expected and _confirm(expected[name], limit) == expected[name]:
            message = phrase("this changes nothing in '{name}'", name=name)
            mend = phrase("Leave it out, or say what is different")
            yield scope.problem(path, "changes-nothing", message, mend, key=True, warning=True)


def checked_profile(loaded: LoadedProfile) -> tuple[Problem, ...]:
    """All problems of a profile, those with packs among them that come with the product."""
    from injects.loading import NO_PROFILE, list_packs, load_catalogue, load_pack

    profile = loaded.value
    if profile is None or not loaded.found:
        return loaded.problems
    actions = load_catalogue()
    problems = list(loaded.problems)
    named = [name for name in profile.packs if name in list_packs()]
    for pack in (None, *(load_pack(name, profile=NO_PROFILE).pack for name in named)):
        told = check_adaptation(profile, loaded.document, loaded.origin, actions, pack)
        problems += told
    return in_order(problems)


def _confirmed(
    expectations: tuple[Expectation, ...], limits: Mapping[str, Limit]
) -> tuple[Expectation, ...]:
    return tuple(
        _confirm(each, limits[each.id]) if each.id in limits else each for each in expectations
    )


def _confirm(expectation: Expectation, limit: Limit) -> Expectation:
    update = {
        "limit_basis": limit.limit_basis,
        "source": limit.source,
        "within": expectation.within if limit.within is None else limit.within,
        "critical": expectation.critical if limit.critical is None else limit.critical,
    }
    return expectation.model_copy(update=update)
