"""Lines for whoever reads along, written so that a reader who stops holds up nobody."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from queue import SimpleQueue

__all__ = ["Stream"]

_PATIENCE = 5.0
"""Wall seconds that the last lines may take when the program ends."""


class Stream:
    """Writes lines to standard output from a thread of its own.

    It writes past Python's buffer: a program that ends waits for that, and so for a stalled reader.
    """

    def __init__(self) -> None:
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._read = True
        self._thread = threading.Thread(target=self._write, name="standard output", daemon=True)
        self._thread.start()

    def put(self, line: str) -> None:
        """Have a line written, without waiting for it; once nobody reads, nothing is."""
        if self._read:
            self._lines.put(line)

    def close(self) -> None:
        """Wait for what was put, though not for ever."""
        self._lines.put(None)
        self._thread.join(_PATIENCE)

    def _write(self) -> None:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            descriptor = sys.stdout.fileno()
            while (line := self._lines.get()) is not None:
                left = f"{line}\n".encode()
                while left:
                    left = left[os.write(descriptor, left) :]
        self._read = False
