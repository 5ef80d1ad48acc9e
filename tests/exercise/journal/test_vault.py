"""Session files that say nothing without their password, and files that are destroyed."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from click.testing import CliRunner

from exercise.cli import main
from exercise.errors import RecordError
from exercise.journal import check_chain, open_journal, verify_chain
from recorded import sent, session

SECRET = "correct horse, battery"


@pytest.fixture
def sealed(tmp_path, monkeypatch):
    monkeypatch.setattr("exercise.journal.vault._COST", 2)
    path = tmp_path / "s.tabletop"
    journal = open_journal(path, "create", password=lambda: SECRET, encrypt=True)
    journal.append(session())
    journal.close()
    return path


def test_an_encrypted_file_reads_as_it_was_recorded_with_its_password_only(sealed):
    journal = open_journal(sealed, "read", password=lambda: SECRET)
    assert [event.kind for event in journal.read()] == [event.kind for event in session()]
    assert check_chain(journal).ok
    journal.close()
    with pytest.raises(RecordError, match="not the password"):
        open_journal(sealed, "read", password=SECRET.upper)
    with pytest.raises(RecordError, match="is encrypted"):
        open_journal(sealed, "resume")


def test_nothing_of_a_record_lies_in_the_clear_not_even_after_a_crash(sealed, tmp_path):
    journal = open_journal(sealed, "resume", password=lambda: SECRET)
    said = journal.append([sent(5)])[0]
    (tmp_path / "crashed").mkdir()
    for file in tmp_path.glob("s.tabletop*"):
        shutil.copy(file, tmp_path / "crashed" / file.name)
    journal.close()
    lost = tmp_path / "crashed" / sealed.name
    clear = b"".join(file.read_bytes() for file in lost.parent.iterdir())
    for text in (said.kind, said.actor, said.id, said.agency, "SessionCreated", said.body.text):
        assert text.encode() not in clear
    again = open_journal(lost, "resume", password=lambda: SECRET)
    assert list(again.read())[-1] == said
    again.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE events SET body = (SELECT body FROM events WHERE seq = 2) WHERE seq = 3",
        "UPDATE events SET body = 'AAAA' || body WHERE seq = 3",
        "DELETE FROM events WHERE seq = 3",
    ],
)
def test_a_row_that_was_moved_or_changed_is_found(sealed, damage):
    connection = sqlite3.connect(sealed)
    connection.execute(damage)
    connection.commit()
    connection.close()
    report = verify_chain(sealed, lambda: SECRET)
    assert (report.ok, report.first_bad) == (False, 3)


@pytest.mark.parametrize(
    "lock", [(b"", 3, b""), (b"x", 2**40, b"y"), ("a", "b", "c"), (b"s", 2, b"")]
)
def test_a_broken_lock_is_one_clear_sentence(sealed, lock):
    connection = sqlite3.connect(sealed)
    connection.execute("UPDATE lock SET salt = ?, cost = ?, key = ?", lock)
    connection.commit()
    connection.close()
    with pytest.raises(RecordError, match=r"damaged|not the password"):
        open_journal(sealed, "read", password=lambda: SECRET)


def test_a_wrong_password_is_one_line_and_exit_1(sealed, tmp_path, monkeypatch):
    for command in (["score"], ["verify"], ["export"], ["report"]):
        monkeypatch.setattr("exercise.cli.password._KNOWN", {})
        monkeypatch.setenv("TABLETOP_PASSWORD", "wrong")
        done = CliRunner().invoke(main, [*command, str(sealed)])
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1), command
        assert "not the password" in done.stderr
    held = tmp_path / "held"
    held.write_text(f"{SECRET}\nnothing else\n")
    monkeypatch.setattr("exercise.cli.password._KNOWN", {})
    monkeypatch.delenv("TABLETOP_PASSWORD")
    assert CliRunner().invoke(main, ["export", str(sealed)]).exit_code == 2
    monkeypatch.setenv("TABLETOP_PASSWORD_FILE", str(held))
    done = CliRunner().invoke(main, ["export", str(sealed)])
    assert (done.exit_code, "SessionCreated" in done.stdout) == (0, True)


def test_a_session_is_destroyed_with_what_belongs_to_it_and_nothing_else(sealed):
    sheet, other = sealed.with_name("sheet.html"), sealed.with_name("other.txt")
    for file in (
        sheet,
        other,
        sealed.with_name("s.evaluation"),
        sealed.with_name("s.tabletop-wal"),
    ):
        file.write_text("")
    asked = ["session", "destroy", str(sealed), "--sign-in", str(sheet)]
    done = CliRunner().invoke(main, asked)
    assert (done.exit_code, sealed.exists()) == (2, True)
    done = CliRunner().invoke(main, [*asked, "--also", str(other.with_name("gone")), "--yes"])
    assert (done.exit_code, sealed.exists()) == (2, True)
    done = CliRunner().invoke(main, [*asked, "--yes"])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("Destroyed") == 4
    assert "flash memory" in done.stderr
    assert [file.name for file in sealed.parent.iterdir()] == ["other.txt"]


def test_no_redacted_copy_is_made_of_what_is_sealed(sealed):
    copy = sealed.with_name("copy.tabletop")
    done = CliRunner().invoke(main, ["export", str(sealed), "--redacted", "-o", str(copy)])
    assert (done.exit_code, copy.exists()) == (1, False)


def test_only_a_session_that_nobody_plays_is_destroyed(sealed):
    other = sealed.with_name("thesis.txt")
    other.write_text("three years of work")
    assert CliRunner().invoke(main, ["session", "destroy", str(other), "--yes"]).exit_code == 1
    playing = open_journal(sealed, "resume", password=lambda: SECRET)
    done = CliRunner().invoke(main, ["session", "destroy", str(sealed), "--yes"])
    playing.close()
    assert (done.exit_code, "in use" in done.stderr) == (1, True)
    assert other.exists()
    assert sealed.exists()
