"""Whatever people do, scores and script agree: what went overdue in play is late or missed."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from agencies.network import Network
from exercise import commands as c
from exercise.commands import Command, Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.evaluation import evaluate
from exercise.events import Event
from exercise.setup import Setup
from injects.loading import load_pack

ADJUSTED = {"adjusted", "pending", "excused", "not-comparable"}


def idea(engine: Engine, setup: Setup, who: str, chance: Random) -> Submission:
    """Something that somebody might ask for, sensible or not."""
    traffic, network = engine.state.traffic, setup.network
    known, inbox = list(traffic.known.get(who, {})), traffic.inbox_of(who)
    links = [link.id for link in network.links]
    facts = {
        fact: chance.choice(("confirmed", "unconfirmed", "denied"))
        for fact in chance.sample(known, min(len(known), chance.randint(0, 3)))
    }
    ideas: list[Command] = [
        c.OpenItem(chance.choice(inbox).id if inbox else "none"),
        c.RelayItem(chance.choice(inbox).id if inbox else "none"),
        *3
        * [c.SendMessage(chance.choice([*network.agencies]), facts=facts, text="As we know it.")],
        c.SendMessage(
            chance.choice([*network.agencies]),
            "request",
            text="Please.",
            action=chance.choice([*setup.pack.actions]),
        ),
        c.LogDecision(chance.choice([*setup.pack.actions]), (), (), tuple(known[:1]), "Caution."),
    ]
    steering: list[Command] = [
        c.Disrupt(link=chance.choice(links)),
        c.Restore(link=chance.choice(links)),
        c.Disrupt(channel=chance.choice([*network.channels])),
        c.Disrupt(agency=chance.choice([*network.agencies])),
        c.CodeItem(
            chance.choice([*traffic.sendings, "none"]),
            {chance.choice([*setup.pack.facts]): "confirmed"},
        ),
    ]
    if chance.random() < 0.1:
        return Submission(chance.choice(steering), "control")
    return Submission(chance.choice(ideas), "player", who, f"{who}/1")


@pytest.mark.parametrize("seed", range(6))
def test_what_went_overdue_in_play_is_late_or_missed_in_the_score(seed: int) -> None:
    chance = Random(seed)
    loaded = load_pack("port-ransomware")
    assert loaded.pack is not None
    assert loaded.network is not None
    staffing = tuple(chance.sample(loaded.pack.play, chance.randint(1, len(loaded.pack.play))))
    setup = Setup(loaded.network, loaded.pack, seed=seed, staffing=staffing, skill="trained")
    engine = Engine(setup)
    told = engine.begin()
    while engine.now < loaded.pack.endex - 90 and not engine.ended:
        told += engine.advance_to(max(engine.now, 0) + chance.randint(5, 90))
        with suppress(Refused):
            told += engine.submit(idea(engine, setup, chance.choice(staffing), chance))
    told += engine.advance_to(loaded.pack.endex)
    assert disagreements(setup, told) == []


def disagreements(setup: Setup, told: list[Event]) -> list[tuple[str, str, str]]:
    overdue = {
        (e.body.expectation, e.body.part)  # type: ignore[attr-defined]
        for e in told
        if e.kind == "PartOverdue"
    }
    judged = evaluate(setup, Network(setup.network), told)
    return [
        (result.id, part.what, part.outcome)
        for result in judged.expectations
        for part in result.parts
        if ADJUSTED.isdisjoint(part.flags)
        and ((result.id, part.what) in overdue) != (part.outcome in ("late", "missed"))
    ]
