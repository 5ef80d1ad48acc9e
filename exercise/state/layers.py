"""Tables that share what has not changed: many versions of one table for little more than one.

A layer holds what has been put since it was laid over another table, and shows all that lies below.
What lies below is shared and never changed: an entry of it that is asked for by its key is given a
twin of its own first. So copying costs nothing, and a change costs its own entry.

Entries can be put and put anew, and not taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, TypeVar, cast, overload

__all__ = ["over"]

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


def over(table: dict[K, V]) -> dict[K, V]:
    """A layer over a table, which must not be changed any more; it may be laid over again."""
    if type(table) is Layer:
        table.settle()
        return Layer(table.below, table.settled)
    return Layer((table,), 0)


class Layer(dict[K, V]):
    """A table as it is after some changes to those below it.

    Args:
        below: What it lies over, the latest first.
        settled: How many layers were laid to rest in there.
    """

    __slots__ = ("below", "settled")

    def __init__(self, below: tuple[dict[K, V], ...], settled: int) -> None:
        self.below = below
        self.settled = settled

    def settle(self) -> None:
        """Lay to rest what was put here.

        Layers are joined as digits are carried when counting in binary: so there are never more
        than the logarithm of their number to look through, and each entry is copied as often.
        """
        if not dict.__len__(self):
            return
        latest = dict(dict.items(self))
        dict.clear(self)
        below, number = self.below, self.settled + 1
        self.settled = number
        while number % 2 == 0:
            latest, below, number = {**below[0], **latest}, below[1:], number // 2
        self.below = (latest, *below)

    def whole(self) -> dict[K, V]:
        """All entries in a plain table, in their order."""
        found: dict[K, V] = {}
        for table in reversed(self.below):
            found |= table
        found.update(dict.items(self))
        return found

    def __missing__(self, key: K) -> V:
        for table in self.below:
            if key in table:
                twin = self[key] = copy(table[key])
                return twin
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        if dict.__contains__(self, key):
            return True
        for table in self.below:  # noqa: SIM110 - asked for very often
            if key in table:
                return True
        return False

    @overload
    def get(self, key: K, default: None = None, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V, /) -> V: ...
    @overload
    def get(self, key: K, default: D, /) -> V | D: ...
    def get(self, key: K, default: Any = None, /) -> Any:
        """The entry, only to be looked at, or else what is given."""
        if dict.__contains__(self, key):
            return self[key]
        for table in self.below:
            if key in table:
                return table[key]
        return default

    def setdefault(self, key: K, default: V | None = None, /) -> V:
        """The entry, which is put first where there is none."""
        if key not in self:
            self[key] = cast("V", default)
        return self[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())

    def __bool__(self) -> bool:
        return bool(dict.__len__(self)) or any(self.below)

    def keys(self) -> Any:
        """As of any table; so are the two below."""
        return self.whole().keys()

    def values(self) -> Any:
        """Only to be looked at."""
        return self.whole().values()

    def items(self) -> Any:
        """Only to be looked at."""
        return self.whole().items()
