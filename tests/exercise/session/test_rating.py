"""Rating after the exercise: blind until finished, the letter by the rule, the lead signs."""

from __future__ import annotations

import pytest
from tale import Tale

from exercise.errors import RecordError, Refused, RequestError
from exercise.evaluation.added import with_codings
from exercise.evaluation.guide import Subject, guide
from exercise.evaluation.ratings import rated
from exercise.events import ItemCoded, ObservationMade, RatingAnswered, RatingsFinished
from exercise.journal import open_journal
from exercise.journal.files import EVALUATION
from exercise.report import gather
from exercise.session.bench import Bench
from exercise.session.evaluationfile import EvaluationFile
from exercise.session.opening import opening
from exercise.session.rating import as_agency, as_evaluator
from exercise.session.sealing import Key

NO = dict.fromkeys(("harm", "risk", "against", "better"), False)
KEY = Key.of(bytes(32))


@pytest.fixture
def tale():
    told = Tale().begins().reads(400)
    told.sends(500)
    return told.ends()


@pytest.fixture
def bench(tale, tmp_path):
    path = tmp_path / "port.tabletop"
    journal = open_journal(path, "create")
    events = journal.append([opening(tale.setup, 0), *(e._replace(seq=0) for e in tale.events)])
    journal.close()
    return Bench(tale.setup, tale.network, events, EvaluationFile.of(path))


def subject(bench, level="task"):
    return next(one for one in guide(bench.setup.pack) if one.level == level)


def rate(bench, who, finish=True, **said):
    rater = as_evaluator(bench, who)
    rater.add([rater.answer(subject(bench), {**NO, **said})])
    if finish:
        rater.finish()
    return rater


def letters(bench):
    return {a.evaluator: a.letter for a in bench.rated.subjects[subject(bench).key].answered}


def test_the_guide_has_tasks_before_their_target_and_targets_before_the_objective(bench):
    assert [one.level for one in guide(bench.setup.pack)] == ["task", "target", "objective"]


def test_the_letter_follows_from_the_answers(bench):
    rate(bench, "Ana", better=True)
    assert letters(bench) == {"evaluate/1": "S"}


def test_nobody_counts_before_having_finished(bench):
    ana = rate(bench, "Ana", finish=False)
    assert letters(bench) == {}
    assert ana.answers[subject(bench).key].letter == "P"
    (told,) = bench.rated.evaluators
    assert (told.answered, told.finished, told.counted) == (1, False, False)
    ana.finish()
    assert letters(bench) == {"evaluate/1": "P"}


def test_who_comes_back_goes_on_from_there(bench):
    rate(bench, "Ana Solano", finish=False, harm=True)
    again = as_evaluator(bench, "ana solano")
    assert (again.code, again.answers[subject(bench).key].letter) == ("E1", "M")
    assert as_evaluator(bench, "E1").seat == again.seat
    assert as_evaluator(bench, "Luis").code == "E2"


def test_a_code_that_nobody_has_is_refused(bench):
    with pytest.raises(RequestError, match="no evaluator E7 yet"):
        as_evaluator(bench, "E7")


def test_who_has_finished_answers_nothing_more(bench):
    ana = rate(bench, "Ana")
    with pytest.raises(Refused, match="E1 has finished"):
        ana.add([ObservationMade("one more thing", made="after")])


def test_live_answers_count_and_later_ones_take_their_place_once_finished(bench):
    live = RatingAnswered("tell-csirt", None, True, False, False, False)
    event = bench.events[-1]._replace(origin="recorded", body=live, seat="evaluate/1", agency=None)
    bench.events = [*bench.events, event]
    assert letters(bench) == {"evaluate/1": "M"}
    again = rate(bench, "E1", finish=False)
    assert letters(bench) == {"evaluate/1": "M"}
    again.finish()
    assert letters(bench) == {"evaluate/1": "P"}


def test_what_the_record_shows_is_not_for_the_evaluator_to_say(bench):
    ana = as_evaluator(bench, "Ana")
    with pytest.raises(Refused, match="told by the record"):
        ana.add([ana.answer(subject(bench), NO, achieved="yes")])


def test_where_the_record_shows_nothing_the_evaluators_word_stands(bench):
    silent = Bench(bench.setup, bench.network, bench.events[:3], bench.file)
    ana = as_evaluator(silent, "Ana")
    assert ana.answers == {}
    ana.add([ana.answer(subject(bench), NO)])
    assert ana.answers[subject(bench).key].letter is None
    ana.add([ana.answer(subject(bench), NO, achieved="partly")])
    found = ana.answers[subject(bench).key]
    assert (found.letter, found.achieved, found.seen) == ("S", "partly", True)


def test_an_agency_rates_itself_apart_and_the_gap_is_told(bench):
    rate(bench, "Ana", risk=True)
    port = as_agency(bench, "port")
    port.add([port.answer(subject(bench), NO)])
    port.finish()
    found = bench.rated.subjects[subject(bench).key]
    assert (found.letters, found.own["port"].letter, found.gap("port")) == (("M",), "P", 2)
    assert as_agency(bench, "police").subjects == ()


def test_the_lead_waits_with_its_own_ratings_for_nobody(bench):
    lead = rate(bench, "Rosa", finish=False)
    with pytest.raises(Refused, match="finish them first"):
        lead.settle(subject(bench, "target"), "S", "why")


def test_the_lead_rates_targets_first_gives_reasons_and_signs(bench):
    rate(bench, "Ana", better=True)
    lead = as_evaluator(bench, "Rosa")
    target, objective = subject(bench, "target"), subject(bench, "objective")
    with pytest.raises(Refused, match="Rate the targets first"):
        lead.settle(objective, "S", "why")
    with pytest.raises(Refused, match="needs its reason"):
        lead.settle(target, "S", " ")
    lead.settle(target, "S", "Slow, and then well done")
    assert bench.unsettled() == (objective,)
    lead.settle(objective, "", "One target is not enough to say")
    lead.sign(KEY)
    found = bench.rated
    assert found.subjects[target.key].settled == "S"
    assert found.subjects[objective.key].settled is None
    assert (found.signed_by, found.key) == ("evaluate/2", KEY.public)


def test_nothing_is_added_after_the_signature(bench):
    lead = as_evaluator(bench, "Rosa")
    lead.sign(KEY)
    ana = as_evaluator(bench, "Ana")
    for add in (
        lambda: ana.add([ana.answer(subject(bench), NO)]),
        lambda: lead.settle(subject(bench, "target"), "P", "why"),
        lambda: lead.sign(KEY),
    ):
        with pytest.raises(RecordError, match="signed and sealed: nothing can be added"):
            add()


def test_two_who_agree_have_no_alpha_and_full_raw_agreement(bench):
    rate(bench, "Ana")
    rate(bench, "Luis")
    found = bench.rated.agreement["task"]
    assert found.evaluators == ("E1", "E2")
    assert found.coefficients["alpha"].value is None
    assert found.coefficients["raw_agreement"].value == 1.0


def test_a_coding_made_afterwards_counts_from_when_its_message_was_sent(bench, tale):
    message = next(e.id for e in bench.events if e.kind == "MessageSent")
    ana = as_evaluator(bench, "Ana")
    ana.add([ItemCoded(message, {"dark": "confirmed"})])
    (coded,) = with_codings(bench.events, bench.added)[len(bench.events) :]
    assert (coded.at, coded.body.item) == (500, message)
    with pytest.raises(Refused, match="no message"):
        ana.add([ItemCoded("nothing/of/the/sort", {})])


def test_nothing_is_rated_where_nobody_rated(bench):
    found = rated(bench.setup.pack, bench.evaluation, bench.events)
    assert not found.some
    assert Subject("nowhere").grade(bench.evaluation).achieved == "not-observed"


# -- Several at once -----------------------------------------------------------------------------


def other(bench):
    """The same session, opened by somebody else at the same time."""
    return Bench(bench.setup, bench.network, bench.events, EvaluationFile.of(bench.file.session))


def test_two_who_begin_at_once_get_seats_of_their_own(bench):
    ana, luis = as_evaluator(bench, "Ana"), as_evaluator(other(bench), "Luis")
    assert ana.seat == luis.seat
    for one in (ana, luis):
        one.add([one.answer(subject(one.bench), NO)])
        one.finish()
    assert (ana.seat, luis.seat) == ("evaluate/1", "evaluate/2")
    bench.reread()
    assert letters(bench) == {"evaluate/1": "P", "evaluate/2": "P"}


def test_who_finishes_on_one_screen_has_finished_on_the_other(bench):
    ana = rate(bench, "Ana", finish=False)
    elsewhere = as_evaluator(other(bench), "Ana")
    elsewhere.finish()
    with pytest.raises(Refused, match="E1 has finished"):
        ana.add([ana.answer(subject(bench), NO)])


def test_what_somebody_else_is_writing_is_waited_for(bench, monkeypatch):
    ana = rate(bench, "Ana", finish=False)
    held = open_journal(bench.file.path, "resume", kind=EVALUATION)
    monkeypatch.setattr("time.sleep", lambda _: held.close())
    ana.finish()
    assert ana.finished


# -- What counts ---------------------------------------------------------------------------------


def test_signing_finishes_nobody(bench):
    rate(bench, "Ana", finish=False)
    as_evaluator(bench, "Rosa").sign(KEY)
    assert letters(bench) == {}
    assert {one.code: one.finished for one in bench.rated.evaluators} == {"E1": False, "E2": True}


def test_codings_count_alike_for_raters_and_for_scores(bench):
    message = next(e.id for e in bench.events if e.kind == "MessageSent")
    ana = rate(bench, "Ana", finish=False)
    ana.add([ItemCoded(message, {"rumour": "confirmed"})])
    assert with_codings(bench.events, bench.added) == list(bench.events)
    before = bench.evaluation
    ana.finish()
    assert len(with_codings(bench.events, bench.added)) == len(bench.events) + 1
    content = gather(bench.setup, bench.network, bench.events, bench.added)
    assert content.evaluation == bench.evaluation != before


def test_who_has_looked_as_the_lead_rates_nothing(bench):
    lead = as_evaluator(bench, "Rosa")
    lead.lead()
    with pytest.raises(Refused, match="E1 has finished"):
        lead.add([lead.answer(subject(bench), NO)])
    assert bench.rated.blind


def test_ratings_and_finals_come_in_together_or_not_at_all(bench):
    lead = as_evaluator(bench, "Rosa")
    target, objective = subject(bench, "target"), subject(bench, "objective")
    mine = [lead.answer(subject(bench), NO)]
    finals = [lead.final(target, "S", "why"), lead.final(objective, "S", " ")]
    with pytest.raises(Refused, match="finish them first"):
        lead.add(mine, [finals[0]])
    with pytest.raises(Refused, match="needs its reason"):
        lead.add([*mine, RatingsFinished()], finals)
    assert not bench.file.exists
    lead.add([*mine, RatingsFinished()], [finals[0], lead.final(objective, "S", "why")])
    assert bench.unsettled() == ()
    assert letters(bench) == {"evaluate/1": "P"}
