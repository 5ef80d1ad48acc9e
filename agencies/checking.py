"""What a network file must hold together: every name that is used is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agencies.documents import Document, Problem, did_you_mean
from agencies.language import Phrase, phrase
from agencies.model import Agency, NetworkFile
from agencies.phrases import ANYBODY, VOICES
from agencies.problems import quoted
from agencies.translations import check_texts

__all__ = ["Scope", "check_names", "check_network", "names_of", "network_names"]

Path = tuple[str | int, ...]

_UNKNOWN: dict[str, Phrase] = {
    "agency": phrase("agency '{name}' is not known"),
    "agency-kind": phrase("no agency is of the kind '{name}'"),
    "channel": phrase("channel '{name}' is not known"),
    "fact-kind": phrase("fact kind '{name}' is not known"),
    "link": phrase("link '{name}' is not known"),
    "duty": phrase("duty '{name}' is not known"),
    "marking": phrase("marking '{name}' is not known"),
    "source": phrase("source '{name}' is not listed under 'sources:'"),
    "fact": phrase("fact '{name}' is not known"),
    "action": phrase("action '{name}' is not known"),
    "inject": phrase("inject '{name}' is not known"),
    "expectation": phrase("expectation '{name}' is not known"),
    "task": phrase("critical task '{name}' is not known"),
    "place": phrase("place '{name}' is not known"),
    "resource-or-system": phrase("'{name}' is neither a resource nor a system"),
    "action-or-fact": phrase("'{name}' is neither an action nor a fact"),
    "inject-or-expectation": phrase("'{name}' is neither an inject nor an expectation"),
    "question": phrase("question '{name}' is not known"),
    "move": phrase("move '{name}' is not known"),
    "capability": phrase("capability '{name}' is not listed under 'capabilities:'"),
    "target": phrase("target '{name}' is not known"),
    "voice": phrase("'{name}' is no agency's kind or sector"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that are known, and where in the file the model's parts stand.

    Attributes:
        names: Known names by what they name.
        origin: From a path in the model to the path in the file.
        below: Path of the model in the document, where it is not all of it.
        stand_in: A name that stands for any, as ``$target`` does in an action.
    """

    document: Document
    names: dict[str, tuple[str, ...]]
    origin: Callable[[Sequence[str | int]], Path] = tuple
    below: Path = ()
    stand_in: str | None = None

    def problem(
        self,
        path: Sequence[str | int],
        code: str,
        message: Phrase,
        mend: Phrase | None = None,
        *,
        key: bool = False,
        warning: bool = False,
    ) -> Problem:
        """A problem with the part of the model at ``path``."""
        where = (*self.below, *self.origin(path))
        return self.document.problem(where, code, message, mend, key=key, warning=warning)

    def known(
        self,
        what: str,
        name: str | None,
        path: Sequence[str | int],
        *,
        key: bool = False,
        warning: bool = False,
    ) -> Iterator[Problem]:
        """A problem if ``name`` names no such thing, with the nearest one as its mend."""
        known = self.names.get(what, ())
        if name is not None and name not in known and name != self.stand_in:
            message = Phrase(_UNKNOWN[what].message, (("name", quoted(name)),))
            mend = did_you_mean(name, known)
            yield self.problem(path, f"unknown-{what}", message, mend, key=key, warning=warning)

    def all_known(
        self, what: str, names: Iterable[str], path: Path, *, warning: bool = False
    ) -> Iterator[Problem]:
        """The same for each of a list."""
        for index, name in enumerate(names):
            yield from self.known(what, name, (*path, index), warning=warning)

    def sourced(self, source: str | None, path: Sequence[str | int]) -> Iterator[Problem]:
        """A source is a name under ``sources:``, or in several words says itself what it is."""
        if source is not None and re.fullmatch(r"[A-Za-z0-9_-]+", source):
            yield from self.known("source", source, path)


def network_names(data: Any) -> dict[str, tuple[str, ...]]:
    """What a network file names, whether or not it is a valid network."""
    data = data if isinstance(data, dict) else {}
    agencies = _mapping(data, "agencies")
    described = [agency for agency in agencies.values() if isinstance(agency, dict)]
    kinds = [agency.get("kind") for agency in described]
    sectors = [agency.get("sector", Agency.model_fields["sector"].default) for agency in described]
    markings = data.get("markings", NetworkFile.model_fields["markings"].default)
    return {
        "agency": tuple(agencies),
        "agency-kind": tuple(dict.fromkeys(kind for kind in kinds if isinstance(kind, str))),
        "channel": tuple(_mapping(data, "channels")),
        "fact-kind": tuple(_mapping(data, "fact_kinds")),
        "marking": tuple(m for m in markings if isinstance(m, str))
        if isinstance(markings, (list, tuple))
        else (),
        "source": tuple(_mapping(data, "sources")),
        "voice": tuple(
            dict.fromkeys(name for name in (*kinds, *sectors, ANYBODY) if isinstance(name, str))
        ),
    }


def names_of(network: NetworkFile) -> dict[str, tuple[str, ...]]:
    """What a network names."""
    kinds = [agency.kind for agency in network.agencies.values()]
    sectors = [agency.sector for agency in network.agencies.values()]
    return {
        "agency": tuple(network.agencies),
        "agency-kind": tuple(dict.fromkeys(kinds)),
        "channel": tuple(network.channels),
        "fact-kind": tuple(network.fact_kinds),
        "marking": network.markings,
        "source": tuple(network.sources),
        "voice": tuple(dict.fromkeys((*kinds, *sectors, ANYBODY))),
        "link": tuple(link.id for link in network.links),
        "duty": tuple(network.duties),
    }


def check_network(network: NetworkFile, scope: Scope) -> Iterator[Problem]:
    """Everything that does not hold together in a network file."""
    yield from check_names(network, scope)
    yield from check_texts(network, scope)


def check_names(network: NetworkFile, scope: Scope) -> Iterator[Problem]:
    """Every name that a network uses and does not know, and links that stand twice."""
    for name, channel in network.channels.items():
        yield from scope.known("marking", channel.marking, ("channels", name, "marking"))
    for name, agency in network.agencies.items():
        yield from scope.sourced(agency.source, ("agencies", name, "source"))
    yield from _check_links(network, scope)
    for name, duty in network.duties.items():
        path = ("duties", name)
        yield from scope.known("fact-kind", duty.trigger, (*path, "trigger"))
        yield from scope.all_known("agency-kind", duty.holder, (*path, "holder"), warning=True)
        yield from scope.all_known("agency", duty.tells, (*path, "tells"))
        yield from scope.sourced(duty.source, (*path, "source"))
    for phrases, under in ((network.phrases, ()), (network.phrases.spoken, ("spoken",))):
        for part in VOICES:
            for name in getattr(phrases, part):
                place = ("phrases", *under, part, name)
                yield from scope.known("voice", name, place, key=True, warning=True)


def _check_links(network: NetworkFile, scope: Scope) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    linked: set[str] = set()
    for index, link in enumerate(network.links):
        path: Path = ("links", index)
        yield from scope.known("agency", link.source, (*path, "from"))
        yield from scope.known("agency", link.target, (*path, "to"))
        yield from scope.known("channel", link.via, (*path, "via"))
        yield from scope.known("marking", link.marking, (*path, "marking"))
        linked |= {link.source, link.target}
        if link.id in seen:
            first = scope.document.position(scope.origin(("links", seen[link.id])))[0]
            message = phrase(
                "link '{id}' is already on line {line}", id=quoted(link.id), line=first
            )
            yield scope.problem(path, "duplicate-link", message, phrase("Keep one of them"))
        seen.setdefault(link.id, index)
    for name in network.agencies:
        if name not in linked:
            message = phrase("nobody can reach '{name}': no link names it", name=name)
            yield scope.problem(("agencies", name), "unlinked", message, key=True, warning=True)


def _mapping(data: Any, name: str) -> dict[str, Any]:
    inner = data.get(name)
    return inner if isinstance(inner, dict) else {}
