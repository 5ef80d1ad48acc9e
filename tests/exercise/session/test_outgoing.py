"""Frames on their way out: who waits for an answer does not wait for what everybody is told."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from websockets.asyncio.server import ServerConnection
from websockets.frames import Frame, Opcode

from exercise.session.compression import SHORT, LongOnes
from exercise.session.outgoing import TOGETHER, Outgoing, Turns
from live import until


class Wire:
    """Notes what is sent, and by whom."""

    def __init__(self, name: int, sent: list[tuple[int, str]]) -> None:
        self.name, self.sent = name, sent

    async def send(self, frame: str) -> None:
        await asyncio.sleep(0)
        self.sent.append((self.name, frame))


async def test_an_answer_overtakes_what_others_are_told_and_not_what_the_asker_was_told() -> None:
    sent: list[tuple[int, str]] = []
    turns, count = Turns(), 5 * TOGETHER
    desks = [Outgoing(cast("ServerConnection", Wire(n, sent)), turns) for n in range(count)]
    writing = [asyncio.create_task(desk.write("welcome")) for desk in desks]
    await asyncio.sleep(0.01)
    sent.clear()
    for desk in desks:
        desk.put("[1]")
    desks[-1].put('{"ref":1}')
    await until(lambda: len(sent) > count)
    asker = [place for place, (name, _) in enumerate(sent) if name == count - 1]
    assert [sent[place][1] for place in asker] == ["[1]", '{"ref":1}']
    assert asker[-1] <= TOGETHER + 1
    assert sorted(name for name, frame in sent if frame == "[1]") == list(range(count))
    for task in writing:
        task.cancel()


def _agreed() -> Any:
    offered = [("client_max_window_bits", None)]
    _, agreed = LongOnes().process_request_params(offered, [])
    return agreed


def test_only_long_messages_are_compressed_and_any_client_can_read_both() -> None:
    ours, theirs = _agreed(), _agreed()
    for size in (1, SHORT - 1, SHORT, 50 * SHORT):
        frame = Frame(Opcode.TEXT, b"ab" * (size // 2) + b"c" * (size % 2))
        gone = ours.encode(frame)
        assert gone.rsv1 == (size >= SHORT)
        assert len(gone.data) <= max(len(frame.data), SHORT - 1)
        assert theirs.decode(gone, max_size=None).data == frame.data
