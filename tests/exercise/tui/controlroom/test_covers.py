"""A visit shows a neutral page, a real emergency covers everything, and nothing typed is lost."""

from __future__ import annotations

import pytest

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom.covers import VisitScreen
from exercise.tui.cover import CoverScreen

SECRETS = ("I-04", "Expected", "overdue", "E-01", "MSEL", "Timeline")


async def test_one_key_hides_the_script_and_another_resumes(enter):
    async with enter() as room:
        await room.press("v")
        assert room.client.asked == [(c.Pause("visit"), None)]
        room.client.pause("visit")
        await room.settle()
        room.app.say(phrase("I-04 is skipped."))
        await room.settle()
        assert isinstance(room.app.screen, VisitScreen)
        assert not [secret for secret in SECRETS if secret in room.words]
        await room.press("v")
        assert room.client.asked[1:] == [(c.Resume(), None)]


@pytest.mark.parametrize("role", ["simcell", "collector", "evaluate"])
async def test_a_visitor_reads_no_script_on_any_screen_of_the_staff(enter, role):
    async with enter(role) as room:
        room.client.pause("visit")
        await room.settle()
        assert not [secret for secret in SECRETS if secret in room.words]
        await room.press("p", "escape")
        assert room.client.asked == []


async def test_a_real_emergency_is_confirmed_then_covers_and_is_lifted(enter):
    async with enter() as room:
        await room.press("!", "n", "f12", "y")
        assert room.client.asked == [(c.Pause("emergency"), None)]
        room.client.pause("emergency")
        await room.settle()
        assert isinstance(room.app.screen, CoverScreen)
        assert "NO DUFF" in room.words
        assert "EMERGENCIA REAL" in room.words
        assert "EXERCISE – EXERCISE – EXERCISE" in room.words
        await room.press("!", "y")
        assert room.client.asked[1:] == [(c.Pause(), None)]


@pytest.mark.parametrize("role", ["simcell", "collector", "evaluate"])
async def test_only_control_lifts_the_cover(enter, role):
    async with enter(role) as room:
        room.client.pause("emergency")
        await room.settle()
        await room.press("!", "y", "p", "ctrl+p", "1")
        assert isinstance(room.app.screen, CoverScreen)
        assert room.client.asked == []


async def test_what_was_being_typed_is_there_again_when_the_cover_is_lifted(enter):
    async with enter() as room:
        await room.press("a")
        await room.type("Lunch")
        room.client.pause("emergency")
        await room.settle()
        assert "Lunch" not in room.words
        room.client.pause("pause")
        await room.settle()
        assert "Lunch" in room.words
