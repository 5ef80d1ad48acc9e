"""What control may do with the clock and the script, in any order, keeps the laws of time.

Each law is a complaint about another platform: after a long pause all waiting injects fire at once,
the first inject after a pause is lost, one released now comes late by the length of the pause, one
is doubled by a pause, a chain of injects cannot be paused at all.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from harbour import PACK, tiny_setup
from hypothesis import given, settings
from hypothesis import strategies as st
from table import Table

from exercise import commands as c
from exercise.errors import Refused
from exercise.setup import Setup

TIMES = {f"T-{n}": 120 * n for n in range(1, 9)}
CHAIN = ("C-1", "C-2")


def script() -> Setup:
    """Eight injects two minutes apart, and two that follow on others."""

    def inject(name: str, **when: Any) -> dict[str, Any]:
        says = {"from": "Control", "subject": name, "body": f"Body of {name}"}
        return {"id": name, "to": ["port"], "via": "phone", **says, **when}

    timed = [inject(name, at=f"T+00:{at // 60:02d}") for name, at in TIMES.items()]
    chain = [
        inject("C-1", kind="contingency", when={"fired": "T-2"}, delay="1m"),
        inject("C-2", kind="contingency", when={"fired": "C-1"}, delay="1m"),
    ]
    return tiny_setup(facts=PACK["facts"], injects=[*timed, *chain], expectations=[])


NAMES = st.sampled_from([*TIMES, *CHAIN])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 200)),
        st.tuples(st.just("lid"), st.integers(31, 9000)),
        st.tuples(st.sampled_from(["pause", "resume"]), st.just(0)),
        st.tuples(st.just("speed"), st.sampled_from([0.5, 1.0, 6.0])),
        st.tuples(st.just("jump"), st.integers(1, 300)),
        st.tuples(st.sampled_from(["hold", "release", "edit"]), NAMES),
    ),
    max_size=14,
)
SETUP = script()


async def steer(table: Table, acts: list[tuple[str, Any]]) -> None:
    """Do what control does; what the rules do not admit does not happen."""
    for act, what in acts:
        asked: dict[str, Any] = {
            "pause": c.Pause,
            "resume": c.Resume,
            "speed": lambda what=what: c.SetSpeed(what),
            "jump": lambda what=what: c.Jump(table.session.now + what),
            "hold": lambda what=what: c.HoldInject(what),
            "release": lambda what=what: c.ReleaseInject(what),
            "edit": lambda what=what: c.EditInject(what, "Anew", f"Other words of {what}"),
        }
        if act == "wait":
            await table.pass_(what)
        elif act == "lid":
            running, before = table.session.running, table.session.now
            table.clock.turn(what)
            await table.session.tick()
            # A closed lid takes no exercise time, fires nothing, and says so.
            assert table.session.now == before
            if running and not table.session.ended:
                assert not table.session.running
                assert table.session.state.clock.reason == "gap"
        else:
            with suppress(Refused):
                await table.control(asked[act]())


@settings(max_examples=60, deadline=None)
@given(ACTS)
def test_no_inject_is_lost_doubled_early_or_fired_in_a_burst(acts: list[tuple[str, Any]]) -> None:
    async def story() -> None:
        table = Table(SETUP)
        await steer(table, [("resume", 0), *acts, ("resume", 0), ("wait", 20)])
        now, events = table.session.now, table.session.events
        state = table.session.state
        fired = {e.body.inject: e.at for e in events if e.kind == "InjectFired"}
        # None twice.
        assert len(fired) == sum(e.kind == "InjectFired" for e in events)
        steered = {e.body.inject for e in events if e.kind in ("InjectHeld", "InjectReleased")}
        for name, at in TIMES.items():
            # None lost, none early, none late: whatever was paused, jumped or run faster.
            if name not in steered:
                assert fired.get(name) == (at if at <= now else None)
        due = {"C-1": fired.get("T-2"), "C-2": fired.get("C-1")}
        for name, after in due.items():
            if name not in steered:
                wanted = None if after is None or after + 60 > now else after + 60
                assert fired.get(name) == wanted
        for event in events:
            # What is released now comes now.
            if event.kind == "InjectReleased":
                assert fired[event.body.inject] == event.at
        for name in steered - set(fired):
            assert name in state.script.held
        await table.close()

    asyncio.run(story())


async def test_after_a_pause_of_hours_the_next_inject_comes_at_its_time_and_alone() -> None:
    table = Table(SETUP)
    await table.run()
    await table.pass_(110)
    await table.control(c.Pause("visit"))
    await table.pass_(4 * 3600)
    assert "InjectFired" not in table.kinds()
    await table.run()
    await table.pass_(12)
    assert table.kinds().count("InjectFired") == 1
    assert table.session.state.script.fired == {"T-1": 120}
    await table.close()
