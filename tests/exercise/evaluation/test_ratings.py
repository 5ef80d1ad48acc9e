"""Letters follow from answers by HSEEP's table, and evaluators are compared over them."""

from __future__ import annotations

import pytest
from tale import Tale

from exercise import events as e
from exercise.evaluation.ratings import agreement_over, letter, ratings

ANSWERS = ("harm", "risk", "against", "better")


@pytest.mark.parametrize(
    ("achieved", "answers", "expected"),
    [
        ("yes", "nnnn", "P"),
        ("yes", "nnny", "S"),
        ("yes", "ynnn", "M"),
        ("yes", "nyny", "M"),
        ("yes", "nnyn", "M"),
        ("no", "nnnn", "U"),
        ("no", "????", "U"),
        ("partly", "nnnn", "S"),
        ("partly", "nny?", "M"),
        ("yes", "nnn?", None),
        ("yes", "n?ny", None),
        ("not-observed", "nnnn", None),
    ],
)
def test_the_letter_is_the_tables(achieved: str, answers: str, expected: str | None) -> None:
    said = {name: {"y": True, "n": False}.get(a) for name, a in zip(ANSWERS, answers, strict=True)}
    assert letter(achieved, **said) == expected


def test_the_latest_answers_of_each_evaluator_count_and_are_compared() -> None:
    tale = Tale().begins().reads(400)
    tale.sends(500)
    none = dict.fromkeys(ANSWERS, False)
    for number, (seat, said) in enumerate(
        [("eva/1", {"harm": True}), ("eva/2", {}), ("eva/1", {"better": True})]
    ):
        body = e.RatingAnswered(task="tell-csirt", **{**none, **said})
        tale.tell(600 + number, body, f"rate/{number}", origin="recorded", seat=seat)
    found = ratings(tale.ends().judged(), tale.events, tale.setup.pack)
    assert {one.evaluator: one.letter for one in found} == {"eva/1": "S", "eva/2": "P"}
    agreement = agreement_over(found)
    assert agreement.evaluators == ("eva/1", "eva/2")
    assert agreement.coefficients["raw_agreement"].value == 0.0


def test_without_evaluators_there_is_nothing_to_agree_on() -> None:
    assert agreement_over(()).coefficients["alpha"].value is None
