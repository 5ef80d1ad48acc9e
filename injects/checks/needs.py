"""Whoever needs a fact can have it in time."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from agencies.timecode import format_duration, format_moment
from injects.checks.outlook import Outlook
from injects.checks.ways import best_way, median_seconds, moments, tellings, together
from injects.facts import Fact

__all__ = ["check_needs_can_be_met"]


def check_needs_can_be_met(outlook: Outlook) -> Iterator[Problem]:
    """From where a fact is first delivered, half of the messages come to who needs it in time."""
    groups = together(outlook)
    asked = {
        (to, fact)
        for expectation, _inject, _path in tellings(outlook)
        for to in expectation.tells
        for fact in expectation.about
    }
    for name, fact in outlook.pack.facts.items():
        first = outlook.forecast.learned.get(name)
        if first is None or outlook.network is None:
            continue
        sources = _deliveries(outlook, name)
        for agency, within in fact.needs.items():
            knows = (source for source, at in sources.items() if at <= first + within)
            if any(source == agency or _meet(groups, source, agency) for source in knows):
                continue
            arrivals: list[int] = []
            for at in _ways(outlook, sources, agency, fact):
                arrivals.append(at - first)
                if at - first <= within:
                    break
            else:
                # That no way leads there is told with the expectation, if there is one.
                if arrivals or (agency, name) not in asked:
                    yield _need(outlook, fact, agency, within, min(arrivals, default=None))


def _deliveries(outlook: Outlook, fact: str) -> dict[str, int]:
    """The agencies to which an inject brings a fact, and when at the earliest."""
    found: dict[str, int] = {}
    for inject in outlook.pack.injects:
        at = outlook.forecast.fires.get(inject.id)
        for to in inject.to if fact in inject.facts and at is not None else ():
            found[to] = min(at or 0, found.get(to, at or 0))
    return found


def _ways(outlook: Outlook, sources: dict[str, int], agency: str, fact: Fact) -> Iterator[int]:
    """The exercise seconds by which sources can have told ``agency``, in half of the cases."""
    for source, known in sources.items():
        for at in moments(known, outlook.forecast.endex):
            way = best_way(outlook, source, agency, fact, at)
            if way is not None:
                yield at + median_seconds(outlook, way)


def _meet(groups: tuple[frozenset[str], ...], one: str, other: str) -> bool:
    return any({one, other} <= group for group in groups)


def _need(outlook: Outlook, fact: Fact, agency: str, within: int, quickest: int | None) -> Problem:
    first = format_moment(outlook.forecast.learned[fact.id])
    if quickest is None:
        message = phrase(
            "'{agency}' needs '{fact}', and no way leads there from where it comes at {first}",
            agency=agency,
            fact=fact.id,
            first=first,
        )
    else:
        message = phrase(
            "'{agency}' needs '{fact}' within {within}; the quickest way has a median of {median}",
            agency=agency,
            fact=fact.id,
            within=format_duration(within),
            median=format_duration(quickest),
        )
    mend = phrase("Allow more time, add a link, or bring the fact to somebody nearer")
    where = ("facts", fact.id, "needs", agency)
    return outlook.subject.scope.problem(where, "need-too-short", message, mend, warning=True)
