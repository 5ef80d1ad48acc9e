"""Every inject reaches somebody, and opens what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from agencies.model import ChannelKind
from injects.checks.outlook import Outlook
from injects.checks.subject import Path
from injects.model import Inject

__all__ = ["check_injects_are_received", "check_openers_are_received"]


def check_injects_are_received(outlook: Outlook) -> Iterator[Problem]:
    """Each inject has a recipient that is up when it comes, and that its channel leads to."""
    scope = outlook.subject.scope
    for index, inject in enumerate(outlook.pack.injects):
        path: Path = ("injects", index)
        if not inject.to:
            message = phrase("inject '{inject}' goes to nobody", inject=inject.id)
            mend = phrase("Name its recipients in 'to:'")
            yield scope.problem((*path, "to"), "nobody-receives", message, mend)
        elif not _received_by(outlook, inject) and inject.id in outlook.forecast.fires:
            message = phrase(
                "nobody can receive inject '{inject}': what it needs is down to the end",
                inject=inject.id,
            )
            mend = phrase("Choose another channel, or restore what is down")
            yield scope.problem((*path, "via"), "nobody-receives", message, mend)
        elif not _led_to(outlook, inject):
            yield _no_way(outlook, inject, path)


def check_openers_are_received(outlook: Outlook) -> Iterator[Problem]:
    """Whoever is expected to do something receives the inject that it hangs on."""
    scope = outlook.subject.scope
    for expectation, inject, path in outlook.subject.expectations():
        if inject is None or expectation.who not in inject.to:
            continue
        received = _received_by(outlook, inject)
        if received and expectation.who not in received:
            message = phrase(
                "'{who}' can never receive inject '{inject}': what it needs is down to the end",
                who=expectation.who,
                inject=inject.id,
            )
            mend = phrase("Choose another channel, or restore what is down")
            yield scope.problem((*path, "who"), "never-opens", message, mend)


def _received_by(outlook: Outlook, inject: Inject) -> tuple[str, ...]:
    """The recipients to which it can be delivered when it first fires."""
    at, endex = outlook.forecast.fires.get(inject.id, 0), outlook.forecast.endex
    return tuple(to for to in inject.to if not outlook.outages.shut_out(inject.via, to, at, endex))


def _led_to(outlook: Outlook, inject: Inject) -> tuple[str, ...]:
    """The recipients that have its channel, with its sender where that is an agency.

    A channel without links is one that only the script uses.
    """
    network = outlook.network
    if network is None or inject.via not in network.channels:
        return inject.to
    over = [link for link in network.links if link.channel == inject.via]
    if not over or network.channels[inject.via].kind is ChannelKind.IN_PERSON:
        return inject.to
    if inject.from_agency is not None:
        over = [link for link in over if link.source == inject.from_agency]
        if inject.at is not None:
            now = outlook.story(inject.at)
            over = [link for link in over if link.hours.include(now)]
        return tuple(
            to for to in inject.to if to in {inject.from_agency, *(e.target for e in over)}
        )
    ends = {end for link in over for end in (link.source, link.target)}
    return tuple(to for to in inject.to if to in ends)


def _no_way(outlook: Outlook, inject: Inject, path: Path) -> Problem:
    message = phrase(
        "none of its recipients can be reached over '{channel}'",
        channel=inject.via,
    )
    if inject.from_agency is not None:
        message = phrase(
            "'{sender}' reaches none of the recipients over '{channel}' at that time",
            sender=inject.from_agency,
            channel=inject.via,
        )
    mend = phrase("Choose another channel, or another time")
    return outlook.subject.scope.problem(
        (*path, "via"), "nobody-receives", message, mend, warning=True
    )
