"""What somebody meets who sits here for the first time: hints, feedback, the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake import INBOX, FakeClient, a_view
from textual.widgets import Static

from exercise import commands as ask
from exercise.tui import TraineeApp
from exercise.tui.hints import hint
from exercise.tui.screens.dialogs import EndScreen

UNREAD = tuple(replace(item, opened_at=None) for item in INBOX)
EVERY = ("inbox", "documents", "help")


@pytest.mark.parametrize(
    ("changes", "seen", "key"),
    [
        ({"inbox": ()}, (), "k skips"),
        ({"inbox": UNREAD}, (), "Enter opens"),
        ({"sent": (), "decisions": ()}, (), "6 shows"),
        ({"sent": (), "decisions": ()}, EVERY, "f passes"),
        ({"decisions": ()}, EVERY, "d logs"),
        ({}, ("documents",), "? shows"),
        ({}, EVERY, None),
    ],
)
def test_one_useful_key_at_a_time_and_none_in_the_end(changes, seen, key):
    told = hint(a_view(**changes), seen, waiting=False)
    assert (told is None) if key is None else (key in str(told))


async def test_a_hint_goes_once_its_key_was_used(app, settle):
    def shown() -> str:
        return str(app.screen.query_one("#notice").render())

    async with app.run_test() as pilot:
        assert "6 shows" in shown()
        await pilot.press("6")
        assert "6 shows" not in shown()


async def test_what_is_said_covers_nothing_and_follows_the_language(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "l")
        await settle(pilot)
        line, body = app.screen.query_one("#said", Static), app.screen.query_one("#body")
        assert "Nobody asked you" in str(line.content)
        assert body.region.bottom <= line.region.y
        assert line.region.bottom <= app.screen.query_one("#keys").region.y
        await pilot.press("f9")
        await settle(pilot)
        assert "Nadie le pidió" in str(line.content)


async def test_why_a_form_was_refused_follows_the_language(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "f2", "f9")
        await settle(pilot)
        assert "Elija lo que decide." in str(app.screen.query_one("#refused", Static).content)


async def test_a_dialog_follows_the_language(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("q", "f9")
        await settle(pilot)
        told = "\n".join(str(note.content) for note in app.screen.query("Note"))
        assert "¿Dejar el ejercicio?" in told


async def test_skipping_says_what_it_skipped(app, client, settle):
    async def leap() -> None:
        client.push(clock=replace(client.view.clock, at=client.view.clock.at + 240))

    async with app.run_test() as pilot:
        await pilot.press("k")
        await settle(pilot)
        assert "Nothing to skip" in str(app.said[-1].text)
        client.skip_to_next = leap
        await pilot.press("k")
        await settle(pilot)
        assert "Skipped 4 min" in str(app.said[-1].text)


async def test_the_speed_is_told_also_while_the_clock_stands(app, client, settle):
    client.push(clock=replace(client.view.clock, running=False, reason="pause"))
    async with app.run_test() as pilot:
        await pilot.press("plus")
        await settle(pilot)
        assert "20 times real time" in str(app.said[-1].text)
        client.push(clock=replace(client.view.clock, speed=20.0))
        await settle(pilot)
        await pilot.press("plus")
        assert "as far as it goes" in str(app.said[-1].text)


async def test_a_new_move_puts_its_briefing_in_front(app, client, settle):
    def reading() -> str:
        return str(app.screen.pane.query_one(".text", Static).content)

    async with app.run_test() as pilot:
        await pilot.press("end")
        assert "We lost the terminal" in reading()
        move = replace(client.view.move, id="m2", number=2, briefing={"en": "A day later."})
        clock = replace(client.view.clock, running=False, reason="briefing")
        client.push(move=move, clock=clock)
        await settle(pilot)
        assert "A day later." in reading()
        await pilot.press("up", "end")
        client.push(clock=replace(clock, reason="pause"))
        await settle(pilot)
        assert "We lost the terminal" in reading()


async def test_ctrl_c_tells_what_leaves(app):
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert "Ctrl+Q" in str(app.said[-1].text)


async def test_the_end_says_what_comes_next_and_where_the_record_is(settle):
    ended = a_view(clock=replace(a_view().clock, running=False, phase="ended"))
    app = TraineeApp(FakeClient(ended), record="my sessions/one.tabletop", wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, EndScreen)
        told = "\n".join(str(note.content) for note in app.screen.query("Note"))
        assert "tabletop score 'my sessions/one.tabletop'" in told
        assert "tabletop report 'my sessions/one.tabletop'" in told


async def test_a_group_is_sent_to_the_hot_wash(settle):
    ended = a_view(solo=False, clock=replace(a_view().clock, running=False, phase="ended"))
    app = TraineeApp(FakeClient(ended), wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        told = "\n".join(str(note.content) for note in app.screen.query("Note"))
        assert "hot wash" in told


async def test_alone_nothing_offers_to_ask_control(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("7")
        assert "Ask control" not in str(app.screen.query_one("#keys").render())
        assert "ask_control" not in {command.action for command in app.screen.offered()}
        client.push(solo=False)
        await settle(pilot)
        assert "Ask control" in str(app.screen.query_one("#keys").render())


async def test_pressing_send_twice_sends_once(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("end", "r", "f2", "f2", "f2")
        await settle(pilot)
    assert [type(sent) for sent in client.submitted] == [ask.SendMessage]


async def test_nobody_is_sent_to_a_briefing_that_is_not_there_yet(app, client):
    client.push(clock=replace(app.view.clock, running=False, reason="not-started"), move=None)
    async with app.run_test() as pilot:
        await pilot.pause()
        notice = str(app.screen.query_one("#notice").render())
        assert "Press p to begin." in notice
        assert "briefing" not in notice
