"""Worker processes, each of which makes something once and then works with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

__all__ = ["crew", "work"]

T = TypeVar("T")


def crew(workers: int, make: Callable[..., Any], *given: Any) -> ProcessPoolExecutor:
    """Workers that each hold what ``make`` makes of ``given``; to be closed by the caller.

    Both travel to other processes: ``make`` is a function of a module.
    """
    # Spawned, as on every system: a copy of a process with threads is asking for trouble.
    return ProcessPoolExecutor(workers, get_context("spawn"), _begin, (make, given))


def work(
    pool: ProcessPoolExecutor,
    do: Callable[[Any, Any], T],
    tasks: Iterable[Any],
    *,
    chunk: int = 1,
) -> Iterator[T]:
    """What ``do`` makes of what a worker holds and each task, in their order, as they are done.

    Args:
        pool: The workers.
        do: A function of a module.
        tasks: What travels to the workers.
        chunk: Tasks that a worker is handed at once.
    """
    return pool.map(_in_worker, ((do, task) for task in tasks), chunksize=chunk)


_held: list[Any] = []
"""In a worker: what it works with."""


def _begin(make: Callable[..., Any], given: tuple[Any, ...]) -> None:
    _held.append(make(*given))


def _in_worker(asked: tuple[Callable[[Any, Any], T], Any]) -> T:
    do, task = asked
    return do(_held[0], task)
