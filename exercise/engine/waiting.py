"""Conditions that are waited for, each looked at again when what it asks about has changed.

A condition asks a few things of the world; most events change none of them. So each waits under the
topics of its leaves, and an event makes those stale that wait under its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heapify, heappop, heappush
from typing import Any

from exercise.engine.run import Run
from exercise.events import (
    Body,
    DecisionLogged,
    Disrupted,
    DutyMerged,
    Event,
    ExpectationOpened,
    FactLearned,
    InjectFired,
    LevelSet,
    MoveBegan,
    PartDone,
    PartOverdue,
    PartUndone,
    Restored,
)
from injects.conditions import Condition, holds, leaves

__all__ = ["Waiting"]

Topic = tuple[str, ...]


def _topic_of(leaf: Condition) -> Topic:
    """What a condition without parts asks about."""
    match leaf.kind:
        case "knows":
            assert leaf.knows is not None
            return ("knows", leaf.knows.agency, leaf.knows.fact)
        case "decided":
            assert leaf.decided is not None
            return ("decided", leaf.decided.action)
        case "met" | "late" | "overdue" as word:
            return ("standing", getattr(leaf, word))
        case "level":
            assert leaf.level is not None
            return ("level", leaf.level.place)
        case "fired":
            assert leaf.fired is not None
            return ("fired", leaf.fired)
        case kind:  # All that is down, and the move, are one topic each: they seldom change.
            return (kind,)


def _of_expectation(event: Event) -> Topic:
    body: Any = event.body
    return ("standing", body.expectation)


_CHANGES: dict[type[Body], Callable[[Any], Topic]] = {
    FactLearned: lambda event: ("knows", event.agency, event.body.fact),
    DecisionLogged: lambda event: ("decided", event.body.action),
    ExpectationOpened: _of_expectation,
    DutyMerged: _of_expectation,
    PartDone: _of_expectation,
    PartUndone: _of_expectation,
    PartOverdue: _of_expectation,
    LevelSet: lambda event: ("level", event.body.place),
    Disrupted: lambda _: ("down",),
    Restored: lambda _: ("down",),
    InjectFired: lambda event: ("fired", event.body.inject),
    MoveBegan: lambda _: ("move",),
}
"""The topic that each kind of event changes; other kinds change nothing that can be asked about."""


class Waiting:
    """Conditions by name; each comes true once, at the same moment the first by name before others.

    Args:
        run: The run whose state they ask.
        conditions: By name, for instance of the inject that waits.
    """

    def __init__(self, run: Run, conditions: Mapping[str, Condition]) -> None:
        self._run = run
        self._conditions = dict(conditions)
        self._under: dict[Topic, list[str]] = {}
        self._moments: list[tuple[int, str]] = []
        for name, condition in self._conditions.items():
            for leaf in leaves(condition):
                if leaf.after is not None:
                    self._moments.append((leaf.after, name))
                else:
                    self._under.setdefault(_topic_of(leaf), []).append(name)
        heapify(self._moments)
        self._stale = sorted(self._conditions)
        for kind in _CHANGES:
            run.when(kind, self._on_change)

    def _on_change(self, event: Event) -> None:
        for name in self._under.get(_CHANGES[type(event.body)](event), ()):
            heappush(self._stale, name)

    def come_true(self) -> str | None:
        """The first by name of those that hold now, which is waited for no longer; None if none."""
        while self._moments and self._moments[0][0] <= self._run.state.at:
            heappush(self._stale, heappop(self._moments)[1])
        while self._stale:
            name = heappop(self._stale)
            while self._stale and self._stale[0] == name:
                heappop(self._stale)
            condition = self._conditions.get(name)
            if condition is not None and holds(condition, self._run.state):
                del self._conditions[name]
                return name
        return None

    def forget(self, name: str) -> None:
        """Wait no longer for that one, if it is waited for."""
        self._conditions.pop(name, None)
