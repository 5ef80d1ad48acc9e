"""What the script asks of each desk: neither more than it can handle, nor nothing for long.

Only what is certain counts as work: injects with a time. For the load, what others are expected to
tell in answer to these comes on top, half-way through its limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from agencies.documents import Problem
from agencies.language import phrase
from agencies.timecode import format_duration, format_moment
from injects.checks.outlook import MOST_CUTS, Outlook
from injects.checks.subject import Path
from injects.model import InjectKind, Pack

__all__ = [
    "IDLE",
    "PEOPLE",
    "SPAN",
    "check_desks_are_busy",
    "check_desks_can_cope",
    "idle",
    "items",
]

IDLE = 1200
"""Seconds of play for which a desk with people may have nothing certain to do."""

SPAN = 600
"""Seconds over which a desk's load is looked at."""

PEOPLE = 6
"""Items that people at one desk can deal with in a span: a hundred seconds to read a hundred words,
find what concerns others and write two lines. Assumed; no measurement is known to us."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that comes to a desk for certain, or as far as people do what is expected."""

    at: int
    path: Path


def items(pack: Pack) -> dict[str, list[int]]:
    """The seconds at which injects come for certain, by agency, in order."""
    found: dict[str, list[int]] = {}
    for inject in pack.injects:
        if inject.at is not None and 0 <= inject.at < pack.endex and _scripted(inject.kind):
            for to in inject.to:
                found.setdefault(to, []).append(inject.at)
    return {agency: sorted(times) for agency, times in found.items()}


def idle(times: Iterable[int], endex: int) -> list[tuple[int, int]]:
    """The stretches of play between an agency's items, from STARTEX to ENDEX."""
    return [(one, other) for one, other in pairwise((0, *times, endex)) if one < other]


def check_desks_are_busy(outlook: Outlook) -> Iterator[Problem]:
    """No desk meant for people waits for more than twenty minutes, in the pack or any cut of it."""
    pack, scope = outlook.pack, outlook.subject.scope
    mend = phrase("Send it something in between, if only a small matter")
    coming, told = items(pack), set[tuple[str, int, int]]()
    for index, agency in enumerate(pack.play):
        if agency not in coming:
            continue  # Told as never addressed.
        for start, end in _too_long(coming[agency], pack.endex):
            told.add((agency, start, end))
            message = phrase(
                "'{agency}' has nothing certain to do from {start} to {end}, {length}",
                agency=agency,
                **_stretch(start, end),
            )
            yield scope.problem(("play", index), "idle", message, mend, warning=True)
    for name in islice(pack.cuts, MOST_CUTS):
        cut = pack.cut(name)
        left = items(cut)
        for agency in (agency for agency in pack.play if agency in coming):
            for start, end in _too_long(left.get(agency, ()), cut.endex):
                if (agency, start, end) in told:
                    continue
                message = phrase(
                    "in cut '{cut}' '{agency}' has nothing certain to do from {start} to {end},"
                    " {length}",
                    cut=name,
                    agency=agency,
                    **_stretch(start, end),
                )
                yield scope.problem(("cuts", name), "idle", message, mend, key=True, warning=True)


def _too_long(times: Iterable[int], endex: int) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end in idle(times, endex) if end - start > IDLE)


def _stretch(start: int, end: int) -> dict[str, str]:
    return {
        "start": format_moment(start),
        "end": format_moment(end),
        "length": format_duration(end - start),
    }


def check_desks_can_cope(outlook: Outlook) -> Iterator[Problem]:
    """No desk gets more within ten minutes than it can handle in ten minutes."""
    network = outlook.subject.network
    for agency, coming in _arrivals(outlook).items():
        if network is None or agency not in network.agencies:
            continue
        desk = network.agencies[agency].desk
        able = max(1, desk.capacity * SPAN // desk.handling.median)
        if agency in outlook.pack.play:
            able = PEOPLE
        most, last = _most_at_once(coming)
        if most > able:
            message = phrase(
                "'{agency}' gets {n} items within ten minutes, and can deal with {able}",
                agency=agency,
                n=most,
                able=able,
            )
            mend = phrase("Spread them out, or send some to somebody else")
            yield outlook.subject.scope.problem(
                last.path, "overloaded", message, mend, warning=True
            )


def _most_at_once(coming: Sequence[Item]) -> tuple[int, Item]:
    """How many items come within one span at most, and the last of these."""
    most, last, start = 0, coming[0], 0
    for place, item in enumerate(coming):
        while coming[start].at <= item.at - SPAN:
            start += 1
        if place - start + 1 > most:
            most, last = place - start + 1, item
    return most, last


def _arrivals(outlook: Outlook) -> dict[str, list[Item]]:
    """What comes to each desk, in order of time."""
    pack = outlook.pack
    found: dict[str, list[Item]] = {}
    for index, inject in enumerate(pack.injects):
        if inject.at is not None and 0 <= inject.at < pack.endex and _scripted(inject.kind):
            for place, to in enumerate(inject.to):
                found.setdefault(to, []).append(Item(inject.at, ("injects", index, "to", place)))
    for expectation, opener, path in outlook.subject.expectations():
        if opener is None or opener.at is None or expectation.must_not:
            continue
        for place, to in enumerate(expectation.tells):
            at = opener.at + expectation.within // 2
            found.setdefault(to, []).append(Item(at, (*path, "tells", place)))
    return {agency: sorted(coming, key=lambda item: item.at) for agency, coming in found.items()}


def _scripted(kind: InjectKind) -> bool:
    return kind is InjectKind.SCRIPTED
