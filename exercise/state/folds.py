"""How a part of the state says which events concern it, and what folds each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from exercise.events import Body, Event

__all__ = ["Fold", "Folds", "together"]

Fold = Callable[[Event, Any], None]
"""Changes a part of the state by an event; the second argument is the event's body."""

Folds = Mapping[type[Body], Fold]


def together(parts: Iterable[Folds]) -> dict[type[Body], tuple[Fold, ...]]:
    """For each kind of event the folds of all parts that it concerns, in the order of the parts.

    So an event is looked up once and goes only where it changes something.
    """
    folds: dict[type[Body], tuple[Fold, ...]] = {}
    for part in parts:
        for kind, fold in part.items():
            folds[kind] = (*folds.get(kind, ()), fold)
    return folds
