"""When the collector of garbage may go round: while nobody waits, and never over what stays.

By itself it goes round after every few hundred things made, in the midst of a jump to another
moment, and takes as long as half of one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["in_bulk", "tidied", "tidy"]

FEW, MUCH = 5_000, 30_000
"""Things more than there were, from which on garbage is looked for: in quiet, and in any case.

To go over thirty thousand takes some 20 ms; that is the garbage of ten jumps.
"""


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


@contextmanager
def tidied() -> Iterator[None]:
    """Garbage is taken away by :func:`tidy` and not by itself."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def tidy(*, quiet: bool) -> None:
    """Take garbage away: all of it while nobody waits, else the latest, once it is much."""
    made, _, _ = gc.get_count()
    if quiet and made > FEW:
        gc.collect()
    elif made > MUCH:
        gc.collect(1)
