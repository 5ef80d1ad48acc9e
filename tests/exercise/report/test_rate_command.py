"""``tabletop rate``: from a file, line by line, and what it says when something is wrong."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from exercise.cli import main

ANSWERS = """
ratings:
  - {task: warn-port-users, harm: no, risk: "no", against: no, better: sí, text: "Twice, slowly"}
  - {target: early-warning, harm: no, risk: no, against: no, better: no}
observations:
  - {text: "Nobody had the number", about: port-authority, at: T+00:20}
bookmarks:
  - {at: T+00:41, text: the call}
finished: true
"""


@pytest.fixture
def session(session_file, tmp_path, monkeypatch):
    monkeypatch.setenv("TABLETOP_HOME", str(tmp_path / "home"))
    return shutil.copy(session_file, tmp_path / "p.tabletop")


def rate(*args, text=None, code=0):
    done = CliRunner().invoke(main, ["rate", *map(str, args)], input=text)
    assert done.exit_code == code, done.output
    return done


def test_answers_come_from_a_file_and_the_others_are_shown_once_finished(session):
    rate(session, "--evaluator", "Ana", "--answers", "-", text=ANSWERS)
    found = json.loads(rate(session, "--evaluator", "E1", "--json").stdout)
    (given,) = [one for one in found["ratings"]["subjects"] if one["task"] == "warn-port-users"]
    assert given["ratings"][0]["evaluator"] == "E1"
    assert found["finished"] is True
    other = json.loads(rate(session, "--evaluator", "Luis", "--json").stdout)
    assert "ratings" not in other
    assert "Ana" in rate(session).stdout
    assert "Ana" not in rate(session, "--json").stdout


def test_every_problem_of_a_file_is_told_with_its_place_and_nothing_is_added(session, tmp_path):
    wrong = ANSWERS.replace("warn-port-users", "warn-port-userz").replace("no, text", "may, text")
    wrong = wrong.replace("harm: no, risk: no", "harm: maybe, risk: no")
    told = rate(session, "--evaluator", "Ana", "--answers", "-", text=wrong, code=2).stderr
    assert "neither yes nor no" in told
    assert "-:4:" in told
    wrong = ANSWERS.replace("warn-port-users", "warn-port-userz").replace("early-w", "early-v")
    told = rate(session, "--evaluator", "Ana", "--answers", "-", text=wrong, code=2).stderr
    assert "there is no task 'warn-port-userz' here" in told
    assert "there is no target 'early-varning' here" in told
    assert not (tmp_path / "p.evaluation").exists()


def test_asked_line_by_line_it_keeps_what_was_answered_and_goes_on_from_there(session):
    first = rate(session, "--evaluator", "Ana", text="Nobody called\nq\n")
    assert "U: unable to be performed" in first.stdout
    again = rate(session, "--evaluator", "Ana", "--lang", "es", text="q\n")
    assert "E1: 1 de" in again.stdout


def test_b_goes_back_to_the_one_before(session):
    done = rate(session, "--evaluator", "Ana", text="Nobody called\nb\nThey did call\nq\n")
    assert done.stdout.count("1/35") == 2
    found = json.loads(rate(session, "--evaluator", "E1", "--json").stdout)
    assert found["subjects"][0]["answers"]["text"] == "They did call"


def test_who_leaves_in_the_middle_of_a_task_keeps_its_first_answers(session):
    shown = json.loads(rate(session, "--evaluator", "Ana", "--json").stdout)["subjects"]
    place = next(n for n, one in enumerate(shown) if one["achieved"] in ("yes", "partly"))
    before = "\n" * place  # A reason, or nothing seen, for each that comes before.
    rate(session, "--evaluator", "Ana", text=f"{before}n\nq\n")
    found = json.loads(rate(session, "--evaluator", "E1", "--json").stdout)["subjects"][place]
    assert (found["answers"]["harm"], found["answers"]["risk"]) == (False, None)


def test_the_lead_settles_signs_and_seals(session):
    final = """
final:
  - {objective: notify, letter: S, text: "Taken together"}
"""
    told = rate(session, "--evaluator", "R", "--lead", "--answers", "-", text=final, code=2).stderr
    assert "Rate the targets first" in told
    rate(session, "--evaluator", "R", "--lead", "--sign")
    assert "Signed and sealed by E1" in rate(session).stdout
    told = rate(session, "--evaluator", "Ana", "--answers", "-", text=ANSWERS, code=1).stderr
    assert told == "The evaluation is signed and sealed: nothing can be added to it.\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--lead",), "Say who you are"),
        (("--self", "port-authority", "--lead"), "--self goes without"),
        (("--evaluator", "R", "--sign"), "add --lead"),
        (("--self", "nobody"), "There is no agency 'nobody'"),
        (("--evaluator", "E9"), "There is no evaluator E9 yet"),
    ],
)
def test_a_wrong_request_is_one_line(session, args, told):
    found = rate(session, *args, code=2).stderr
    assert told in found
    assert found.count("\n") == 1


def test_everything_in_one_file_is_taken_at_once_or_not_at_all(session, tmp_path):
    whole = (
        ANSWERS
        + """
final:
  - {target: early-warning, letter: S, text: "All were told, some late"}
"""
    )
    wrong = whole + '  - {objective: notify, letter: S, text: "Taken together"}\n'
    args = (session, "--evaluator", "R", "--lead", "--answers", "-")
    assert "Rate the targets first" in rate(*args, text=wrong, code=2).stderr
    assert not (tmp_path / "p.evaluation").exists()
    assert "E1: 5 entries added." in rate(*args, text=whole).stderr


def test_an_evaluation_sealed_elsewhere_is_not_taken_for_one_by_the_expected_key(
    session, tmp_path, monkeypatch
):
    rate(session, "--evaluator", "R", "--lead", "--sign")
    run = CliRunner().invoke
    found = json.loads(run(main, ["verify", str(session), "--json"]).stdout)
    assert (found["ok"], found["evaluation"]) == (True, "sealed")
    done = run(main, ["verify", str(session), "--evaluation-key", "00", "--json"])
    assert (done.exit_code, json.loads(done.stdout)["evaluation"]) == (1, "foreign")
    own = json.loads(rate(session, "--json").stdout)["key"]
    assert run(main, ["verify", str(session), "--evaluation-key", own[:12]]).exit_code == 0
    assert run(main, ["verify", str(session), "--key", ""]).exit_code == 2


def test_an_evaluation_from_another_computer_is_taken_in_and_it_is_said_whose(session, tmp_path):
    (tmp_path / "away").mkdir()
    away = shutil.copy(session, tmp_path / "away" / "p.tabletop")
    rate(away, "--evaluator", "Luis", "--answers", "-", text=ANSWERS)
    rate(session, "--evaluator", "Ana", "--answers", "-", text=ANSWERS)
    file = tmp_path / "away" / "p.evaluation"
    assert "6 entries taken (E2)" in rate(session, "--take", file).stderr
    assert "Luis" in rate(session).stdout
    assert "0 entries taken" in rate(session, "--take", file).stderr
    told = rate(session, "--take", file, "--sign", code=2).stderr
    assert told == "--take goes alone: take the files in first, then rate or sign.\n"
