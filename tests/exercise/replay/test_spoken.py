"""Changes are said in people's words, each verb in both languages."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from harbour import tiny_setup

from agencies.network import Network
from exercise.cli import main
from exercise.errors import RequestError
from exercise.replay.changes import EXAMPLES, FORMS, parse_change
from exercise.replay.outcome import Luck
from exercise.replay.ranking import searched_for
from exercise.replay.search import Found, Tried
from exercise.replay.spoken import spoken
from exercise.replay.summary import Cost, Summary
from exercise.report import gather
from exercise.report.voice import Voice
from exercise.session.opening import opening


@pytest.fixture(scope="module")
def voices() -> dict[str, Voice]:
    setup = tiny_setup()
    content = gather(setup, Network(setup.network), [opening(setup, 0)])
    return {language: Voice(content, language) for language in ("en", "es")}


SAID = {
    "desk:csirt": "the desk of CSIRT doubled",
    "desk:csirt:3": "the desk of CSIRT at work on 3 items at once",
    "link:police:ministry:phone": "a further link by telephone between POLICE and MINISTRY",
    "playbook:port@T+00:08": "a playbook at the desk of PORT, at T+00:08",
    "send:port:csirt:dark": "a message from PORT to CSIRT: ",
}


@pytest.mark.parametrize("change", SAID)
def test_a_change_reads_as_one_would_say_it(voices: dict[str, Voice], change: str) -> None:
    assert spoken(change, voices["en"]).startswith(SAID[change])
    assert spoken(change, voices["es"]) != spoken(change, voices["en"])


@pytest.mark.parametrize("verb", FORMS)
def test_names_that_nothing_has_are_repeated_and_break_nothing(
    voices: dict[str, Voice], verb: str
) -> None:
    assert "x-1" in spoken(f"{verb}:x-1:x-2:x-3:x-4@T+00:10", voices["en"])
    assert spoken(f"{verb}:", voices["en"]) == f"{verb}:"


def test_a_search_counts_in_words_and_says_where_nothing_would_have_been_fulfilled(
    voices: dict[str, Voice],
) -> None:
    small, large = Tried("desk:csirt", 0, 0.5, 1, 0), Tried("desk:port", 1, -0.25, 2, 3)
    said = next(searched_for(Found(0, 60, (small,)), voices["en"]))
    assert "one would have helped with the luck of this session: the desk of CSIRT doubled" in said
    assert "Nothing tried would have fulfilled more expectations." in said
    assert "With it timeliness rises by 0.50 and one fact reaches an agency sooner" in said
    both = next(searched_for(Found(0, 60, (large, small)), voices["en"]))
    assert "With it one more expectation is fulfilled, timeliness falls by 0.25 and facts" in both
    assert "0 expectativas" not in next(searched_for(Found(0, 60, (small,)), voices["es"]))


def test_what_other_luck_made_of_the_best_is_said_with_it(voices: dict[str, Voice]) -> None:
    run = Summary({}, {}, {}, Cost(0, 0, 0, 0))
    best = Tried("desk:csirt", 1, 0.2, 0, 0, Luck(((run, run), (run, run))))
    said = list(searched_for(Found(0, 60, (best,)), voices["en"]))[-1]
    assert "(2 runs) more were fulfilled with it in 0, as many in 2 and fewer in 0" in said


def test_each_verb_has_one_example_in_the_help_of_whatif() -> None:
    assert sorted(parse_change(one).verb for one in EXAMPLES) == sorted(FORMS)
    for language, told in (("en", "what was expected is done"), ("es", "se cumple lo que se")):
        shown = CliRunner().invoke(main, ["whatif", "--help", "--lang", language]).stdout
        assert all(one in shown for one in EXAMPLES)
        assert told in shown


def test_what_a_change_lacks_is_said_in_the_readers_words() -> None:
    with pytest.raises(RequestError) as refused:
        parse_change("link:")
    assert "escriba link:ORGANISMO:ORGANISMO:CANAL" in refused.value.into("es")
