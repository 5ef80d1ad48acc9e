"""Control steers clock, moves and script from the keyboard; what cannot be undone asks first."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fakestaff import a_picture

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom.app import GOES_ON
from exercise.tui.controlroom.dialogs import AskScreen
from exercise.tui.controlroom.form import RoomForm


def asked(room) -> list[c.Command]:
    return [command for command, _ in room.client.asked]


async def test_one_key_pauses_and_resumes(enter):
    async with enter() as room:
        await room.press("p")
        room.client.pause("pause")
        await room.settle()
        await room.press("p")
        assert asked(room) == [c.Pause(), c.Resume()]


async def test_the_clock_stops_for_a_reason(enter):
    async with enter() as room:
        await room.press("o", "2")
        room.client.pause("break")
        await room.settle()
        assert asked(room) == [c.Pause("break")]
        assert "BREAK" in room.words


async def test_speeds_go_up_and_down_in_steps(enter):
    async with enter() as room:
        await room.press("plus", "minus")
        assert asked(room) == [c.SetSpeed(6.0), c.SetSpeed(1.0)]


async def test_a_jump_is_typed_as_a_time_and_refused_in_words(enter):
    async with enter() as room:
        await room.press("j")
        await room.type("soon")
        await room.press("f2")
        assert isinstance(room.app.screen, RoomForm)
        assert "for instance 1:30" in room.prose
        await room.press("home", *["delete"] * 4)
        await room.type("1:30")
        await room.press("f2")
        assert asked(room) == [c.Jump(5400)]


async def test_the_next_inject_is_jumped_to_after_a_question(enter):
    async with enter() as room:
        await room.press("k")
        assert isinstance(room.app.screen, AskScreen)
        assert asked(room) == []
        await room.press("y")
        assert asked(room) == [c.Jump(900)]


@pytest.mark.parametrize("choose", ["1", "enter"])
async def test_a_later_move_is_chosen_and_confirmed(enter, choose):
    async with enter() as room:
        await room.press("m", choose, "n", "m", choose, "y")
        assert asked(room) == [c.BeginMove("m2")]


async def test_in_the_last_move_there_is_none_to_begin(enter):
    async with enter() as room:
        moves = tuple(replace(move, state="now") for move in room.client.view.moves[:1])
        await room.push(moves=moves)
        await room.press("m")
        assert room.said == ["This is the last move."]


async def test_a_code_is_revoked_after_a_question_and_the_new_one_is_shown(enter):
    async with enter() as room:
        await room.press("ctrl+k")
        assert "AAAAA-22222 Control" in room.words
        assert "Join at: wss://10.0.0.5:8765#4A" in room.words
        assert "ssh -p 2222 desk@10.0.0.5; the password" in room.prose
        await room.press("2", "n")
        assert room.client.revoked == ""
        await room.press("ctrl+k", "2", "y")
        assert room.client.revoked == "seat csirt"
        assert "CCCCC-44444" in room.words


async def test_the_direction_is_handed_over_and_the_header_says_who_has_it(enter):
    two = ("control/1", "control/2")
    async with enter(view=a_picture(present=two, directs="control/1")) as room:
        assert "Control 1 · you direct" in room.words
        await room.press("H", "1")
        assert room.client.directs == "control/2"
        await room.push(directs="control/2")
        assert "Control 1 · Control 2 directs" in room.words
        assert room.said == ["Control 2 directs the exercise."]
        await room.push(present=("control/1",))
        assert "Control 2 directs, away" in room.words
        await room.press("H", "1")
        assert room.client.directs == "control/1"


async def test_the_hosts_screen_is_left_to_a_colleague_and_the_host_goes_on(enter):
    two = ("control/1", "control/2")
    async with enter(view=a_picture(present=two, directs="control/1"), hosting=True) as room:
        await room.press("q")
        assert "1. Control 2 directs; the host goes on" in room.prose
        await room.press("3")
        assert room.app.is_running
        await room.press("q", "2")
        assert "everybody is cut off" in room.prose
        await room.press("n", "q", "1")
        assert (room.client.directs, room.app.return_value) == ("control/2", GOES_ON)


async def test_alone_in_control_there_is_nobody_to_hand_over_to(enter):
    async with enter(view=a_picture(directs="control/1")) as room:
        assert "direct" not in room.words
        await room.press("H")
        assert room.said[0].startswith("Nobody else of control")


async def test_an_announcement_keeps_what_was_typed_when_it_is_refused(enter):
    async with enter() as room:
        room.client.refusal = "Too long."
        await room.press("a")
        await room.type("Lunch at twelve")
        await room.press("f2")
        assert "Not done: Too long." in room.words
        assert "Lunch at twelve" in room.words
        room.client.refusal = None
        await room.press("f2")
        assert asked(room) == [c.Announce("Lunch at twelve")]


async def test_a_form_that_is_closed_is_kept_as_a_draft(enter):
    async with enter() as room:
        await room.press("a")
        await room.type("Lunch")
        await room.press("escape", "a")
        assert "Lunch" in room.words
        await room.press("f8", "escape", "a")
        assert "Lunch" not in room.words


async def test_endex_asks_and_says_what_is_left(enter):
    async with enter() as room:
        await room.press("E")
        assert "released: 4." in room.words
        await room.press("n")
        assert asked(room) == []
        await room.press("E", "y")
        assert asked(room) == [c.EndExercise()]


async def test_a_refusal_is_a_sentence_above_the_keys(enter):
    async with enter() as room:
        room.client.refusal = "The exercise has ended."
        await room.press("p")
        assert "✗ The exercise has ended." in room.words


async def test_what_waits_for_the_clock_is_counted_in_the_header(enter):
    async with enter("simcell") as room:
        room.client.pause("pause")
        room.client.clock_runs = asyncio.Event()
        await room.pilot.pause()
        await room.pilot.press("down", "l")
        await room.pilot.pause()
        assert "It waits until the clock runs." in room.words
        assert "waiting for the clock: 1" in room.words
        room.client.clock_runs.set()
        await room.settle()
        assert room.client.asked == [(c.RelayItem("m9/mrcc"), "mrcc")]


async def test_a_lost_line_is_said_and_the_outbox_counted(enter):
    async with enter() as room:
        room.client.connected, room.client.outbox = False, 2
        room.app.tick()
        await room.settle()
        assert "Connection lost" in room.words
        assert "outbox 2" in room.words


async def test_leaving_asks_and_a_host_is_told_what_it_means(enter):
    async with enter(hosting=True) as room:
        await room.press("q")
        assert "everybody is cut off" in room.prose
        await room.press("n")
        assert not isinstance(room.app.screen, AskScreen)


async def test_what_was_said_does_not_stand_in_the_next_form(enter):
    async with enter() as room:
        room.app.say(phrase("Announced."))
        assert room.said == ["Announced."]
        await room.press("o")
        assert room.said == []
