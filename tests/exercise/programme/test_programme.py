"""The ledger over the years, from the command line."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from tale import Tale

from exercise import events as e
from exercise.cli.programming import programme
from exercise.errors import RequestError
from exercise.programme.entries import held_of, results_of
from exercise.programme.intervals import exercise_lapses
from exercise.programme.ledger import VERSION, open_ledger
from exercise.programme.model import Action, Held
from exercise.programme.model import Result as Outcome
from exercise.programme.pages import programme_document
from exercise.programme.planfile import read_plan
from exercise.programme.reminders import calendar
from exercise.programme.standing import standing
from exercise.report import CorrectiveAction, gather, made
from exercise.report.isps import facilities, isps_record
from exercise.report.shapes import set_document

HOSTILE = '=1+1 <b> \x1b[31m \u202e; , \\ "\n# x'


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(programme, [str(one) for one in arguments], env={"LC_ALL": "C"})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "p.ledger"
    with open_ledger(path, create=True) as book:
        for day in (date(2025, 1, 10), date(2026, 12, 20)):
            book.enter(Held(f"x/{day}", "Ransomware", day, "exercise", ("Quay 5",)))
        book.enter(Held("d/1", "Access", date(2026, 12, 1), "drill", ("Quay 5",)))
        plan = (
            Action("Cyber", "No list", "Write one", due="2027-01-31", organization="Port"),
            Action("Cyber", "No test", HOSTILE, due="2027-06-30", contact=HOSTILE),
        )
        book.enter(Held("s", "Ransomware", date(2026, 12, 20), "exercise", ("Quay 5",)), (), plan)
    return path


def played(*, wall: float = 1_793_000_000.0, sat: bool = True, **created: Any) -> Any:
    """A session with people at the desk of a port facility's officer."""
    tale = Tale(staffing=("port", "terminal")).begins().reads(400)
    for agency in tale.setup.network.agencies.values():
        if agency.id == "terminal":
            object.__setattr__(agency, "kind", "terminal-operator")
    tale.arrives(660, tale.sends(600, to="csirt"))
    if sat:
        by = {"origin": "command", "actor": "player", "seat": "terminal/1"}
        tale.tell(700, e.SeatTaken("terminal/1"), "terminal/1/taken", "terminal", **by)
    tale.ends()
    staffing = ("port", "terminal")
    body = e.SessionCreated(1, 1, "0", "tiny", {}, {}, {}, staffing, 1, "reliable", "en", **created)
    first = e.Event(0, "recorded", "session", "session", body, seq=99, wall=wall)
    return gather(tale.setup, tale.network, [first, *tale.events])


def test_the_standing_tells_lapses_and_what_is_due(ledger: Path):
    result = run("--ledger", ledger, "--at", "2027-02-15", "--json")
    assert result.exit_code == 1, "an interval did not hold"
    found = json.loads(result.stdout)
    [place] = found["facilities"]
    assert [lapse["kind"] for lapse in place["lapses"]] == ["exercise-gap"]
    assert (place["exercise_due"], place["drill_due"]) == ("2027-12-31", "2027-03-01")
    assert [one["issue"] for one in found["actions"]["overdue"]] == ["No list"]
    assert [one["issue"] for one in found["actions"]["open"]] == ["No test"]


def test_a_lapse_that_was_made_good_is_told_and_is_no_error(ledger: Path):
    assert run("action", 1, "--done", "2027-02-01", "--ledger", ledger).exit_code == 0
    result = run("--ledger", ledger, "--at", "2027-02-15")
    assert result.exit_code == 0
    assert "earlier, made good since: 2025-01-10 to 2026-12-20" in " ".join(result.stdout.split())
    assert run("--ledger", ledger, "--at", "2027-03-02").exit_code == 1, "a drill is due by now"


def test_an_empty_year_is_made_good_by_the_next_exercise():
    days = [date(2024, 12, 1), date(2026, 2, 1)]
    assert [one.running for one in exercise_lapses(days[:1], date(2026, 1, 1))] == [True]
    assert [one.running for one in exercise_lapses(days, date(2026, 3, 1))] == [False]


def test_a_redacted_copy_is_the_same_exercise():
    whole, copy = (held_of(played(alias_key=key), "en") for key in ("k" * 32, ""))
    assert whole.id == copy.id
    assert held_of(played(wall=1_793_000_000.25), "en").id != whole.id


def test_a_tabletop_is_no_drill_unless_the_authority_says_so(tmp_path: Path):
    with open_ledger(tmp_path / "l", create=True) as book:
        book.enter(Held("a", "t", date(2026, 1, 1), "exercise", ("Q",)))
        assert standing(book, date(2026, 2, 1)).facilities[0].drills == ()
        book.enter(Held("a", "t", date(2026, 1, 1), "exercise", ("Q",), also_drill=True))
        assert standing(book, date(2026, 2, 1)).facilities[0].drills == (date(2026, 1, 1),)


def test_what_is_done_is_noted_and_counts_from_its_day(ledger: Path):
    assert run("action", 1, "--done", "2027-02-01", "--ledger", ledger).exit_code == 0
    with open_ledger(ledger) as book:
        assert [one.issue for one in standing(book, date(2027, 2, 15)).done] == ["No list"]
        assert [one.issue for one in standing(book, date(2027, 1, 1)).open] == [
            "No list",
            "No test",
        ]
        assert standing(book, date(2026, 12, 19)).open == (), "its session was not held yet"
    assert run("action", 7, "--done", "2027-02-01", "--ledger", ledger).exit_code == 2


def test_a_session_is_entered_once_with_its_results_and_the_plan_filled_in(tmp_path: Path):
    content = played()
    path = tmp_path / "plan.xlsx"
    path.write_bytes(bytes(made(content, "es", "xlsx")))
    book = openpyxl.load_workbook(path)
    sheet = book["Plan de mejora"]
    sheet["A3"], sheet["B3"], sheet["C3"] = "Ciber", "Sin lista", "Escribirla"
    sheet["G3"], sheet["H3"] = datetime(2027, 1, 1, tzinfo=UTC).replace(tzinfo=None), "2027-03-31"
    book.save(path)
    plan = read_plan(path)
    assert (plan[0].issue, plan[0].start, plan[0].due) == ("Sin lista", "2027-01-01", "2027-03-31")
    with open_ledger(tmp_path / "l", create=True) as kept:
        held = held_of(content, "en")
        assert kept.enter(held, results_of(content, "en"), plan).new
        assert not kept.enter(held, results_of(content, "en"), plan).new
        assert len(kept.actions()) == len(plan)
        assert held.facilities == ("quay",)
        assert {trend.scope for trend in standing(kept, held.day).trends} == {
            "agency",
            "capability",
            "port",
        }


def test_an_entry_made_anew_keeps_what_was_said_and_takes_what_was_edited(tmp_path: Path):
    said = Held("s", "t", date(2025, 3, 3), "exercise", ("Q",), day_said=True, places_said=True)
    recorded = Held("s", "t", date(2026, 11, 26), "exercise", ("quay",))
    lines = [CorrectiveAction("C", "i", "a", organization=name, due="2025-06-30") for name in "AB"]
    with open_ledger(tmp_path / "l", create=True) as book:
        book.enter(said, (), lines)
        book.settle(1, due=date(2025, 9, 30))
        book.settle(2, done=date(2025, 5, 5))
        edited = [
            CorrectiveAction("C", "i", "another", organization="A"),
            replace(lines[1], due="2099-01-01"),
            replace(lines[0], contact="J."),
        ]
        found = book.enter(recorded, (), edited)
        assert found.held == said
        assert (found.new, found.added, found.updated, found.left) == (False, 1, 1, 0)
        assert [(one.id, one.contact, one.due, one.done) for one in book.actions()] == [
            (2, "", "2025-06-30", "2025-05-05"),
            (1, "J.", "2025-09-30", ""),
            (3, "", "", ""),
        ], "what is done stays; a day noted since stands where the plan says the same as before"
        assert book.enter(replace(recorded, facilities=("R",), places_said=True)).held == replace(
            said, facilities=("R",)
        )


def test_a_workbook_stands_before_what_the_room_said(tmp_path: Path):
    held = Held("s", "t", date(2025, 3, 3), "exercise", ("Q",))
    room = CorrectiveAction("C", "i", "a", due="2025-06-30", place="812")
    with open_ledger(tmp_path / "l", create=True) as book:
        book.enter(held, (), [room])
        book.enter(
            held,
            (),
            [replace(room, due="2025-12-31", place=""), replace(room, action="b", place="")],
        )
        anew = book.enter(held, (), [room])
        assert (anew.added, anew.updated, anew.left) == (0, 0, 0)
        assert book.actions()[-1].due == "2025-12-31"


def test_two_drills_on_one_day_are_two_and_one_told_twice_is_one(tmp_path: Path):
    ledger = tmp_path / "l"
    drill = ("held", "drill", "--facility", "Q", "--day", "2026-03-03", "--ledger", ledger)
    told = [run(*drill, "--title", title).stderr for title in ("Gate", "Alarm", "Gate")]
    assert [line.partition(":")[0] for line in told] == [
        "Entered",
        "Entered",
        "Was there; entered anew",
    ]
    with open_ledger(ledger) as book:
        assert sorted(one.title for one in book.held()) == ["Alarm", "Gate"]


def test_a_row_is_one_in_whatever_language_and_case_its_sessions_were_entered(tmp_path: Path):
    with open_ledger(tmp_path / "l", create=True) as book:
        for year, label, place in ((2025, "Ciber", "Muelle Sur"), (2026, "Cyber", " muelle  sur")):
            result = Outcome("capability", "cyber", label, 0.5, 1.0, "yes")
            book.enter(Held(str(year), "t", date(year, 5, 5), "exercise", (place,)), [result])
        found = standing(book, date(2026, 6, 6))
    assert [one.name for one in found.facilities] == ["Muelle Sur"]
    assert [(one.label, len(one.points)) for one in found.trends] == [
        ("Cyber", 2),
        ("Muelle Sur: Cyber", 2),
    ]


def test_a_facility_without_any_drill_is_not_in_order_once_one_was_due(tmp_path: Path):
    with open_ledger(tmp_path / "l", create=True) as book:
        book.enter(Held("a", "t", date(2025, 3, 3), "exercise", ("Q",)))
        book.enter(Held("b", "t", date(2025, 3, 3), "drill", ("R",)))
        assert standing(book, date(2025, 6, 3)).in_order
        late = standing(book, date(2026, 1, 1)).facilities
    assert [[one.kind for one in place.lapses] for place in late] == [
        ["no-drill"],
        ["no-exercise", "drill-gap"],
    ]
    assert (late[0].drill_due, late[1].exercise_due) == (date(2025, 6, 3), date(2025, 12, 31))


def test_what_was_entered_by_mistake_is_listed_and_removed(ledger: Path):
    listed = run("list", "--ledger", ledger).stdout
    number = re.search(r"^(\d+)\s+2026-12-01.*Access.*Quay 5", listed, re.MULTILINE)
    assert number is not None
    assert run("remove", number[1], "--ledger", ledger).stderr == "Removed: Access, 2026-12-01.\n"
    assert "Access" not in run("list", "--ledger", ledger).stdout
    assert run("remove", number[1], "--ledger", ledger).exit_code == 2
    with open_ledger(ledger) as book:
        planned = next(str(one.number) for one in book.held() if one.id == "s")
    kept = run("remove", planned, "--ledger", ledger)
    assert (kept.exit_code, "--force" in kept.stderr) == (2, True)
    assert run("remove", planned, "--force", "--ledger", ledger).exit_code == 0
    with open_ledger(ledger) as book:
        assert book.actions() == ()


def test_a_ledger_of_the_first_version_is_taken_over(ledger: Path):
    with sqlite3.connect(ledger) as connection:
        for table, name in (
            ("held", "day_said"),
            ("held", "places_said"),
            ("action", "place"),
            ("action", "plan_contact"),
            ("action", "plan_due"),
        ):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    with open_ledger(ledger) as book:
        anew = book.enter(Held("s", "R", date(2027, 1, 1), "exercise"), (), book.actions())
    assert (anew.held.day, anew.held.facilities) == (date(2026, 12, 20), ("Quay 5",))
    assert (anew.added, anew.updated) == (0, 0)


def test_a_day_that_is_none_is_one_clear_line(ledger: Path, tmp_path: Path):
    for arguments in (("--at", "31.12.2026"), ("action", 1, "--due", "soon")):
        result = (
            run(*arguments, "--ledger", ledger)
            if arguments[0] == "action"
            else run("--ledger", ledger, *arguments)
        )
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
    book = openpyxl.Workbook()
    book.active.title = "Improvement plan"
    book.active.append(["marking"])
    book.active.append(["head"])
    book.active.append(["Cyber", "issue", "action", "", "", "", "", "soon"])
    book.save(tmp_path / "wrong.xlsx")
    with pytest.raises(Exception, match="row 3: 'soon' is no day"):
        read_plan(tmp_path / "wrong.xlsx")


def test_a_ledger_from_a_newer_version_is_left_alone(ledger: Path):
    with sqlite3.connect(ledger) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = ledger.read_bytes()
    result = run("--ledger", ledger)
    assert result.exit_code == 1
    assert "newer version" in result.stderr
    assert ledger.read_bytes() == before


def test_what_is_no_ledger_is_one_clear_line(tmp_path: Path):
    (tmp_path / "text").write_text("no ledger at all, and long enough to be looked at", "utf-8")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path, code in ((tmp_path / "text", 1), (other, 1), (tmp_path / "none", 2)):
        result = run("--ledger", path)
        assert result.exit_code == code, result.output
        assert result.stderr.count("\n") == 1
        assert "Traceback" not in result.stderr


def test_reminders_are_an_icalendar_file_that_keeps_the_rules(ledger: Path):
    with open_ledger(ledger) as book:
        text = calendar(standing(book, date(2027, 1, 1)), "es", datetime(2027, 1, 1, tzinfo=UTC))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 4
    assert "DTSTART;VALUE=DATE:20271231" in whole
    assert not re.search(r"(?<!\\)[;,] \\", whole.partition("SUMMARY:Vence la acción")[2])
    assert len(set(re.findall(r"UID:(\S+)", whole))) == 4


def test_nothing_in_the_calendar_is_on_a_day_that_is_gone(ledger: Path):
    with open_ledger(ledger) as book:
        text = calendar(standing(book, date(2027, 4, 1)), "en", datetime(2027, 4, 1, tzinfo=UTC))
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", text)
    ahead = [int(days or 0) for days in re.findall(r"TRIGGER:(?:-P(\d+)D|PT0S)", text)]
    assert sorted(zip(days, ahead, strict=True)) == [
        ("20270401", 0), ("20270401", 0), ("20270630", 30), ("20271231", 30)
    ]  # fmt: skip
    whole = text.replace("\r\n ", "")
    assert whole.count("SUMMARY:OVERDUE – ") == 2
    assert "Was due on 2027-01-31." in whole


def test_the_programme_is_a_report_in_every_shape_and_language(ledger: Path):
    with open_ledger(ledger) as book:
        found = standing(book, date(2027, 2, 15))
    for language, word in (
        ("en", "Corrective actions"),
        ("es", "Acciones correctivas"),
        ("fr", "Actions correctives"),
    ):
        document = programme_document(found, language, "EXERCISE")
        text = str(set_document(document, "md"))
        assert word in text
        assert "\x1b" not in text
    for shape in ("html", "pdf", "docx"):
        assert set_document(document, shape)


def test_the_isps_record_has_a_page_for_a_facility_whose_officer_took_part():
    content = played()
    assert [(one.place, one.agency) for one in facilities(content)] == [("quay", "terminal")]
    document = isps_record(content, "en")
    assert document is not None
    text = str(set_document(document, "md"))
    for wanted in (
        "ISPS exercise record",
        "B/18.6",
        "not as the drill",
        "Communications",
        "Availability of resources",
        "Port facility security officer",
        "Security level",
    ):
        assert wanted in text.replace("\\", "")


def test_without_the_officer_there_is_no_record_and_nothing_that_was_held():
    content = played(sat=False)
    assert isps_record(content, "en") is None, "a desk that nobody sat at took no part"
    assert held_of(content, "en").facilities == ()
    object.__setattr__(content, "participants", ())
    with pytest.raises(RequestError, match="Nobody took part"):
        held_of(content, "en", named=("Muelle Sur",))


def test_the_day_is_the_hosts_and_not_that_of_universal_time():
    evening = datetime(2027, 1, 1, 1, tzinfo=UTC).timestamp()
    panama = played(wall=evening, utc_offset=-5 * 3600)
    assert held_of(panama, "en").day == date(2026, 12, 31)
    record = isps_record(panama, "en")
    assert record is not None
    assert record.subtitle == "December 31, 2026"
    text = str(set_document(record, "md")) + str(made(panama, "en", "md"))
    assert "January 1, 2027" not in text
    assert "Dec 31, 2026" not in text or "UTC-05:00" in text


def test_a_record_without_a_day_is_entered_with_one_that_is_said():
    content = played(wall=0.0)
    with pytest.raises(RequestError, match="--day"):
        held_of(content, "en")
    assert held_of(content, "en", day=date(2026, 5, 5)).day == date(2026, 5, 5)


def test_parallel_tables_are_exercises_of_their_own_and_say_which_table_they_were(tmp_path: Path):
    one, two = (held_of(played(table=n), "es") for n in (1, 2))
    assert (one.title, two.title) == (
        "Screens go dark (mesa 1)",
        "Screens go dark (mesa 2)",
    )
    with open_ledger(tmp_path / "l", create=True) as kept:
        assert [kept.enter(each).new for each in (one, two, one, two)] == [True, True, False, False]


def test_a_session_that_an_earlier_version_entered_is_not_entered_twice(tmp_path: Path):
    held = held_of(played(alias_key="k" * 32), "en")
    plan = (Action("Cyber", "No list", "Write one", organization="Port"),)
    with open_ledger(tmp_path / "l", create=True) as kept:
        kept.enter(replace(held, id=held.formerly[0], formerly=()), (), plan)
        assert not kept.enter(held, (), plan).new
        assert [one.id for one in kept.held()] == [held.id]
        assert [one.held for one in kept.actions()] == [held.id]
        assert kept.held()[0].facilities == ("quay",)
