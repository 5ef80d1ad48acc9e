from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from exercise.errors import RecordError
from exercise.journal import MemoryJournal, simulation_digest
from recorded import created, sent, session


def body(event, **fields):
    return event._replace(body=replace(event.body, **fields))


SAME = {
    "place": lambda event: event._replace(seq=event.seq + 1),
    "wall time": lambda event: event._replace(wall=3.0),
    "seat": lambda event: event._replace(seat="port-authority/2"),
    "request id": lambda event: event._replace(request="other"),
    "free text": lambda event: body(event, text="otherwise put", subject="?"),
}
OTHER = {
    "time": lambda event: event._replace(at=event.at + 1),
    "origin": lambda event: event._replace(origin="derived"),
    "actor": lambda event: event._replace(actor="clerk"),
    "agency": lambda event: event._replace(agency="csirt"),
    "causal id": lambda event: event._replace(id="other"),
    "content": lambda event: body(event, facts={"tos-down": "denied"}),
}


@pytest.mark.parametrize("what", SAME)
def test_what_makes_no_difference(what):
    events = session()
    changed = [*events[:2], SAME[what](events[2]), *events[3:]]
    assert simulation_digest(changed) == simulation_digest(events)


@pytest.mark.parametrize("what", OTHER)
def test_what_makes_a_difference(what):
    events = session()
    changed = [*events[:2], OTHER[what](events[2]), *events[3:]]
    assert simulation_digest(changed) != simulation_digest(events)


def test_recorded_events_make_no_difference():
    events = session()
    assert simulation_digest(e for e in events if e.origin != "recorded" or e is events[0]) == (
        simulation_digest(events)
    )


def test_order_makes_a_difference():
    first, start, one, two, *rest = session()
    assert simulation_digest([first, start, one, two, *rest]) != simulation_digest(
        [first, start, two, one, *rest]
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seed", 8),
        ("rules", 2),
        ("skill", "novice"),
        ("cut", "short"),
        ("staffing", ()),
        ("digests", {}),
    ],
)
def test_what_the_run_follows_from_makes_a_difference(field, value):
    assert simulation_digest([body(created(), **{field: value})]) != simulation_digest([created()])


def test_product_version_and_language_make_none():
    other = body(created(), product="9.9", language="es", alias_key="x")
    assert simulation_digest([other]) == simulation_digest([created()])


def test_salts_make_none():
    digests, drawn = set(), count()
    for _ in range(2):
        journal = MemoryJournal(salt=lambda: next(drawn).to_bytes(16, "big"))
        journal.append(session())
        digests.add(simulation_digest(journal.read()))
    assert digests == {simulation_digest(session())}


def test_facts_named_in_another_order_make_none():
    events = [created(), body(sent(1), facts={"a": "denied", "b": "denied"})]
    turned = [created(), body(sent(1), facts={"b": "denied", "a": "denied"})]
    assert simulation_digest(events) == simulation_digest(turned)


@pytest.mark.parametrize("events", [[], [sent(1)]])
def test_without_a_session_there_is_none(events):
    with pytest.raises(RecordError, match="does not begin"):
        simulation_digest(events)
