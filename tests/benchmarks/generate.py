"""Networks and packs of any size, made by rule: the same size always gives the same ones.

Agencies stand in a ring and are linked to their nearest neighbours, by telephone and by e-mail in
turn. Every few minutes an inject reaches one of them with a fact of its own, which it has to tell to
neighbours and to one that only a relay can reach. Every fourth inject waits for an expectation to go
overdue. The exercise is as long as its injects need: more of them make it longer and not denser, for
a denser one would measure queues at desks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agencies.model import NetworkFile
from exercise.setup import Setup
from injects.model import Pack

MINUTES_APART = 3
"""From one inject to the next."""

KINDS = ("port", "terminal", "csirt", "police")
DAY = 1440


@dataclass(frozen=True, slots=True)
class Size:
    """How large.

    Attributes:
        injects: Injects, each with a fact and an expectation.
        agencies: Agencies.
        degree: Links of each agency to agencies farther round the ring; twice as many in all.
        tells: Agencies that have to be told of each fact, at most as many as ``degree``.
    """

    injects: int = 40
    agencies: int = 16
    degree: int = 3
    tells: int = 2


def setup_of(size: Size, seed: int = 1) -> Setup:
    """An exercise of that size, every desk simulated."""
    return Setup(network_of(size), pack_of(size), seed=seed, skill="trained")


def _name(number: int, size: Size) -> str:
    return f"a{number % size.agencies:05d}"


def network_of(size: Size) -> NetworkFile:
    """The ring of agencies."""
    links: list[dict[str, Any]] = []
    for number in range(size.agencies):
        for step in range(1, size.degree + 1):
            other = _name(number + step, size)
            if other != _name(number, size):
                via = ("phone", "email")[step % 2]
                links.append({"from": _name(number, size), "to": other, "via": via})
    return NetworkFile.model_validate(
        {
            "format": "1",
            "id": "ring",
            "title": "A ring",
            "fact_kinds": {"cyber": {"title": "Cyber incident"}},
            "channels": {
                "phone": {"title": "Telephone", "kind": "voice", "reliability": "0.95"},
                "email": {"title": "E-mail", "delay": {"median": "5m", "p90": "10m"}},
            },
            "agencies": {
                _name(number, size): {
                    "title": f"Agency {number}",
                    "short": f"A{number}",
                    "kind": KINDS[number % len(KINDS)],
                    "desk": {"handling": {"median": "60s", "p90": "120s"}},
                }
                for number in range(size.agencies)
            },
            "links": {f"{one['from']} {one['to']} {one['via']}": one for one in links}.values(),
        }
    )


def pack_of(size: Size) -> Pack:
    """Injects one after another, to one agency after another."""
    minutes = size.injects * MINUTES_APART + 120
    days = [DAY] * (minutes // DAY) + ([minutes % DAY] if minutes % DAY else [])
    return Pack.model_validate(
        {
            "format": "1",
            "id": "round",
            "title": "Round the ring",
            "network": "ring",
            "play": [_name(0, size)],
            "moves": [
                {
                    "id": f"m{place}",
                    "story_start": f"2027-07-{place % 28 + 1:02d}T08:00:00Z",
                    "room_minutes": str(length),
                    "briefing": "It goes on.",
                }
                for place, length in enumerate(days)
            ],
            "facts": {f"f{number}": _fact(number, size) for number in range(size.injects)},
            "injects": [_inject(number, size) for number in range(size.injects)],
        }
    )


def _told(number: int, size: Size) -> list[str]:
    """Whom the holder has to tell: the nearest neighbours, and the nearest that is none."""
    ways = (*range(1, size.tells), size.degree + 1)
    return [_name(number + step, size) for step in ways]


def _fact(number: int, size: Size) -> dict[str, Any]:
    return {
        "kind": "cyber",
        "title": f"Fact {number}",
        "needs": dict.fromkeys(_told(number, size), "2h"),
        "may_know": [_name(number, size), _name(number + size.degree, size)],
    }


def _inject(number: int, size: Size) -> dict[str, Any]:
    hours, minutes = divmod(number * MINUTES_APART, 60)
    waits = number % 4 == 3
    when = (
        {"when": {"overdue": f"E-{number - 1}"}}
        if waits
        else {"at": f"T+{hours:02d}:{minutes:02d}"}
    )
    return {
        "id": f"I-{number}",
        "kind": "contingency" if waits else "scripted",
        **when,
        "to": [_name(number, size)],
        "via": "phone",
        "from": "Watch",
        "subject": f"Matter {number}",
        "body": f"Something has happened, the {number}th thing today.",
        "facts": {f"f{number}": "confirmed"},
        "expects": [
            {
                "id": f"E-{number}",
                "who": _name(number, size),
                "tells": _told(number, size),
                "about": [f"f{number}"],
                "within": "15m",
            }
        ],
    }
