from __future__ import annotations

from dataclasses import replace

import pytest
from fake import INBOX, FakeClient, a_view, an_announced_view
from textual.widgets import OptionList, Static

from exercise import commands as ask
from exercise.errors import Refused
from exercise.tui import TraineeApp, run_trainee
from exercise.tui.screens.compose import ComposeScreen
from exercise.tui.screens.dialogs import ConfirmScreen, EndScreen
from exercise.tui.widgets.bars import KeyBar, MarkingLine, NoticeLine
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.clockbar import ClockBar, Interpolation
from exercise.tui.wording import EXERCISE
from exercise.views.seat import ClockView, PlaceView, SeatView


def reading(app: TraineeApp) -> str:
    pane = next(pane for pane in app.screen.query(BrowsePane) if pane.display)
    return str(pane.query_one(".text", Static).content)


def notice(app: TraineeApp, name: str = "notice") -> str:
    line = app.screen.query_one(f"#{name}", NoticeLine)
    return str(line.render()) if line.display else ""


def said(app: TraineeApp) -> list[str]:
    return [each.text.into(app.language) for each in app.said]


async def test_enter_opens_an_unread_item_and_only_that(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("end", "enter", "up", "up")
        assert "Not opened yet" in reading(app)
        await pilot.press("enter")
        await settle(pilot)
        assert client.submitted == [ask.OpenItem("i3")]


async def test_an_item_shows_its_text_and_facts_once_opened(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("down")
        opened = replace(
            INBOX[2], opened_at=761, body={"en": "Isolate the network."}, facts={"f2": "denied"}
        )
        client.push(inbox=(*INBOX[:2], opened, INBOX[3]))
        await settle(pilot)
        assert "Isolate the network." in reading(app)
        assert "✗ denied" in reading(app)
        assert "press l to pass it on" in reading(app)


async def test_the_newest_item_is_on_top_and_what_arrives_leaves_the_mark_alone(
    app, client, settle
):
    async with app.run_test() as pilot:
        assert [row for row, _ in app.screen.pane.rows(70)] == ["i4", "i3", "i2", "i1"]
        await pilot.press("down", "down")
        client.push(inbox=(*INBOX, replace(INBOX[3], id="i5")))
        await settle(pilot)
        assert app.screen.pane.marked == "i2"
        assert app.screen.pane.options.get_option_at_index(0).id == "i5"


async def test_the_title_says_where_new_items_are_that_are_out_of_sight(app, client, settle):
    many = tuple(replace(INBOX[0], id=f"o{n}") for n in range(20))
    client.push(inbox=many)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        client.push(inbox=(*many, replace(INBOX[3], id="i9")))
        await settle(pilot)
        assert "▲ new above: 1" in str(app.screen.pane.border_title)
        await pilot.press("u")
        await settle(pilot)
        assert app.screen.pane.marked == "i9"
        assert "new" not in str(app.screen.pane.border_title)


async def test_one_key_leads_from_any_tab_through_what_was_not_opened(app):
    async with app.run_test() as pilot:
        await pilot.press("5", "u")
        assert (app.screen.tab, app.screen.pane.marked) == ("inbox", "i3")
        await pilot.press("u")
        assert app.screen.pane.marked == "i4"
        await pilot.press("u")
        assert app.screen.pane.marked == "i3"


async def test_acknowledge_and_relay_take_one_key(app, client, settle):
    opened = tuple(replace(item, opened_at=1) for item in INBOX)
    client.push(inbox=opened)
    async with app.run_test() as pilot:
        await pilot.press("end", "a", "up", "up", "l")
        await settle(pilot)
        assert client.submitted == [
            ask.SendMessage(to="terminal-operator", intent="acknowledge", about="i1"),
            ask.RelayItem("i3"),
        ]


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        (("r",), "Open the item first"),
        (("end", "up", "a"), "acknowledged this already"),
        (("end", "l"), "Nobody asked you"),
        (("2", "r"), "Mark an item in the inbox"),
    ],
)
async def test_a_key_that_cannot_do_anything_says_why(app, client, keys, why):
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert any(why in each for each in said(app))
        assert not client.submitted


async def test_every_tab_opens_by_its_number_and_by_arrows(app, settle):
    async with app.run_test() as pilot:
        for number, name in enumerate(
            ("inbox", "sent", "decisions", "board", "contacts", "documents", "questions"), start=1
        ):
            await pilot.press(str(number))
            assert app.screen.tab == name
            assert app.focused is app.screen.pane.query_one(OptionList)
        await pilot.press("right")
        assert app.screen.tab == "inbox"
        await pilot.press("left")
        assert app.screen.tab == "questions"
        await settle(pilot)


async def test_contacts_tell_ways_and_enter_writes_to_one(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("5")
        await settle(pilot)
        assert "Enter writes in person" in reading(app)
        await pilot.press("down", "down")
        assert "through Coast Guard" in reading(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ComposeScreen)
        assert app.screen.picker("to").chosen == ("customs",)


async def test_a_returned_message_says_why(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert "CAME BACK" in reading(app)
        assert "the link is down" in reading(app)


async def test_the_clock_runs_between_views_only_while_the_exercise_runs():
    time = Interpolation()
    running = ClockView(100, True, 6.0)
    time.anchor(running, 10.0)
    time.anchor(running, 12.0)
    assert time.at(15.0) == 130
    time.anchor(ClockView(131, False, 6.0), 15.2)
    assert time.at(99.0) == 131
    time.anchor(running, 20.0)
    time.freeze(21.0)
    assert time.at(50.0) == 106


async def test_clock_and_story_move_on_between_views(client):
    wall = [0.0]
    app = TraineeApp(client, wall=lambda: wall[0])
    async with app.run_test(size=(140, 45)) as pilot:
        wall[0] = 10.0
        app.tick()
        await pilot.pause()
        shown = str(app.screen.query_one(ClockBar).render())
        assert "T+00:13:40" in shown
        assert "2027-07-04 06:43" in shown


async def test_solo_keys_steer_the_clock(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("p", "plus", "minus", "k")
        await settle(pilot)
        assert client.submitted == [ask.Pause(), ask.SetSpeed(20.0), ask.SetSpeed(2.0)]
        assert client.skipped == 1
        client.push(clock=replace(client.view.clock, running=False, reason="pause"))
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert client.submitted[-1] == ask.Resume()
        assert "Press p" in notice(app)


async def test_others_neither_steer_the_clock_nor_are_told_how(app, client, settle):
    client.push(solo=False)
    async with app.run_test() as pilot:
        await pilot.press("p", "plus", "minus", "k")
        await settle(pilot)
        assert not client.submitted
        assert client.skipped == 0
        assert "Pause" not in str(app.screen.query_one(KeyBar).render())


async def test_the_language_changes_at_once_and_back(app, settle):
    async with app.run_test() as pilot:
        await pilot.press("f9")
        await settle(pilot)
        assert EXERCISE["es"] in str(app.screen.query_one(MarkingLine).render())
        assert "Autoridad Portuaria" in str(app.screen.query_one(ClockBar).render())
        await pilot.press("end")
        assert "Perdimos el sistema" in reading(app)
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert "We lost the terminal" in reading(app)


async def test_a_host_that_was_ended_is_another_state(client, settle):
    app = TraineeApp(client, language="es", wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)) as pilot:
        client.connected, client.host_ended = False, True
        app.tick()
        await settle(pilot)
        told = "El facilitador terminó la sesión. Lo que usted envió consta en el registro."
        assert notice(app) == f"■ {told}"
        assert len(notice(app)) <= 78
        assert "SESIÓN TERMINADA" in app.screen.query_one(ClockBar).state()[0]
        client.connected, client.host_ended = True, False
        app.tick()
        await settle(pilot)
        assert "terminó" not in notice(app)


async def test_whoever_is_not_let_in_again_is_told_why(app, client, settle):
    async with app.run_test() as pilot:
        client.connected, client.gone = False, Refused("This code opens nothing any more.")
        app.tick()
        await settle(pilot)
        assert notice(app) == "✗ This code opens nothing any more."


async def test_a_lost_connection_is_a_state_and_stops_the_clock(client, settle):
    wall = [0.0]
    app = TraineeApp(client, wall=lambda: wall[0])
    async with app.run_test() as pilot:
        client.connected, client.broken = False, True
        app.tick()
        wall[0] = 60.0
        app.tick()
        await settle(pilot)
        assert "Connection lost" in notice(app)
        assert app.at == 760
        await pilot.press("enter")
        await settle(pilot)
        assert any("cannot be reached" in each for each in said(app))
        client.connected = True
        app.tick()
        await settle(pilot)
        assert "Connection lost" not in notice(app)


async def test_trouble_of_the_session_is_told(app, client, settle):
    async with app.run_test() as pilot:
        client.push(trouble="record")
        await settle(pilot)
        assert "the record cannot be written" in notice(app)


async def test_announcements_stay_in_sight(client):
    app = TraineeApp(FakeClient(an_announced_view()), wall=lambda: 0.0)
    async with app.run_test():
        assert "The hot wash is in room 2." in notice(app, "news")
        assert "+1 earlier" in notice(app, "news")


async def test_a_refusal_is_told(app, client, settle):
    client.refusal = "Not now."
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert said(app) == ["Not now."]


async def test_the_end_is_shown_once_and_leaves_everything_readable(app, client, settle):
    async with app.run_test() as pilot:
        ended = replace(client.view.clock, running=False, phase="ended")
        client.push(clock=ended)
        await settle(pilot)
        assert isinstance(app.screen, EndScreen)
        await pilot.press("escape")
        client.push(marking="TLP:RED")
        await settle(pilot)
        assert "Press q to leave" in notice(app)
        await pilot.press("n", "d")
        assert any("has ended" in each for each in said(app))
        await pilot.press("7", "enter")
        await settle(pilot)
        assert app.screen.SCOPE == "answer"


@pytest.mark.parametrize(
    ("language", "stays", "leaves"),
    [("en", "nsescape", "y"), ("es", "nescape", "s"), ("es", "nescape", "y")],
)
async def test_quitting_asks_first(client, language, stays, leaves, settle):
    app = TraineeApp(client, language=language, wall=lambda: 0.0)
    async with app.run_test() as pilot:
        for key in (*stays.removesuffix("escape"), "escape"):
            await pilot.press("q")
            assert isinstance(app.screen, ConfirmScreen)
            await pilot.press(key)
            assert not isinstance(app.screen, ConfirmScreen)
        assert app.is_running
        await pilot.press("ctrl+q", leaves)
        await settle(pilot)
    assert not app.is_running


async def test_a_view_without_agency_waits_and_then_fills(settle):
    client = FakeClient(SeatView())
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test() as pilot:
        assert "Waiting" in str(app.screen.query_one("#loading", Static).content)
        await pilot.press("n", "d", "2", "r", "enter")
        client.push(a_view())
        await settle(pilot)
        assert app.screen.pane.display
        assert len(app.screen.pane.rows(70)) == 4


async def test_news_for_the_inbox_reach_every_tab(app, client, settle):
    async with app.run_test() as pilot:
        await pilot.press("2")
        client.push(inbox=(*INBOX, replace(INBOX[3], id="i9", subject={"en": "[b]Fire[/foo]"})))
        await settle(pilot)
        assert "New in your inbox: [b]Fire[/foo]" in said(app)


async def test_the_welcome_stays_until_something_is_marked(client):
    app = TraineeApp(client, welcome="Welcome aboard.\nSecond line.", wall=lambda: 0.0)
    async with app.run_test() as pilot:
        assert "Welcome aboard." in reading(app)
        await pilot.press("down")
        assert "Welcome aboard." not in reading(app)


async def test_leaving_gives_the_seat_up(client, monkeypatch):
    async def at_once(self, **_: object) -> None:
        return None

    monkeypatch.setattr(TraineeApp, "run_async", at_once)
    await run_trainee(client, language="es", welcome="Hola")
    assert client.closed


async def test_the_board_lists_every_security_level(app):
    async with app.run_test() as pilot:
        await pilot.press("4", "end")
        assert "MV AURORA" in reading(app)
        assert "Terminal" in reading(app)


async def test_raised_levels_stay_in_sight_where_there_is_no_room(client, settle):
    places = tuple(
        replace(client.view.places[0], id=f"p{n}", title={"en": "A long name " * 3})
        for n in range(6)
    )
    client.push(places=(*places, client.view.places[1]))
    app = TraineeApp(client, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)):
        shown = str(app.screen.query_one(ClockBar).render())
        assert "MV AURORA 2▲  others 1" in shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "security  3▲▲ in 2, 2▲ in 4 places"),
        ("es", "protección  3▲▲ en 2, 2▲ en 4 lugares"),
    ],
)
async def test_levels_can_be_read_however_many_are_raised(client, language, shown):
    places = tuple(
        PlaceView(f"p{n}", {"en": "A terminal with a long name"}, "port-facility", 2 + (n < 2))
        for n in range(6)
    )
    client.push(places=places)
    app = TraineeApp(client, language=language, wall=lambda: 0.0)
    async with app.run_test(size=(80, 24)):
        assert shown in str(app.screen.query_one(ClockBar).render())


async def test_keys_pressed_while_the_program_is_being_left_open_nothing(app):
    async with app.run_test():
        screen = app.screen
        app.exit()
        assert not await screen.run_action("tab('sent')")
        assert screen.tab == "inbox"
