"""Rows of which mostly a few are looked for, by a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

__all__ = ["Made", "Sought"]

T = TypeVar("T")


class Made(dict[str, T]):
    """Entries that are made when they are asked for by their name.

    Args:
        make: Makes that of a name.
    """

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, name: str) -> T:
        made = self[name] = self._make(name)
        return made

    def get(self, name: str, _: object = None, /) -> T:
        """The same as asking for it: there is one of every name."""
        return self[name]


class Sought(Sequence[T]):
    """Rows that are made when they are asked for: those of a name alone, or all of them.

    Args:
        every: Makes all.
        some: Makes those of a name; none where nothing has it.
    """

    def __init__(
        self, every: Callable[[], Sequence[T]], some: Callable[[str], Sequence[T]]
    ) -> None:
        self._every, self._some = every, some
        self._all: Sequence[T] | None = None
        self._of: dict[str, Sequence[T]] = {}

    def of(self, name: str) -> Sequence[T]:
        """Those of a name."""
        if name not in self._of:
            self._of[name] = self._some(name)
        return self._of[name]

    @property
    def all(self) -> Sequence[T]:
        """All of them."""
        if self._all is None:
            self._all = self._every()
        return self._all

    def __len__(self) -> int:
        return len(self.all)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self.all[place]
