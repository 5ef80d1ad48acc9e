"""``tabletop replay`` on files that are no good, and on what can be opened."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from agencies.network import Network
from exercise.cli import main
from exercise.cli.opening import open_past, whatifs_of
from exercise.engine import Engine
from exercise.errors import RequestError
from exercise.events import BookmarkSet, SessionCreated
from exercise.journal.sqlite import open_journal
from exercise.session.opening import opening
from live import written_setup


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A session that was played to its end, with its pack and network in it."""
    setup = written_setup()
    engine = Engine(setup, Network(setup.network))
    told = [opening(setup, engine.begins_at, alias_key="k"), *engine.begin()]
    told += engine.advance_to(setup.pack.endex)
    path = tmp_path_factory.mktemp("record") / "port.tabletop"
    journal = open_journal(path, "create")
    journal.append(told)
    journal.close()
    return path.read_bytes()


@pytest.fixture
def session(whole: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "port.tabletop"
    path.write_bytes(whole)
    return path


def asked(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["replay", *map(str, args), "--lang", "en"])
    assert "Traceback" not in result.output
    return result.exit_code, " ".join(result.output.split())


def altered(session: Path, statement: str) -> None:
    connection = sqlite3.connect(session)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_file_that_is_cut_short_or_none_is_one_sentence(session: Path, tmp_path: Path) -> None:
    session.write_bytes(session.read_bytes()[:5000])
    code, said = asked(session)
    assert (code, said.endswith("its end was cut off, or its beginning altered.")) == (1, True)
    assert asked(tmp_path / "none.tabletop")[0] == 1
    assert asked(tmp_path)[0] == 1


def test_a_newer_format_is_told(session: Path) -> None:
    altered(session, "PRAGMA user_version = 99")
    code, said = asked(session)
    assert code == 1
    assert "newer version of this program (format 99" in said


def test_an_altered_record_is_shown_only_when_asked_for_and_says_so(session: Path) -> None:
    altered(session, "UPDATE events SET at = at + 1 WHERE seq = 5")
    code, said = asked(session)
    assert code == 1
    assert "is not as it was recorded, from event 5 on" in said
    assert "add --unverified" in said
    past = open_past(session, unverified=True)
    assert str(past.about.warning).startswith("Not as it was recorded, from event 5 on")


def test_no_such_desk_no_such_time_and_no_terminal_are_told(session: Path) -> None:
    assert asked(session, "--as", "navy")[0] == 2
    assert "there are control, evaluate" in asked(session, "--as", "navy")[1]
    assert "'soon' is no exercise time; write it as 1:30" in asked(session, "--at", "soon")[1]
    assert "A replay needs a terminal" in asked(session, "--at", "0:20")[1]
    assert "This session goes from" in asked(session, "--at", "T+99:00")[1]
    code, said = asked(session)
    assert (code, said[:24]) == (2, "A replay needs a termina")


def test_what_is_written_down_is_in_the_evaluation_and_there_again(session: Path) -> None:
    before = session.read_bytes()
    past = open_past(session, evaluator="Ana")
    past.keep(BookmarkSet("the call", 400, "replay"))
    again = open_past(session, evaluator="E1")
    assert [mark.text for mark in again.marks() if mark.kind == "bookmark"] == ["the call"]
    assert not [mark for mark in open_past(session).marks() if mark.kind == "bookmark"]
    assert session.read_bytes() == before


def test_a_change_can_be_tried_and_a_wrong_one_is_refused(session: Path) -> None:
    imagine = whatifs_of(open_past(session))
    assert imagine is not None
    said = "\n".join(text for _, text in imagine("desk:csirt", 0, 2).lines(70, "en"))
    assert "the desk of" in said
    assert "session" in said
    with pytest.raises(RequestError):
        imagine("desk:navy", 0, 0)


def test_what_is_imagined_of_an_altered_record_says_so_first(session: Path) -> None:
    altered(session, "UPDATE events SET private = '{}' WHERE seq = (SELECT max(seq) FROM events WHERE private IS NOT NULL)")  # fmt: skip
    imagine = whatifs_of(open_past(session, unverified=True))
    assert imagine is not None
    said = " ".join(text for _, text in imagine("desk:csirt", 0, 0).lines(70, "en"))
    assert "This record is not to be trusted. Not as it was recorded, from event" in said


def test_at_the_very_end_nothing_is_left_to_imagine(session: Path) -> None:
    past = open_past(session)
    imagine = whatifs_of(past)
    assert imagine is not None
    for runs in (0, 2):
        lines = imagine("desk:csirt", past.about.ends, runs).lines(70, "es")
        assert "No queda nada por jugar" in " ".join(text for _, text in lines)


def test_a_session_of_other_rules_is_played_back_but_not_played_on(
    session: Path, tmp_path: Path
) -> None:
    events = list(open_journal(session, "read").read())
    created = events[0].body
    assert isinstance(created, SessionCreated)
    events[0] = events[0]._replace(body=replace(created, rules=99))
    older = tmp_path / "older.tabletop"
    journal = open_journal(older, "create")
    journal.append([event._replace(seq=0) for event in events])
    journal.close()
    past = open_past(older)
    assert past.picture(len(past), past.about.ends).parts
    assert whatifs_of(past) is None
