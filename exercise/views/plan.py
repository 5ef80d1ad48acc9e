"""The improvement plan as staff see it, and as the room does."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.setup import Setup
from exercise.state.plan import Plan, capabilities
from exercise.views.control import PlanRow
from exercise.views.desk import texts
from exercise.views.planwords import CAPABILITIES
from exercise.views.seat import Entry

__all__ = ["capability_entries", "plan_rows"]


def plan_rows(plan: Plan) -> Iterator[PlanRow]:
    """The lines, in the order in which they were first put."""
    for name, line in plan.lines.items():
        body = line.body
        yield PlanRow(
            name,
            line.at,
            body.issue,
            body.action,
            body.capability,
            body.element,
            body.organization,
            body.contact,
            body.start,
            body.due,
            line.agreed_at,
            line.lacks,
        )


def capability_entries(setup: Setup) -> Iterator[Entry]:
    """The core capabilities of a pack with their names."""
    for name in capabilities(setup.pack):
        yield Entry(name, texts(CAPABILITIES.get(name, name)))
