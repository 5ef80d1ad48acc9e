"""A profile laid over a network: a pure function from the two to a network.

Where a profile names what the network does not have, nothing happens here;
:mod:`agencies.profilechecks` tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from agencies.model import Agency, Channel, Duty, Link, NetworkFile
from agencies.phrases import ANYBODY, VOICES, Situations
from agencies.profiles import Change, ProfileFile
from agencies.scalars import Model
from agencies.text import Text

__all__ = ["gone_kinds", "lay_over", "spoken"]

M = TypeVar("M", bound=Model)


def lay_over(base: NetworkFile, profile: ProfileFile) -> NetworkFile:
    """The network that a country has: ``base`` with what the profile changes in it.

    In this order: agencies are merged and parts taken away, markings renamed, parts changed, parts
    added. Links stay in the order of the base, then come those that an agency has from one that was
    merged into it, then the profile's own.

    Args:
        base: A valid network.
        profile: A profile for it.
    """
    profile = spoken(profile)
    add, change = profile.add, profile.change
    channels = {
        name: _changed(_marked(channel, profile), change.channels.get(name))
        for name, channel in base.channels.items()
        if name not in profile.remove.channels
    }
    channels |= {name: _least(new, profile) for name, new in _new(base.channels, add.channels)}
    agencies = {
        name: _changed(agency, change.agencies.get(name))
        for name, agency in base.agencies.items()
        if name not in profile.gone
    }
    agencies |= dict(_new(base.agencies, add.agencies))
    duties = _duties(base, profile, agencies)
    duties |= dict(_new(base.duties, add.duties))
    update: dict[str, Any] = {
        "title": profile.title,
        "about": profile.about or base.about,
        "sources": {**profile.sources, **base.sources},
        "markings": tuple(profile.markings) or base.markings,
        "fact_kinds": {**add.fact_kinds, **base.fact_kinds},
        "channels": channels,
        "agencies": agencies,
        "links": _links(base, profile, channels, agencies),
        "duties": duties,
        "unlisted": change.unlisted or base.unlisted,
        "phrases": _phrases(base, agencies),
    }
    return base.model_copy(update=update)


def spoken(profile: ProfileFile) -> ProfileFile:
    """The profile with each text naming its language, for the network may have another."""
    said: ProfileFile = _spoken(profile, profile.language)
    return said


def gone_kinds(base: NetworkFile, profile: ProfileFile) -> dict[str, str | None]:
    """Kinds of agencies that are no more, with the kind that has their tasks, if one has."""
    agencies = {name: each for name, each in base.agencies.items() if name not in profile.gone}
    agencies |= profile.add.agencies
    kinds: dict[str, str] = {}
    for name, agency in agencies.items():
        change = profile.change.agencies.get(name)
        kinds[name] = (change.kind if change is not None else None) or agency.kind
    left = set(kinds.values())
    gone: dict[str, str | None] = {}
    for name in base.agencies:
        kind = base.agencies[name].kind
        if name in profile.gone and kind not in left:
            gone[kind] = kinds.get(profile.merge.get(name, "")) or gone.get(kind)
    return gone


def _new(base: Mapping[str, M], added: Mapping[str, M]) -> Iterable[tuple[str, M]]:
    """What is added; where the network has it already, that stays."""
    return [(name, entry) for name, entry in added.items() if name not in base]


def _changed(part: M, change: Change | None) -> M:
    if change is None:
        return part
    update = {
        name: _changed(getattr(part, name), value) if isinstance(value, Change) else value
        for name, value in change.given.items()
    }
    return part.model_copy(update=update)


def _spoken(value: Any, language: str) -> Any:
    """``value`` with every plain text in it marked with the language that it is in."""
    if isinstance(value, Text):
        return Text({language: value.root}) if isinstance(value.root, str) else value
    if isinstance(value, Model):
        update = {}
        for name in value.model_fields_set:
            old = getattr(value, name)
            new = _spoken(old, language)
            if new is not old:
                update[name] = new
        return value.model_copy(update=update) if update else value
    if isinstance(value, dict):
        return {name: _spoken(entry, language) for name, entry in value.items()}
    if isinstance(value, tuple):
        return tuple(_spoken(entry, language) for entry in value)
    return value


# -- Markings ------------------------------------------------------------------------------------


def _marked(part: M, profile: ProfileFile) -> M:
    """A channel or link of the network, its ceiling called as in the country."""
    marking = getattr(part, "marking", None)
    named = None if marking is None else profile.marking(marking)
    return part if named == marking else part.model_copy(update={"marking": named})


def _least(channel: Channel, profile: ProfileFile) -> Channel:
    """A channel of the profile's: without a ceiling of its own it has the least sensitive."""
    if "marking" in channel.model_fields_set:
        return channel
    return _marked(channel, profile)


# -- Links ---------------------------------------------------------------------------------------


def _links(
    base: NetworkFile,
    profile: ProfileFile,
    channels: Mapping[str, Channel],
    agencies: Mapping[str, Agency],
) -> tuple[Link, ...]:
    kept: list[Link] = []
    handed_on: list[Link] = []
    for link in base.links:
        if link.id in profile.remove.links or link.via not in channels:
            continue
        there = _changed(_marked(link, profile), profile.change.links.get(link.id))
        ends = [profile.merge.get(end, end) for end in (link.source, link.target)]
        if ends[0] == ends[1] or any(end not in agencies for end in ends):
            continue
        if ends == [link.source, link.target]:
            kept.append(there)
        else:
            handed_on.append(_between(there, ends[0], ends[1]))
    pairs = {(frozenset((link.source, link.target)), link.via) for link in kept}
    for link in handed_on:
        pair = (frozenset((link.source, link.target)), link.via)
        if pair not in pairs:  # Its own line to them is the one it uses.
            pairs.add(pair)
            kept.append(link)
    taken = {link.id for link in kept}
    for link in profile.add.links:
        if link.id not in taken:
            taken.add(link.id)
            kept.append(link)
    return tuple(kept)


def _between(link: Link, source: str, target: str) -> Link:
    """The same line with other ends; a name that is made from its ends is made anew."""
    values = {name: getattr(link, name) for name in type(link).model_fields}
    return Link(**{**values, "id": "", "source": source, "target": target})


# -- Duties --------------------------------------------------------------------------------------


def _duties(
    base: NetworkFile, profile: ProfileFile, agencies: Mapping[str, Agency]
) -> dict[str, Duty]:
    kinds = gone_kinds(base, profile)
    duties = {}
    for name, duty in base.duties.items():
        if name in profile.remove.duties:
            continue
        holder = _each(duty.holder, kinds)
        tells = tuple(to for to in _each(duty.tells, profile.merge) if to in agencies)
        here = duty.model_copy(update={"holder": holder, "tells": tells})
        here = _changed(here, profile.change.duties.get(name))
        if here.holder and here.tells:
            duties[name] = here
    return duties


def _each(names: Iterable[str], instead: Mapping[str, str | None]) -> tuple[str, ...]:
    """The names, each once, with those that are in its place; None takes one away."""
    found = (instead.get(name, name) for name in names)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _phrases(base: NetworkFile, agencies: Mapping[str, Agency]) -> Any:
    """Without the first and last words of those who are no more."""
    was = {name for each in base.agencies.values() for name in (each.kind, each.sector)}
    speak = {name for each in agencies.values() for name in (each.kind, each.sector)} | {ANYBODY}

    def without(phrases: Situations) -> dict[str, Any]:
        return {
            part: {
                name: variants
                for name, variants in getattr(phrases, part).items()
                if name in speak or name not in was
            }
            for part in VOICES
        }

    spoken = base.phrases.spoken.model_copy(update=without(base.phrases.spoken))
    return base.phrases.model_copy(update={**without(base.phrases), "spoken": spoken})
