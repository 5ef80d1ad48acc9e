"""What every journal does: the same tests for each of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercise.errors import RecordError
from exercise.events import BODIES, Event, SessionConcluded, SessionCreated
from exercise.journal import MemoryJournal, check_chain, open_journal, simulation_digest
from exercise.journal.chain import START
from recorded import bodies, created, events, sent, session

same_journal = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(params=["memory", "sqlite", "encrypted"])
def make(request, tmp_path, monkeypatch):
    """Makes journals with a clock that ticks and salts that can be told."""
    made, numbers = [], count(1)
    monkeypatch.setattr("exercise.journal.vault._COST", 2)

    def new():
        ticks, salts = count(1000), count()
        seams = {
            "wall": lambda: float(next(ticks)),
            "salt": lambda: next(salts).to_bytes(16, "big"),
        }
        if request.param == "encrypted":
            seams |= {"password": lambda: "secret", "encrypt": True}
        if request.param == "memory":
            journal = MemoryJournal(**seams)
        else:
            journal = open_journal(tmp_path / f"{next(numbers)}.tabletop", "create", **seams)
        made.append(journal)
        return journal

    yield new
    for journal in made:
        journal.close()


@pytest.fixture
def journal(make):
    return make()


def test_a_new_journal_is_empty(journal):
    assert journal.head == (0, START)
    assert list(journal.read()) == []
    assert journal.marked is None
    assert not journal.concluded


def test_appending_fills_in_place_and_time(journal):
    first = journal.append([created(), sent(1)])
    second = journal.append([sent(2)])
    assert [event.seq for event in first + second] == [1, 2, 3]
    assert [event.wall for event in first + second] == [1000.0, 1000.0, 1001.0]
    assert second[0]._replace(seq=0, wall=0.0) == sent(2)
    assert journal.head.seq == 3


def test_what_is_read_is_what_was_appended(journal):
    recorded = journal.append(session())
    assert tuple(journal.read()) == recorded


def test_reading_a_stretch(journal):
    recorded = journal.append(session())
    assert tuple(journal.read(after=2)) == recorded[2:]
    assert tuple(journal.read(after=1, until=3)) == recorded[1:3]
    assert list(journal.read(after=99)) == []


def test_reading_goes_on_while_something_is_appended(journal):
    journal.append(session())
    reading = journal.read(after=1)
    next(reading)
    journal.append([sent(9)])
    assert len(list(reading)) >= len(session()) - 2


def test_appending_nothing_changes_nothing(journal):
    journal.append([created()])
    head = journal.head
    assert journal.append([]) == ()
    assert journal.head == head


def test_the_first_event_makes_the_session(journal):
    with pytest.raises(ValueError, match="SessionCreated"):
        journal.append([sent(1)])
    journal.append([created()])
    with pytest.raises(ValueError, match="SessionCreated"):
        journal.append([created()])
    assert journal.head.seq == 1


def test_a_batch_is_recorded_whole_or_not_at_all(journal):
    journal.append([created()])
    head = journal.head
    with pytest.raises(ValueError, match="JSON"):
        journal.append([sent(1), Event(0, "derived", "x", "y", BODIES["SpeedSet"](float("nan")))])
    assert journal.head == head
    assert not journal.has_request("r-1")
    assert len(list(journal.read())) == 1


def test_requests_are_remembered(journal):
    journal.append([created(), sent(1, request="abc")])
    assert journal.has_request("abc")
    assert not journal.has_request("abd")


def test_the_clocks_mark_is_outside_the_chain(journal):
    journal.append(session())
    head = journal.head
    journal.mark(4711)
    assert journal.marked == 4711
    assert journal.head == head
    assert check_chain(journal).ok


def test_a_concluded_journal_takes_no_more(journal):
    journal.append(session())
    journal.append([Event(9, "recorded", "session", "concluded", SessionConcluded("ab"))])
    journal.conclude()
    assert journal.concluded
    with pytest.raises(RecordError, match="concluded"):
        journal.append([sent(3)])
    assert len(list(journal.read())) == len(session()) + 1


def test_closing_twice_is_harmless(journal):
    journal.append([created()])
    journal.close()
    journal.close()


def test_the_chain_of_a_journal_holds(journal):
    journal.append(session())
    report = check_chain(journal)
    assert (report.ok, report.events, report.head) == (True, len(session()), journal.head.hash)


def test_private_words_are_in_their_own_column_only(journal):
    journal.append(session())
    for row in journal.rows():
        public = repr(row._replace(private=None))
        for word in ("oscuras", "ahora", "why not", "No lists", "secret"):
            assert word not in public


def test_the_order_of_facts_is_kept(journal):
    facts = {"z": "confirmed", "a": "denied", "m": "unconfirmed"}
    event = sent(1)
    journal.append([created(), event._replace(body=replace(event.body, facts=facts))])
    (_, read) = journal.read()
    assert list(read.body.facts) == ["z", "a", "m"]


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_every_kind_of_event_comes_back_as_it_went(make, kind):
    @settings(same_journal, max_examples=10)
    @given(bodies(BODIES[kind]))
    def round_trip(body):
        journal = make()
        first = created()
        if kind == SessionCreated.__name__:
            body = replace(body, format=1)
            first, rest = first._replace(body=body), []
        else:
            rest = [Event(3, "derived", "x", "y", body)]
        recorded = journal.append([first, *rest])
        assert tuple(journal.read()) == recorded
        assert recorded[-1].body == body
        assert check_chain(journal).ok
        journal.close()

    round_trip()


@settings(same_journal, max_examples=25)
@given(st.lists(events(), max_size=6), st.integers(0, 6))
def test_how_events_are_split_into_batches_does_not_matter(make, made, cut):
    whole, split = make(), make()
    whole.append([created(), *made])
    split.append([created(), *made[:cut]])
    split.append(made[cut:])
    assert [event.body for event in whole.read()] == [event.body for event in split.read()]
    assert simulation_digest(whole.read()) == simulation_digest(split.read())
    whole.close()
    split.close()
