"""A crowd of clients for a host that listens on this computer, and the least host there could be.

Both hosts are asked by the same crowd, in the same words: the product's own frames of 300 bytes. The
bare host answers each with its number once it is durable: one thread writes what has come in meanwhile
to SQLite, several to a commit, with the settings of a session file. It knows no exercise, and tells
nobody but whoever asked.

    python tests/benchmarks/crowd.py        be the bare host; prints its address, ends with its input
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

FRAME = 300
"""Bytes of a command's frame."""


# -- The crowd -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Guest:
    """One client: what it asked and when, and how long each answer took."""

    wire: ClientConnection
    number: int
    asks: int = 0
    """Requests so far: a host gives one that it knows the answer that it had, and does nothing."""
    asked: dict[int, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    refused: int = 0
    frames: int = 0
    announced: asyncio.Event = field(default_factory=asyncio.Event)
    quiet: asyncio.Event = field(default_factory=asyncio.Event)
    reading: asyncio.Task[None] | None = None

    def listen(self) -> None:
        """Begin to note answers, and when announcements come."""
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for frame in self.wire:
            now = time.perf_counter()
            self.frames += 1
            # An answer is an object, what is told a list: only answers are worth reading here.
            if frame[:1] in ("{", b"{"):
                answer = json.loads(frame)
                self.refused += "refused" in answer
                self.took.append(now - self.asked.pop(answer["ref"]))
                if not self.asked:
                    self.quiet.set()
            elif "all hands" in str(frame):
                self.announced.set()

    async def ask(self, **request: Any) -> None:
        """Send a request; where none is given, a decision of the size of all."""
        self.asks = ref = self.asks + 1
        asked = request or decision(self.number, ref)
        frame = json.dumps({"ref": ref, **asked}, separators=(",", ":"))
        self.quiet.clear()
        self.asked[ref] = time.perf_counter()
        await self.wire.send(frame)

    async def answered(self) -> None:
        """Wait until nothing is open."""
        if self.asked:
            await self.quiet.wait()

    async def close(self) -> None:
        """Go."""
        if self.reading is not None:
            self.reading.cancel()
        await self.wire.close()


def decision(number: int, ref: int) -> dict[str, Any]:
    """A decision whose frame has 300 bytes."""
    fields = {
        "action": "activate-plan",
        "targets": [],
        "tells": [],
        "facts": [],
        "reason": "",
    }
    request = {
        "do": "submit",
        "command": "LogDecision",
        "fields": fields,
        "request": f"{number}.{ref}",
    }
    short = len(json.dumps({"ref": ref, **request}, separators=(",", ":")))
    fields["reason"] = "r" * max(0, FRAME - short)
    return request


async def arrive(url: str, codes: Sequence[str], count: int) -> list[Guest]:
    """So many guests, in turn at each of the doors; they have read what they were welcomed with."""
    guests = []
    for number in range(count):
        wire = await connect(url, max_size=None, proxy=None)
        await wire.send(json.dumps({"protocol": 1, "code": codes[number % len(codes)]}))
        welcome = json.loads(await wire.recv())
        if "refused" in welcome:
            raise SystemExit(f"not let in: {welcome}")
        guests.append(Guest(wire, number))
        guests[-1].listen()
    return guests


async def steadily(guests: Sequence[Guest], *, every: float, seconds: float) -> list[float]:
    """Each asks once in ``every`` seconds, evenly spread over all; how long answers took."""
    begins = time.perf_counter() + 0.1

    async def one(guest: Guest) -> None:
        offset = every * guest.number / len(guests)
        for turn in range(int(seconds / every)):
            await asyncio.sleep(max(0.0, begins + offset + turn * every - time.perf_counter()))
            await guest.ask()
        await guest.answered()

    for guest in guests:
        guest.took.clear()
    await asyncio.gather(*(one(guest) for guest in guests))
    return [took for guest in guests for took in guest.took]


# -- The bare host -------------------------------------------------------------------------------


class BareRecord:
    """Rows in SQLite, durable before they are answered for."""

    def __init__(self, path: Path) -> None:
        self._queue: SimpleQueue[tuple[str, asyncio.Future[None]] | None] = SimpleQueue()
        self._path = path
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def put(self, frame: str) -> asyncio.Future[None]:
        """A future that is done once the frame is durable."""
        done = self._loop.create_future()
        self._queue.put((frame, done))
        return done

    def _run(self) -> None:
        file = sqlite3.connect(self._path, isolation_level=None)
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("PRAGMA synchronous=FULL")
        file.execute("CREATE TABLE row (seq INTEGER PRIMARY KEY, body TEXT, hash TEXT)")
        digest = ""
        while (entry := self._queue.get()) is not None:
            group = [entry]
            try:
                while (more := self._queue.get_nowait()) is not None:
                    group.append(more)
            except Empty:
                pass
            file.execute("BEGIN IMMEDIATE")
            for frame, _ in group:
                digest = hashlib.sha256((digest + frame).encode()).hexdigest()
                file.execute("INSERT INTO row (body, hash) VALUES (?, ?)", (frame, digest))
            file.execute("COMMIT")
            self._loop.call_soon_threadsafe(_release, [done for _, done in group])


def _release(waiting: Sequence[asyncio.Future[None]]) -> None:
    for done in waiting:
        if not done.done():
            done.set_result(None)


async def be_the_bare_host() -> None:
    """Listen until the input ends."""
    with TemporaryDirectory() as folder:
        record = BareRecord(Path(folder) / "bare.sqlite")
        wires: set[ServerConnection] = set()

        async def answer(wire: ServerConnection, frame: str) -> None:
            request = json.loads(frame)
            await record.put(frame)
            await wire.send(json.dumps({"ref": request["ref"], "ok": None}))
            if request.get("command") == "Announce":
                told = json.dumps([{"kind": "announcement", "text": request["fields"]["text"]}])
                await asyncio.gather(*(one.send(told) for one in tuple(wires)))

        async def serve_one(wire: ServerConnection) -> None:
            await wire.recv()
            await wire.send('{"welcome": {}}')
            wires.add(wire)
            tasks = set()
            try:
                async for frame in wire:
                    task = asyncio.create_task(answer(wire, str(frame)))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
            finally:
                wires.discard(wire)

        async with serve(serve_one, "127.0.0.1", 0) as listener:
            port = next(iter(listener.sockets)).getsockname()[1]
            print(f"ws://127.0.0.1:{port}", flush=True)
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(be_the_bare_host())
