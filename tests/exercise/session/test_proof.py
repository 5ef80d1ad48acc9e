"""The proof of a session: chain, seal, digest, and running it again."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

import golden
from exercise import FORMAT_VERSION, RULES_VERSION
from exercise.cli import main
from exercise.cli.record import read_events, read_session
from exercise.cli.verifying import verify_session
from exercise.errors import RecordError, RequestError
from exercise.evaluation import evaluate
from exercise.journal import MemoryJournal, open_journal, simulation_digest
from exercise.journal.chain import START, Row, hash_of
from exercise.journal.digest import digest_of
from exercise.journal.redaction import redact
from exercise.session.resume import start
from exercise.session.sealing import Key

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
COLUMNS = Row._fields


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    path = tmp_path_factory.mktemp("sealed") / "s.tabletop"
    golden.write(path)
    return path


@pytest.fixture
def path(pristine, tmp_path):
    return Path(shutil.copy(pristine, tmp_path / "s.tabletop"))


def change(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(*([statement] if isinstance(statement, str) else statement))
    connection.commit()
    connection.close()


def rechained(path):
    """What a forger does who knows the format: every hash computed anew."""
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY seq").fetchall()
    previous, place = START, 0
    for place, row in enumerate(map(Row._make, rows), 1):
        previous = hash_of(row, previous)
        connection.execute("UPDATE events SET hash = ? WHERE seq = ?", (previous, place))
    connection.execute("UPDATE head SET seq = ?, hash = ?", (place, previous))
    connection.commit()
    connection.close()


def sentence(path, expected=None):
    checked = verify_session(path, expected)
    assert not checked.ok
    return checked.text("en")


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.tabletop")), ids=lambda path: path.stem)
def test_a_golden_session_is_sealed_played_back_and_comes_out_the_same_again(path):
    checked = verify_session(path, golden.KEY.public)
    assert (checked.ok, checked.seal, checked.digest) == (True, "sealed", True), checked.text("en")
    events = read_events(path)
    assert checked.events == len(events)
    # Under older rules of play a record is checked by its chain and played back alone.
    assert checked.resimulated == (events[0].body.rules == RULES_VERSION)
    if checked.resimulated:
        setup, network, _ = read_session(path)
        judged = evaluate(setup, network, events)
        outcomes = {result.id: result.outcome for result in judged.expectations}
        assert (judged.ended, outcomes["E-01"]) == (True, "late")


def test_there_is_a_golden_session_of_the_present_format():
    assert (GOLDEN / f"format-{FORMAT_VERSION}.tabletop").is_file()


def test_what_is_sealed_says_so(pristine):
    checked = verify_session(pristine)
    assert (checked.ok, checked.seal, checked.digest, checked.redacted) == (
        True,
        "sealed",
        True,
        False,
    )
    assert checked.key == golden.KEY.public
    assert "Sealed by the key" in checked.text("en")


def test_a_forger_who_computes_the_chain_anew_is_found_out_by_the_seal(path):
    change(path, "UPDATE events SET at = at - 600 WHERE kind = 'ObservationMade'")
    rechained(path)
    assert "seal does not fit" in sentence(path)


def test_a_session_sealed_by_another_key(path):
    other = Key.of(b"x" * 32)
    seal = other.seal(verify_session(path).head)
    change(path, ("UPDATE seal SET key = ?, signature = ?", seal))
    assert "another key than the one that the record names" in sentence(path)


def test_a_key_that_is_not_the_one_expected(path):
    assert "another key than the one expected" in sentence(path, "00ff")


def test_a_seal_that_was_taken_away(path):
    change(path, "DELETE FROM seal")
    assert "taken away" in sentence(path)


def test_an_end_that_was_cut_off_is_told_from_a_seal_by_another_key(path):
    change(
        path,
        "DELETE FROM events WHERE seq > 30",
        "UPDATE head SET seq = 30, hash = (SELECT hash FROM events WHERE seq = 30)",
    )
    told = sentence(path)
    assert verify_session(path).seal == "cut"
    assert f"a seal by the key {golden.KEY.public}, but does not end" in told
    assert "another key" not in told


WHATEVER = ("score", "report", "whatif", "export")


@pytest.mark.parametrize("command", WHATEVER)
def test_whoever_reads_a_record_without_its_seal_is_told(path, command):
    change(path, "DELETE FROM seal")
    told = CliRunner().invoke(main, [command, str(path), "--lang", "es"])
    assert (told.exit_code, told.stderr.count("no es confiable. Le quitaron el sello")) == (0, 1)
    if command != "export":
        said = " ".join(told.stdout.split())
        assert "Este registro no es confiable. Le quitaron el sello" in said
    told = CliRunner().invoke(main, [command, str(path), "--json", "--lang", "en"])
    if command in ("score", "whatif"):
        assert "seal was taken away" in json.loads(told.stdout)["doubts"][0]


@pytest.mark.parametrize("command", WHATEVER)
def test_nothing_is_said_of_a_sound_record_and_nothing_read_from_a_broken_one(path, command):
    ask = [command, str(path), "--lang", "en"]
    assert CliRunner().invoke(main, ask).stderr == ""
    change(path, "UPDATE events SET actor = 'x' WHERE seq = 9")
    told = CliRunner().invoke(main, ask)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "from event 9 on" in told.stderr


def test_a_file_changed_since_its_digest_is_told_by_whoever_reads_it(pristine, path):
    shutil.copy(f"{pristine}.sha256", f"{path}.sha256")
    change(path, "UPDATE clock SET at = at + 500")
    told = CliRunner().invoke(main, ["score", str(path), "--lang", "en"])
    assert "changed since its digest" in told.stderr
    assert "changed since its digest" in " ".join(told.stdout.split())


def test_a_report_names_the_key_that_sealed_its_record(path):
    told = CliRunner().invoke(main, ["report", str(path), "--lang", "es"]).stdout
    assert f"Sellado con la clave {golden.KEY.public}." in told


def test_a_report_says_in_its_language_that_the_record_is_doubtful(path, tmp_path):
    change(path, "DELETE FROM seal")
    book = tmp_path / "r.html"
    ask = ["report", str(path), "-o", str(book), "--lang", "fr"]
    assert CliRunner().invoke(main, ask).exit_code == 0
    assert "Ce registre n’est pas fiable. Son sceau a été retiré" in book.read_text("utf-8")


def test_a_broken_off_record_goes_as_far_as_its_clock_was_seen_to_go(tmp_path):
    path = tmp_path / "open.tabletop"
    events = golden.played(golden.setup())
    # All that a simulation tells by then without one more command of people's.
    last = max(event.at for event in events if event.origin == "command")
    kept = [event for event in events if event.at <= last]
    journal = open_journal(path, "create")
    journal.append(kept)
    journal.mark(last)
    journal.close()
    assert (verify_session(path).ok, verify_session(path).clock) == (True, True)
    change(path, "UPDATE clock SET at = at + 3000")
    told = sentence(path)
    assert "the end was cut off, or the clock changed" in told
    assert "not to be trusted" in told


def test_a_session_that_was_never_concluded_has_no_seal(tmp_path):
    path = tmp_path / "open.tabletop"
    journal = open_journal(path, "create")
    journal.append(golden.played(golden.setup()))
    journal.close()
    checked = verify_session(path)
    assert (checked.ok, checked.seal, checked.digest) == (True, "none", None)
    assert "Without a seal" in checked.text("en")
    assert not verify_session(path, golden.KEY.public).ok


def test_two_hundred_random_alterations_are_all_noticed(pristine, tmp_path):
    """Rows removed, swapped and added, and a character changed in any column."""
    dice, path = random.Random(7), tmp_path / "s.tabletop"
    n = verify_session(pristine).events
    rest = ", ".join(COLUMNS[1:])
    for _ in range(200):
        shutil.copy(pristine, path)
        one, other = dice.sample(range(1, n + 1), 2)
        column = dice.choice(COLUMNS[1:])
        statements = dice.choice(
            (
                [f"DELETE FROM events WHERE seq = {one}"],
                [f"UPDATE events SET seq = {a} WHERE seq = {b}" for a, b in ((-9, one), (one, other), (other, -9))],
                [f"UPDATE events SET seq = seq + 1000 WHERE seq >= {one}",
                 "UPDATE events SET seq = seq - 999 WHERE seq >= 1000",
                 f"INSERT INTO events SELECT {one}, {rest} FROM events WHERE seq = {one + 1}"],
                [(f"UPDATE events SET {column} = CASE WHEN {column} IS NULL THEN 'x' WHEN typeof({column}) = 'text'"
                 f" THEN 'x' || {column} ELSE {column} + 1 END WHERE seq = {one}")],
            )
        )  # fmt: skip
        change(path, *statements)
        with contextlib.suppress(RecordError):
            assert not verify_session(path).ok, statements


def test_any_change_of_the_file_changes_its_digest(pristine, tmp_path):
    dice, whole, path = random.Random(3), pristine.read_bytes(), tmp_path / "s.tabletop"
    shutil.copy(f"{pristine}.sha256", f"{path}.sha256")
    for _ in range(50):
        altered = bytearray(whole)
        altered[dice.randrange(len(whole))] ^= dice.randrange(1, 256)
        path.write_bytes(altered)
        try:
            assert not verify_session(path).ok
        except RecordError:
            continue
    path.write_bytes(whole)
    change(path, "UPDATE clock SET at = at + 1")
    assert "changed since its digest" in sentence(path)


def test_the_first_event_that_comes_out_differently_is_shown_twice(path):
    connection = sqlite3.connect(path)
    row = "SELECT seq, body FROM events WHERE kind = 'MessageDelivered' LIMIT 1"
    seq, body = connection.execute(row).fetchone()
    connection.close()
    forged = body.replace('"to":"csirt"', '"to":"police"')
    change(path, ("UPDATE events SET body = ? WHERE seq = ?", (forged, seq)))
    rechained(path)
    checked = verify_session(path)
    assert (checked.ok, checked.first_divergence) == (False, seq)
    assert checked.recorded["body"]["to"] == "police"
    assert checked.simulated["body"]["to"] == "csirt"
    assert "recorded: " in checked.text("en")


def test_a_redacted_copy_keeps_chain_and_seal_and_loses_every_word(pristine, tmp_path):
    copy = tmp_path / "shared.tabletop"
    redact(pristine, copy)
    original, checked = verify_session(pristine), verify_session(copy)
    assert (checked.ok, checked.seal, checked.redacted) == (True, "sealed", True)
    assert (checked.head, checked.simulation_digest) == (original.head, original.simulation_digest)
    whole = copy.read_bytes()
    for words in (b"Something is wrong", b"Better safe", b"Slow to tell", b"golden"):
        assert words in pristine.read_bytes()
        assert words not in whole
    with pytest.raises(RequestError, match="exists"):
        redact(pristine, copy)


def test_words_taken_out_here_and_there_are_no_redaction(path):
    change(path, "UPDATE events SET private = NULL WHERE kind = 'DecisionLogged'")
    told = verify_session(path)
    assert not told.ok
    assert "not to be trusted" in told.text("en")
    assert "taken out of some events (1) and not of others" in told.text("en")


def test_a_copy_is_checked_against_its_original(pristine, tmp_path):
    copy, ask = tmp_path / "shared.tabletop", CliRunner().invoke
    made = ask(main, ["export", str(pristine), "--redacted", "-o", str(copy), "--lang", "es"])
    how = made.stderr.splitlines()[-1].partition(": ")[2].split()
    assert how == ["tabletop", "verify", str(copy), "--against", str(pristine)]
    told = ask(main, [*how[1:], "--lang", "en"])
    n = verify_session(pristine).events
    assert told.stdout.startswith(
        f"{copy} is {pristine} with names and free text taken out: all {n}"
    )
    assert told.exit_code == 0
    found = json.loads(ask(main, [*how[1:], "--json"]).stdout)["against"]
    assert found == {"same": True, "shared": n, "of": n, "doubts": []}


@pytest.mark.parametrize(
    ("altered", "says"),
    [
        ("UPDATE events SET at = at + 1 WHERE seq = 20", "from event 20 on it is not the original"),
        ("UPDATE events SET wall = wall + 1 WHERE seq = 1", "they are different sessions"),
        ("DELETE FROM events WHERE seq > 30", "it has the first 30 of"),
        ("UPDATE events SET id = 'x' WHERE kind = 'SessionConcluded'", "it is not the original"),
    ],
)
def test_no_alteration_of_a_copy_passes_for_the_original(pristine, tmp_path, altered, says):
    """Not even where the chain was computed anew, and the seal taken away for it to fit."""
    copy = tmp_path / "shared.tabletop"
    redact(pristine, copy)
    change(copy, altered, "DELETE FROM seal")
    rechained(copy)
    checked = verify_session(copy, original=pristine)
    assert (checked.ok, checked.against["same"]) == (False, False)
    assert says in checked.text("en").splitlines()[0]
    change(copy, "UPDATE events SET actor = 'x' WHERE seq = 5")
    assert "from event 5 on" in sentence(copy)
    with pytest.raises(RecordError, match="from event 5 on"):
        verify_session(pristine, original=copy)


def test_no_copy_is_made_of_a_record_that_was_altered(path, tmp_path):
    change(path, "UPDATE events SET actor = 'x' WHERE seq = 9")
    with pytest.raises(RecordError, match="from event 9 on"):
        redact(path, tmp_path / "copy.tabletop")
    assert not (tmp_path / "copy.tabletop").exists()


def test_the_command_line_redacts_and_verifies(pristine, tmp_path):
    copy = tmp_path / "shared.tabletop"
    run = CliRunner().invoke
    assert run(main, ["export", str(pristine), "--redacted", "--lang", "en"]).exit_code == 2
    assert run(main, ["export", str(pristine), "--redacted", "-o", str(copy)]).exit_code == 0
    told = run(main, ["verify", str(copy), "--json", "--key", golden.KEY.public[:16]])
    assert (told.exit_code, json.loads(told.output)["seal"]) == (0, "sealed")
    assert digest_of(copy) in Path(f"{copy}.sha256").read_text()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
def test_where_a_session_is_hosted_is_told_and_changes_nothing_that_is_simulated(monkeypatch):
    setup = golden.setup()
    digests = set()
    for zone, offset in (("EST5", -5 * 3600), ("UTC0", 0)):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        session = start(setup, MemoryJournal(), threaded=False)
        assert session.events[0].body.utc_offset == offset
        digests.add(simulation_digest(session.events))
    monkeypatch.undo()
    time.tzset()
    assert len(digests) == 1
