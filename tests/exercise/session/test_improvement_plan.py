"""The improvement plan in the hot wash: put, seen by all, agreed on, in the record and the report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from table import observer, settle

from agencies.network import Network
from exercise import commands as c
from exercise.errors import Refused
from exercise.events import PlanLineProposed
from exercise.programme.entries import actions_of
from exercise.report import gather, made
from exercise.session.resimulate import resimulate

WHOLE = {
    "action": "Name who reads by night",
    "organization": "port",
    "due": "2027-03-31",
    "contact": "Duty officer",
    "element": "organization",
    "capability": "operational-coordination",
}


async def test_a_line_is_put_before_the_room_and_agreed_on(lay: Any) -> None:
    table = lay()
    port, wall = await table.sit("port"), await observer(table)
    await table.control(c.EndExercise())
    await table.control(c.ProposePlanLine("Nobody read the messages", **WHOLE))
    await settle(table)
    (line,) = wall.view.plan
    assert (line.issue, line.agreed, wall.view.line) == (
        "Nobody read the messages",
        False,
        "line-1",
    )
    assert port.view.plan == wall.view.plan
    await table.control(c.AgreePlanLine("line-1"))
    await settle(table)
    assert wall.view.plan[0].agreed


async def test_a_line_that_says_not_who_and_when_is_not_agreed_on(lay: Any) -> None:
    table = lay()
    await table.control(c.ProposePlanLine("Nobody read the messages", action="Read them"))
    with pytest.raises(Refused, match="by whom and until when"):
        await table.control(c.AgreePlanLine("line-1"))
    await table.control(c.ProposePlanLine("Nobody read them", **WHOLE, line="line-1"))
    await table.control(c.AgreePlanLine("line-1"))
    await table.control(c.ProposePlanLine("Nobody read them all", **WHOLE, line="line-1"))
    assert table.session.state.plan.agreed == ()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (c.ProposePlanLine(" "), "Write what is to be improved"),
        (c.ProposePlanLine("x", due="tomorrow"), "is no day"),
        (c.ProposePlanLine("x", start="2027-04-01", due="2027-03-31"), "before it begins"),
        (c.ProposePlanLine("x", element="money"), "An element is"),
        (c.ProposePlanLine("x", capability="flying"), "no capability 'flying'"),
        (c.ProposePlanLine("x", line="line-9"), "no line 'line-9'"),
        (c.ProposePlanLine("x" * 3000), "too long"),
        (c.AgreePlanLine("line-9"), "no line 'line-9'"),
        (c.DropPlanLine("line-9"), "no line 'line-9'"),
    ],
)
async def test_what_cannot_be_is_refused(lay: Any, command: c.Command, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        await lay().control(command)


async def test_a_line_that_is_dropped_is_gone_and_its_name_is_not_used_again(lay: Any) -> None:
    table = lay()
    wall = await observer(table)
    for issue in ("one", "two"):
        await table.control(c.ProposePlanLine(issue))
    await table.control(c.DropPlanLine("line-2"))
    await table.control(c.ProposePlanLine("three"))
    await settle(table)
    assert [line.id for line in wall.view.plan] == ["line-1", "line-3"]


async def test_a_desk_cannot_put_a_line(lay: Any) -> None:
    table = lay()
    port = await table.sit("port")
    with pytest.raises(Refused, match="for control to do"):
        await port.submit(c.ProposePlanLine("x"))


async def test_what_was_agreed_is_in_report_and_ledger_and_runs_again_without_words(
    lay: Any,
) -> None:
    table = lay()
    await table.control(c.EndExercise())
    await table.control(c.ProposePlanLine("Nobody read the messages", **WHOLE))
    await table.control(c.AgreePlanLine("line-1"))
    await table.control(c.ProposePlanLine("A thing nobody agreed on"))
    events = list(table.journal.read())
    assert resimulate(events, table.setup) is None
    bare = [event._replace(body=_without_words(event.body)) for event in events]
    assert resimulate(bare, table.setup) is None
    content = gather(table.setup, Network(table.setup.network), events)
    (action,) = actions_of(content, "en")
    assert (action.organization, action.due, action.capability) == (
        "Port",
        "2027-03-31",
        "Operational coordination",
    )
    text = str(made(content, "en", "md"))
    assert "Agreed on line by line" in text
    assert "Put before the room, and not agreed on" in text


def _without_words(body: Any) -> Any:
    """A line of the plan as a redacted record has it."""
    if not isinstance(body, PlanLineProposed):
        return body
    return replace(body, **dict.fromkeys(body.PRIVATE, ""))
