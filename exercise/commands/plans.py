"""Control and the improvement plan that the room agrees on."""

from __future__ import annotations

from dataclasses import dataclass

from exercise.commands.base import Command

__all__ = ["AgreePlanLine", "DropPlanLine", "ProposePlanLine"]


@dataclass(frozen=True, slots=True)
class ProposePlanLine(Command):
    """Put a line of the improvement plan before the room, or put one anew.

    Attributes:
        issue: What is to be improved.
        action: What will be done about it.
        capability: One of the pack's core capabilities.
        element: planning, organization, equipment, training or exercise (POETE).
        organization, contact: Who does it, and whom to ask.
        start, due: Days, ISO 8601.
        line: The line that is put anew; empty for a new one.
    """

    issue: str
    action: str = ""
    capability: str = ""
    element: str = ""
    organization: str = ""
    contact: str = ""
    start: str = ""
    due: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class AgreePlanLine(Command):
    """Note that the room agrees on a line of the improvement plan."""

    line: str


@dataclass(frozen=True, slots=True)
class DropPlanLine(Command):
    """Take a line out of the improvement plan."""

    line: str
