"""An event loop whose time is told and not waited for: one seed, one story."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Waits by turning the loop's own clock; nothing here comes from outside the process."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self.loop.now += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Seconds pass as soon as there is nothing left to do in this one."""

    def __init__(self) -> None:
        selector = _Selector()
        selector.loop = self
        self.now = 0.0
        super().__init__(selector)

    def time(self) -> float:
        return self.now


def told(story: Coroutine[Any, Any, T]) -> T:
    """Run a story to its end, at once."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(story)
