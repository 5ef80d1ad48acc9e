"""The projector: one thing at a time, large, and nothing that a visitor should not see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake import a_view

from exercise.tui.publicpage import head, page
from exercise.tui.widgets.bigtype import big
from exercise.views.seat import QuestionView, SeatView

ASKED = QuestionView("Q-9", {"en": "Who leads?", "es": "¿Quién dirige?"}, "text", (), count=3)
ROOM = a_view(questions=(ASKED,), shown="Q-9")


def still(reason: str, **changes: object) -> SeatView:
    return replace(ROOM, clock=replace(ROOM.clock, running=False, reason=reason), **changes)


def read(view: SeatView, language: str = "en", height: int = 24) -> str:
    return page(view, language, 72, height).plain


def test_letters_are_drawn_from_half_blocks_with_their_accents() -> None:
    assert (big("O", 4), big("Ó", 4)) == (" ▄▄ \n█  █\n▀▄▄▀", " ▄█ \n█  █\n▀▄▄▀")
    assert (big("¿Ñu?", 40) or "").count("\n") == 2
    assert big("two words", 30, 2, twice=True) is not None


@pytest.mark.parametrize("text", ["", "a" * 60, "日本", "\x1b[2J", "one two three four five six"])
def test_what_does_not_fit_or_has_no_letters_is_left_to_the_usual_size(text: str) -> None:
    assert big(text, 40) is None


def test_the_question_stands_there_with_how_many_have_answered() -> None:
    assert "Who leads?" in read(ROOM)
    assert "Answers: 3" in read(ROOM)
    assert "¿Quién dirige?" in read(ROOM, "es")


def test_answers_stand_there_only_once_they_are_shown_and_literally() -> None:
    evil = "\x1b[2J[bold]the harbour master\u202e"
    shown = replace(ROOM, questions=(replace(ASKED, closed=True, results=(("", evil),)),))
    assert "[bold]the harbour master" in read(shown)
    assert "\x1b" not in read(shown)
    assert "\u202e" not in read(shown)


def test_a_visitor_sees_a_pause_and_nothing_that_is_asked() -> None:
    view = still("visit")
    assert "Who leads?" not in read(view)
    assert "short break" in read(view)
    pause = head(still("pause"), 60, "en", 72, 24, connected=True).plain
    assert head(view, 60, "en", 72, 24, connected=True).plain == pause


def test_before_startex_the_room_reads_the_notice() -> None:
    assert "nobody is quoted" in read(still("not-started", questions=(), shown=""))


def test_a_lost_line_says_so_instead_of_the_clock() -> None:
    shown = head(ROOM, 60, "en", 76, 24, connected=False).plain
    assert (big("no connection", 76) or "?") in shown
    assert "last known: T+00:01:00" in shown


def test_after_endex_the_hot_wash_is_told_of() -> None:
    ended = replace(ROOM, clock=replace(ROOM.clock, running=False, phase="ended"), shown="")
    asked = replace(ended, questions=(replace(ASKED, hot_wash=True, anonymous=True),))
    assert "Nobody can learn who wrote what." in read(asked)
    assert "Who leads?" in read(asked)
