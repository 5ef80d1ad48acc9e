"""One person at one desk, with a file as the record."""

from __future__ import annotations

import pytest
from harbour import tiny_setup

from exercise import commands as c
from exercise.errors import RequestError
from exercise.journal import MemoryJournal, check_chain, open_journal
from exercise.session.opening import setup_of
from exercise.session.resimulate import resimulate
from exercise.session.solo import resume_solo, solo
from injects.loading import load_pack


def reference(**options):
    """The pack that comes with the product."""
    from exercise.setup import Setup

    loaded = load_pack("port-ransomware")
    return Setup(
        loaded.network,
        loaded.pack,
        skill="reliable",
        pack_files=loaded.files,
        network_files=loaded.network_files,
        **options,
    )


async def test_one_plays_leaves_comes_back_and_the_record_agrees(tmp_path, clock):
    path = tmp_path / "mine.tabletop"
    session, client = await solo(reference(), path, "port-authority", speed=6, clock=clock)
    assert client.view.solo
    assert client.view.clock.speed == 6
    assert client.view.clock.reason == "not-started"
    await client.submit(c.Resume())
    for _ in range(60):
        clock.turn(10)
        await session.tick()
        await client.contacts()
        for item in client.view.inbox:
            if item.opened_at is None:
                await client.submit(c.OpenItem(item.id))
        if session.now == 0 and not session.running:  # Read out after the warm-up.
            await client.submit(c.Resume())
    assert session.now > 0
    assert session.running or client.view.clock.reason == "briefing"
    seen, stood = client.view.board, session.now
    assert seen
    await client.close()
    await session.close()
    with pytest.raises(RequestError, match="exists"):
        await solo(reference(), path, "port-authority")

    session, client = await resume_solo(path, "port-authority", clock=clock)
    assert (session.now, session.running) == (stood, False)
    assert client.view.board == seen
    await client.submit(c.EndExercise("enough"))
    assert client.view.clock.phase == "ended"
    await client.close()
    await session.close()

    journal = open_journal(path, "read")
    events = list(journal.read())
    assert check_chain(journal).ok
    journal.close()
    assert resimulate(events) is None
    assert "SeatLeft" not in {event.kind for event in events}
    # It ended, so it was concluded: sealed, with the digest of the whole file beside it.
    assert events[-1].kind == "SessionConcluded"
    assert {p.name for p in tmp_path.iterdir()} == {"mine.tabletop", "mine.tabletop.sha256"}


async def test_a_record_alone_says_what_the_session_was_made_from(tmp_path, clock):
    setup = reference(seed=7, cut=None)
    session, client = await solo(setup, tmp_path / "a.tabletop", "csirt", clock=clock)
    await client.close()
    await session.close()
    journal = open_journal(tmp_path / "a.tabletop", "read")
    again = setup_of(list(journal.read()))
    journal.close()
    assert (again.seed, again.staffing) == (7, ("csirt",))
    assert again.pack == setup.pack
    assert again.network == setup.network


async def test_documents_and_directory_are_those_of_the_desk(clock):
    session, client = await solo(reference(), None, "terminal-operator", clock=clock)
    view = client.view
    mine = {
        name
        for name, document in reference().pack.documents.items()
        if not document.for_ or "terminal-operator" in document.for_
    }
    assert {document.id for document in view.documents} == mine
    assert all(document.text for document in view.documents)
    assert {"en", "es"} <= set(view.title)
    assert len(view.agencies) >= 12
    await client.close()
    await session.close()


async def test_there_has_to_be_such_a_desk():
    with pytest.raises(RequestError, match="no agency"):
        await solo(tiny_setup(), None, "navy")


async def test_skipping_while_the_clock_stands_moves_the_time_that_is_shown(clock):
    session, client = await solo(tiny_setup(), None, "port", clock=clock)
    await client.submit(c.Resume())
    await client.submit(c.Pause())
    await client.skip_to_next()
    assert client.view.clock.at == session.now > 0
    assert not client.view.clock.running
    await client.close()
    await session.close()


async def test_the_pace_goes_on_by_itself_until_the_session_is_closed(clock):
    session, client = await solo(tiny_setup(), None, "port", clock=clock)
    await client.submit(c.Resume())
    slept = []

    async def sleep(seconds):
        slept.append(seconds)
        clock.turn(seconds)
        if len(slept) == 50:
            await client.close()
            await session.close()

    await session.run(sleep, 1.0)
    assert session.now == 49
    assert isinstance(session._ledger.recorder._journal, MemoryJournal)
