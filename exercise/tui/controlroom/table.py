"""Every command of the control room, declared once, with the roles that it is for.

Bindings, key bar, palette and help come from here, as does the check of ``docs/reference/keys.md``.
A tab's keys work while the tab is open, those of the room on all tabs.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from agencies.language import phrase
from exercise.tui.controlroom.roomcommand import CONTROL, EVERYBODY, OBSERVING, RoomCommand
from exercise.tui.controlroom.tabcommands import OF_TABS
from exercise.tui.controlroom.tablecommands import OF_TABLES
from exercise.tui.controlroom.tabs import TABS

__all__ = ["COMMANDS", "RoomCommand", "bindings", "commands_of", "may"]

COMMANDS: tuple[RoomCommand, ...] = (
    *OF_TABS,
    *OF_TABLES,
    # Steering.
    RoomCommand(
        "pause",
        ("p", "f6"),
        phrase("Pause"),
        phrase("Stop the exercise clock, or let it run again."),
        scope="room",
        roles=CONTROL,
    ),
    RoomCommand(
        "stop_for",
        ("o",),
        phrase("Stop for …"),
        phrase("Stop the clock, or let it stand, for a discussion, a break or a time-out."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "faster",
        ("plus", "f7"),
        phrase("Faster"),
        phrase("Run the exercise faster: 1, 2, 6 or 20 times real time."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "slower",
        ("minus", "shift+f7"),
        phrase("Slower"),
        phrase("Run the exercise slower."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "next_inject",
        ("k", "f8"),
        phrase("To the next inject"),
        phrase("Jump to the next inject that is due; you are asked first."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "jump",
        ("j",),
        phrase("Jump"),
        phrase("Jump to a time of the exercise, playing all that lies between."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "move",
        ("m",),
        phrase("Begin a move"),
        phrase("Leap to the beginning of a later move."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "codes",
        ("ctrl+k",),
        phrase("Join codes"),
        phrase("Look at the join codes, and replace one that got about; you are asked first."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "hand_over",
        ("H",),
        phrase("Hand over"),
        phrase("Have another of control direct the exercise from now on, or yourself."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "announce",
        ("a",),
        phrase("Announce"),
        phrase("Tell every seat something."),
        scope="room",
        roles=CONTROL,
    ),
    RoomCommand(
        "note",
        ("n",),
        phrase("Note"),
        phrase("Write down what you see, tied to what is marked. Nobody else sees it in play."),
        scope="room",
    ),
    RoomCommand(
        "visit",
        ("v", "f3"),
        phrase("VIP in the room"),
        phrase("Stop the clock and show a neutral state of play on all screens of the staff."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    RoomCommand(
        "emergency",
        ("!", "f12"),
        phrase("Real emergency (no duff)"),
        phrase("A real emergency: stop everything and cover every screen until you lift it."),
        scope="room",
        roles=CONTROL,
        short=phrase("No duff"),
    ),
    RoomCommand(
        "end",
        ("E",),
        phrase("End the exercise"),
        phrase("ENDEX, for everybody; you are asked first."),
        scope="room",
        roles=CONTROL,
        shown=False,
    ),
    # Moving about.
    RoomCommand(
        "find",
        ("/",),
        phrase("Find"),
        phrase("Show only the rows that hold what you type; Esc shows all again."),
        scope="room",
    ),
    RoomCommand(
        "read_down",
        ("space",),
        phrase("Read on"),
        phrase("Scroll the text beside the list."),
        scope="room",
        shown=False,
    ),
    RoomCommand(
        "read_up",
        ("backspace",),
        phrase("Read back"),
        phrase("Scroll the text beside the list back."),
        scope="room",
        shown=False,
    ),
    *(
        RoomCommand(
            f"tab({number})",
            (str(number),),
            phrase("Tab {n}", n=number),
            phrase("Show this tab."),
            scope="room",
            shown=False,
        )
        for number in range(1, len(TABS) + 1)
    ),
    RoomCommand(
        "next_tab",
        ("right", "ctrl+right"),
        phrase("Next tab"),
        phrase("Show the next tab."),
        scope="room",
        shown=False,
    ),
    RoomCommand(
        "previous_tab",
        ("left", "ctrl+left"),
        phrase("Previous tab"),
        phrase("Show the tab before."),
        scope="room",
        shown=False,
    ),
    RoomCommand(
        "colours",
        ("t",),
        phrase("Light or dark"),
        phrase("Change between a dark and a light screen."),
        scope="room",
        shown=False,
    ),
    RoomCommand(
        "help",
        ("question_mark", "f1"),
        phrase("Help"),
        phrase("What to press on this screen."),
        scope="room",
        pinned=True,
    ),
    RoomCommand(
        "leave",
        ("q", "ctrl+q", "f10"),
        phrase("Quit"),
        phrase("Leave the exercise; you are asked first."),
        scope="room",
        pinned=True,
    ),
    # The neutral page while somebody important is in the room.
    RoomCommand(
        "resume",
        ("p", "v", "f3"),
        phrase("Resume"),
        phrase("The visit is over: the clock runs on from where it stood."),
        scope="visit",
        roles=CONTROL,
    ),
    RoomCommand(
        "back",
        ("escape",),
        phrase("Back"),
        phrase("Back to the control room; the clock goes on standing still."),
        scope="visit",
        roles=CONTROL,
    ),
    RoomCommand(
        "emergency",
        ("!", "f12"),
        phrase("Real emergency (no duff)"),
        phrase("A real emergency: stop everything and cover every screen until you lift it."),
        scope="visit",
        roles=CONTROL,
        short=phrase("No duff"),
    ),
    RoomCommand(
        "help",
        ("question_mark", "f1"),
        phrase("Help"),
        phrase("What to press on this screen."),
        scope="visit",
        pinned=True,
    ),
    # The observer's page.
    RoomCommand(
        "colours",
        ("t",),
        phrase("Light or dark"),
        phrase("Change between a dark and a light screen."),
        scope="observer",
        roles=OBSERVING,
    ),
    RoomCommand(
        "help",
        ("question_mark", "f1"),
        phrase("Help"),
        phrase("What to press on this screen."),
        scope="observer",
        roles=OBSERVING,
        pinned=True,
    ),
    RoomCommand(
        "leave",
        ("q", "ctrl+q", "f10"),
        phrase("Quit"),
        phrase("Leave the exercise; you are asked first."),
        scope="observer",
        roles=OBSERVING,
        pinned=True,
    ),
    # Forms.
    RoomCommand(
        "send",
        ("f2", "ctrl+s"),
        phrase("Do it"),
        phrase("Do what the form is for."),
        scope="form",
        priority=True,
    ),
    RoomCommand(
        "clear",
        ("f8",),
        phrase("Empty the form"),
        phrase("Throw away what you wrote and begin again."),
        scope="form",
        priority=True,
    ),
    RoomCommand(
        "cancel",
        ("escape",),
        phrase("Back"),
        phrase("Close the form. What you wrote is kept as a draft."),
        scope="form",
        pinned=True,
    ),
    RoomCommand(
        "help",
        ("f1",),
        phrase("Help"),
        phrase("What to press on this screen."),
        scope="form",
        pinned=True,
        priority=True,
    ),
    RoomCommand(
        "leave",
        ("ctrl+q", "f10"),
        phrase("Quit"),
        phrase("Leave the exercise; you are asked first."),
        scope="form",
        shown=False,
        priority=True,
    ),
    # Everywhere.
    RoomCommand(
        "language",
        ("f9", "ctrl+l"),
        phrase("Español / English"),
        phrase("Change the language of the screen."),
        scope="all",
        roles=(*EVERYBODY, *OBSERVING),
        priority=True,
    ),
    RoomCommand(
        "palette",
        ("ctrl+p",),
        phrase("All commands"),
        phrase("Find any command by typing part of its name."),
        scope="all",
        shown=False,
        roles=(*EVERYBODY, *OBSERVING),
        priority=True,
    ),
)


def commands_of(scope: str, role: str) -> tuple[RoomCommand, ...]:
    """The commands of one scope that a role has."""
    return tuple(each for each in COMMANDS if each.scope == scope and role in each.roles)


def may(scope: str, action: str, role: str) -> bool:
    """Whether a role has an action of a scope; what the table does not know is nobody's secret."""
    own = [each for each in COMMANDS if each.scope == scope and _name(each.action) == action]
    return not own or any(role in each.roles for each in own)


def bindings(*scopes: str) -> list[BindingType]:
    """The bindings of a screen, or of a tab."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            str(command.label),
            show=False,
            priority=command.priority,
        )
        for command in COMMANDS
        # Enter comes from the list, as a choice.
        if command.scope in scopes and command.keys != ("enter",)
    ]


def _name(action: str) -> str:
    return action.partition("(")[0]
