"""Looking at a session again: at any moment, from any place, down to why somebody was not told."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest

from agencies.language import phrase
from exercise.events import BookmarkSet, ObservationMade, RatingAnswered
from exercise.replay.searching import folded
from exercise.tui.replay.panes.aware import shortened
from exercise.tui.replay.table import EVALUATE, tabs_for
from exercise.views.numbers import score_in_words

from .conftest import Look, a_past, played


async def test_it_begins_at_the_beginning_and_goes_on_event_by_event(look: Look) -> None:
    async with look() as viewer:
        assert "REPLAY ‖" in viewer.prose
        before = viewer.app.place
        await viewer.press("right", "right", "left")
        assert viewer.app.place == before + 1
        await viewer.press("G")
        assert viewer.app.place == len(viewer.app.past)
        await viewer.press("p")
        assert "This is the end of the session. g goes to its beginning." in viewer.said


async def test_time_and_event_can_be_jumped_to_and_a_wrong_one_is_told(look: Look) -> None:
    async with look() as viewer:
        await viewer.press("j")
        await viewer.type("9:00")
        await viewer.press("enter")
        assert "This session goes from" in viewer.prose
        await viewer.press("f8")
        await viewer.type("0:20")
        await viewer.press("enter")
        assert viewer.app.second == 1200
        await viewer.press("j")
        await viewer.type("#7")
        await viewer.press("enter")
        assert viewer.app.place == 7


async def test_while_it_plays_time_goes_on_at_the_speed_chosen(look: Look) -> None:
    async with look() as viewer:
        await viewer.press("p", "plus")
        assert "▶ ×300" in viewer.prose
        viewer.app.wall = lambda: 2.0
        viewer.app.tick()
        await viewer.settle()
        assert viewer.app.second == viewer.app.past.about.begins + 600


@pytest.mark.parametrize(("stand", "size"), [("evaluate", (80, 24)), ("port", (140, 45))])
async def test_every_tab_opens_from_every_place(
    look: Look, stand: str, size: tuple[int, int]
) -> None:
    async with look(stand=stand, start=1600, size=size) as viewer:
        for number, (name, _, _) in enumerate(tabs_for(stand), 1):
            await viewer.pilot.press(str(number % 10), "down")
            await viewer.pilot.pause()
            assert viewer.app.screen.tab == name
        await viewer.press("f9", "G")


async def test_a_desk_shows_its_inbox_as_it_was_then(look: Look) -> None:
    async with look(stand="port", start=330) as viewer:
        assert "Not opened yet at this moment" in viewer.prose
        await viewer.press("j")
        await viewer.type("0:07")
        await viewer.press("enter")
        assert "All screens went dark." in viewer.prose


async def test_a_missed_limit_leads_to_the_path_of_its_fact(look: Look) -> None:
    async with look() as viewer:
        await viewer.press("x", "4", "k")
        assert "Overdue" in viewer.prose
        await viewer.press("l")
        assert viewer.app.followed_thing == ("fact", "dark")
        assert "should have known by" in viewer.prose or "needs to know by" in viewer.prose
        assert "opened what had come in" in viewer.prose


async def test_from_a_desk_too_the_path_is_what_opens(look: Look) -> None:
    async with look(stand="port", start=430) as viewer:
        await viewer.press("l")
        await viewer.pilot.pause()
        assert viewer.app.screen.tab == "path"  # type: ignore[attr-defined]


async def test_words_are_found_anywhere_and_gone_to(look: Look) -> None:
    async with look() as viewer:
        await viewer.press("/")
        await viewer.type("screens are dark")
        await viewer.press("enter")
        assert any(said.startswith("Hit 1 of") for said in viewer.said)
        first = viewer.app.place
        await viewer.press("n")
        assert viewer.app.place >= first
        await viewer.press("/", "f8")
        await viewer.type("zzz")
        await viewer.press("enter")
        assert "No event of this session holds “zzz”" in viewer.prose


async def test_what_is_written_down_goes_into_the_evaluation_and_not_the_record(look: Look) -> None:
    async with look(start=1600) as viewer:
        events = list(viewer.app.past.events)
        await viewer.press("b")
        await viewer.type("Ana")
        await viewer.press("enter")
        await viewer.type("the call")
        await viewer.press("enter", "o")
        await viewer.type("They waited.")
        await viewer.press("f2")
        assert viewer.kept[0] == BookmarkSet("the call", 1600, "replay")
        seen = viewer.kept[1]
        assert isinstance(seen, ObservationMade)
        assert (seen.text, seen.happened_at, seen.made) == ("They waited.", 1600, "replay")
        assert [mark.kind for mark in viewer.app.past.marks()].count("observation") == 1
        assert list(viewer.app.past.events) == events


async def test_an_evaluator_sees_nothing_that_others_wrote(look: Look) -> None:
    events = played()
    noted = events[-1]._replace(body=ObservationMade("A secret judgement."), seq=len(events) + 1)
    past = a_past([*events, noted], blind=True)
    async with look(past, stand="evaluate") as viewer:
        assert "observation" not in {mark.kind for mark in past.marks()}
        await viewer.press("G", "0")
        assert "secret" not in viewer.prose


async def test_a_moment_is_pinned_beside_the_one_that_goes_on(look: Look) -> None:
    async with look(start=30, size=(140, 45)) as viewer:
        await viewer.press("4", "c", "G")
        assert "beside it port.tabletop T+00:00:30" in viewer.prose
        assert len([pane for pane in viewer.app.screen.query("ExpectedPane") if pane.display]) == 2
        await viewer.press("c")
        assert "beside it" not in viewer.prose


async def test_another_session_stands_beside_at_the_same_second(look: Look) -> None:
    other = a_past(played(600))
    async with look(start=500, other=other) as viewer:
        there = (other, other.place_at(500), 500)
        assert viewer.app.pinned == there
        await viewer.press("c")
        assert viewer.app.pinned is None
        await viewer.press("c", "2")
        assert viewer.app.pinned == there


async def test_an_evaluator_sees_nothing_that_others_wrote_in_either_session(look: Look) -> None:
    other = a_past(played(600))
    async with look(other=other) as viewer:
        viewer.app.screen.sit(EVALUATE)
        assert viewer.app.past.blind
        assert other.blind


async def test_a_search_that_found_nothing_holds_nobody_back(look: Look) -> None:
    async with look() as viewer:
        await viewer.press("slash", *"zzzz", "f2", "escape", "q")
        assert not viewer.app.is_running


async def test_what_speaks_against_a_record_stands_on_the_screen(look: Look) -> None:
    warning = phrase("Not as it was recorded, from event {seq} on: {reason}.", seq=3, reason="x")
    async with look(a_past(warning=warning)) as viewer:
        assert "⚠ Not as it was recorded, from event 3 on" in viewer.prose
        await viewer.press("G")
        assert "⚠ Not as it was recorded" in viewer.prose


async def test_a_session_that_was_cut_off_is_interim_and_an_empty_one_says_so(look: Look) -> None:
    async with look(a_past(played(600))) as viewer:
        assert "Interim: this session was not played to its end." in viewer.prose
    async with look(a_past([])) as viewer:
        assert "This session is empty: nothing was recorded." in viewer.prose
        await viewer.press("right", "k", "l", "7", "6", "9", "p")


async def test_the_palette_and_help_know_every_command(look: Look) -> None:
    async with look() as viewer:
        await viewer.press("question_mark")
        assert "Go on by one event." in viewer.prose
        await viewer.press("escape")
        await viewer.pilot.press("ctrl+p")
        await viewer.pilot.pause()
        assert "CommandPalette" in type(viewer.app.screen).__name__


async def test_scores_of_a_long_session_are_worked_out_beside_the_keys(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exercise.replay.past.AT_ONCE", -1)
    past = a_past()
    may_judge = Event()
    judged = past.scores
    monkeypatch.setattr(past, "scores", lambda *moment: may_judge.wait(20) and judged(*moment))
    async with look(past, start=1600) as viewer:
        await viewer.pilot.press("7")
        await viewer.pilot.pause()
        assert "working out the scores of T+00:26:40" in viewer.prose
        await viewer.pilot.press("right")
        await viewer.pilot.pause()
        assert "working out the scores of T+00:28:20" in viewer.prose
        may_judge.set()
        await viewer.settle()
        await viewer.settle()
        assert "working out" not in viewer.prose
        assert viewer.app.screen.pane._judged[2] == 1700  # type: ignore[attr-defined]


async def test_an_evaluator_rates_before_the_scores_are_shown(look: Look) -> None:
    rated = RatingAnswered("tell-csirt", None, harm=False, risk=None, against=None, better=None)
    past = a_past(evaluators=lambda who: ((rated,) if who == "Zoe" else (), lambda _: "x"))
    past.blind = True
    async with look(past, stand="evaluate", start=5400, size=(140, 45)) as viewer:
        await viewer.press("8")
        assert "rate first" in viewer.prose
        assert "0.00" not in viewer.prose
        past.sign_in("Zoe")
        await viewer.press("left", "right")
        assert "rate first" not in viewer.prose
        await viewer.press("1")
        assert "rated · " in viewer.prose
        assert "☑" in viewer.prose


def test_numbers_are_written_as_the_language_does() -> None:
    assert [score_in_words(0.53, language) for language in ("en", "es")] == ["0.53", "0,53"]


async def test_every_agency_of_who_knew_what_is_reached(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = a_past()
    names = tuple(f"agency-{n}" for n in range(20))
    matrix = past.matrix(len(past), past.about.ends)
    monkeypatch.setattr(past, "matrix", lambda *_: replace(matrix, agencies=names))
    async with look(past) as viewer:
        await viewer.press("6")
        assert "1–12 of 20 ─ v: more" in viewer.prose
        await viewer.press("v")
        assert "13–20 of 20 ─ v: more" in viewer.prose


async def test_agencies_are_shortened_by_the_names_that_are_shown() -> None:
    titles = {"port": "Autoridad Portuaria", "csirt": "CSIRT nacional", "other": "Aduanas"}
    assert shortened(titles) == {"port": "AP", "csirt": "CN", "other": "ADU"}


async def test_an_evaluator_is_named_from_the_start_and_control_in_its_forms(look: Look) -> None:
    async with look(stand="evaluate") as viewer:
        assert "Evaluator" in viewer.prose
    async with look() as viewer:
        await viewer.press("j")
        assert "Evaluator" not in viewer.prose


def test_a_search_minds_neither_case_nor_accents() -> None:
    assert folded("TRÁFICO") == folded("trafico")
