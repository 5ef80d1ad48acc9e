"""The evaluation beside a session: what can be added, by whom, and what is found out."""

from __future__ import annotations

import sqlite3

import pytest

from exercise.errors import RecordError
from exercise.events import (
    BookmarkSet,
    EvaluationSigned,
    ObservationMade,
    RatingAnswered,
    SessionConcluded,
)
from exercise.journal import open_journal
from exercise.journal.destroying import belonging
from exercise.journal.digest import digest_path
from exercise.session.evaluationfile import EvaluationFile
from exercise.session.sealing import Key
from recorded import sent, session

KEY = Key.of(bytes(32))
SAW = ObservationMade("Nobody had the number", task="tell-csirt", happened_at=120, made="replay")


def recorded(folder, name="port.tabletop", **how):
    path = folder / name
    journal = open_journal(path, "create", **how)
    journal.append(session())
    journal.close()
    return path


@pytest.fixture
def beside(tmp_path):
    return EvaluationFile.of(recorded(tmp_path), wall=lambda: 5000.0)


def test_nothing_is_there_before_somebody_adds_something(beside, tmp_path):
    assert beside.read() == ()
    assert not beside.signed
    assert [file.name for file in tmp_path.iterdir()] == ["port.tabletop"]


def test_an_entry_has_the_moment_it_is_about_and_the_time_at_which_it_was_made(beside):
    before = beside.session.read_bytes()
    (event,) = beside.add([SAW], seat="evaluate/1")
    assert (event.at, event.wall, event.seat) == (120, 5000.0, "evaluate/1")
    assert beside.read()[1].body == SAW
    assert beside.session.read_bytes() == before
    assert sorted(file.name for file in beside.path.parent.iterdir()) == [
        "port.evaluation",
        "port.tabletop",
    ]


def test_what_is_about_no_moment_is_about_the_end(beside):
    (event,) = beside.add([RatingAnswered("tell-csirt", harm=False, made="after")], seat="x/1")
    assert event.at == 180


def test_several_evaluators_add_by_turns(beside):
    again = EvaluationFile.of(beside.session)
    for one, seat in ((beside, "evaluate/1"), (again, "evaluate/2"), (beside, "evaluate/1")):
        one.add([BookmarkSet("here", 60, "replay")], seat=seat)
    assert [event.id for event in beside.read()][1:] == [
        "evaluation/evaluate/1/BookmarkSet/1",
        "evaluation/evaluate/2/BookmarkSet/1",
        "evaluation/evaluate/1/BookmarkSet/2",
    ]


def test_once_signed_it_is_sealed_and_takes_nothing_more(beside):
    beside.add([SAW], seat="evaluate/1")
    beside.sign(KEY, seat="evaluate/1")
    assert isinstance(beside.read()[-1].body, EvaluationSigned)
    assert beside.seal() == ("sealed", KEY.public)
    assert digest_path(beside.path).is_file()
    with pytest.raises(RecordError, match="signed and sealed: nothing can be added"):
        beside.add([SAW], seat="evaluate/1")


@pytest.mark.parametrize("signed", [False, True])
def test_a_changed_letter_is_found(beside, signed):
    beside.add([SAW], seat="evaluate/1")
    if signed:
        beside.sign(KEY, seat="evaluate/1")
    raw = beside.path.read_bytes()
    assert raw.count(b"Nobody had the number") == 1
    beside.path.write_bytes(raw.replace(b"Nobody had the number", b"Nobody had the numbed"))
    with pytest.raises(RecordError, match="not as it was recorded, from event 2 on"):
        beside.read()
    with pytest.raises(RecordError, match=r"not as it was recorded|signed"):
        beside.add([SAW], seat="evaluate/2")


def test_a_seal_taken_away_is_missed(beside):
    beside.sign(KEY, seat="evaluate/1")
    connection = sqlite3.connect(beside.path)
    connection.execute("DELETE FROM seal")
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match="seal was taken away"):
        beside.read()


def test_it_belongs_to_one_session(beside, tmp_path):
    beside.add([SAW], seat="evaluate/1")
    other = recorded(tmp_path, "other.tabletop")
    beside.path.rename(tmp_path / "other.evaluation")
    with pytest.raises(RecordError, match=r"other\.evaluation is about another session"):
        EvaluationFile.of(other).read()


def test_it_stays_with_a_session_that_was_continued(beside):
    beside.add([SAW], seat="evaluate/1")
    journal = open_journal(beside.session, "resume")
    journal.append([sent(9)])
    journal.conclude(sent(10)._replace(body=SessionConcluded("", "")))
    journal.close()
    assert EvaluationFile.of(beside.session).read()[1].body == SAW


def test_it_is_encrypted_where_the_session_is(tmp_path):
    path = recorded(tmp_path, password=lambda: "marea", encrypt=True)
    beside = EvaluationFile.of(path, lambda: "marea")
    beside.add([SAW], seat="evaluate/1")
    assert b"Nobody" not in beside.path.read_bytes()
    assert EvaluationFile.of(path, lambda: "marea").read()[1].body == SAW


def test_it_is_destroyed_with_its_session(beside):
    beside.sign(KEY, seat="evaluate/1")
    assert beside.path in belonging(beside.session)
    assert digest_path(beside.path) in belonging(beside.session)


def test_a_session_is_no_evaluation(beside):
    beside.session.rename(beside.path)
    with pytest.raises(RecordError, match="is not an evaluation file"):
        beside.read()


def test_a_session_of_another_ending_has_an_evaluation_of_its_own(beside, tmp_path):
    beside.add([SAW], seat="evaluate/1")
    backup = recorded(tmp_path, "port.bak")
    assert EvaluationFile.of(backup).path.name == "port.bak.evaluation"
    assert beside.path not in belonging(backup)
    bare = recorded(tmp_path, "port")
    assert beside.path not in belonging(bare)
