"""Stretches of exercise time in which something may be so.

A window is half-open stretches of exercise seconds, in order and apart. ``NEVER`` is the empty one.
"""

from __future__ import annotations

__all__ = ["NEVER", "Window", "both", "either", "since"]

Window = tuple[tuple[int, int], ...]

NEVER: Window = ()


def since(start: int | None, end: int) -> Window:
    """From ``start`` (None for never) until ``end``; nothing is before STARTEX."""
    return ((max(0, start), end),) if start is not None and max(0, start) < end else NEVER


def both(one: Window, other: Window) -> Window:
    """When two things may be so at once."""
    found, left, right = [], 0, 0
    while left < len(one) and right < len(other):
        start = max(one[left][0], other[right][0])
        end = min(one[left][1], other[right][1])
        if start < end:
            found.append((start, end))
        if one[left][1] < other[right][1]:
            left += 1
        else:
            right += 1
    return tuple(found)


def either(one: Window, other: Window) -> Window:
    """When at least one of two things may be so."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((*one, *other)):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
