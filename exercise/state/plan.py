"""The improvement plan as the room agrees on it, line by line, before people leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from exercise.events import Event, PlanLineAgreed, PlanLineDropped, PlanLineProposed
from exercise.state.folds import Folds
from injects.model import Pack

__all__ = ["ELEMENTS", "Plan", "PlanLine", "capabilities"]

ELEMENTS = ("planning", "organization", "equipment", "training", "exercise")
"""Capability elements (POETE)."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of an improvement plan.

    Attributes:
        body: What it says, as it was last put.
        at: When it was put.
        agreed_at: When the room agreed on it; None while it has not.
        event: Id of the event that put it, or on which it was agreed.
        seq: Place of that event.
    """

    body: PlanLineProposed
    at: int
    event: str
    seq: int
    agreed_at: int | None = None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What it needs before it can be agreed on."""
        needed = ("issue", "action", "organization", "due")
        return tuple(name for name in needed if not getattr(self.body, name).strip())


@dataclass(slots=True)
class Plan:
    """The lines by name, in the order in which they were first put."""

    lines: dict[str, PlanLine] = field(default_factory=dict)
    count: int = 0

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            PlanLineProposed: self._propose,
            PlanLineAgreed: self._agree,
            PlanLineDropped: self._drop,
        }

    def copy(self) -> Plan:
        """The same, to be folded on apart from this."""
        return Plan(dict(self.lines), self.count)

    @property
    def agreed(self) -> tuple[PlanLine, ...]:
        """The lines that the room agreed on."""
        return tuple(one for one in self.lines.values() if one.agreed_at is not None)

    def next_name(self) -> str:
        """The name that the next line goes by."""
        return f"line-{self.count + 1}"

    def _propose(self, event: Event, body: PlanLineProposed) -> None:
        self.count += body.line not in self.lines
        self.lines[body.line] = PlanLine(body, event.at, event.id, event.seq)

    def _agree(self, event: Event, body: PlanLineAgreed) -> None:
        line = self.lines[body.line]
        self.lines[body.line] = replace(line, agreed_at=event.at, event=event.id, seq=event.seq)

    def _drop(self, _: Event, body: PlanLineDropped) -> None:
        self.lines.pop(body.line, None)


def capabilities(pack: Pack) -> Mapping[str, None]:
    """The core capabilities that a pack is about, each once, in its order."""
    objectives = (objective.capability for objective in pack.objectives.values())
    return dict.fromkeys([*pack.capabilities, *objectives])
