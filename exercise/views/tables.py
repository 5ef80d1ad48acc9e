"""Parallel tables: what control sees of several sessions at once, and how they came out.

What came out stands side by side, each table in its column and as many words as it takes; nothing
is added up and nothing is ranked. Tables have the same pack and the same seed, not the same people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercise.views.control import ControlView
from exercise.views.seat import ClockView, Texts

__all__ = [
    "Outcome",
    "Results",
    "SideRow",
    "TableRow",
    "TablesView",
    "colleagues_everywhere",
    "outcomes_from",
    "side_by_side",
]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One table: its number, from 1, its picture, and whether it can be reached."""

    number: int
    view: ControlView
    connected: bool = True
    host_ended: bool = False
    """Whether it cannot be reached because its host was ended on purpose."""


@dataclass(frozen=True, slots=True)
class TablesView:
    """All tables of a host."""

    rows: tuple[TableRow, ...] = ()
    clock: ClockView = field(default_factory=ClockView)
    """No table's: each has its own, in its row."""
    marking: str = ""


def colleagues_everywhere(views: Iterable[ControlView]) -> tuple[str, ...]:
    """The others of control who are connected at every table."""
    tables = [view.colleagues for view in views]
    first = tables[0] if tables else ()
    return tuple(seat for seat in first if all(seat in others for others in tables))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one objective or expectation at one table.

    Attributes:
        kind: objective or expectation.
        id: Which.
        outcome: For an objective yes, partly, no or not-observed; for an expectation its outcome.
        agency: Who held the expectation.
        held_by: people or playbook.
        coverage: For an objective, observed weight over total weight.
        title: The objective's title, or the subject of the inject that opened the expectation.
    """

    kind: str
    id: str
    outcome: str
    agency: str = ""
    held_by: str = ""
    coverage: float | None = None
    title: Texts = field(default_factory=dict)


Results = tuple[Outcome, ...]
"""What came out at one table."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """One objective or expectation, and what came of it at each table, in the tables' order.

    There is None where the table has not ended, or where nothing of the kind was ever judged.
    """

    first: Outcome
    cells: tuple[Outcome | None, ...]


def side_by_side(results: Sequence[Results | None]) -> tuple[SideRow, ...]:
    """The outcomes of several tables, each objective and expectation once, objectives first.

    Args:
        results: Of each table; None where it has not ended.
    """
    found: dict[tuple[str, str], Outcome] = {}
    of_tables: list[dict[tuple[str, str], Outcome]] = []
    for result in results:
        mine = {(one.kind, one.id): one for one in result or ()}
        of_tables.append(mine)
        for key, one in mine.items():
            found.setdefault(key, one)
    keys = sorted(found, key=lambda key: key[0] != "objective")  # Stable: else as they came.
    return tuple(SideRow(found[key], tuple(mine.get(key) for mine in of_tables)) for key in keys)


def outcomes_from(told: Iterable[Mapping[str, Any]]) -> Results:
    """Outcomes as they came over the wire."""
    return tuple(Outcome(**one) for one in told)
