"""Whose turn it is within one second.

SimPy orders simultaneous events by when they were scheduled. The rules of play want another order:
by kind of happening, then by causal id, however files declare things. So whatever comes about asks
for a turn, and the engine grants the turns of a second one by one in that order.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from heapq import heappop, heappush

import simpy

__all__ = ["Agenda", "Phase"]


class Phase(IntEnum):
    """The order of happenings within a second (rules of play §3)."""

    DISRUPTION = 0
    ARRIVAL = 1
    DESK = 2
    DEADLINE = 3
    SCRIPT = 4


class Agenda:
    """The turns asked for in the present second."""

    def __init__(self, env: simpy.Environment) -> None:
        self._env = env
        self._turns: list[tuple[int, str, int, Callable[[], object]]] = []
        self._asked = 0

    def turn(self, phase: Phase, cause: str) -> simpy.Event:
        """An event to wait for: the turn of ``cause`` in this second."""
        event = self._env.event()
        self._ask(phase, cause, event.succeed)
        return event

    def after(
        self, seconds: int, phase: Phase, cause: str, happening: Callable[[], object]
    ) -> None:
        """Have ``happening`` called in the turn of ``cause``, so many seconds from now."""
        timeout = self._env.timeout(seconds)
        assert timeout.callbacks is not None
        timeout.callbacks.append(lambda _: self._ask(phase, cause, happening))

    def _ask(self, phase: Phase, cause: str, granted: Callable[[], object]) -> None:
        self._asked += 1
        heappush(self._turns, (phase, cause, self._asked, granted))

    def grant(self) -> bool:
        """Grant the next turn; False when nobody has asked for one."""
        if not self._turns:
            return False
        heappop(self._turns)[3]()
        return True
