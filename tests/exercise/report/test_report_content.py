"""What a report says of small sessions that can be worked out by hand."""

from __future__ import annotations

import io
import itertools
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from tale import Tale, expectation

from exercise import events as e
from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import Final, Rated, RatedSubject
from exercise.report import Content, CorrectiveAction, gather, made
from exercise.report.building import build
from exercise.report.content import Activity
from exercise.report.document import Bullets, Callout, Document, Figure, Heading, Prose, Table
from exercise.report.findings import areas, strengths
from exercise.report.voice import Voice


def created(tale: Tale, marking: str = "") -> e.Event:
    body = e.SessionCreated(
        1, 1, "0", "tiny", {}, {}, {}, tale.setup.staffing, 1, "reliable", "en", marking=marking
    )
    return e.Event(0, "recorded", "session", "session", body, seq=999, wall=1_793_000_000.0)


def told(tale: Tale, **more: Any) -> Content:
    content = gather(tale.setup, tale.network, [created(tale), *tale.events])
    for name, value in more.items():
        object.__setattr__(content, name, value)
    return content


def text_of(document: Document) -> str:
    """Everything that a document says, on lines."""

    def strings(value: Any) -> Any:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from itertools.chain.from_iterable(map(strings, value))
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from strings(getattr(value, name))

    return "\n".join(strings(document.blocks))


def in_time() -> Tale:
    """Delivered 300, read 400, told 600, arrived 660."""
    tale = Tale().begins().reads(400)
    tale.arrives(660, tale.sends(600))
    return tale.ends()


def test_what_was_met_in_time_is_a_strength_with_its_events():
    content = told(in_time())
    [first, *_] = strengths(content)
    assert (first.id, first.what, first.subjects, first.agency) == ("S1", "met", ("E-01",), "port")
    assert first.objective == "notify"
    assert [one.seq for one in first.evidence] == [4, 5, 6, 8, 9]
    assert areas(content) == ()


def test_a_late_message_is_to_be_improved_and_the_largest_share_of_its_time_is_the_cause():
    """Read after 1500 seconds, told 100 seconds later: it lay unread."""
    tale = Tale().begins().reads(1800)
    tale.arrives(1960, tale.sends(1900))
    [late, *_] = areas(told(tale.ends()))
    assert (late.what, late.cause, late.seconds) == ("late", "unread", 1500)


def test_what_was_not_done_has_what_stood_in_its_way():
    knew = Tale().begins().reads(400).ends()
    assert areas(told(knew))[0].cause == "undone"
    unknown = Tale().begins().ends()
    assert areas(told(unknown))[0].cause == "unknown"
    returned = Tale().begins().reads(400)
    message = returned.sends(600)
    returned.tell(700, e.MessageReturned(message, "port", "lost"), f"{message}/returned", "port")
    assert areas(told(returned.ends()))[0].cause == "returned"


def test_each_area_proposes_one_line_of_a_plan_until_people_agree_on_theirs():
    tale = Tale().begins().reads(400).ends()
    proposed = text_of(build(told(tale), "en"))
    assert "A proposal to be agreed on" in proposed
    agreed = (
        CorrectiveAction(
            "Cyber", "No list", "Write one", "planning", "PORT", "J.", "2027-01-01", "2027-02-01"
        ),
    )
    found = text_of(build(told(tale, plan=agreed), "en"))
    assert "A proposal to be agreed on" not in found
    assert "Write one" in found


def test_a_session_that_has_not_ended_is_marked_as_interim_in_every_shape():
    tale = Tale().begins().reads(400)
    content = told(tale)
    document = build(content, "en")
    assert document.kind.startswith("Interim")
    assert any(isinstance(block, Callout) and "Interim" in block.text for block in document.blocks)
    for shape in ("html", "md"):
        assert "Interim" in str(made(content, "en", shape))
    assert bytes(made(content, "en", "pdf")).startswith(b"%PDF")


def test_a_session_in_which_nothing_has_happened_yet_has_a_report():
    tale = Tale()
    for shape in ("html", "pdf", "docx", "xlsx", "md", "json"):
        assert made(told(tale), "fr", shape)


def test_without_evaluators_the_letters_are_open_and_with_one_they_are_given():
    assert "No evaluator has rated" in text_of(build(told(in_time()), "en"))
    final = Final("S", "Good, but slow to start.", "evaluate/1", "evaluation/1")
    rated = Rated({"notify": RatedSubject(Subject("notify"), final=final)})
    text = text_of(build(told(in_time(), rated=rated), "en"))
    assert "No evaluator has rated" not in text
    assert "Good, but slow to start." in text
    assert "performed with some challenges" in text


def test_a_desk_that_never_acted_is_shown_as_such_and_not_as_nought():
    tale = Tale(staffing=("port", "police")).begins().reads(400).ends()
    content = told(tale)
    assert Activity("police", "people", 0, 0, 0, 0, 0) in content.activity
    assert "did not act" in build_svg(build(content, "en"))
    assert "POLICE" in text_of(build(content, "en"))


def build_svg(document: Document) -> str:
    return "".join(block.picture.source for block in document.blocks if isinstance(block, Figure))


@pytest.mark.parametrize(
    "text", ["Good read back", "word " * 5000], ids=["three words", "5,000 words"]
)
def test_an_observation_stands_there_whole_however_long(text: str):
    tale = in_time()
    tale.tell(
        900, e.ObservationMade(text, about="port", task="tell-csirt"), "observed", origin="recorded"
    )
    content = told(tale)
    assert text_of(build(content, "en")).count(text) == 2, "under its objective and in its chapter"
    assert bytes(made(content, "en", "pdf")).startswith(b"%PDF")
    assert bytes(made(content, "en", "docx")).startswith(b"PK")


def test_a_language_that_the_pack_lacks_is_borrowed_and_said_once():
    document = build(told(in_time()), "pt")
    notes = [
        b.text for b in document.blocks if isinstance(b, Prose) and "O cenário não tem" in b.text
    ]
    assert notes == [
        "O cenário não tem texto neste idioma para parte do que diz; aqui consta em: inglês."
    ]
    assert "Screens go dark" in document.title
    assert "Resumo executivo" in [b.text for b in document.blocks if isinstance(b, Heading)]


@pytest.mark.parametrize(
    ("language", "day", "number", "share"),
    [
        ("en", "October 26, 2026", "1,234.50", "75%"),
        ("es", "26 de octubre de 2026", "1.234,50", "75%"),
        ("pt", "26 de outubro de 2026", "1.234,50", "75%"),
        ("fr", "26 octobre 2026", "1\u202f234,50", "75%"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(language, day, number, share):
    voice = Voice(told(in_time()), language)
    assert voice.day(date(2026, 10, 26)) == day
    assert voice.number(1234.5, 2) == number
    assert voice.share(0.75) == share


def test_the_marking_of_the_session_stands_beside_the_exercises():
    tale = in_time()
    content = gather(tale.setup, tale.network, [created(tale, "TLP:AMBER\nonly"), *tale.events])
    assert build(content, "fr").marking == "EXERCICE – EXERCICE – EXERCICE · TLP:AMBER only"


def test_an_anonymous_answer_leads_back_to_nobody():
    tale = in_time()
    tale.tell(5400, e.QuestionAnswered("hot-wash-1", "The phone list."), "box/1")
    document = build(told(tale), "es")
    [answers] = [
        b for b in document.blocks if isinstance(b, Bullets) and b.items[0][0] == "The phone list."
    ]
    assert answers.items[0][1].places == ()


def test_choices_are_counted_under_their_own_words_and_nobody_is_named_where_none_may_be():
    tale = in_time()
    for number, desk in enumerate(("port", "csirt", None)):
        body = e.QuestionAnswered("hot-wash-3", "4")
        tale.tell(5400 + number, body, f"answer/{number}", desk)
    document = build(told(tale), "es")
    [counted] = [b for b in document.blocks if isinstance(b, Table) and b.head[0] == "Lo elegido"]
    assert [row[1] for row in counted.rows] == ["0", "0", "0", "3", "0"]
    assert counted.rows[3][0] == "4. bastante preparado"
    assert counted.rows[3][2].count(",") == 1, "two of three by name"


def test_two_desks_that_owe_the_same_are_told_apart_in_the_table_of_outcomes():
    tale = Tale(expectation(), expectation(id="E-02", who="terminal", tells=["csirt"]))
    tale.begins().ends()
    tables = [b for b in build(told(tale), "en").blocks if isinstance(b, Table)]
    rows = [row for table in tables if "Outcome" in table.head for row in table.rows]
    bands = [str(row[0]) for row in rows if len(row) == 1]
    assert any(band.endswith("PORT") for band in bands)
    assert any(band.endswith("TERMINAL") for band in bands)


def test_what_the_reader_meets_has_a_name_and_not_only_an_id():
    tale = in_time()
    seen = e.ObservationMade("Quick", about="port", task="tell-csirt")
    tale.tell(900, seen, "observed", origin="recorded")
    document = build(told(tale), "en")
    [rows] = [b.rows for b in document.blocks if isinstance(b, Table) and "Observation" in b.head]
    assert rows[0][2] != "tell-csirt"
    [rows] = [b.rows for b in document.blocks if isinstance(b, Table) and "Seats" in b.head]
    assert "/" not in str(rows[0][2])


def test_what_an_agency_never_learned_is_shown_by_when_others_knew_it():
    tale = Tale().begins().reads(400).ends()
    content = told(tale)
    missed = [one for one in areas(content) if one.what == "uninformed"]
    assert all(one.evidence for one in missed)


def test_days_of_the_plan_are_written_as_the_language_does_and_stay_days_in_a_workbook():
    line = CorrectiveAction("Cyber", "No list", "Write one", due="2027-02-01")
    content = told(in_time(), plan=(line,))
    assert "1 feb 2027" in str(made(content, "es", "md"))
    book = load_workbook(io.BytesIO(bytes(made(content, "es", "xlsx"))))
    assert book["Plan de mejora"]["H3"].value.date() == date(2027, 2, 1)
    assert '"due": "2027-02-01"' in str(made(content, "es", "json"))


def test_a_band_spans_the_table_in_every_format():
    content = told(in_time())
    band = "E-01: tell CSIRT: Screens at the terminal are dark"
    assert '<th scope="rowgroup" colspan="6">E-01' in str(made(content, "en", "html"))
    assert "| **E-01" in str(made(content, "en", "md"))
    xml = zipfile.ZipFile(io.BytesIO(bytes(made(content, "en", "docx")))).read("word/document.xml")
    assert b'<w:gridSpan w:val="6"/>' in xml
    assert any(
        len(row) == 1 and str(row[0]).startswith(band[:4])
        for block in build(content, "en").blocks
        if isinstance(block, Table)
        for row in block.rows
    )


def test_contents_of_a_word_file_lead_to_its_chapters():
    content = told(in_time())
    xml = zipfile.ZipFile(io.BytesIO(bytes(made(content, "en", "docx")))).read("word/document.xml")
    chapters = [b for b in build(content, "en").blocks if isinstance(b, Heading) and b.level == 1]
    for number in range(1, len(chapters) + 1):
        assert xml.count(f'"chapter{number}"'.encode()) == 2


def test_times_of_a_workbook_can_be_calculated_with_and_empty_sheets_say_so():
    book = load_workbook(io.BytesIO(bytes(made(told(in_time()), "en", "xlsx"))))
    sent = book["Messages"]["A3"]
    assert (sent.number_format, sent.value) == ('"T+"[hh]:mm:ss', timedelta(seconds=600))
    assert book["Decisions"]["A3"].value == "The record holds none of these."
    assert book["Messages"].freeze_panes == "B3"
