"""No event reaches a client that its seat may not see: everything sent is read as text."""

from __future__ import annotations

import json
import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exercise import commands as c
from exercise.commands import Submission
from exercise.errors import Refused
from exercise.journal import MemoryJournal
from exercise.session.client import SeatClient
from exercise.session.inprocess import InProcess
from exercise.session.resimulate import resimulate
from exercise.session.resume import start
from exercise.setup import Setup
from injects.loading import load_pack


class Tapped(InProcess):
    """A transport that keeps all that it brought to the client."""

    def __init__(self, **options):
        super().__init__(**options)
        self.tape = []

    async def receive(self):
        frame = await super().receive()
        self.tape.append(frame)
        return frame


async def act(client, chance):
    """Something that a person might do, sensible or not."""
    view = client.view
    unread = [item for item in view.inbox if item.opened_at is None]
    facts = {fact.id: chance.choice(["confirmed", "unconfirmed"]) for fact in view.board}
    some = {name: facts[name] for name in facts if chance.random() < 0.5}
    others = [one.id for one in view.agencies if one.id != view.agency]
    match chance.randrange(6):
        case 0 | 1 if unread:
            await client.submit(c.OpenItem(chance.choice(unread).id))
        case 2:
            via = chance.choice([None, "phone", "email", "unlisted"])
            about = chance.choice(view.inbox).id if view.inbox else None
            await client.submit(
                c.SendMessage(chance.choice(others), facts=some, via=via, about=about, text="hm")
            )
        case 3 if view.actions:
            action = chance.choice(view.actions).id
            tells = (chance.choice(others),)
            await client.submit(c.LogDecision(action, tells=tells, facts=tuple(some), reason="so"))
        case 4 if view.inbox:
            await client.submit(c.RelayItem(chance.choice(view.inbox).id))
        case 5:
            to = chance.choice(others)
            kind = view.fact_kinds[0].id
            await client.submit(c.SendMessage(to, intent="ask", asks=(kind,), text="what?"))
            await client.contacts()


async def play(setup, agencies, seed, *, until, step=60):
    """Random players at some desks; returns the record and each desk's tape."""
    clock = [0.0]
    journal = MemoryJournal(wall=lambda: 0.0)
    session = start(setup, journal, clock=lambda: clock[0], alias_key="key", threaded=False)
    clients = {}
    for agency in agencies:
        transport = await Tapped.join(session, agency, f"{agency}/1")
        clients[agency] = (SeatClient(transport), transport)
    for client, _ in clients.values():
        await client.ready()
    await session.submit(Submission(c.SetSpeed(float(step)), "control"))
    await session.submit(Submission(c.Resume(), "control"))
    chance = random.Random(seed)
    while session.now < until and not session.ended:
        clock[0] += 1
        await session.tick()
        if not session.running and not session.ended:  # A move begins with its briefing.
            await session.submit(Submission(c.Resume(), "control"))
        for client, _ in clients.values():
            for _ in range(chance.randrange(3)):
                with suppress(Refused):
                    await act(client, chance)
    tapes = {}
    for agency, (client, transport) in clients.items():
        await client.contacts()
        tapes[agency] = "\n".join(transport.tape)
        await client.close()
    events = list(journal.read())
    await session.close()
    return events, tapes


def strings(value):
    """Every string within JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def versions(text):
    """A text in each of its languages."""
    return [text.root] if isinstance(text.root, str) else list(text.root.values())


def check(setup, events, agency, tape):
    """Nothing on the tape of a desk that the desk may not have."""
    told = [part for line in tape.splitlines() for part in strings(json.loads(line))]
    whole = "\n".join(told)
    words = set(told)
    delivered = {
        e.body.item
        for e in events
        if e.kind in ("InjectDelivered", "MessageDelivered") and e.body.to == agency
    }
    opened = {
        e.body.item
        for e in events
        if e.kind in ("ItemOpened", "ItemHandled") and e.agency == agency
    }
    known = {e.body.fact for e in events if e.kind == "FactLearned" and e.agency == agency}
    if setup.pack.summary is not None:
        assert not any(one in whole for one in versions(setup.pack.summary))
    for inject in setup.pack.injects:
        item = f"{inject.id}/{agency}"
        assert inject.id not in words
        if item not in delivered:
            assert not any(one in words for one in versions(inject.subject)), inject.id
        if item not in opened:
            assert not any(one in whole for one in versions(inject.body)), inject.id
        if inject.synopsis is not None:
            assert not any(one in words for one in versions(inject.synopsis))
    for expectation, _ in setup.pack.all_expectations:
        assert expectation.id not in words
    # The words of a message name facts where its writer chose to; only its own fields are shown.
    shown = {
        part
        for line in tape.splitlines()
        for message in (m for m in [json.loads(line)] if isinstance(m, list))
        for one in message
        if one["kind"] == "fact"
        for part in strings([one["title"], one["detail"]])
    }
    for fact in setup.pack.facts.values():
        assert fact.id not in words
        if fact.id not in known:
            assert not any(one in shown for one in versions(fact.title))
    for event in events:
        if "/" in event.id:
            assert event.id not in words, event.id
    for item in {e.body.item for e in events if hasattr(e.body, "item")}:
        assert item not in words


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(st.integers(0, 10**6))
async def test_random_players_learn_nothing_that_is_not_theirs(talkative, seed):
    setup = talkative(seed=seed % 50)
    events, tapes = await play(setup, ("port", "police", "terminal"), seed, until=5400)
    assert any(event.kind == "FactLearned" for event in events)
    assert resimulate(events, setup) is None
    for agency, tape in tapes.items():
        check(setup, events, agency, tape)


@pytest.mark.parametrize("seed", [1, 2])
async def test_nor_do_players_of_the_reference_pack(seed):
    setup = reference(seed)
    events, tapes = await play(setup, setup.pack.play, seed, until=setup.pack.endex)
    assert sum(event.kind == "MessageSent" for event in events) > 20
    assert resimulate(events) is None
    for agency, tape in tapes.items():
        check(setup, events, agency, tape)


def reference(seed):
    """The pack that comes with the product, all its desks held by people."""
    loaded = load_pack("port-ransomware")
    return Setup(
        loaded.network,
        loaded.pack,
        seed=seed,
        staffing=tuple(loaded.pack.play),
        skill="reliable",
        pack_files=loaded.files,
        network_files=loaded.network_files,
    )
