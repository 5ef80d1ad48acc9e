"""Paths of a fact over several desks."""

from __future__ import annotations

from itertools import permutations
from types import SimpleNamespace
from typing import Any

from exercise.state.items import Hop
from exercise.state.paths import tellings
from exercise.state.traffic import Traffic


def traffic(*messages: tuple[str, int, list[tuple[str, int, int | None]]]) -> Traffic:
    """Messages as (sender, sent at, crossings), a crossing as (receiver, delivered, known)."""
    made: Any = Traffic()
    for number, (sender, sent_at, crossings) in enumerate(messages, 1):
        name, hops, here, left = f"{sender}{number}", [], sender, sent_at
        for receiver, delivered, known in crossings:
            item = f"{name}/at/{receiver}"
            made.items[item] = SimpleNamespace(id=item, known_at=known, agency=receiver, facts={})
            hops.append(Hop(name, here, receiver, left, delivered, item, "phone"))
            here, left = receiver, delivered
        to = crossings[-1][0]
        sending = SimpleNamespace(
            id=name,
            sender=sender,
            body=SimpleNamespace(to=to),
            sent_at=sent_at,
            counts_at=sent_at,
            by_person=True,
            facts={"f": "confirmed"},
            state="delivered",
            channel="phone",
            hops=hops,
            delivered_at=crossings[-1][1],
        )
        made.keep(sending)
    return made


def ways(made: Traffic, **limits: Any) -> list[tuple[int, int | None, tuple[str, ...]]]:
    found = tellings(made, "a", "z", "f", **limits)
    return [(way.sent_at, way.delivered_at, way.messages) for way in found]


def test_the_earliest_arrival_comes_first_and_each_sending_has_its_own_way():
    made = traffic(
        ("a", 0, [("b", 10, 20)]),
        ("a", 50, [("z", 90, None)]),
        ("b", 30, [("z", 40, None)]),
        ("b", 60, [("z", 70, None)]),
    )
    assert ways(made) == [(0, 40, ("a1", "b3")), (50, 90, ("a2",))]
    assert ways(made, directly=True) == [(50, 90, ("a2",))]


def test_nobody_passes_on_what_it_did_not_know_yet():
    assert ways(traffic(("a", 0, [("b", 10, 35)]), ("b", 30, [("z", 40, None)]))) == []
    assert ways(traffic(("a", 0, [("b", 10, None)]), ("b", 30, [("z", 40, None)]))) == []


def test_a_relay_that_tells_others_is_on_the_path_with_every_crossing_before():
    """A message to c over b; b, having read it, tells z itself."""
    made = traffic(("a", 0, [("b", 10, 20), ("c", 40, 50)]), ("c", 60, [("z", 80, None)]))
    (way,) = tellings(made, "a", "z", "f")
    assert [hop.receiver for hop in way.hops] == ["b", "c", "z"]
    soon = traffic(
        ("a", 0, [("b", 10, 20), ("c", 40, 50)]),
        ("c", 60, [("z", 80, None)]),
        ("b", 25, [("z", 30, None)]),
    )
    assert ways(soon) == [(0, 30, ("a1", "b3"))]


def test_many_desks_that_all_tell_each_other_are_searched_at_once():
    desks = "abcdefghijklmnopqrst"
    rounds = [
        (one, 10 * place + 10 * len(desks) * turn, [(other, 10 * place + 5, 10 * place + 6)])
        for turn in range(3)
        for place, (one, other) in enumerate(permutations(desks, 2))
    ]
    made = traffic(*rounds, ("t", 10**6, [("z", 10**6 + 5, None)]))
    assert ways(made)[0][1] == 10**6 + 5
