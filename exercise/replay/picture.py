"""A picture of which only what is looked at is made.

A tab of the control room shows a few parts of :class:`exercise.views.control.ControlView`. To make
all of them for each moment that is jumped to would cost more than the jump.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, MethodType
from typing import Any

from exercise.views.control import ControlView

__all__ = ["Picture"]


class Picture:
    """Has the parts of a ``ControlView`` under their names, each from when it is first asked for.

    Args:
        make: Makes the part of that name; raises KeyError where there is none.
    """

    def __init__(self, make: Callable[[str], Any], **given: Any) -> None:
        self.__dict__.update(given)
        self._make = make

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        kept = getattr(ControlView, name, None)
        if isinstance(kept, property) and kept.fget is not None:
            return kept.fget(self)
        if isinstance(kept, FunctionType):
            return MethodType(kept, self)
        try:
            made = self._make(name)
        except KeyError:
            # What only a live session has is as it is where there is nothing of it.
            made = getattr(_NOTHING, name)
        self.__dict__[name] = made
        return made


_NOTHING = ControlView()
