"""Lines in and lines out, for terminals and pipes alike."""

from __future__ import annotations

import asyncio
import codecs
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

from exercise.cli.output import give

__all__ = ["Paper", "Typed", "lines_until"]


class Paper:
    """Where lines are written; once nobody reads them any more, nothing is."""

    def __init__(self) -> None:
        self.torn = False

    def write(self, line: str) -> None:
        """Write a line, at once."""
        if not self.torn:
            try:
                give(line, None)
            except (OSError, ValueError):
                self.torn = True


class Typed:
    """The lines of standard input as they come, until its end or until somebody ends it.

    Where it is a terminal, ``at_end`` stands for its end the first time: whoever presses Ctrl+D is
    asked what a command asks; pressed again, it is the end.

    They are read in a thread, for no system lets a program wait for a terminal, a pipe and a file
    in one and the same way; it is read without a buffer that the end of the program would wait for.
    """

    def __init__(self, at_end: str = "") -> None:
        self._loop = asyncio.get_running_loop()
        self._at_end = at_end
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        threading.Thread(target=self._read, name="standard input", daemon=True).start()

    def end(self) -> None:
        """Let it be the end after what was typed already."""
        self._lines.put_nowait(None)

    async def __aiter__(self) -> AsyncIterator[str]:
        """Each line without its end."""
        while (line := await self._lines.get()) is not None:
            yield line

    def _read(self) -> None:
        with suppress(RuntimeError):  # The program has ended meanwhile.
            with suppress(OSError, ValueError):
                for line in lines_until(self._at_end):
                    self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
            self._loop.call_soon_threadsafe(self._lines.put_nowait, None)


def lines_until(at_end: str = "") -> Iterator[str]:
    """The lines of standard input; ``at_end`` stands for a terminal's end, as in :class:`Typed`."""
    if sys.stdin is None:
        return
    asked = False
    for line in _read_on():
        if line is not None:
            asked = False
            yield line
        elif asked or not at_end or not sys.stdin.isatty():
            return
        else:
            asked = True
            yield at_end


def _read_on() -> Iterator[str | None]:
    """Each line, and None at each end: that of a terminal is not the last."""
    source = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    while True:
        decode = codecs.getincrementaldecoder(sys.stdin.encoding or "utf-8")("replace").decode
        rest = ""
        while chunk := source.read(65536):
            *lines, rest = (rest + decode(chunk)).split("\n")
            for line in lines:
                yield line.rstrip("\r").removeprefix("\ufeff")
        if rest:
            yield rest
        yield None
