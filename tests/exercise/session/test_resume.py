"""A session comes back from its record as it was."""

from __future__ import annotations

import pytest
from harbour import tiny_setup

from exercise import commands as c
from exercise.errors import RecordError
from exercise.journal import MemoryJournal, open_journal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
from exercise.session.resimulate import resimulate
from exercise.session.resume import resume, start


async def played(table, *, seconds=700):
    """A port that reads and writes for a while; returns its client."""
    port = await table.sit("port")
    await table.run()
    await table.pass_(400)
    await port.submit(c.OpenItem(port.view.inbox[0].id))
    facts = {port.view.board[0].id: "confirmed"}
    await port.submit(c.SendMessage("csirt", facts=facts, text="help", via="phone"), request="one")
    await port.submit(c.LogDecision("raise", ("quay",), reason="caution"))
    await table.pass_(seconds - 400)
    return port


async def test_it_comes_back_paused_at_the_marked_second_with_everything_seen(lay):
    table = lay()
    port = await played(table)
    back = resume(table.journal, clock=table.clock, setup=table.setup, threaded=False)
    assert (back.now, back.running) == (700, False)
    again = SeatClient(await InProcess.join(back, "port", "port/1"))
    view = await again.ready()
    for part in ("inbox", "sent", "decisions", "board", "places", "move"):
        assert getattr(view, part) == getattr(port.view, part)
    assert view.clock.reason == "pause"
    # The old session is over; what is asked for once was done once, also across the restart.
    sent = view.sent[0].id
    name = await again.submit(c.SendMessage("csirt", text="help"), request="one")
    assert name == sent
    assert len(again.view.sent) == 1
    await again.close()


async def test_an_untouched_record_agrees_with_its_simulation(lay):
    table = lay()
    await played(table)
    assert resimulate(list(table.journal.read()), table.setup) is None


async def test_the_first_event_that_differs_is_named(lay):
    table = lay()
    await played(table)
    events = list(table.journal.read())
    place = next(n for n, event in enumerate(events) if event.kind == "MessageDelivered")
    late = events[place]
    events[place] = late._replace(at=late.at + 1)
    assert resimulate(events, table.setup)[0].seq == late.seq
    other = tiny_setup(seed=2)
    assert resimulate(list(table.journal.read()), other) is not None


async def test_a_record_that_disagrees_is_not_played_on(lay):
    table = lay()
    await played(table)
    with pytest.raises(RecordError, match="differ from event"):
        resume(table.journal, setup=tiny_setup(seed=2), threaded=False)


async def test_time_goes_on_where_it_stood(lay):
    table = lay()
    await played(table)
    back = resume(table.journal, clock=table.clock, setup=table.setup, threaded=False)
    table.clock.turn(500)
    await back.tick()
    assert back.now == 700
    await back.submit(c.Submission(c.Resume(), "control"))
    table.clock.turn(10)
    await back.tick()
    assert back.now == 710


async def test_a_file_written_by_its_thread_comes_back_the_same(tmp_path, clock):
    path = tmp_path / "one.tabletop"
    setup = tiny_setup()
    session = start(setup, open_journal(path, "create"), clock=clock)
    port = SeatClient(await InProcess.join(session, "port", "port/1"))
    await port.ready()
    await session.submit(c.Submission(c.Resume(), "control"))
    for _ in range(20):
        clock.turn(20)
        await session.tick()
    await port.submit(c.OpenItem(port.view.inbox[0].id))
    seen = port.view.board
    await port._transport.close()
    await session.close()
    back = resume(open_journal(path, "resume"), setup=setup, clock=clock)
    assert back.now == 400
    again = SeatClient(await InProcess.join(back, "port", "port/1"))
    assert (await again.ready()).board == seen
    await again.close()
    await back.close()


async def test_a_first_event_is_needed():
    with pytest.raises(RecordError):
        resume(MemoryJournal())
