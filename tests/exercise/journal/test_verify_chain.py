"""Whatever is done to a row comes to light."""

from __future__ import annotations

import random
import shutil
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercise.errors import RecordError
from exercise.journal import MemoryJournal, check_chain, open_journal, verify_chain
from exercise.journal.chain import START, Row, row_of
from recorded import created, events, session

COLUMNS = Row._fields
REST = ", ".join(COLUMNS[1:])


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    path = tmp_path_factory.mktemp("pristine") / "s.tabletop"
    journal = open_journal(path, "create", wall=lambda: 1_800_000_000.25)
    journal.append(session())
    journal.close()
    return path


@pytest.fixture
def path(pristine, tmp_path):
    return shutil.copy(pristine, tmp_path / "s.tabletop")


def change(path, statement, *values):
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def report(path):
    """The report; None if the file cannot even be read, which is told as well."""
    try:
        return verify_chain(path)
    except RecordError:
        return None


def test_a_sound_record(path):
    told = verify_chain(path)
    assert (told.ok, told.events, told.first_bad, told.reason) == (True, 6, None, None)


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("DELETE FROM events WHERE seq = 3", 3),
        ("DELETE FROM events WHERE seq = 1", 1),
        ("DELETE FROM events WHERE seq = 6", 6),
        ("UPDATE events SET seq = seq + 10 WHERE seq = 6", 6),
        ("UPDATE events SET seq = 0 WHERE seq = 6", 1),
        (f"INSERT INTO events SELECT 7, {REST} FROM events WHERE seq = 6", 7),
        (f"INSERT INTO events SELECT -4, {REST} FROM events WHERE seq = 1", 1),
        ("UPDATE events SET at = at + 1 WHERE seq = 4", 4),
        ("UPDATE events SET agency = NULL WHERE seq = 4", 4),
        ("UPDATE events SET wall = 9e999 WHERE seq = 4", 4),
        ("UPDATE events SET seat = 'port-authority/2' WHERE seq = 4", 4),
        ("UPDATE events SET origin = 'derived' WHERE seq = 4", 4),
        ("UPDATE events SET private = replace(private, 'oscuras', 'oscurax') WHERE seq = 3", 3),
        ("UPDATE events SET private = (SELECT private FROM events WHERE seq = 4) WHERE seq = 3", 3),
        ("UPDATE events SET private = '{}' WHERE seq = 3", 3),
        ("UPDATE events SET hash = upper(hash) WHERE seq = 2", 2),
        ("UPDATE head SET seq = 5", 7),
        ("UPDATE head SET hash = 'abc'", 7),
    ],
)  # fmt: skip
def test_what_was_done_and_where(path, statement, first_bad):
    change(path, statement)
    told = verify_chain(path)
    assert not told.ok
    assert told.first_bad == first_bad
    assert told.events == first_bad - 1
    assert str(told.reason)


def test_swapped_rows(path):
    change(path, "UPDATE events SET seq = 99 WHERE seq = 3")
    change(path, "UPDATE events SET seq = 3 WHERE seq = 4")
    change(path, "UPDATE events SET seq = 4 WHERE seq = 99")
    assert verify_chain(path).first_bad == 3


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE events SET body = '{' WHERE seq = 3", "What event 3"),
        ("UPDATE events SET body = '[]' WHERE seq = 3", "What event 3"),
        ("UPDATE events SET body = '{\"to\":5}' WHERE seq = 3", "What event 3"),
        ("UPDATE events SET private = '[1]' WHERE seq = 3", "What event 3"),
        ("UPDATE events SET kind = 'ShipSank' WHERE seq = 3", "Event 3 .* kind"),
        ("UPDATE events SET at = 'noon' WHERE seq = 3", "Event 3 .* damaged"),
        ("UPDATE events SET body = x'00ff' WHERE seq = 3", "Event 3 .* damaged"),
        ("UPDATE events SET origin = 'heard' WHERE seq = 3", "Event 3 .* damaged"),
    ],
)
def test_rows_that_cannot_be_read_are_named(path, statement, says):
    change(path, statement)
    journal = open_journal(path, "read")
    with pytest.raises(RecordError, match=says):
        list(journal.read())
    journal.close()
    told = verify_chain(path)
    assert told.first_bad == 3
    # It stands within a sentence.
    assert str(told.refusal("s")).count(".") == 1


def test_a_body_nested_beyond_measure_is_damage(path):
    change(path, "UPDATE events SET body = ? WHERE seq = 3", "[" * 200_000)
    assert verify_chain(path).first_bad == 3


@pytest.mark.parametrize("table", ["head", "clock", "events"])
def test_a_missing_table_is_damage(path, table):
    change(path, f"DROP TABLE {table}")
    with pytest.raises(RecordError, match="damaged"):
        verify_chain(path)


def test_what_is_read_is_one_moment_of_the_file(path):
    change(path, "PRAGMA journal_mode=WAL")
    journal = open_journal(path, "read")
    change(path, "DELETE FROM events WHERE seq = 6")
    assert check_chain(journal).ok
    journal.close()
    assert not verify_chain(path).ok


def test_redaction_leaves_the_chain_whole(path):
    change(path, "UPDATE events SET private = NULL")
    assert verify_chain(path).ok
    journal = open_journal(path, "read")
    read = list(journal.read())
    journal.close()
    assert read[2].body.text == ""
    assert read[2].body.facts == {"tos-down": "confirmed"}


def test_one_altered_byte_in_a_row_is_always_noticed(pristine, tmp_path):
    """200 random alterations, over all rows and columns."""
    dice = random.Random(20270704)
    copy = tmp_path / "altered.tabletop"
    tried = 0
    while tried < 200:
        column, seq = dice.choice(COLUMNS), dice.randint(1, 6)
        shutil.copy(pristine, copy)
        connection = sqlite3.connect(copy)
        (old,) = connection.execute(f"SELECT {column} FROM events WHERE seq = ?", (seq,)).fetchone()
        connection.close()
        if old is None:
            continue
        if isinstance(old, str):
            letters = bytearray(old.encode())
            place = dice.randrange(len(letters))
            letters[place] ^= dice.randrange(1, 256)
            change(
                copy,
                f"UPDATE events SET {column} = CAST(? AS TEXT) WHERE seq = ?",
                bytes(letters),
                seq,
            )
        elif column == "wall":
            change(
                copy,
                "UPDATE events SET wall = ? WHERE seq = ?",
                old + dice.choice([-1, 2**-20]),
                seq,
            )
        else:
            new = old + (10 if column == "seq" else 1 << dice.randrange(40))
            change(copy, f"UPDATE events SET {column} = ? WHERE seq = ?", new, seq)
        tried += 1
        told = report(copy)
        assert told is None or not told.ok, (column, seq, old)


def test_any_altered_byte_of_the_file_is_told_or_harmless(pristine, tmp_path):
    """Never a traceback; and if the file passes, its events are the same."""
    dice = random.Random(1)
    whole = pristine.read_bytes()
    copy = tmp_path / "altered.tabletop"
    before = open_journal(pristine, "read")
    expected = list(before.read())
    before.close()
    for _ in range(300):
        altered = bytearray(whole)
        altered[dice.randrange(len(whole))] ^= dice.randrange(1, 256)
        copy.write_bytes(altered)
        told = report(copy)
        if told is not None and told.ok:
            journal = open_journal(copy, "read")
            assert list(journal.read()) == expected
            journal.close()
        for left in tmp_path.glob("altered.tabletop-*"):
            left.unlink()


@settings(deadline=None, max_examples=50)
@given(st.lists(events(), min_size=1, max_size=4), st.data())
def test_a_row_that_is_not_the_one_recorded_breaks_the_chain(made, data):
    journal = MemoryJournal(wall=lambda: 5.0, salt=lambda: bytes(16))
    journal.append([created(), *made])
    rows = list(journal.rows())
    place = data.draw(st.integers(0, len(made) - 1)) + 1
    # Number and clock are the journal's own; an event that differs in nothing else is the same row.
    recorded = made[place - 1]._replace(seq=0, wall=0.0)
    made_up = data.draw(events().filter(lambda event: event._replace(seq=0, wall=0.0) != recorded))
    other = row_of(made_up, place + 1, 5.0, START, lambda: b"\1" * 16)
    rows[place] = other._replace(hash=rows[place].hash)
    journal._rows = rows
    assert check_chain(journal).first_bad == place + 1
