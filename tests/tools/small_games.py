"""Small exercises for property tests: any network, any pack, as data that a test can change.

Whatever is drawn here ``tabletop check`` would let pass or only warn of: names are known, times lie
in the exercise. Everything in a pack has words of its own, so that a leak can be found by its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from agencies.model import NetworkFile
from exercise.setup import Setup
from injects.loading import load_pack
from injects.model import Pack
from people import STATUSES, Deed, deeds

__all__ = ["ACTIONS", "LENGTH", "Game", "game", "inject", "network", "reference"]

LENGTH = 3600
"""Seconds from STARTEX to ENDEX, in two moves of half an hour."""

KINDS = ("coast-guard", "csirt", "port-authority")
FACT_KINDS = ("cyber", "security")
FACTS = ("f0", "f1", "f2", "f3")
CHANNELS: dict[str, dict[str, Any]] = {
    "email": {"delay": {"median": "5m", "p90": "20m"}, "reliability": "0.9", "marking": "restricted"},
    "phone": {"delay": {"median": "1m", "p90": "3m"}, "reliability": "0.8", "kind": "voice"},
    "vhf": {"delay": {"median": "20s", "p90": "60s"}, "reliability": "0.6", "kind": "voice", "open": "true"},
}  # fmt: skip
VIA = tuple(CHANNELS)
ACTIONS: dict[str, Any] = {
    "cut": {"title": "Cut the telephone", "effects": [{"disrupt": {"channel": "phone"}, "for": "10m"}]},
    "meet": {"title": "Meet", "effects": [{"gather": {"place": "quay", "agencies": ["a", "b"]}}]},
    "raise": {"title": "Raise the level", "authority": ["port-authority"], "targets": ["place"],
              "effects": [{"set_level": {"place": "$target", "level": "2"}}]},
    "shut": {"title": "Shut it", "authority": ["coast-guard"], "targets": ["resource"],
             "effects": [{"close": "$target"}]},
}  # fmt: skip


@dataclass(frozen=True)
class Game:
    """What a run follows from, and what its people do."""

    network: dict[str, Any]
    pack: dict[str, Any]
    deeds: Sequence[Deed] = ()
    seed: int = 1
    skill: str = "trained"
    staffing: tuple[str, ...] = ()

    def setup(self) -> Setup:
        return Setup(
            NetworkFile.model_validate(self.network),
            Pack.model_validate(self.pack),
            seed=self.seed,
            skill=self.skill,
            staffing=self.staffing,
            pack_files={
                f"documents/{name}.md": f"Paper {name}" for name in self.network["agencies"]
            },
        )

    def changed(self, *, network: dict[str, Any] | None = None, **pack: Any) -> Game:
        """The game with parts of its network or pack replaced."""
        changed_network = {**self.network, **(network or {})}
        return replace(self, network=changed_network, pack={**self.pack, **pack})


def game(chance: Random, names: str = "abcd", **options: Any) -> Game:
    """Any game; ``options`` are those of :func:`people.deeds`."""
    return Game(
        network(chance, names),
        pack(chance, names),
        deeds(chance, until=LENGTH, **options),
        chance.randrange(1, 99),
        chance.choice(("novice", "trained", "reliable")),
        _some(chance, names, 0, 3),
    )


@cache
def _shipped() -> Setup:
    loaded = load_pack("port-ransomware")
    assert loaded.pack is not None
    assert loaded.network is not None
    return Setup(loaded.network, loaded.pack, staffing=loaded.pack.play[:2])


def reference(chance: Random, **options: Any) -> tuple[Setup, list[Deed]]:
    """The reference pack with any seed, two desks held by people, and what is done in it."""
    setup = replace(_shipped(), seed=chance.randrange(10**6))
    return setup, deeds(chance, until=setup.pack.endex, **options)


def _some(chance: Random, names: Sequence[str], least: int, most: int) -> tuple[str, ...]:
    return tuple(chance.sample(list(names), chance.randint(least, min(most, len(names)))))


def _minutes(chance: Random, least: int, most: int) -> str:
    return f"{chance.randint(least, most)}m"


# -- Networks --------------------------------------------------------------------------------------


def network(chance: Random, names: str) -> dict[str, Any]:
    """A network of these agencies; not everybody can reach everybody."""
    pairs = [(one, other) for one in names for other in names if one < other]
    links = {(chance.choice(pairs), chance.choice(VIA)) for _ in range(chance.randint(2, 8))}
    return {
        "format": "1",
        "id": "small",
        "title": "Small",
        "fact_kinds": {kind: {"title": kind} for kind in FACT_KINDS},
        "channels": {name: {"title": name, "attempts": "2", "retry": "40s", **rest} for name, rest in CHANNELS.items()},
        "agencies": {name: agency(chance, name) for name in names},
        "links": [
            {"from": one, "to": other, "via": via, "both_ways": chance.choice(("true", "true", "false")),
             "hours": chance.choice(("24/7", "24/7", "06:00-06:50"))}
            for (one, other), via in sorted(links)
        ],
        "duties": {f"D{number}": duty(chance, names) for number in range(chance.randrange(4))},
        "unlisted": {"median": "5m", "p90": "15m"},
    }  # fmt: skip


def agency(chance: Random, name: str) -> dict[str, Any]:
    """An agency with a desk that takes its time."""
    desk = {
        "capacity": chance.choice("12"),
        "handling": chance.choice(({"median": "30s", "p90": "90s"}, {"median": "3m", "p90": "8m"})),
        "hours": chance.choice(("24/7", "24/7", "07:00-18:00")),
    }
    return {"title": name, "short": name, "kind": chance.choice(KINDS), "desk": desk}


def duty(chance: Random, names: str) -> dict[str, Any]:
    """A standing rule."""
    return {
        "title": "Tell",
        "source": "The rules",
        "trigger": chance.choice(FACT_KINDS),
        "holder": list(_some(chance, KINDS, 1, 3)),
        "tells": list(_some(chance, names, 1, 3)),
        "within": _minutes(chance, 1, 30),
    }


# -- Packs -----------------------------------------------------------------------------------------


def pack(chance: Random, names: str) -> dict[str, Any]:
    """A pack for a network of these agencies."""
    facts = {name: fact(chance, names, name) for name in FACTS}
    facts["f0"]["holds"], facts["f3"]["refutes"] = "false", "f0"
    standing = [expectation(chance, names, f"X{number}") for number in range(chance.randrange(3))]
    for one in standing[1:]:
        one["opens"] = condition(chance, names)
    return {
        "format": "1",
        "id": "small",
        "title": "Small",
        "network": "small",
        "play": ["a"],
        "places": {"quay": {"kind": "port-facility", "agencies": list(_some(chance, names, 0, 2))}},
        "resources": {"berth": {"title": "Berth"}},
        "moves": [
            {"id": "m1", "story_start": "2027-07-04T06:30:00-05:00", "room_minutes": "30", "briefing": "Early.",
             "questions": ["Q-1"]},
            {"id": "m2", "story_start": "2027-07-05T09:00:00-05:00", "room_minutes": "30", "briefing": "Later."},
        ],
        "facts": facts,
        "actions": ACTIONS,
        "injects": [
            *(warm_up(chance, names) for _ in range(chance.choice((0, 0, 1)))),
            *(inject(chance, names, number) for number in range(chance.randint(1, 6))),
        ],
        "expectations": standing,
        "questions": {"Q-1": {"ask": "Who must know?"}},
        "documents": {f"plan-{n}": {"title": f"Plan {n}", "file": f"documents/{n}.md", "for": n} for n in names},
    }  # fmt: skip


def fact(chance: Random, names: str, name: str) -> dict[str, Any]:
    """Something that can be known."""
    return {
        "kind": chance.choice(FACT_KINDS),
        "title": f"Title of {name}",
        "holds": chance.choice(("true", "false", "from T+00:12")),
        "marking": chance.choice(("unmarked", "unmarked", "restricted")),
        "needs": dict.fromkeys(_some(chance, names, 0, 3), "30m"),
        "may_know": list(_some(chance, names, 0, 3)),
    }


def warm_up(chance: Random, names: str) -> dict[str, Any]:
    """Something to open before STARTEX."""
    plain = inject(chance, names, 7, alone=True)
    return {**plain, "kind": "warm-up", "at": "T-00:10", "facts": {}, "expects": []}


def inject(
    chance: Random, names: str, number: int, *, facts: Sequence[str] = FACTS, alone: bool = False
) -> dict[str, Any]:
    """One inject, often in one second with others.

    One that stands ``alone`` comes at a time of its own, whatever happens, and changes nothing but
    what its recipients know and owe.
    """
    made: dict[str, Any] = {
        "id": f"I{number}",
        "to": list(_some(chance, names, 1, 2)),
        "via": chance.choice(VIA),
        "from": f"Voice {number}",
        "subject": f"Subject {number}",
        "body": f"Body {number}",
        "synopsis": f"Synopsis {number}",
        "facts": {name: chance.choice(STATUSES[:2]) for name in _some(chance, facts, 0, 2)},
        "expects": [],
    }
    if chance.random() < 0.7:
        made["expects"].append(expectation(chance, names, f"E{number}", facts=facts, alone=alone))
    if alone or not number or chance.random() < 0.6:
        made["at"] = f"T+00:{5 * chance.randrange(10):02d}"
    else:
        delay = _minutes(chance, 0, 3)
        made |= {"kind": "contingency", "when": condition(chance, names), "delay": delay}
    if not alone and chance.random() < 0.5:
        made["effects"] = [effect(chance, names)]
    return made


def expectation(
    chance: Random, names: str, name: str, *, facts: Sequence[str] = FACTS, alone: bool = False
) -> dict[str, Any]:
    """What somebody ought to do, or must not."""
    who = chance.choice(names)
    made: dict[str, Any] = {"id": name, "who": who, "within": _minutes(chance, 2, 25)}
    form = "tells" if alone else chance.choice(("tells", "tells", "does", "both", "ban"))
    if form != "does":
        made["tells"] = list(_some(chance, names.replace(who, ""), 1, 2))
        made["about"] = list(_some(chance, facts, 1, 2))
    if form in ("does", "both"):
        made["does"] = {"action": chance.choice(sorted(ACTIONS))}
    if form == "ban":
        made["must_not"] = "true"
    extras = {
        "via": list(_some(chance, VIA, 1, 2)),
        "not_via": ["vhf"],
        "directly": "true",
        "carry": "true",
        "until": chance.choice(("T+00:25", "T+00:50")),
    }
    return made | {key: value for key, value in extras.items() if chance.random() < 0.2}


def condition(chance: Random, names: str) -> dict[str, Any]:
    """When something happens."""
    form = chance.choice(("leaf", "leaf", "not", "all", "any"))
    if form == "leaf":
        return leaf(chance, names)
    return {form: leaf(chance, names) if form == "not" else [leaf(chance, names) for _ in "xy"]}


def leaf(chance: Random, names: str) -> dict[str, Any]:
    """One question to the state."""
    number = chance.randrange(6)
    return chance.choice(
        (
            {"knows": {"agency": chance.choice(names), "fact": chance.choice(FACTS)}},
            {"overdue": f"E{number}"},
            {"met": f"E{number}"},
            {"fired": f"I{number}"},
            {"after": f"T+00:{7 * number:02d}"},
            {"decided": {"action": chance.choice(sorted(ACTIONS))}},
            {"down": {"channel": "phone"}},
            {"level": {"place": "quay", "is": "2"}},
            {"move": "m2"},
        )
    )


def effect(chance: Random, names: str) -> dict[str, Any]:
    """A change in the world."""
    for_ = _minutes(chance, 1, 20)
    return chance.choice(
        (
            {"disrupt": {"channel": chance.choice(VIA)}, "for": for_},
            {"disrupt": {"agency": chance.choice(names)}, "for": for_},
            {"restore": {"channel": chance.choice(VIA)}},
            {"set_level": {"place": "quay", "level": "2"}},
            {"gather": {"place": "quay", "agencies": ["b", "c"]}},
            {"fact": {"id": "f1", "holds": "false"}},
            {"close": "berth"},
            {"end_move": "true"},
        )
    )
