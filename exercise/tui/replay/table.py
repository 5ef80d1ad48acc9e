"""Every command of the replay screen, declared once: bindings, key bar, palette and help."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.roomcommand import RoomCommand
from exercise.tui.controlroom.tabs import TABS as ROOM_TABS
from exercise.tui.controlroom.tabs import Tab
from exercise.tui.uicommand import TABS as DESK_TABS

__all__ = ["COMMANDS", "EVALUATE", "REPLAY", "STAFF", "bindings", "tabs_for"]

REPLAY = ("replay",)
STAFF = "control"
"""The stand from which everything is seen."""
EVALUATE = "evaluate"
"""The stand of an evaluator: the tasks first, and nothing that others wrote of them."""

_AWARE: Tab = ("aware", phrase("Who knew what"), phrase("Knew"))
_SCORES: Tab = ("scores", phrase("Scores"), phrase("Score"))
_PATH: Tab = ("path", phrase("Path"), phrase("Way"))
_MARKS: Tab = ("marks", phrase("Marks"), phrase("Marks"))
_NETWORK: Tab = ("flights", phrase("Network"), phrase("Net"))
_SEEN: tuple[Tab, ...] = (
    ROOM_TABS["log"],
    ROOM_TABS["timeline"],
    ROOM_TABS["desks"],
    ROOM_TABS["expected"],
    _NETWORK,
    _AWARE,
    _SCORES,
    _PATH,
    _MARKS,
)


def tabs_for(stand: str) -> tuple[Tab, ...]:
    """The tabs of a stand, in the order of their number keys; the tenth has 0."""
    if stand == STAFF:
        return _SEEN
    if stand == EVALUATE:
        return (ROOM_TABS["tasks"], *_SEEN)
    return DESK_TABS


def _command(
    action: str, keys: str, label: Phrase, help_text: Phrase, **more: object
) -> RoomCommand:
    return RoomCommand(
        action,
        tuple(keys.split()),
        label,
        help_text,
        scope="replay",
        roles=REPLAY,
        **more,  # type: ignore[arg-type]
    )


COMMANDS: tuple[RoomCommand, ...] = (
    # Going through the session.
    _command(
        "play", "p f6", phrase("Play"), phrase("Let the session play on by itself, or stop it.")
    ),
    _command("step(1)", "right", phrase("Next event"), phrase("Go on by one event."), shown=False),
    _command(
        "step(-1)", "left", phrase("Event before"), phrase("Go back by one event."), shown=False
    ),
    _command(
        "leap(60)",
        "shift+right full_stop",
        phrase("A minute on"),
        phrase("Go on by a minute."),
        shown=False,
    ),
    _command(
        "leap(-60)",
        "shift+left comma",
        phrase("A minute back"),
        phrase("Go back by a minute."),
        shown=False,
    ),
    _command(
        "faster",
        "plus f7",
        phrase("Faster"),
        phrase("Play faster: up to 300 times real time."),
        shown=False,
    ),
    _command("slower", "minus shift+f7", phrase("Slower"), phrase("Play slower."), shown=False),
    _command(
        "jump",
        "j",
        phrase("Jump"),
        phrase("Jump to an exercise time or to the number of an event."),
    ),
    _command(
        "next_mark",
        "k",
        phrase("Next mark"),
        phrase("Go to the next inject, decision, missed limit or note."),
        short=phrase("Marks"),
    ),
    _command(
        "previous_mark", "K", phrase("Mark before"), phrase("Go to the mark before."), shown=False
    ),
    _command(
        "kinds",
        "x",
        phrase("Which marks"),
        phrase("Choose which marks k and K stop at."),
        shown=False,
    ),
    _command(
        "find",
        "/ ctrl+f",
        phrase("Search"),
        phrase("Find words anywhere in the session, and go to the next event that holds them."),
    ),
    _command(
        "next_hit",
        "n",
        phrase("Next hit"),
        phrase("Go to the next event that holds what was searched."),
        shown=False,
    ),
    _command(
        "previous_hit", "N", phrase("Hit before"), phrase("Go to the hit before."), shown=False
    ),
    _command(
        "beginning",
        "g ctrl+home",
        phrase("Beginning"),
        phrase("Go to the beginning of the session."),
        shown=False,
    ),
    _command(
        "ending", "G ctrl+end", phrase("End"), phrase("Go to the end of the session."), shown=False
    ),
    # Looking.
    _command(
        "stand",
        "a",
        phrase("Look as …"),
        phrase("See it as control, as an evaluator, or from any agency's desk."),
        short=phrase("As …"),
    ),
    _command(
        "choose",
        "enter",
        phrase("Go there"),
        phrase(
            "Follow the marked fact or message, sit at the marked desk, or go to the marked moment."
        ),
    ),
    _command(
        "follow",
        "l",
        phrase("Follow"),
        phrase("Follow the fact or message that the marked row is about through the agencies."),
        shown=False,
    ),
    _command(
        "more_agencies",
        "v",
        phrase("More agencies"),
        phrase("On who knew what: show the agencies that there was no room for."),
        shown=False,
    ),
    _command(
        "beside",
        "c",
        phrase("Side by side"),
        phrase("Set this moment or another session beside the one you go on in, or take it away."),
        short=phrase("Beside"),
        shown=False,
    ),
    _command(
        "what_if",
        "w",
        phrase("What if …"),
        phrase("Play on from this moment with something changed, and compare."),
        shown=False,
    ),
    # Writing down.
    _command(
        "observe",
        "o",
        phrase("Observe"),
        phrase("Write down what you see, in the evaluation file; the record stays as it is."),
    ),
    _command(
        "bookmark",
        "b",
        phrase("Bookmark"),
        phrase("Mark this moment to come back to it."),
        shown=False,
    ),
    # Moving about.
    _command(
        "read_down",
        "space",
        phrase("Read on"),
        phrase("Scroll the text beside the list."),
        shown=False,
    ),
    _command(
        "read_up",
        "backspace",
        phrase("Read back"),
        phrase("Scroll the text beside the list back."),
        shown=False,
    ),
    *(
        _command(
            f"tab({number})",
            str(number % 10),
            phrase("Tab {n}", n=number),
            phrase("Show this tab."),
            shown=False,
        )
        for number in range(1, 11)
    ),
    _command(
        "next_tab", "ctrl+right", phrase("Next tab"), phrase("Show the next tab."), shown=False
    ),
    _command(
        "previous_tab",
        "ctrl+left",
        phrase("Previous tab"),
        phrase("Show the tab before."),
        shown=False,
    ),
    _command(
        "colours",
        "t",
        phrase("Light or dark"),
        phrase("Change between a dark and a light screen."),
        shown=False,
    ),
    _command(
        "language",
        "f9 ctrl+l",
        phrase("Español / English"),
        phrase("Change the language of the screen."),
        shown=False,
        priority=True,
    ),
    _command(
        "palette",
        "ctrl+p",
        phrase("All commands"),
        phrase("Find any command by typing part of its name."),
        shown=False,
        priority=True,
    ),
    _command(
        "help",
        "question_mark f1",
        phrase("Help"),
        phrase("What to press on this screen."),
        pinned=True,
    ),
    _command(
        "leave",
        "q ctrl+q f10",
        phrase("Quit"),
        phrase("Leave the session; nothing in it has changed."),
        pinned=True,
    ),
)


def bindings() -> list[BindingType]:
    """The bindings of the replay screen."""
    return [
        Binding(",".join(one.keys), one.action, str(one.label), show=False, priority=one.priority)
        for one in COMMANDS
        # Enter comes from the list, as a choice.
        if one.keys != ("enter",)
    ]
