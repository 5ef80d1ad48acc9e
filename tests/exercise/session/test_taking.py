"""Evaluations from several computers, taken into one: whose they are, once, and only of one session."""

from __future__ import annotations

import shutil

import pytest
from harbour import tiny_setup

from agencies.network import Network
from exercise.errors import RecordError, Refused, RequestError
from exercise.events import (
    EvaluationTaken,
    EvaluatorNamed,
    FinalRatingGiven,
    RatingAnswered,
    RatingsFinished,
)
from exercise.journal import open_journal
from exercise.session.bench import Bench
from exercise.session.evaluationfile import EvaluationFile
from exercise.session.sealing import Key
from exercise.session.taking import take
from recorded import session

SAID = {"harm": False, "risk": False, "against": False, "better": False}
KEY = Key.of(bytes(32))


@pytest.fixture
def computers(tmp_path):
    """The same session on three computers."""

    def computer(name):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "port.tabletop"
        if name == "lead":
            journal = open_journal(path, "create")
            journal.append(session())
            journal.close()
        else:
            shutil.copy(tmp_path / "lead" / "port.tabletop", path)
        return path

    return [computer(name) for name in ("lead", "ana", "luis")]


def bench(path):
    setup = tiny_setup()
    events = open_journal(path, "read")
    try:
        record = list(events.read())
    finally:
        events.close()
    return Bench(setup, Network(setup.network), record, EvaluationFile.of(path))


def rates(path, name, *, finished=True, **more):
    file = EvaluationFile.of(path)
    seat = f"evaluate/{1 + sum(isinstance(e.body, EvaluatorNamed) for e in file.read())}"
    body = RatingAnswered("tell-csirt", None, **{**SAID, **more}, made="after")
    done = [RatingsFinished()] if finished else []
    file.add([EvaluatorNamed(name), body, *done], seat=seat)
    return file.path


def test_the_same_code_on_two_computers_is_two_evaluators_and_both_ratings_stand(computers):
    lead, ana, luis = computers
    here = bench(lead)
    for path, name in ((ana, "Ana"), (luis, "Luis")):
        note, *entries = take(here, rates(path, name, better=name == "Luis"))
        assert isinstance(note.body, EvaluationTaken)
        assert len(entries) == 3
    assert list(here.seats().values()) == ["Ana", "Luis"]
    [one] = [s for s in here.rated.subjects.values() if s.answered]
    assert len(one.answered) == 2
    assert [event.seq for event in here.file.read()] == list(range(1, 10))


def test_a_file_taken_again_adds_nothing_and_one_that_grew_adds_what_is_new(computers):
    lead, ana, _ = computers
    here = bench(lead)
    path = rates(ana, "Ana", finished=False)
    take(here, path)
    assert take(here, path) == ()
    EvaluationFile.of(ana).add([RatingsFinished()], seat="evaluate/1")
    assert [type(event.body) for event in take(here, path)] == [EvaluationTaken, RatingsFinished]


def test_who_has_not_finished_is_left_out_as_ever(computers):
    lead, ana, _ = computers
    here = bench(lead)
    take(here, rates(ana, "Ana", finished=False))
    assert not here.rated.some


def test_a_copy_of_this_file_that_went_on_elsewhere_gives_only_what_was_added_there(computers):
    lead, ana, _ = computers
    shutil.copy(rates(lead, "Rosa"), ana.with_suffix(".evaluation"))
    here = bench(lead)
    found = take(here, rates(ana, "Ana"))
    assert {event.seat for event in found[1:]} == {"evaluate/2"}


def test_a_later_answer_takes_the_place_of_the_one_here(computers):
    lead, ana, _ = computers
    path = rates(ana, "Ana", finished=False)
    here = bench(lead)
    rates(lead, "Rosa")
    take(here, path)
    again = RatingAnswered("tell-csirt", None, **SAID, made="after", supersedes="evaluation/x")
    EvaluationFile.of(ana).add([again], seat="evaluate/1")
    (_, answer) = take(here, path)
    assert answer.seat == "evaluate/2"
    assert answer.body.supersedes == "evaluation/evaluate/2/RatingAnswered/tell-csirt/1"


def test_what_was_signed_elsewhere_is_taken_with_its_key_and_can_be_added_to_here(computers):
    lead, ana, _ = computers
    rates(ana, "Ana")
    EvaluationFile.of(ana).sign(KEY, seat="evaluate/1")
    here = bench(lead)
    note = take(here, ana.with_suffix(".evaluation"))[0].body
    assert note.key == KEY.public
    assert not here.signed


def test_what_is_of_another_session_altered_missing_or_this_one_is_not_taken(computers, tmp_path):
    lead, *_ = computers
    other = tmp_path / "other.tabletop"
    journal = open_journal(other, "create")
    journal.append(session())
    journal.close()
    here = bench(lead)
    with pytest.raises(RecordError, match="is about another session"):
        take(here, rates(other, "Ana"))
    with pytest.raises(RequestError, match="There is no evaluation file"):
        take(here, tmp_path / "none.evaluation")
    with pytest.raises(RequestError, match="of this session already"):
        take(here, rates(lead, "Rosa"))
    here.reread()
    assert [event.seat for event in here.added if event.seat] == ["evaluate/1"] * 3


def test_only_one_lead_settles_ratings(computers):
    lead, ana, _ = computers
    final = FinalRatingGiven("notify", None, "S", "Taken together")
    for path, name in ((lead, "Rosa"), (ana, "Ana")):
        rates(path, name)
        EvaluationFile.of(path).add([final], seat="evaluate/1")
    here = bench(lead)
    before = here.file.path.read_bytes()
    with pytest.raises(Refused, match="only one lead"):
        take(here, ana.with_suffix(".evaluation"))
    assert here.file.path.read_bytes() == before


def test_what_was_taken_elsewhere_is_to_be_taken_from_where_it_came(computers):
    lead, ana, luis = computers
    take(bench(ana), rates(luis, "Luis"))
    with pytest.raises(Refused, match="take those"):
        take(bench(lead), ana.with_suffix(".evaluation"))
