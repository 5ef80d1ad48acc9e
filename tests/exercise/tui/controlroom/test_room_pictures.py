"""Pictures of the control room in two sizes and two languages; look at each before accepting."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake import FakeClient
from fakestaff import FakeStaff, a_picture

from exercise.tui.controlroom import ControlApp
from exercise.tui.observer import ObserverApp
from exercise.views.control import ActRow
from exercise.views.seat import (
    Announcement,
    ClockView,
    MoveView,
    PlaceView,
    QuestionView,
    SeatView,
)

RUNNING = a_picture()
VISIT = a_picture(clock=replace(RUNNING.clock, running=False, reason="visit"))
EMERGENCY = a_picture(clock=replace(RUNNING.clock, running=False, reason="emergency"))
BREAK = a_picture(clock=replace(RUNNING.clock, running=False, reason="break"))
PICTURES = {
    "timeline": (RUNNING, ()),
    "desks": (RUNNING, ("2",)),
    "expected": (RUNNING, ("3",)),
    "requests": (RUNNING, ("5",)),
    "queue": (a_picture("simcell"), ()),
    "tasks": (a_picture("evaluate"), ()),
    "ad-hoc": (RUNNING, ("i",)),
    "visit": (VISIT, ()),
}
UNFORESEEN = a_picture(
    requests=(),
    unforeseen=(
        ActRow(
            "d1",
            640,
            "port-authority",
            "",
            "close-gate",
            ("gate",),
            "Too [many] lorries.",
            ("I-05",),
        ),
    ),
)
ONCE = {
    "and-now": (UNFORESEEN, ("5",)),
    "what-follows": (UNFORESEEN, ("5", "enter", "f9")),
    "network": (RUNNING, ("4",)),
    "log": (RUNNING, ("6",)),
    "notes": (RUNNING, ("7",)),
    "question": (RUNNING, ("5", "end")),
    "coding": (a_picture("collector"), ("down", "enter", "enter")),
    "observing": (a_picture("evaluate"), ("n",)),
    "releasing": (RUNNING, ("r",)),
    "stopping": (RUNNING, ("o",)),
    "ending": (RUNNING, ("E", "f9")),
    "emergency": (EMERGENCY, ()),
    "lifting": (EMERGENCY, ("!",)),
    "break": (BREAK, ()),
    "finding": (RUNNING, ("/", *"csirt")),
    "help": (RUNNING, ("question_mark",)),
    "empty": (a_picture(injects=()), ()),
    "light": (RUNNING, ("t",)),
    "loading": (a_picture("", moves=()), ()),
}


@pytest.fixture
def pictured(snap_compare, settle):
    def compare(view, keys, size, language, **steer: object) -> bool:
        client = FakeStaff(view)
        for name, value in steer.items():
            setattr(client, name, value)

        async def act(pilot) -> None:
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)

        app = ControlApp(client, language=language, wall=lambda: 0.0)
        return snap_compare(app, terminal_size=size, run_before=act)

    return compare


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
@pytest.mark.parametrize("name", PICTURES)
def test_picture(pictured, name, size, language):
    view, keys = PICTURES[name]
    assert pictured(view, keys, size, language)


@pytest.mark.parametrize("name", ONCE)
def test_small_picture(pictured, name):
    view, keys = ONCE[name]
    assert pictured(view, keys, (80, 24), "en")


def test_picture_of_a_refusal(pictured):
    keys = ("a", *"Hello", "f2")
    assert pictured(RUNNING, keys, (80, 24), "en", refusal="This is too long to be sent.")


def test_picture_of_a_lost_connection(pictured):
    assert pictured(RUNNING, (), (80, 24), "en", connected=False, outbox=2)


ROOM = SeatView(
    shown="Q-2",
    session="port-ransomware",
    title={"en": "Ransomware at the terminal", "es": "Ransomware en la terminal"},
    marking="TLP:AMBER",
    seat="observe/1",
    clock=ClockView(760, True, 2.0, "", "play", "2027-07-04T06:42:40-05:00"),
    move=MoveView(
        "m1",
        {"en": "Dark screens", "es": "Pantallas apagadas"},
        {"en": "It is early on a Sunday.", "es": "Es domingo temprano."},
        1,
        2,
    ),
    questions=(
        QuestionView(
            "Q-2",
            {"en": "Would you raise the level?", "es": "¿Subiría el nivel?"},
            "choice",
            ({"en": "Yes", "es": "Sí"}, {"en": "No", "es": "No"}),
        ),
    ),
    announcements=(Announcement(650, "The press is [here]."),),
    places=(
        PlaceView("terminal", {"": "Terminal"}, "port-facility", 1),
        PlaceView("aurora", {"": "MV AURORA"}, "ship", 2),
    ),
)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
def test_picture_of_the_observers_page(snap_compare, size, language):
    app = ObserverApp(FakeClient(ROOM), language=language, wall=lambda: 0.0)
    assert snap_compare(app, terminal_size=size)


def test_picture_of_the_observers_page_at_a_briefing(snap_compare):
    view = replace(ROOM, questions=(), clock=replace(ROOM.clock, running=False, reason="briefing"))
    assert snap_compare(ObserverApp(FakeClient(view), wall=lambda: 0.0), terminal_size=(80, 24))
