"""How a part of the state says which events concern it, and what folds each of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from exercise.events import Body, Event

__all__ = ["Fold", "Folds", "copied", "together"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

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


def copied(lists: Mapping[K, list[V]]) -> dict[K, list[V]]:
    """Lists by key, to be added to apart from these."""
    return {key: list(entries) for key, entries in lists.items()}
