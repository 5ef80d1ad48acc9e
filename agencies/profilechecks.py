"""What a profile must hold together with the network that it is for.

What it names is there or, where it adds, not there yet; it does not say two things of one part; and
the network that comes of it is as sound as the one it is laid over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from agencies.checking import Scope, check_names, names_of
from agencies.documents import Document, Problem
from agencies.language import phrase
from agencies.model import NetworkFile
from agencies.overlay import gone_kinds
from agencies.problems import quoted
from agencies.profiles import Change, ProfileFile
from agencies.translations import check_texts

__all__ = ["check_profile"]

Path = tuple[str | int, ...]

_PARTS = {
    "fact_kinds": "fact-kind",
    "channels": "channel",
    "agencies": "agency",
    "links": "link",
    "duties": "duty",
}
"""What the entries of each part of a profile are called in messages."""


def check_profile(
    profile: ProfileFile,
    base: NetworkFile,
    laid: NetworkFile,
    document: Document,
    origin: Callable[[Sequence[str | int]], Path] = tuple,
) -> Iterator[Problem]:
    """Everything that does not hold together in a profile.

    Args:
        profile: The profile, or as much of it as could be used.
        base: The network that it is for.
        laid: What :func:`agencies.overlay.lay_over` makes of the two.
        document: Where the profile was read from.
        origin: From a path in the profile to the path in the document.
    """
    there = Scope(document, names_of(base), origin)
    yield from _check_additions(profile, base, there)
    yield from _check_changes(profile, base, there)
    yield from _check_removals(profile, there)
    yield from _check_merges(profile, laid, there)
    yield from _check_markings(profile, base, there)
    yield from _check_duties(profile, base, laid, there)
    here = Scope(document, names_of(laid), origin)
    for name, kinds in profile.authority.items():
        yield from here.all_known("agency-kind", kinds, ("authority", name))
    for pack, change in profile.packs.items():
        for name, kinds in change.authority.items():
            yield from here.all_known("agency-kind", kinds, ("packs", pack, "authority", name))
        for name, limit in change.limits.items():
            yield from here.sourced(limit.source, ("packs", pack, "limits", name, "source"))
    if profile.drills is not None:
        yield from here.sourced(profile.drills.source, ("drills", "source"))
    yield from check_texts(profile, here)
    yield from _check_outcome(profile, base, laid, document, origin)


# -- What is named --------------------------------------------------------------------------------


def _check_additions(profile: ProfileFile, base: NetworkFile, scope: Scope) -> Iterator[Problem]:
    mend = phrase("Write it under 'change:', or give it another name")
    for part, what in _PARTS.items():
        added = getattr(profile.add, part)
        if part == "links":
            named: Iterable[tuple[str, Path]] = [(link.id, (i,)) for i, link in enumerate(added)]
        else:
            named = [(name, (name,)) for name in added]
        seen: set[str] = set()
        for name, place in named:
            key, path = part != "links", ("add", part, *place)
            if name in scope.names[what]:
                message = phrase("the network has '{name}' already", name=quoted(name))
                yield scope.problem(path, "already-there", message, mend, key=key)
            elif name in seen:
                message = phrase("link '{id}' is added twice", id=quoted(name))
                yield scope.problem(path, "duplicate-link", message, phrase("Keep one of them"))
            seen.add(name)
    for name in profile.sources:
        if name in base.sources:
            message = phrase("the network has a source '{name}' already", name=quoted(name))
            mend = phrase("Give it another name, or use the network's")
            yield scope.problem(("sources", name), "already-there", message, mend, key=True)


def _check_changes(profile: ProfileFile, base: NetworkFile, scope: Scope) -> Iterator[Problem]:
    for part in ("channels", "agencies", "links", "duties"):
        what, changes = _PARTS[part], getattr(profile.change, part)
        entries = getattr(base, part)
        if part == "links":
            entries = {link.id: link for link in entries}
        for name, change in changes.items():
            path: Path = ("change", part, name)
            yield from scope.known(what, name, path, key=True)
            if name in _taken_away(profile, part):
                message = phrase("'{name}' is changed here and taken away too", name=quoted(name))
                mend = phrase("Keep one of the two")
                yield scope.problem(path, "contradiction", message, mend, key=True)
            elif name in entries and not _differs(entries[name], change):
                message = phrase("this changes nothing in '{name}'", name=quoted(name))
                mend = phrase("Leave it out, or say what is different")
                yield scope.problem(path, "changes-nothing", message, mend, key=True, warning=True)


def _differs(part: object, change: Change) -> bool:
    """Whether a change makes anything different; confirming a figure does, for it names where."""
    for name, value in change.given.items():
        old = getattr(part, name)
        if _differs(old, value) if isinstance(value, Change) else value != old:
            return True
    return False


def _check_removals(profile: ProfileFile, scope: Scope) -> Iterator[Problem]:
    for part in ("channels", "agencies", "links", "duties"):
        for index, name in enumerate(getattr(profile.remove, part)):
            yield from scope.known(_PARTS[part], name, ("remove", part, index))
            if part == "agencies" and name in profile.merge:
                message = phrase("'{name}' is merged here and taken away too", name=quoted(name))
                mend = phrase("Keep one of the two")
                yield scope.problem(("remove", part, index), "contradiction", message, mend)


def _check_merges(profile: ProfileFile, laid: NetworkFile, scope: Scope) -> Iterator[Problem]:
    for name, into in profile.merge.items():
        path = ("merge", name)
        yield from scope.known("agency", name, path, key=True)
        if into in profile.gone:
            message = phrase("'{name}' is not there to be merged into", name=quoted(into))
            mend = phrase("Name an agency that stays")
            yield scope.problem(path, "contradiction", message, mend)
        elif into not in laid.agencies:
            known = {**scope.names, "agency": tuple(laid.agencies)}
            yield from Scope(scope.document, known, scope.origin).known("agency", into, path)


def _taken_away(profile: ProfileFile, part: str) -> frozenset[str]:
    if part == "agencies":
        return profile.gone
    return frozenset(getattr(profile.remove, part))


# -- Markings and duties --------------------------------------------------------------------------


def _check_markings(profile: ProfileFile, base: NetworkFile, scope: Scope) -> Iterator[Problem]:
    """The country's scheme says of each marking of the network what stands in its place."""
    if not profile.markings:
        return
    ranks = {name: rank for rank, name in enumerate(base.markings)}
    stands: dict[str, str] = {}
    highest = -1
    for own, marking in profile.markings.items():
        path: Path = ("markings", own)
        replaced = marking.for_ or ((own,) if own in ranks else ())
        if own in ranks and own not in replaced:
            message = phrase(
                "'{name}' is a marking of the network and means another here", name=own
            )
            mend = phrase("Give it another name")
            yield scope.problem(path, "contradiction", message, mend, key=True)
        for index, name in enumerate(marking.for_):
            yield from scope.known("marking", name, (*path, "for", index))
        for name in replaced:
            if name in stands:
                message = phrase("two markings take the place of '{name}'", name=quoted(name))
                mend = phrase("Keep one of them")
                yield scope.problem((*path, "for"), "contradiction", message, mend)
            stands.setdefault(name, own)
        order = [ranks[name] for name in replaced if name in ranks]
        if order and min(order) < highest:
            message = phrase("the markings stand in another order than the network's")
            mend = phrase("List them from the least to the most sensitive")
            yield scope.problem(path, "marking-order", message, mend, key=True)
        highest = max([highest, *order])
    for name in base.markings:
        if name not in stands:
            message = phrase("no marking takes the place of '{name}'", name=quoted(name))
            mend = phrase("Add 'for: {name}' to one of them", name=quoted(name))
            yield scope.problem(("markings",), "marking-missing", message, mend, key=True)


def _check_duties(
    profile: ProfileFile, base: NetworkFile, laid: NetworkFile, scope: Scope
) -> Iterator[Problem]:
    """Nobody is left with a duty to tell nobody: whom they tell here is for the profile to say."""
    kinds = gone_kinds(base, profile)
    for name, duty in base.duties.items():
        changed = profile.change.duties.get(name)
        told = (changed.tells if changed is not None else None) or duty.tells
        held = any(kinds.get(kind, kind) is not None for kind in duty.holder)
        if name in laid.duties or name in profile.remove.duties or not held:
            continue
        if any(to not in profile.remove.agencies for to in told):
            continue
        message = phrase("the duty '{name}' has nobody left to tell", name=name)
        mend = phrase("Say under 'change: duties:' whom it tells here, or remove it")
        index = profile.remove.agencies.index(told[0])
        yield scope.problem(("remove", "agencies", index), "untold-duty", message, mend)


# -- The network that comes of it -----------------------------------------------------------------


def _check_outcome(
    profile: ProfileFile,
    base: NetworkFile,
    laid: NetworkFile,
    document: Document,
    origin: Callable[[Sequence[str | int]], Path],
) -> Iterator[Problem]:
    """What is wrong with the laid-over network and was not with the base."""
    nowhere = Scope(document, names_of(base))
    before = {(told.code, str(told.message)) for told in check_names(base, nowhere)}
    links = {id(link): index for index, link in enumerate(profile.add.links)}

    def stands(path: Sequence[str | int]) -> Path:
        return origin(_place(profile, _added_links(laid, links), tuple(path)))

    for told in check_names(laid, Scope(document, names_of(laid), stands)):
        if (told.code, str(told.message)) not in before:
            yield told


def _added_links(laid: NetworkFile, links: Mapping[int, int]) -> dict[int, int]:
    """Where under ``add:`` the links of the laid-over network stand that the profile added."""
    return {n: links[id(link)] for n, link in enumerate(laid.links) if id(link) in links}


def _place(profile: ProfileFile, added_links: Mapping[int, int], path: Path) -> Path:
    """Where in the profile stands, or has its cause, what is at ``path`` in the network."""
    part = path[0] if path else ""
    if part == "links" and len(path) > 1 and path[1] in added_links:
        return ("add", "links", added_links[int(path[1])], *path[2:])
    if part in _PARTS and len(path) > 1 and part != "links":
        for section in ("add", "change"):
            entries = getattr(getattr(profile, section), str(part), {})
            if path[1] in entries:
                return (section, *path)
    if profile.gone or "remove" in profile.model_fields_set:
        return ("remove",) if "remove" in profile.model_fields_set else ("merge",)
    return ("change",)
