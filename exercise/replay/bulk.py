"""Making very many things that stay: nothing for the collector of garbage to go over again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["in_bulk"]


@contextmanager
def in_bulk() -> Iterator[None]:
    """Hold the collector back while a record is read and folded, and keep what was made from it.

    It would look for garbage after every few hundred things made, among all that were made before;
    later each of its rounds would hold up a jump.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
