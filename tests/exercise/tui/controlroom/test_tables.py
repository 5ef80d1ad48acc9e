"""One screen over all tables: what it shows, and which tables its keys reach."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from fakestaff import FakeStaff, a_picture

from exercise.tui.controlroom.app import GOES_ON
from exercise.tui.tables import TablesApp
from exercise.tui.tables.results import ResultsScreen
from exercise.tui.tables.together import Together
from exercise.views.control import RequestRow
from exercise.views.tables import Outcome, Results, side_by_side

RUNNING = a_picture()
STOPPED = a_picture(clock=replace(RUNNING.clock, running=False, reason="break"))
ENDED = a_picture(clock=replace(RUNNING.clock, running=False, phase="ended", reason="ended"))
HOSTILE = a_picture(
    requests=(RequestRow("r", 200, "port-authority", "[/] [@click=app.quit] \x1b[31m who?"),)
)
EMERGENCY = a_picture(clock=replace(RUNNING.clock, running=False, reason="emergency"))
CAME_OUT: Results = (
    Outcome(
        "objective", "notify", "partly", coverage=0.5, title={"en": "Tell those who must know"}
    ),
    Outcome("expectation", "E-01", "met", "port-authority", "people", title={"en": "Screens dark"}),
    Outcome("expectation", "E-02", "missed", "csirt", "playbook"),
)


class Tables:
    """The app over several fakes, and somebody at the keys."""

    def __init__(self, pilot: Any, clients: dict[int, FakeStaff]) -> None:
        self.pilot, self.clients = pilot, clients
        self.app: TablesApp = pilot.app

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def words(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in strips)

    def asked(self, number: int) -> list[str]:
        return [type(command).__name__ for command, _ in self.clients[number].asked]


Open = Callable[..., AbstractAsyncContextManager[Tables]]


@pytest.fixture
def tables() -> Open:
    @asynccontextmanager
    async def opened(
        *views: Any, size: tuple[int, int] = (80, 24), hosting: bool = False
    ) -> AsyncIterator[Tables]:
        clients = {number: FakeStaff(view) for number, view in enumerate(views, start=1)}
        app = TablesApp(Together(clients), hosting=hosting, wall=lambda: 0.0)
        async with app.run_test(size=size) as pilot:
            made = Tables(pilot, clients)
            await made.press()
            yield made

    return opened


async def test_each_table_has_a_row_with_its_state(tables: Open) -> None:
    async with tables(RUNNING, STOPPED, ENDED) as hall:
        rows = [line for line in hall.words.splitlines() if "Table " in line and "│" in line]
        for row, state in zip(rows, ("running", "BREAK", "ENDED"), strict=True):
            assert state in row


async def test_a_key_reaches_all_tables_or_the_marked_one_alone(tables: Open) -> None:
    async with tables(RUNNING, RUNNING) as hall:
        await hall.press("p")
        assert (hall.asked(1), hall.asked(2)) == (["Pause"], ["Pause"])
        await hall.press("down", "down", "plus")
        assert (hall.asked(1), hall.asked(2)) == (["Pause"], ["Pause", "SetSpeed"])


async def test_all_tables_stop_first_where_some_run(tables: Open) -> None:
    async with tables(RUNNING, STOPPED, ENDED) as hall:
        await hall.press("p")
        assert [hall.asked(n) for n in (1, 2, 3)] == [["Pause"], [], []]


async def test_a_real_emergency_stops_every_table_whatever_is_marked(tables: Open) -> None:
    async with tables(RUNNING, STOPPED, ENDED) as hall:
        await hall.press("down", "f12")
        assert hall.asked(1) == []
        await hall.press("y")
        assert [hall.asked(n) for n in (1, 2, 3)] == [["Pause"], ["Pause"], []]


async def test_a_visit_shows_a_neutral_page_and_ends_where_it_began(tables: Open) -> None:
    async with tables(RUNNING, STOPPED) as hall:
        await hall.press("v")
        assert [hall.asked(n) for n in (1, 2)] == [["Pause"], []]
        hall.clients[1].pause("visit")
        await hall.press()
        assert "short break" in hall.words
        assert "T+00:12:40" in hall.words  # That table's time, though each has its own.
        assert "I-04" not in hall.words
        await hall.press("v")
        assert [hall.asked(n) for n in (1, 2)] == [["Pause", "Resume"], []]


async def test_an_emergency_is_not_run_on_by_mistake_but_lifted_by_its_own_key(
    tables: Open,
) -> None:
    async with tables(EMERGENCY, EMERGENCY) as hall:
        assert "REAL EMERGENCY at table 1, 2" in hall.words
        await hall.press("p")
        assert hall.asked(1) == []
        await hall.press("f12", "y")
        assert (hall.asked(1), hall.asked(2)) == (["Pause"], ["Pause"])


async def test_enter_opens_the_marked_table(tables: Open) -> None:
    async with tables(RUNNING, RUNNING) as hall:
        await hall.press("enter")
        assert hall.app.return_value is None
        await hall.press("down", "down", "enter")
        assert hall.app.return_value == 2


async def test_an_announcement_goes_to_the_marked_table(tables: Open) -> None:
    async with tables(RUNNING, RUNNING) as hall:
        await hall.press("down", "a", *"hi", "f2")
        assert (hall.asked(1), hall.asked(2)) == (["Announce"], [])


async def test_a_refusal_says_which_table_refused(tables: Open) -> None:
    async with tables(RUNNING, RUNNING) as hall:
        hall.clients[2].refusal = "Not now."
        await hall.press("p")
        assert "Table 2: Not now." in hall.words


async def test_the_screen_over_all_tables_is_left_to_who_is_at_each_and_the_host_goes_on(
    tables: Open,
) -> None:
    one = replace(RUNNING, present=("control/1", "control/2", "control/3"), directs="control/1")
    two = replace(RUNNING, present=("control/1", "control/3"), directs="control/1")
    async with tables(one, two, hosting=True) as hall:
        await hall.press("q")
        assert "1. Control 3 directs; the host goes on" in hall.words
        assert "Control 2" not in hall.words
        await hall.press("2")
        assert "everybody at all tables is" in hall.words
        await hall.press("n", "q", "1")
        assert [hall.clients[n].directs for n in (1, 2)] == ["control/3"] * 2
        assert hall.app.return_value == GOES_ON


async def test_whoever_ends_the_host_of_all_tables_alone_is_asked(tables: Open) -> None:
    async with tables(RUNNING, RUNNING, hosting=True) as hall:
        await hall.press("q")
        assert "everybody at all tables is" in hall.words
        assert hall.app.is_running


async def test_results_stand_in_columns_and_name_who_still_plays(tables: Open) -> None:
    async with tables(ENDED, RUNNING) as hall:
        hall.clients[1].came_out = CAME_OUT
        await hall.press("r")
        assert isinstance(hall.app.screen, ResultsScreen)
        for words in ("partly", "✓ met", "~ missed", "Still playing: table 2."):
            assert words in hall.words
        await hall.press("escape")
        assert "Next inject" in hall.words


def test_what_one_table_never_had_is_a_dash_and_nothing_is_added_up() -> None:
    rows = side_by_side([CAME_OUT[:2], CAME_OUT[1:]])
    assert [row.first.id for row in rows] == ["notify", "E-01", "E-02"]
    assert [[cell is None for cell in row.cells] for row in rows] == [
        [False, True],
        [False, False],
        [True, False],
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", ["tables", "results"])
def test_picture(snap_compare: Any, settle: Any, name: str, size: Any, language: str) -> None:
    views = (RUNNING, STOPPED, HOSTILE, ENDED)
    clients = {number: FakeStaff(view) for number, view in enumerate(views, start=1)}
    clients[4].came_out = CAME_OUT
    keys = {"tables": ("down", "down", "down"), "results": ("r",)}[name]

    async def act(pilot: Any) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    app = TablesApp(Together(clients), language=language, wall=lambda: 0.0)
    assert snap_compare(app, terminal_size=size, run_before=act)
