"""Conditions that rule each other out, whatever happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from injects.conditions import Condition

__all__ = ["contradictory"]


def contradictory(parts: Iterable[Condition]) -> bool:
    """Whether two parts, or parts of these, can never be so at once whatever happens."""
    atoms: list[Condition] = []
    for part in parts:
        atoms += _conjuncts(part)
    there = set(atoms)
    if any(atom.not_ in there for atom in atoms if atom.not_ is not None):
        return True
    in_time = {atom.met for atom in atoms if atom.met is not None}
    if any((atom.late or atom.overdue) in in_time for atom in atoms):
        return True
    levels: dict[str, int] = {}
    for level in (atom.level for atom in atoms if atom.level is not None):
        if levels.setdefault(level.place, level.is_) != level.is_:
            return True
    return False


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    if condition.all is None:
        yield condition
    for part in condition.all or ():
        yield from _conjuncts(part)
