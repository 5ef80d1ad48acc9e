"""Covert facts stay covert: nobody listens in on the channels that they take."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from injects.checks.outlook import Outlook
from injects.checks.subject import Path
from injects.checks.ways import facts_of, tellings, times_of, way_for
from injects.model import Expectation, Inject

__all__ = ["check_covert_facts_stay_covert"]


def check_covert_facts_stay_covert(outlook: Outlook) -> Iterator[Problem]:
    """No covert fact goes where others listen in, by the script or by what is expected."""
    network, scope = outlook.network, outlook.subject.scope
    covert = {name for name, fact in outlook.pack.facts.items() if fact.covert}
    if network is None or not covert:
        return
    for index, inject in enumerate(outlook.pack.injects):
        channel = network.channels.get(inject.via)
        for name in inject.facts:
            if name in covert and channel is not None and channel.open:
                message = phrase(
                    "covert fact '{fact}' comes over '{channel}', where others listen in",
                    fact=name,
                    channel=inject.via,
                )
                mend = phrase("Choose a channel that is not open")
                where: Path = ("injects", index, "via")
                yield scope.problem(where, "covert-open", message, mend, warning=True)
                break
    for expectation, opener, path in tellings(outlook):
        heard = _heard(outlook, expectation, opener, covert)
        if heard is not None:
            message = phrase(
                "covert fact '{fact}' would go to '{agency}' over '{link}', where others listen in",
                fact=heard[0],
                agency=heard[1],
                link=heard[2],
            )
            mend = phrase(
                "Raise the fact's marking above that channel's, or rule it out: 'not_via:'"
            )
            yield scope.problem((*path, "tells"), "covert-open", message, mend, warning=True)


def _heard(
    outlook: Outlook, expectation: Expectation, inject: Inject | None, covert: set[str]
) -> tuple[str, str, str] | None:
    """The first covert fact, its recipient and the open link that it would cross."""
    for fact in facts_of(outlook, expectation):
        for to in expectation.tells if fact.id in covert else ():
            way = way_for(outlook, expectation, to, fact, times_of(outlook, expectation, inject)[0])
            for link in way.links if way is not None else ():
                if link.open:
                    return fact.id, to, link.id
    return None
