"""How evenly people took part, by agency and seat: for control and evaluators only.

A seat with nothing to do is a finding about the pack or the room, never about a person.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exercise.evaluation.record import Record
from exercise.events import (
    DecisionLogged,
    Event,
    InformationRequested,
    ItemOpened,
    MessageRelayed,
    MessageSent,
    QuestionAnswered,
    SeatLeft,
    SeatTaken,
)

__all__ = ["Part", "Participation", "participation"]

ACTS = {
    MessageSent: "messages",
    MessageRelayed: "relays",
    DecisionLogged: "decisions",
    QuestionAnswered: "answers",
    InformationRequested: "requests",
}
"""What counts as taking part; reading is counted beside it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one seat, or all seats of an agency, did.

    Attributes:
        seat: None for the agency as a whole.
        counts: messages, relays, decisions, answers, requests.
        opened: Items read.
        share: Of all acts of the exercise; None where there are none.
        first_at, last_at: Seconds of its first and last act; None without any.
        silent: Its longest stretch without an act, from sitting down to the end, in seconds.
    """

    agency: str
    seat: str | None
    counts: dict[str, int]
    opened: int
    share: float | None
    first_at: int | None
    last_at: int | None
    silent: int

    @property
    def acts(self) -> int:
        """All of its acts."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Participation:
    """How evenly people took part.

    Attributes:
        agencies, seats: In the order of the network, and of the seats' names.
        balance: Evenness of acts over agencies, 1 where all did as much, 0 where one did all
            (Pielou's J = H / ln k, H the Shannon entropy of the shares); None for fewer than two.
        seat_balance: The same over seats.
    """

    agencies: tuple[Part, ...]
    seats: tuple[Part, ...]
    balance: float | None
    seat_balance: float | None


def participation(record: Record) -> Participation:
    """How evenly people took part, up to the record's moment."""
    order = {agency: place for place, agency in enumerate(record.network.agencies)}
    seats: dict[tuple[str, str], list[Event]] = {}
    for event in record.by_hand:
        if event.agency in order and event.seat is not None:
            seats.setdefault((event.agency, event.seat), []).append(event)
    total = sum(_counts(events).total() for events in seats.values())
    by_seat = [
        _part(record, agency, seat, seats[agency, seat], total)
        for agency, seat in sorted(seats, key=lambda key: (order[key[0]], key[1]))
    ]
    of_agency: dict[str, list[Event]] = {agency: [] for agency, _ in sorted(seats)}
    for event in record.by_hand:
        if event.agency in of_agency:
            of_agency[event.agency].append(event)
    by_agency = [
        _part(record, agency, None, of_agency[agency], total)
        for agency in sorted(of_agency, key=order.__getitem__)
    ]
    return Participation(tuple(by_agency), tuple(by_seat), _evenness(by_agency), _evenness(by_seat))


def _counts(events: Iterable[Event]) -> Counter[str]:
    return Counter(ACTS[type(event.body)] for event in events if type(event.body) in ACTS)


def _part(
    record: Record, agency: str, seat: str | None, events: Sequence[Event], total: int
) -> Part:
    counts = _counts(events)
    moments = [event.at for event in events if type(event.body) in ACTS]
    began = min(event.at for event in events)
    edges = [max(began, 0), *sorted(max(at, 0) for at in moments), max(record.moment, 0)]
    left = _left(events)
    if left is not None:
        edges[-1] = max(left, edges[-2])
    return Part(
        agency,
        seat,
        {name: counts[name] for name in ACTS.values()},
        sum(1 for event in events if isinstance(event.body, ItemOpened)),
        counts.total() / total if total else None,
        min(moments, default=None),
        max(moments, default=None),
        max(after - before for before, after in pairwise(edges)),
    )


def _left(events: Iterable[Event]) -> int | None:
    """When the last of those at the desk got up; None where somebody sits there to the end."""
    sitting: set[str] = set()
    left = None
    for event in events:
        match event.body:
            case SeatTaken(seat=seat):
                sitting.add(seat)
            case SeatLeft(seat=seat):
                sitting.discard(seat)
                left = event.at
    return None if sitting else left


def _evenness(parts: Sequence[Part]) -> float | None:
    shares = [part.share for part in parts if part.share]
    if len(parts) < 2 or not shares:
        return None
    spread = -sum(share * math.log(share) for share in shares) / math.log(len(parts))
    return min(max(spread, 0.0), 1.0)
