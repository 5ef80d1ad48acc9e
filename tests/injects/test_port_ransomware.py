"""The reference pack holds an afternoon: enough of everything, for everybody, at a pace people can take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from agencies.network import Network
from exercise.cli.preparing import prepare
from exercise.commands import Submission, TakeSeat
from exercise.engine import Engine
from exercise.events import Event, InjectDelivered, InjectFired
from exercise.setup import Setup
from injects.loading import load_pack
from injects.model import Expectation, Inject, InjectKind, Pack

NAME = "port-ransomware"
CUTS = (None, "short")
PORT = "port-authority"


@cache
def pack(cut: str | None = None) -> Pack:
    loaded = load_pack(NAME, cut=cut)
    assert loaded.pack is not None
    return loaded.pack


@cache
def texts() -> dict[str, str]:
    return load_pack(NAME).files


def injects(kind: InjectKind) -> list[Inject]:
    return [inject for inject in pack().injects if inject.kind is kind]


def expectations(of: Pack | None = None) -> list[Expectation]:
    return [expectation for expectation, _ in (of or pack()).all_expectations]


def both_languages(text: object) -> tuple[str, str]:
    found = text.to_json()  # type: ignore[attr-defined]
    return found["en"], found["es"]


# -- Enough of everything --------------------------------------------------------------------------


@pytest.mark.parametrize("cut", CUTS)
def test_nothing_is_wrong_with_it(cut: str | None):
    assert [str(problem) for problem in load_pack(NAME, cut=cut).problems] == []


def test_the_script_is_long_and_varied_enough():
    disruptive = [one for one in pack().injects if any(e.disrupt for e in one.effects)]
    asks_nothing = [
        one for one in injects(InjectKind.SCRIPTED) if not one.expects and not one.facts
    ]
    assert len(pack().injects) >= 32
    assert len(injects(InjectKind.CONTINGENCY)) >= 4
    assert len(disruptive) >= 3
    assert len({one.to for one in asks_nothing if PORT not in one.to}) >= 2


def test_a_warm_up_comes_before_the_start_and_to_every_desk():
    (warm_up,) = injects(InjectKind.WARM_UP)
    assert warm_up.at is not None
    assert warm_up.at < 0
    assert set(warm_up.to) == set(pack().play)


def test_some_facts_arrive_unconfirmed_and_a_rumour_is_refuted():
    facts = pack().facts
    arrivals = {fact: status for one in pack().injects for fact, status in one.facts.items()}
    refuted = {fact.refutes for fact in facts.values() if fact.refutes}
    unsure = {
        fact
        for one in pack().injects
        for fact, status in one.facts.items()
        if status == "unconfirmed" and facts[fact].holds_from is not None
    }
    assert len(facts) >= 9
    assert set(arrivals) == set(facts)
    assert len(unsure) >= 2
    assert refuted == {"gas-leak"}
    assert facts["gas-leak"].holds_from is None


def test_everything_claimed_has_a_source_or_is_marked_invented():
    assert all(fact.source in pack().sources for fact in pack().facts.values())
    assert all(one.source in pack().sources for one in pack().injects if one.kind != "warm-up")
    real = {"nagoya", "dpworld", "costa-rica"}
    assert real <= {fact.source for fact in pack().facts.values()}
    assert all(pack().sources[name].confidence != "invented" for name in real)


def test_each_capability_target_says_who_does_what_by_when():
    targets = [target for obj in pack().objectives.values() for target in obj.targets.values()]
    assert len(pack().objectives) == 5
    assert {obj.capability for obj in pack().objectives.values()} == set(pack().capabilities)
    for target in targets:
        english, spanish = both_languages(target.title)
        assert re.search(r"Within \d+ minutes", english), target.id
        assert re.findall(r"\d+", english) == re.findall(r"\d+", spanish), target.id


def test_limits_have_a_basis_and_none_that_is_assumed_is_critical():
    asked = [expectation for expectation in expectations() if not expectation.must_not]
    assert len(asked) >= 20
    assert len(expectations()) - len(asked) >= 2
    for expectation in asked:
        if expectation.limit_basis == "assumed":
            assert not expectation.critical, expectation.id
        else:
            assert expectation.source, expectation.id


def test_limits_stand_in_the_plans_that_they_are_taken_from():
    """The desk that is held to a limit can read it in its own document, in both languages."""
    for expectation in expectations():
        held = pack().documents.get(expectation.source or "")
        if expectation.limit_basis != "plan" or held is None or expectation.must_not:
            continue
        minutes = expectation.within // 60
        for path in both_languages(held.file):
            assert re.search(rf"\b{minutes} min|\b{minutes}\s+min", texts()[path]), expectation.id
        assert expectation.who in held.for_, expectation.id


def test_each_move_ends_with_something_to_talk_about():
    assert len(pack().questions) >= 6
    assert all(len(move.questions) >= 2 for move in pack().moves)
    assert {name for move in pack().moves for name in move.questions} == set(pack().questions)


@pytest.mark.parametrize("desk", pack().play)
def test_each_desk_has_its_own_plan_and_the_contacts_in_both_languages(desk: str):
    lies_here = [document for document in pack().documents.values() if desk in document.for_]
    own = [document for document in lies_here if document.for_ == (desk,)]
    assert len(own) == 1
    assert "contacts" in {document.id for document in lies_here}
    for document in lies_here:
        assert all(texts()[path].startswith("# ") for path in both_languages(document.file))


# -- Time ------------------------------------------------------------------------------------------


def minutes(language: str) -> list[int]:
    """What the facilitator's tables add up to: the long form, then the short one."""
    text = texts()[f"documents/room-plan.{language}.md"]
    tables = [part for part in re.split(r"^## ", text, flags=re.MULTILINE) if "| 0:00 |" in part]
    rows = [re.findall(r"^\| (\d):(\d\d) \| (\d+) \|", table, re.MULTILINE) for table in tables]
    for table in rows:
        for (h1, m1, spent), (h2, m2, _) in pairwise(table):
            assert int(h1) * 60 + int(m1) + int(spent) == int(h2) * 60 + int(m2)
    return [sum(int(row[2]) for row in table) for table in rows]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_room_plan_fills_three_hours_or_ninety_minutes_exactly(language: str):
    assert minutes(language) == [180, 90]
    text = texts()[f"documents/room-plan.{language}.md"]
    for move in pack().moves:
        assert re.search(rf"\| {move.room_minutes} \| \*\*\w+ \d, ", text), move.id


def test_the_room_plan_lies_on_no_players_desk():
    assert pack().documents["room-plan"].for_ == ("control",)


def test_play_takes_ninety_five_minutes_and_the_cut_leaves_room_for_a_hot_wash():
    assert pack().endex == 95 * 60
    assert len(pack().moves) == 3
    assert pack("short").endex <= 70 * 60


def test_the_cut_speaks_of_nothing_that_it_left_out():
    left = {inject.id for inject in pack("short").injects}
    text = repr([one.when for one in pack("short").injects if one.when is not None])
    assert set(re.findall(r"fired='([\w-]+)'", text)) <= left
    gone = {one for move in pack().moves if move.id == "m3" for one in move.questions}
    assert gone.isdisjoint(q for move in pack("short").moves for q in move.questions)


# -- Every desk ------------------------------------------------------------------------------------


def coming(desk: str, cut: str | None) -> list[int]:
    """When something comes for certain."""
    timed = (one for one in pack(cut).injects if one.at is not None and one.at >= 0)
    return sorted(one.at or 0 for one in timed if desk in one.to)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("desk", pack().play)
def test_no_desk_sits_idle_for_more_than_twenty_minutes(desk: str, cut: str | None):
    edges = (0, *coming(desk, cut), pack(cut).endex)
    assert max(later - earlier for earlier, later in pairwise(edges)) <= 20 * 60


def test_the_port_authority_is_in_the_thick_of_it():
    asked = {one.id for one in expectations() if one.who == PORT and not one.must_not}
    early = [
        expectation
        for one in pack().injects
        if one.at is not None and one.at < 3600
        for expectation in one.expects
        if expectation.id in asked
    ]
    assert len(coming(PORT, None)) >= 12
    assert len(asked) >= 6
    assert len(early) >= 4


SITTING = [(), (PORT,), ("terminal-operator", "customs"), ("coast-guard", "csirt")]


@cache
def ground() -> tuple[Setup, Network]:
    setup = prepare(NAME)
    return setup, Network(setup.network)


def played(seed: int, skill: str, silent: tuple[str, ...]) -> list[Event]:
    """A run in which people sit at some desks and say nothing."""
    setup, network = ground()
    engine = Engine(replace(setup, seed=seed, skill=skill), network)
    told = engine.begin()
    for desk in silent:
        told += engine.submit(Submission(TakeSeat(f"{desk}/1"), "player", desk, f"{desk}/1"))
    return told + engine.advance_to(setup.pack.endex)


def fired(told: Iterable[Event]) -> set[str]:
    return {event.body.inject for event in told if isinstance(event.body, InjectFired)}


def most_within_ten_minutes(times: Iterable[int]) -> int:
    found = list(times)
    return max(sum(start <= at < start + 600 for at in found) for start in found)


@pytest.mark.parametrize("silent", SITTING, ids=lambda desks: "+".join(desks) or "nobody")
@pytest.mark.parametrize("skill", ["novice", "trained", "reliable"])
def test_no_desk_gets_more_than_four_injects_in_ten_minutes_however_it_goes(
    skill: str, silent: tuple[str, ...]
):
    for seed in (1, 2, 3):
        arrived: dict[str, list[int]] = {}
        for event in played(seed, skill, silent):
            if isinstance(event.body, InjectDelivered):
                arrived.setdefault(event.body.to, []).append(event.at)
        most = {desk: most_within_ten_minutes(times) for desk, times in arrived.items()}
        assert max(most.values()) <= 4, (seed, most)


# -- What players do, matters ----------------------------------------------------------------------


def test_consequences_that_exclude_each_other_never_come_together():
    pairs = [("C-04", "C-05"), ("C-10", "C-11"), ("C-13", "C-14")]
    seen: set[str] = set()
    for seed in range(1, 9):
        for silent in SITTING:
            names = fired(played(seed, "trained", silent))
            seen |= names
            assert not [pair for pair in pairs if set(pair) <= names]
    assert {name for pair in pairs for name in pair} <= seen


def test_only_people_can_give_the_watch_away():
    for seed in range(1, 6):
        assert "C-08" not in fired(played(seed, "novice", ()))
