"""Session files: how they come to be, and what is said of those that are none."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from exercise.errors import RecordError, RequestError
from exercise.events import Event, SessionConcluded
from exercise.journal import check_chain, open_journal, verify_chain
from exercise.journal import files as session_files
from recorded import created, sent, session

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "night watch.tabletop"


@pytest.fixture
def recorded(path):
    journal = open_journal(path, "create")
    journal.append(session())
    journal.close()
    return path


def change(path, statement, *values):
    connection = sqlite3.connect(path)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def crashed(recorded, tmp_path):
    """A copy of a session that is being played, as a crash would leave it."""
    journal = open_journal(recorded, "resume")
    journal.append([sent(5)])
    folder = tmp_path / "crashed"
    folder.mkdir()
    for file in tmp_path.glob(recorded.name + "*"):
        shutil.copy(file, folder / file.name)
    journal.close()
    return folder / recorded.name


# -- Creating ------------------------------------------------------------------------------------


def test_nothing_is_there_before_the_first_event(path):
    journal = open_journal(path, "create")
    assert list(path.parent.iterdir()) == []
    journal.close()
    assert list(path.parent.iterdir()) == []


def test_one_file_is_the_whole_record(recorded):
    assert [file.name for file in recorded.parent.iterdir()] == [recorded.name]
    assert verify_chain(recorded).events == len(session())


def test_an_existing_file_is_not_overwritten(recorded):
    before = recorded.read_bytes()
    with pytest.raises(RequestError, match="exists"):
        open_journal(recorded, "create")
    assert recorded.read_bytes() == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(path):
    journal = open_journal(path, "create")
    path.write_text("mine")
    with pytest.raises(RequestError, match="exists"):
        journal.append([created()])
    assert path.read_text() == "mine"
    assert list(path.parent.iterdir()) == [path]


def test_force_replaces_a_file(recorded):
    recorded.with_name(recorded.name + "-wal").write_bytes(b"left by a crash")
    journal = open_journal(recorded, "create", force=True)
    assert verify_chain(recorded).events == len(session())
    journal.append([created()])
    journal.close()
    assert verify_chain(recorded).events == 1


def test_force_does_not_replace_a_session_that_is_being_played(recorded):
    playing = open_journal(recorded, "resume")
    with pytest.raises(RecordError, match="in use"):
        open_journal(recorded, "create", force=True)
    playing.close()
    assert verify_chain(recorded).ok


def test_a_failed_first_commit_leaves_nothing(path):
    journal = open_journal(path, "create")
    with pytest.raises(RecordError, match="cannot hold"):
        journal.append([created()._replace(id="\ud800")])
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("where", ["folder", "missing/x.tabletop", "file/x.tabletop", "x" * 300])
def test_impossible_places_are_refused(tmp_path, where):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(RequestError):
        open_journal(tmp_path / where, "create").append([created()])


def test_a_device_is_never_replaced():
    with pytest.raises(RequestError, match="no ordinary file"):
        open_journal(Path(os.devnull), "create", force=True)


# -- Resuming ------------------------------------------------------------------------------------


def test_a_session_is_resumed_where_it_ended(recorded):
    journal = open_journal(recorded, "resume")
    assert journal.head.seq == len(session())
    assert journal.has_request("r-2")
    journal.mark(99)
    (event,) = journal.append([sent(3)])
    journal.close()
    assert event.seq == len(session()) + 1
    again = open_journal(recorded, "read")
    assert again.marked == 99
    assert check_chain(again).ok
    again.close()


def test_a_second_writer_is_refused(recorded):
    first = open_journal(recorded, "resume")
    with pytest.raises(RecordError, match="in use"):
        open_journal(recorded, "resume")
    first.append([sent(3)])
    first.close()
    open_journal(recorded, "resume").close()


def test_a_second_writer_in_another_process_is_refused(recorded):
    journal = open_journal(recorded, "resume")
    code = (
        "import sys; from pathlib import Path\n"
        "from exercise.journal import open_journal\n"
        "from exercise.errors import RecordError\n"
        "for mode in ('resume', 'read'):\n"
        "    try: open_journal(Path(sys.argv[1]), mode)\n"
        "    except RecordError as error: print(error)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, recorded], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert told.stdout.count("is in use") == 2
    journal.close()


def test_a_crash_loses_nothing_that_was_acknowledged(recorded, tmp_path):
    left = crashed(recorded, tmp_path)
    assert left.with_name(left.name + "-wal").stat().st_size
    assert verify_chain(left).events == len(session()) + 1
    journal = open_journal(left, "resume")
    journal.append([sent(6)])
    journal.close()
    assert verify_chain(left).events == len(session()) + 2
    assert [file.name for file in left.parent.iterdir()] == [left.name]


def test_a_concluded_session_cannot_be_resumed_and_no_byte_of_it_changes(recorded):
    journal = open_journal(recorded, "resume")
    journal.append([Event(9, "recorded", "session", "concluded", SessionConcluded("ab"))])
    journal.conclude()
    journal.close()
    before = recorded.read_bytes()
    with pytest.raises(RecordError, match="concluded"):
        open_journal(recorded, "resume")
    assert recorded.read_bytes() == before
    reading = open_journal(recorded, "read")
    assert reading.concluded
    reading.close()


def test_a_shortened_record_is_not_continued(recorded):
    change(recorded, "DELETE FROM events WHERE seq = 6")
    with pytest.raises(RecordError, match="where it says it ends"):
        open_journal(recorded, "resume")


# -- Reading -------------------------------------------------------------------------------------


def test_reading_changes_nothing(recorded):
    before = recorded.read_bytes()
    journal = open_journal(recorded, "read")
    list(journal.read())
    with pytest.raises(RecordError, match="not open for writing"):
        journal.append([sent(3)])
    with pytest.raises(RecordError, match="not open for writing"):
        journal.mark(1)
    journal.close()
    assert recorded.read_bytes() == before
    assert list(recorded.parent.iterdir()) == [recorded]


def test_reading_after_closing_is_told(recorded):
    journal = open_journal(recorded, "read")
    journal.close()
    with pytest.raises(RecordError, match="not open"):
        list(journal.read())


def test_odd_names_are_names(tmp_path):
    path = tmp_path / "¿50 % #1?.tabletop"
    journal = open_journal(path, "create")
    journal.append(session())
    journal.close()
    assert verify_chain(path).ok


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights work otherwise here")
@pytest.mark.parametrize("after_a_crash", [False, True])
def test_a_file_is_read_in_a_folder_that_cannot_be_written(recorded, tmp_path, after_a_crash):
    """As somebody else where the tests run as root, whom no right stops."""
    source = crashed(recorded, tmp_path) if after_a_crash else recorded
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from exercise.journal import verify_chain\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "assert not os.access(Path(sys.argv[1]).parent, os.W_OK)\n"
        "print(verify_chain(Path(sys.argv[1])).events)"
    )
    with tempfile.TemporaryDirectory() as outside:
        folder = Path(outside, "readonly")
        folder.mkdir()
        for file in source.parent.glob(source.name + "*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, folder / file.name)
        Path(outside).chmod(0o755)
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        told = subprocess.run(
            [sys.executable, "-c", code, folder / source.name],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        folder.chmod(0o755)
    assert told.stdout.strip() == str(len(session()) + after_a_crash), told.stderr


def test_what_cannot_be_read_in_place_is_read_in_a_copy(recorded, tmp_path, monkeypatch):
    left = crashed(recorded, tmp_path)
    beside = {file: file.read_bytes() for file in left.parent.iterdir()}

    def in_place(*_):
        raise _cannot_open()

    monkeypatch.setattr(session_files, "_in_place", in_place)
    assert verify_chain(left).events == len(session()) + 1
    assert {file: file.read_bytes() for file in left.parent.iterdir()} == beside


def _cannot_open():
    try:
        sqlite3.connect("file:/nowhere/at/all?mode=ro", uri=True)
    except sqlite3.OperationalError as error:
        return error
    raise AssertionError


# -- What is no session, or no longer ------------------------------------------------------------


def make_nothing(path):
    assert not path.exists()


def make_text(path):
    path.write_text("T+00:10 the lights went out\n")


def make_other_database(path):
    change(path, "CREATE TABLE events (seq INTEGER)")


def make_same_application(path):
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id={session_files.SESSION.application}")
    connection.execute("PRAGMA user_version=1")
    connection.execute("CREATE TABLE t (x)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (make_nothing, "There is no session file"),
        (lambda path: path.touch(), "is empty"),
        (lambda path: path.mkdir(), "is a folder"),
        (make_text, "is not a session file"),
        (make_other_database, "is not a session file"),
        (make_same_application, "is damaged"),
    ],
)
@pytest.mark.parametrize("mode", ["read", "resume"])
def test_what_is_no_session_is_told_in_one_sentence(path, make, says, mode):
    make(path)
    with pytest.raises(RecordError, match=says) as told:
        open_journal(path, mode)
    assert "\n" not in str(told.value)
    assert "sqlite" not in str(told.value).lower()


@pytest.mark.parametrize("mode", ["read", "resume"])
def test_a_newer_file_is_told(recorded, mode):
    change(recorded, "PRAGMA user_version=2")
    with pytest.raises(RecordError, match=r"newer version .* \(format 2; this one reads up to 1\)"):
        open_journal(recorded, mode)


def test_a_newer_format_in_the_first_event_is_told(path):
    first = created()
    journal = open_journal(path, "create")
    journal.append([first._replace(body=replace(first.body, format=3))])
    journal.close()
    with pytest.raises(RecordError, match=r"newer version .* \(format 3;"):
        open_journal(path, "read")


def test_control_characters_of_a_name_are_not_shown(tmp_path):
    with pytest.raises(RecordError) as told:
        open_journal(tmp_path / "\x1b[31m.tabletop", "read")
    assert "\x1b" not in str(told.value)


def test_every_truncation_is_noticed(recorded):
    whole = recorded.read_bytes()
    for size in [*range(1, 200, 7), *range(512, len(whole), 512), len(whole) - 1]:
        recorded.write_bytes(whole[:size])
        with pytest.raises(RecordError):
            verify_chain(recorded)


def test_a_truncated_file_is_told(recorded):
    whole = recorded.read_bytes()
    recorded.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RecordError, match="its end was cut off, or its beginning altered"):
        open_journal(recorded, "read")
