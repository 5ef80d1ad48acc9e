"""At one seed, a silent port authority and one that acts well live through different exercises."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from exercise import commands as c
from exercise.cli.preparing import prepare
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.evaluation import evaluate
from exercise.events import Event
from exercise.state.watch import DECISION

AGENCY, SEAT = "port-authority", "port-authority/1"
SETUP = prepare("port-ransomware", seed=7, staffing=(AGENCY,))


def act_well(engine: Engine) -> list[Event]:
    """Read what has come in; tell and decide what an attentive, well-drilled desk would."""
    told: list[Event] = []

    def submit(command: c.Command) -> None:
        # Where there is no way to them at present, an attentive desk tries again later.
        with suppress(Refused):
            told.extend(engine.submit(Submission(command, "player", AGENCY, SEAT)))

    state = engine.state
    for item in list(state.traffic.inbox_of(AGENCY)):
        if item.known_at is None:
            submit(c.OpenItem(item.id))
        if not item.final and item.relayed_at is None:
            submit(c.RelayItem(item.id))
    for standing in list(state.watch.standings.values()):
        expectation = standing.expectation
        if expectation.who != AGENCY or expectation.must_not:
            continue
        known = {
            fact: state.traffic.status(AGENCY, fact) or ""
            for fact in expectation.about
            if state.knows(AGENCY, fact)
        }
        for part in standing.parts.values():
            if part.done_at is not None:
                continue
            if part.name == DECISION and expectation.does is not None:
                does = expectation.does
                submit(c.LogDecision(does.action, does.targets, (), tuple(known), "By our plan."))
            elif len(known) == len(expectation.about):
                via = expectation.via[0] if expectation.via else None
                submit(c.SendMessage(part.name, facts=known, via=via))
    return told


@cache
def played(*, well: bool) -> tuple[Event, ...]:
    engine = Engine(SETUP)
    told = engine.begin()
    told += engine.submit(Submission(c.TakeSeat(SEAT), "player", AGENCY, SEAT))
    while well and not engine.ended:
        told += engine.advance_to(engine.now + 60)
        if not engine.ended:
            told += act_well(engine)
    return tuple(told + engine.advance_to(SETUP.pack.endex))


def awareness(events: tuple[Event, ...]) -> dict[tuple[str | None, str], int]:
    found: dict[tuple[str | None, str], int] = {}
    for event in events:
        if event.kind == "FactLearned":
            found.setdefault((event.agency, event.body.fact), event.at)  # type: ignore[attr-defined]
    return found


def test_others_learn_at_other_times():
    silent, well = awareness(played(well=False)), awareness(played(well=True))
    others = {pair for pair in silent | well if pair[0] != AGENCY}
    assert sum(silent.get(pair) != well.get(pair) for pair in others) >= 5


def test_other_injects_fire():
    fired = [
        {e.body.inject for e in played(well=well) if e.kind == "InjectFired"}  # type: ignore[attr-defined]
        for well in (False, True)
    ]
    assert len(fired[0] ^ fired[1]) >= 2


def test_an_objective_is_achieved_or_not():
    from agencies.network import Network

    network = Network(SETUP.network)
    achieved = [
        {
            obj.id: obj.grade.achieved
            for obj in evaluate(SETUP, network, played(well=well)).objectives
        }
        for well in (False, True)
    ]
    assert any(achieved[0][name] != achieved[1][name] for name in achieved[0])
