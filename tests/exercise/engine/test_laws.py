"""The same run, always (rules of play §6): what must make no difference makes none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import Any
from unittest.mock import patch

from harbour import NETWORK, PACK, tiny_setup
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import run as engine_run
from exercise.events import Event
from exercise.journal import MemoryJournal
from exercise.session.opening import opening
from exercise.session.resimulate import rerun
from exercise.session.resume import resume
from exercise.setup import Setup
from people import END, Deed, Run, again, commands_in, deeds, play
from small_games import ACTIONS, LENGTH, Game, agency, fact, game, inject, network, reference

CHANCE = st.randoms(use_true_random=True)
MANY = settings(max_examples=100, deadline=None)
FEW = settings(max_examples=4, deadline=None)


@contextmanager
def noted_draws() -> Iterator[dict[tuple[Any, ...], list[float]]]:
    """Every draw that is made meanwhile, by its key without the seed."""
    drawn: dict[tuple[Any, ...], list[float]] = {}
    real = engine_run.uniform

    def noted(seed: int, *key: Any) -> float:
        drawn.setdefault(key, []).append(real(seed, *key))
        return drawn[key][-1]

    with patch.object(engine_run, "uniform", noted):
        yield drawn


# -- Splitting -------------------------------------------------------------------------------------


def splits(setup: Setup, acts: Sequence[Deed], chance: Random) -> None:
    whole = play(setup, acts)
    stops = [chance.randrange(-700, setup.pack.endex + 100) for _ in range(chance.randrange(30))]
    stops += [
        event.at + chance.choice((-1, 0, 0, 1)) for event in chance.choices(whole.events, k=5)
    ]
    assert again(setup, whole.commands, stops=stops).events == whole.events


@MANY
@given(CHANCE)
def test_splitting_an_advance_anywhere_changes_nothing(chance: Random):
    one = game(chance)
    splits(one.setup(), one.deeds, chance)


@FEW
@given(CHANCE)
def test_splitting_an_advance_of_the_reference_pack_changes_nothing(chance: Random):
    splits(*reference(chance, most=40), chance)


# -- Declaring -------------------------------------------------------------------------------------


def mixed(chance: Random, value: Any) -> Any:
    """A mapping or list in any order."""
    if isinstance(value, dict):
        return {key: value[key] for key in chance.sample(list(value), len(value))}
    return chance.sample(value, len(value))


def reordered(chance: Random, one: Game) -> Game:
    """The same game, declared in another order."""
    kinds = ("fact_kinds", "channels", "agencies", "links", "duties")
    network = {kind: mixed(chance, one.network[kind]) for kind in kinds}
    sections = ("facts", "actions", "injects", "expectations")
    pack = {section: mixed(chance, one.pack[section]) for section in sections}
    for name, entry in pack["facts"].items():
        pack["facts"][name] = {**entry, "needs": mixed(chance, entry["needs"])}
    return one.changed(network=network, **pack)


@MANY
@given(CHANCE)
def test_the_order_of_declaration_changes_nothing(chance: Random):
    one = game(chance)
    told = play(one.setup(), one.deeds)
    assert again(reordered(chance, one).setup(), told.commands).events == told.events


@FEW
@given(CHANCE)
def test_the_order_of_declaration_in_the_reference_pack_changes_nothing(chance: Random):
    setup, acts = reference(chance, most=40)
    told = play(setup, acts)
    network, pack = setup.network, setup.pack
    network = network.model_copy(
        update={
            "agencies": mixed(chance, network.agencies),
            "channels": mixed(chance, network.channels),
            "links": tuple(mixed(chance, list(network.links))),
        }
    )
    pack = pack.model_copy(
        update={
            "facts": mixed(chance, pack.facts),
            "actions": mixed(chance, pack.actions),
            "injects": tuple(mixed(chance, list(pack.injects))),
            "expectations": tuple(mixed(chance, list(pack.expectations))),
        }
    )
    assert again(replace(setup, network=network, pack=pack), told.commands).events == told.events


def test_the_order_of_duties_changes_nothing():
    rule = {
        "title": "Tell",
        "source": "The rules",
        "trigger": "cyber",
        "holder": "port",
        "within": "30m",
    }
    duties = {"D1": {**rule, "tells": "ministry"}, "D2": {**rule, "tells": "terminal"}}
    told = [
        play(
            tiny_setup(network={**NETWORK, "duties": dict(order)}, injects=PACK["injects"][:1])
        ).events
        for order in (duties.items(), reversed(duties.items()))
    ]
    assert told[0] == told[1]


# -- Adding and leaving out ------------------------------------------------------------------------


@MANY
@given(CHANCE)
def test_an_agency_that_talks_to_nobody_changes_no_other_draw_and_no_other_event(chance: Random):
    one = game(chance)
    hermit = {**agency(chance, "aaa"), "kind": "hermit"}
    agencies = {"aaa": hermit, **one.network["agencies"]}
    secret = {**inject(chance, "ab", 9, facts=("own",), alone=True), "to": ["aaa"], "expects": []}
    facts = {
        **one.pack["facts"],
        "own": fact(chance, "ab", "own") | {"kind": "solitude", "holds": "true"},
    }
    more = one.changed(
        network={"agencies": agencies, "fact_kinds": {**one.network["fact_kinds"], "solitude": {"title": "x"}}},
        facts=facts,
        injects=[secret, *one.pack["injects"]],
    )  # fmt: skip
    with noted_draws() as drawn:
        alone = play(one.setup(), one.deeds)
    with noted_draws() as drawn_with_hermit:
        together = again(more.setup(), alone.commands)
    others = [e for e in together.events if e.agency != "aaa" and e.id != "I9"]
    assert others == alone.events
    assert {key: drawn_with_hermit[key] for key in drawn} == drawn
    assert all("aaa" in key[1] for key in drawn_with_hermit if key not in drawn)


def archipelago(chance: Random) -> tuple[Game, list[tuple[int, Submission]]]:
    """Two islands in one exercise that have nothing to do with each other, and what people do there."""
    one = game(chance)
    parts: dict[str, dict[str, Any]] = {"agencies": {}, "duties": {}, "facts": {}}
    links, injects = [], []
    for side, names, facts, numbers in (
        ("northern", "abc", ("f0", "f1"), range(4)),
        ("southern", "xyz", ("f2", "f3"), range(4, 8)),
    ):
        made = network(chance, names)
        links += made["links"]
        injects += [inject(chance, names, n, facts=facts, alone=True) for n in numbers]
        parts["facts"] |= {name: fact(chance, names, name) for name in facts}
        parts["agencies"] |= {
            name: {**entry, "kind": side} for name, entry in made["agencies"].items()
        }
        parts["duties"] |= {
            f"{side}{n}": {**one, "holder": side} for n, one in made["duties"].items()
        }
    actions = {name: ACTIONS[name] for name in ("raise", "shut")}
    facts = parts.pop("facts")
    one = one.changed(
        network={**parts, "links": links},
        facts=facts,
        injects=injects,
        actions=actions,
        expectations=[],
    )
    one = replace(
        one,
        deeds=deeds(
            chance, until=LENGTH, verbs=("open", "send", "forward", "ask", "decide", "take")
        ),
    )
    told = play(one.setup(), one.deeds)
    return one, [(at, sub) for at, sub in told.commands if not _crosses(sub)]


def _crosses(submission: Submission) -> bool:
    """Whether a command has to do with both islands."""
    command = submission.command
    concerned = (getattr(command, "to", None), *getattr(command, "tells", ()), submission.agency)
    return len({name in "abc" for name in concerned if name}) > 1


@settings(max_examples=50, deadline=None)
@given(CHANCE)
def test_leaving_an_inject_out_leaves_unrelated_draws_and_agencies_alone(chance: Random):
    one, commands = archipelago(chance)
    gone = chance.choice(("I0", "I1", "I2", "I3"))
    rest = [entry for entry in one.pack["injects"] if entry["id"] != gone]
    with noted_draws() as drawn:
        whole = again(one.setup(), commands, lenient=True)
    with noted_draws() as drawn_without:
        cut = again(one.changed(injects=rest).setup(), commands, lenient=True)

    def in_the_south(events: list[Event]) -> list[Event]:
        return [event for event in events if event.agency in tuple("xyz")]

    assert in_the_south(cut.events) == in_the_south(whole.events)
    same = drawn.keys() & drawn_without.keys()
    assert all(drawn[key][0] == drawn_without[key][0] for key in same)
    southern = {key for key in drawn if not {"x", "y", "z"}.isdisjoint(key[1].split("/"))}
    assert southern <= same


@MANY
@given(CHANCE)
def test_what_is_drawn_is_drawn_once_for_each_cause(chance: Random):
    one = game(chance)
    with noted_draws() as drawn:
        told = play(one.setup(), one.deeds)
    # Once forgotten is always forgotten, and a desk that gets an item back reads it from the start.
    once = {key: values for key, values in drawn.items() if key[0] not in ("miss", "handling")}
    assert not [key for key, values in once.items() if len(values) > 1]
    # What is left out here is the next test's.
    assert not told_twice(told)


def test_a_part_that_is_done_undone_and_done_anew_is_told_of_each_time_by_an_id_of_its_own():
    """The terminal hears of it by a message that passes there; that one comes back; then by another."""
    links = [{"from": one, "to": "terminal", "via": "phone"} for one in ("csirt", "police")]
    links.append({"from": "port", "to": "csirt", "via": "phone"})
    expects = {**PACK["injects"][0]["expects"][0], "tells": ["terminal"]}
    setup = tiny_setup(
        network={**NETWORK, "links": links},
        injects=[{**PACK["injects"][0], "expects": [expects]}],
        staffing=("port", "csirt", "terminal"),
    )
    dark = {"dark": "confirmed"}
    acts = [
        (400, "port", c.OpenItem("I-01/port")),
        (400, "port", c.SendMessage("csirt", facts=dark)),
        (900, "csirt", c.OpenItem("port/SendMessage/csirt/1/at/csirt")),
        (900, "csirt", c.SendMessage("police", facts=dark)),
        (1400, "police", c.Disrupt(agency="police")),
        (1400, "terminal", c.OpenItem("csirt/SendMessage/police/1/at/terminal")),
        (1400, "terminal", c.RelayItem("csirt/SendMessage/police/1/at/terminal")),
        (2500, "csirt", c.SendMessage("terminal", facts=dark)),
    ]
    told = again(setup, [(at, Submission(command, "player", who)) for at, who, command in acts])
    assert [event.kind for event in told.of("PartDone", "PartUndone")] == [
        "PartDone",
        "PartUndone",
        "PartDone",
    ]
    assert not told_twice(told)


def told_twice(run: Run) -> list[str]:
    """Ids that more than one event has."""
    return [name for name, count in Counter(event.id for event in run.events).items() if count > 1]


# -- Resuming --------------------------------------------------------------------------------------


def taken_up_again(setup: Setup, acts: Sequence[Deed], chance: Random) -> None:
    """Cut the record after any event; what is run again from it goes on as if nothing had been."""
    whole = play(setup, acts)
    cut = chance.randint(1, len(whole.events))
    kept = whole.events[:cut]
    engine, told = rerun(setup, kept, kept[-1].at)
    assert told[:cut] == kept
    for at, submission in whole.commands[len(commands_in(told)) :]:
        told += engine.advance_to(at)
        told += engine.submit(submission)
    told += engine.advance_to(END)
    assert told == whole.events
    assert picture(engine.state) == picture(whole.state)


def picture(state: Any) -> dict[str, Any]:
    """Everything that a state holds, to be compared."""
    return {
        "clock": state.clock,
        "traffic": state.traffic,
        "script": state.script,
        "standings": state.watch.standings,
        "world": {
            name: value
            for name, value in vars(state.world).items()
            if name not in ("_network", "down")
        },
        "down": sorted(link.id for link in state.network.links if state.world.down.is_down(link)),
    }


@MANY
@given(CHANCE)
def test_a_session_killed_after_any_event_is_resumed_to_the_same_state(chance: Random):
    one = game(chance)
    taken_up_again(one.setup(), one.deeds, chance)


@FEW
@given(CHANCE)
def test_the_reference_pack_killed_after_any_event_is_resumed_to_the_same_state(chance: Random):
    taken_up_again(*reference(chance, most=40), chance)


@settings(max_examples=40, deadline=None)
@given(CHANCE)
async def test_a_record_cut_off_after_any_event_is_taken_up_by_a_session(chance: Random):
    one = game(chance)
    setup = one.setup()
    whole = play(setup, one.deeds)
    kept = whole.events[: chance.randint(1, len(whole.events))]
    journal = MemoryJournal(wall=lambda: 0.0)
    journal.append([opening(setup, kept[0].at), *kept])
    session = resume(journal, setup=setup, threaded=False)
    simulated = [e._replace(seq=0, wall=0.0) for e in journal.read() if e.origin != "recorded"]
    paused = [e for e in simulated if e.kind == "ClockPaused" and e.actor == "session"]
    simulated = [e for e in simulated if e not in paused]
    assert simulated == whole.events[: len(simulated)]
    assert len(simulated) >= len(kept)
    assert not session.running
    await session.close()
