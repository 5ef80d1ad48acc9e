"""Ratings in the report: whose, why, how far they agree; names never, and nothing is zero."""

from __future__ import annotations

import json

import pytest
from tale import Tale

from agencies.language import words
from exercise import events as e
from exercise.cli.scores import score_json, score_text
from exercise.evaluation.ratings_json import rated_json
from exercise.report import gather, made
from exercise.report.building import build
from exercise.report.document import Heading, Table
from exercise.report.pictures.completeness import completeness_rows
from exercise.report.sheets import sheets
from exercise.report.voice import Voice
from exercise.session.opening import opening

NO = {"harm": False, "risk": False, "against": False}


def entry(place, body, seat, agency=None):
    cause = f"evaluation/{seat}/{place}"
    return e.Event(5400, "recorded", "evaluator", cause, body, agency, seat, seq=place, wall=9.0)


def answers(place, seat, finished=True, agency=None, **said):
    body = e.RatingAnswered("tell-csirt", None, **{**NO, **said}, text="Slow", made="after")
    done = [entry(place + 1, e.RatingsFinished(), seat, agency)] if finished else []
    return [entry(place, body, seat, agency), *done]


@pytest.fixture
def tale():
    told = Tale().begins().reads(400)
    told.tell(450, e.SeatTaken("port/1"), "sat", "port", origin="command", seat="port/1")
    told.sends(500)
    return told.ends()


def content(tale, *added):
    return gather(tale.setup, tale.network, [opening(tale.setup, 0), *tale.events], added)


def table(content, caption, language="en"):
    blocks = build(content, language).blocks
    return next((b for b in blocks if isinstance(b, Table) and b.caption == caption), None)


TWO = [
    entry(1, e.EvaluatorNamed("Ana Solano"), "evaluate/1"),
    *answers(2, "evaluate/1", better=True),
    *answers(4, "evaluate/2", better=False),
]


def test_letters_stand_side_by_side_by_code_and_names_nowhere(tale):
    found = content(tale, *TWO)
    rows = table(found, "Letters side by side").rows
    assert [row[2:4] for row in rows if row[0] == "Task"] == [("S", "P")]
    for shape in ("html", "md", "json"):
        assert "Solano" not in str(made(found, "en", shape))


def test_where_evaluators_differ_both_letters_are_shown_and_nothing_is_settled(tale):
    found = content(tale, *TWO)
    assert found.ratings == {}
    rows = table(found, "Critical tasks of this capability target").rows
    assert rows[0][-1] == "P/S"


def test_the_leads_rating_marks_the_objective_with_its_reason(tale):
    final = entry(9, e.FinalRatingGiven("notify", None, "S", "Told, and slowly"), "evaluate/3")
    found = content(tale, *TWO, final)
    assert found.ratings["notify"].letter == "S"
    assert "Final rating: S" in str(made(found, "en", "md"))
    assert "[+9]" in str(made(found, "en", "md")) or "+9" in str(made(found, "en", "md"))


def test_who_is_still_rating_is_named_by_code_and_left_out(tale):
    found = content(tale, *TWO, *answers(7, "evaluate/3", finished=False, harm=True))
    assert len(found.rated.subjects["notify/early/tell-csirt"].answered) == 2
    assert "left out until finished: E3." in str(made(found, "en", "md"))


def test_the_gap_between_an_agency_and_the_evaluators_is_told(tale):
    own = answers(7, "self/port", agency="port", better=False)
    found = content(tale, *answers(2, "evaluate/1", harm=True), *own)
    assert table(found, "What agencies say of themselves").rows[0][2:] == ("P", "M", "+2")
    assert table(content(tale, *own), "What agencies say of themselves").rows[0][-1] == "n/a"


def test_one_evaluator_has_nobody_to_agree_with(tale):
    found = content(tale, *answers(2, "evaluate/1", better=True))
    assert table(found, "How far evaluators agree") is None
    assert "Fewer than two evaluators rated" in str(made(found, "en", "md"))
    alpha = rated_json(found.rated, "en")["agreement"]["task"]
    assert (alpha["alpha"], alpha["alpha_reason"]) == (
        None,
        "fewer than two evaluators rated anything",
    )


def test_without_ratings_there_is_no_chapter_of_them(tale):
    found = content(tale)
    headings = [b.text for b in build(found, "en").blocks if isinstance(b, Heading)]
    assert "Ratings by evaluators" not in headings
    assert "Ratings by evaluators" not in score_text(found, "en")


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_scores_and_workbook_have_every_answer(tale, language):
    found = content(tale, *TWO)
    (given,) = [one for one in score_json(found, language)["ratings"]["subjects"] if one["ratings"]]
    assert [one["letter"] for one in given["ratings"]] == ["S", "P"]
    assert json.dumps(given)
    workbook = sheets(found, language)
    assert len(next(sheet for sheet in workbook if len(sheet.head) == 13).rows) == 2
    widest = max(map(len, score_text(found, language).splitlines()))
    assert widest <= 80


def test_the_completeness_curve_is_the_evaluations(tale):
    found = content(tale)
    rows = completeness_rows(Voice(found, "en"))
    assert rows[-1][1] == pytest.approx(found.evaluation.information.everybody.value)


@pytest.mark.parametrize("language", ["en", "es"])
def test_scores_say_how_information_flowed_and_who_took_part(tale, language):
    text = score_text(content(tale), language)
    say = words(language)
    for heading in (
        say("Where facts went"),
        say("How good the information was"),
        say("Who took part (for control and evaluators only)"),
    ):
        assert heading in text.split("\n")


def test_that_nobody_saw_the_others_is_said_only_where_the_file_shows_it(tale):
    sentence = "Each rated without seeing the others' letters."
    assert sentence in str(made(content(tale, *TWO), "en", "md"))
    again = answers(8, "evaluate/1", harm=True)
    assert sentence not in str(made(content(tale, *TWO, *again), "en", "md"))
