"""A picture of which only what is looked at is made.

A tab of the control room shows a few parts of :class:`exercise.views.control.ControlView`. To make
all of them for each moment that is jumped to would cost more than the jump.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["Picture"]


class Picture:
    """Has the parts of a ``ControlView`` under their names, each from when it is first asked for.

    Args:
        make: Makes the part of that name; raises KeyError where there is none.
    """

    trouble = ""

    def __init__(self, make: Callable[[str], Any], **given: Any) -> None:
        self.__dict__.update(given)
        self._make = make

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            made = self._make(name)
        except KeyError:
            raise AttributeError(name) from None
        self.__dict__[name] = made
        return made
