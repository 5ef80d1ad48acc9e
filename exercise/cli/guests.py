"""The host's end of screens for people who came by ssh: a program each, and what goes to and fro.

A program each and not all in the host's own: drawing twenty screens would hold up the clock and the
acknowledgements of everybody, and a screen that fails takes nothing with it
(docs/decisions/0012-ssh-screens-are-programs-of-their-own.md).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from exercise.cli.guest import Invited
from exercise.session.address import Address

if TYPE_CHECKING:
    from exercise.session.ssh import Guest

__all__ = ["screens"]

_HELLO = b"__GANGLION__\n"
"""What a screen's program says before its first frame (textual.drivers.web_driver)."""
_LARGEST = 16 * 1024 * 1024
_CHUNK = 16 * 1024
_TYPED_AHEAD = 64 * 1024
"""Bytes that may wait for a screen; what is typed beyond is dropped."""


def screens(address: Address) -> Callable[[Guest], Awaitable[GuestScreen]]:
    """What makes a guest's screen.

    Args:
        address: Where the session is to be found from this computer.
    """

    async def make(guest: Guest) -> GuestScreen:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "exercise.cli.guest"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=_environment(guest),
            limit=_LARGEST,
        )
        invited = Invited(
            str(address),
            guest.code,
            guest.seat,
            guest.ticket,
            guest.language,
            guest.size is not None,
        )
        screen = GuestScreen(process, framed=guest.size is not None)
        screen.put(json.dumps(asdict(invited)).encode() + b"\n")
        return screen

    return make


def from_here(address: Address, bound: str) -> Address:
    """Where this computer itself finds what listens at ``bound``."""
    from ipaddress import ip_address

    with suppress(ValueError):
        if ip_address(bound).is_unspecified:
            return replace(address, host="127.0.0.1" if ip_address(bound).version == 4 else "::1")
    return replace(address, host=bound)


def _environment(guest: Guest) -> dict[str, str]:
    columns, rows = guest.size or (80, 24)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    colours = "standard" if guest.terminal in ("linux", "vt220", "xterm", "ansi") else "256"
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {
        **kept,
        "PYTHONPATH": path,
        "PYTHONIOENCODING": "utf-8",
        "TERM": guest.terminal or "dumb",
        "COLUMNS": str(columns),
        "ROWS": str(rows),
        "TEXTUAL_DRIVER": "exercise.tui.piped:PipedDriver",
        "TEXTUAL_COLOR_SYSTEM": colours,
    }


class GuestScreen:
    """One guest's program.

    Args:
        process: The program.
        framed: Whether it draws a screen, in frames; otherwise it writes lines.
    """

    def __init__(self, process: Process, *, framed: bool) -> None:
        assert process.stdin is not None
        self._process = process
        self._stdin = process.stdin
        self._framed = framed

    def put(self, data: bytes) -> None:
        """Write to its input, unless it does not read."""
        if self._stdin.transport.get_write_buffer_size() < _TYPED_AHEAD:
            with suppress(OSError):
                self._stdin.write(data)

    def feed(self, typed: bytes) -> None:
        """Take what was typed; nothing means that no more will come."""
        if self._framed:
            self._frame(b"D", typed)
        elif typed:
            self.put(typed)
        else:
            self._stdin.close()

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size now."""
        if self._framed:
            told = {"type": "resize", "width": columns, "height": rows}
            self._frame(b"M", json.dumps(told).encode())

    def _frame(self, kind: bytes, payload: bytes) -> None:
        self.put(kind + len(payload).to_bytes(4, "big") + payload)

    async def show(self, put: Callable[[bytes], Awaitable[None]]) -> str:
        """Show until it is left; returns what it complains of."""
        assert self._process.stderr is not None
        complaint = asyncio.ensure_future(self._process.stderr.read())
        try:
            await (self._show_frames(put) if self._framed else self._show_lines(put))
            said = (await complaint).decode("utf-8", "replace").strip()
        finally:
            complaint.cancel()
            self.close()
            await self._process.wait()
        return said.splitlines()[-1] if said else ""

    async def _show_frames(self, put: Callable[[bytes], Awaitable[None]]) -> None:
        assert self._process.stdout is not None
        shown = self._process.stdout
        with suppress(asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await shown.readuntil(_HELLO)
            while True:
                head = await shown.readexactly(5)
                size = int.from_bytes(head[1:], "big")
                if size > _LARGEST:
                    return
                payload = await shown.readexactly(size)
                if head[:1] == b"D":
                    await put(payload)

    async def _show_lines(self, put: Callable[[bytes], Awaitable[None]]) -> None:
        assert self._process.stdout is not None
        while lines := await self._process.stdout.read(_CHUNK):
            await put(lines)

    def close(self) -> None:
        """Stop at once: the seat stays taken, as with any client that drops."""
        if self._process.returncode is not None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                # Popen's own kill would reap a program that has just ended under asyncio's feet.
                os.kill(self._process.pid, signal.SIGKILL)
