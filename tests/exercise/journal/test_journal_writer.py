from __future__ import annotations

import asyncio
import threading

import pytest

from exercise.errors import RecordError
from exercise.journal import MemoryJournal, Writer, open_journal, verify_chain
from recorded import created, sent

LONG = 20


class Gated(MemoryJournal):
    """A journal whose commits wait for a gate, and can be made to fail."""

    def __init__(self):
        super().__init__()
        self.gate = threading.Event()
        self.entered = threading.Event()
        self.batches = []
        self.fails = False

    def append(self, events):
        self.entered.set()
        assert self.gate.wait(LONG)
        if self.fails:
            raise RecordError("the disk is full")
        self.batches.append(len(events))
        return super().append(events)


@pytest.fixture
def journal():
    return Gated()


@pytest.fixture
def writer(journal):
    writer = Writer(journal)
    yield writer
    journal.gate.set()
    writer.close()


def test_events_come_back_with_their_place(journal, writer):
    journal.gate.set()
    first = writer.commit([created(), sent(1)])
    second = writer.commit([sent(2)])
    assert [event.seq for event in first.result(LONG)] == [1, 2]
    assert [event.seq for event in second.result(LONG)] == [3]


def test_what_waits_is_committed_together(journal, writer):
    first = writer.commit([created()])
    assert journal.entered.wait(LONG)
    waiting = [writer.commit([sent(n)]) for n in range(5)]
    assert not first.done()
    journal.gate.set()
    assert [future.result(LONG)[0].seq for future in waiting] == [2, 3, 4, 5, 6]
    assert journal.batches == [1, 5]


def test_nothing_is_acknowledged_before_the_commit(journal, writer):
    future = writer.commit([created()])
    assert journal.entered.wait(LONG)
    assert not future.done()
    assert journal.head.seq == 0
    journal.gate.set()
    assert future.result(LONG)
    assert journal.head.seq == 1


def test_after_a_failure_nothing_more_is_written(journal, writer):
    journal.fails = True
    journal.gate.set()
    with pytest.raises(RecordError, match="disk is full"):
        writer.commit([created()]).result(LONG)
    journal.fails = False
    with pytest.raises(RecordError, match="disk is full"):
        writer.commit([created()]).result(LONG)
    assert journal.head.seq == 0


def test_closing_writes_what_waits(journal, writer):
    futures = [writer.commit([created()]), writer.commit([sent(1)])]
    writer.mark(30)
    journal.gate.set()
    writer.close()
    assert all(future.done() for future in futures)
    assert journal.head.seq == 2
    assert journal.marked == 30
    with pytest.raises(RecordError, match="closed"):
        writer.commit([sent(2)])


def test_the_latest_mark_counts(journal, writer):
    journal.gate.set()
    for at in (10, 20, 30):
        writer.mark(at)
    writer.close()
    assert journal.marked == 30


async def test_commits_can_be_awaited(journal, writer):
    journal.gate.set()
    (event,) = await asyncio.wrap_future(writer.commit([created()]))
    assert event.seq == 1


def test_a_file_is_written_in_the_order_of_calls(tmp_path):
    path = tmp_path / "s.tabletop"
    journal = open_journal(path, "create")
    writer = Writer(journal)
    futures = [writer.commit([created()])] + [writer.commit([sent(n)]) for n in range(300)]
    seqs = [future.result(LONG)[0].seq for future in futures]
    assert seqs == list(range(1, 302))
    assert len(list(journal.read())) == 301
    writer.close()
    journal.close()
    assert verify_chain(path).ok
