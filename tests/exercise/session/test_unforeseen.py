"""People do what the script has not foreseen: control is told, and says what follows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
import yaml
from harbour import PACK, tiny_setup
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from exercise import commands as c
from exercise.errors import Refused
from exercise.tui.controlroom import ControlApp
from injects.model import Inject
from live import House, written_setup


def prepared(name: str, *suits: str) -> dict[str, Any]:
    said = {"subject": f"After {name}", "body": "Now what?"}
    return {
        "id": name,
        "kind": "prepared",
        "suits": list(suits),
        "to": ["port"],
        "via": "phone",
        "from": "Gate",
        **said,
    }


INJECTS = [*PACK["injects"], prepared("P-1", "dark"), prepared("P-2", "evacuate")]
ACTIONS = {**PACK["actions"], "walk": {"title": "Walk about"}}


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    text = yaml.safe_dump({**PACK, "injects": INJECTS, "actions": ACTIONS})
    setup = replace(
        tiny_setup(injects=INJECTS, actions=ACTIONS),
        pack_files={"pack.yml": text},
        network_files=written_setup().network_files,
    )
    made = await House(setup).open()
    yield made
    await made.close()


async def test_a_prepared_inject_waits_for_control_however_long(house: House) -> None:
    control = await house.staff("control")
    await control.submit(c.Resume())
    await control.submit(c.Jump(5000))
    states = {row.id: row.state for row in control.view.injects}
    assert (states["P-1"], states["P-2"]) == ("ready", "ready")


async def test_what_nobody_foresaw_is_shown_with_what_suits_it_first(house: House) -> None:
    control, port = await house.staff("control"), await house.sit("port")
    await control.submit(c.Resume())
    await port.submit(c.LogDecision("raise", ("quay",)))  # It has an effect.
    await port.submit(c.LogDecision("walk", reason="To see"))
    await port.submit(c.SendMessage("police", "request", action="evacuate", text="Please"))
    await control.submit(c.Announce("x"))  # All that came before has been told.
    walk, ask = control.view.unforeseen
    assert (walk.action, walk.to, walk.text, walk.prepared) == (
        *("walk", "", "To see"),
        ("P-1", "P-2"),
    )
    assert (ask.action, ask.to, ask.prepared) == ("evacuate", "police", ("P-2", "P-1"))


async def test_control_says_what_follows_and_it_is_on_record(house: House) -> None:
    control, port = await house.staff("control"), await house.sit("port")
    await control.submit(c.Resume())
    await port.submit(c.LogDecision("walk"))
    await control.submit(c.Announce("x"))
    act = control.view.unforeseen[0].id
    for wrong in ((act, "I-99"), ("nobody/did/this", None)):
        with pytest.raises(Refused):
            await control.follows(*wrong)
    await control.submit(c.ReleaseInject("P-1"))
    await control.follows(act, "P-1")
    row = control.view.unforeseen[0]
    assert (row.dealt, row.inject, row.prepared) == (True, "P-1", ("P-2",))
    chosen = [event for event in house.session.events if event.kind == "ConsequenceChosen"]
    assert [(event.origin, event.body.act) for event in chosen] == [("recorded", act)]
    simcell = await house.staff("simcell")
    with pytest.raises(Refused, match="for control"):
        await simcell.follows(act, None)
    assert simcell.view.unforeseen[0].inject == "P-1"


async def test_from_the_screen_one_is_released_and_linked_with_three_keys(house: House) -> None:
    control, port = await house.staff("control"), await house.sit("port")
    await control.submit(c.Resume())
    await port.submit(c.LogDecision("walk"))
    await control.submit(c.Announce("x"))
    async with ControlApp(control, wall=lambda: 0.0).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("5", "enter", "2")
        await pilot.app.workers.wait_for_complete()
    row = control.view.unforeseen[0]
    assert (row.inject, row.dealt) == ("P-2", True)


@pytest.mark.parametrize(
    "more", [{"at": "T+00:10"}, {"when": {"after": "T+00:10"}}, {"before": "T+00:10"}]
)
def test_a_prepared_inject_has_no_time_of_its_own(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="control chooses it"):
        Inject.model_validate({**prepared("P-1"), **more})


@given(st.lists(st.sampled_from(["raise", "walk", "evacuate", "dark"]), unique=True))
@settings(max_examples=20, deadline=None)
def test_only_what_is_prepared_may_suit_something(suits: list[str]) -> None:
    assert Inject.model_validate(prepared("P-1", *suits)).suits == tuple(suits)
    scripted = {**prepared("I-9", *suits), "kind": "scripted", "at": "T+00:10"}
    if suits:
        with pytest.raises(ValidationError, match="only a prepared"):
            Inject.model_validate(scripted)
    else:
        assert Inject.model_validate(scripted).at == 600
