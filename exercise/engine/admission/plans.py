"""The improvement plan: what control may put before the room, and what it takes to agree on it."""

from __future__ import annotations

from datetime import date

from exercise import commands as c
from exercise.engine.admission.saying import Checks, same_as
from exercise.engine.run import Run
from exercise.errors import Refused
from exercise.events import Body
from exercise.state.plan import ELEMENTS, PlanLine, capabilities

__all__ = ["PlanRules"]

MOST_LINES = 200
LONGEST_LINE = 2000
"""Characters of an issue or an action: a line is read from the back row."""


class PlanRules:
    """Putting, agreeing and dropping."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.checks: Checks = {
            c.ProposePlanLine: self._propose,
            c.AgreePlanLine: self._agree,
            c.DropPlanLine: self._drop,
        }

    def _propose(self, command: c.ProposePlanLine, _: str) -> Body:
        plan = self._run.state.plan
        if not command.issue.strip():
            raise Refused("Write what is to be improved.")
        texts = (command.issue, command.action, command.organization, command.contact)
        if any(len(text) > LONGEST_LINE for text in texts):
            raise Refused("This is too long to be sent; shorten it.")
        if command.element not in ("", *ELEMENTS):
            raise Refused("An element is planning, organization, equipment, training or exercise.")
        if command.capability not in ("", *capabilities(self._run.pack)):
            raise Refused("There is no capability '{name}'.", name=command.capability[:80])
        start, due = _day(command.start), _day(command.due)
        if start and due and due < start:
            raise Refused("It cannot be due before it begins.")
        name = command.line or plan.next_name()
        if name not in plan.lines and name != plan.next_name():
            raise Refused("There is no line '{line}' in the plan.", line=name[:80])
        if plan.count >= MOST_LINES:
            raise Refused("There can be {n} lines at the most.", n=MOST_LINES)
        return same_as(command, line=name)

    def _agree(self, command: c.AgreePlanLine, _: str) -> Body:
        line = self._line(command.line)
        if line.agreed_at is not None:
            raise Refused("This line is agreed on already.")
        if line.lacks:
            raise Refused("A line is agreed on with what is done, by whom and until when.")
        return same_as(command)

    def _drop(self, command: c.DropPlanLine, _: str) -> Body:
        self._line(command.line)
        return same_as(command)

    def _line(self, name: str) -> PlanLine:
        line = self._run.state.plan.lines.get(name)
        if line is None:
            raise Refused("There is no line '{line}' in the plan.", line=name[:80])
        return line


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("'{value}' is no day; write it as 2027-03-31.", value=text[:40]) from None
