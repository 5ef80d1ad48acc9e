"""Every command of the control room, declared once, with the roles that it is for.

Bindings, key bar, palette and help come from here, as does the check of ``docs/reference/keys.md``.
A tab's keys work while the tab is open, those of the room on all tabs.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from agencies.language import phrase
from exercise.tui.controlroom.tabs import TABS
from exercise.tui.uicommand import UiCommand

__all__ = ["COMMANDS", "RoomCommand", "bindings", "commands_of", "may"]

CONTROL = ("control",)
SPEAKING = ("control", "simcell")
CODING = ("control", "collector")
OBSERVING = ("observe",)
EVERYBODY = ("control", "simcell", "collector", "evaluate")


@dataclass(frozen=True, slots=True)
class RoomCommand(UiCommand):
    """A command of the control room.

    ``scope`` is ``room``, the name of a tab, ``form`` or ``all``; ``shown`` says whether the key
    bar shows it.
    """

    roles: tuple[str, ...] = EVERYBODY
    shown: bool = True


COMMANDS: tuple[RoomCommand, ...] = (
    # The timeline.
    RoomCommand(
        "release",
        ("r",),
        phrase("Release now"),
        phrase("Fire the marked inject now, whatever its time or condition."),
        scope="timeline",
        roles=CONTROL,
        short=phrase("Release"),
    ),
    RoomCommand(
        "hold",
        ("h",),
        phrase("Hold"),
        phrase("Keep the marked inject from firing until you release it."),
        scope="timeline",
        roles=CONTROL,
    ),
    RoomCommand(
        "drop",
        ("s",),
        phrase("Skip inject"),
        phrase("Never fire the marked inject; you say why."),
        scope="timeline",
        roles=CONTROL,
        short=phrase("Skip it"),
    ),
    RoomCommand(
        "edit",
        ("e",),
        phrase("Edit"),
        phrase("Change what the marked inject says before it is released."),
        scope="timeline",
        roles=CONTROL,
    ),
    RoomCommand(
        "add",
        ("i",),
        phrase("Ad hoc inject"),
        phrase("Write an inject that is delivered at once."),
        scope="timeline",
        roles=CONTROL,
        short=phrase("Ad hoc"),
    ),
    RoomCommand(
        "due",
        ("u",),
        phrase("Next due"),
        phrase("Mark the inject that is due next."),
        scope="timeline",
    ),
    RoomCommand(
        "which",
        ("f",),
        phrase("Which"),
        phrase("Show all injects, those to come, or those released."),
        scope="timeline",
    ),
    # Desks.
    RoomCommand(
        "claim",
        ("c",),
        phrase("Claim / hand back"),
        phrase("Speak for the marked agency, which nobody plays, or hand it back to its playbook."),
        scope="desks",
        roles=SPEAKING,
        short=phrase("Claim"),
    ),
    # What is expected.
    RoomCommand(
        "excuse",
        ("x",),
        phrase("Artificiality"),
        phrase("Mark the part as an artificiality of the exercise: it is then not observed."),
        scope="expected",
        roles=CONTROL,
    ),
    RoomCommand(
        "which",
        ("f",),
        phrase("Which"),
        phrase("Show what is open, or everything that was expected so far."),
        scope="expected",
    ),
    # The network.
    RoomCommand(
        "disrupt",
        ("d",),
        phrase("Disrupt"),
        phrase("Take down a link, a channel, an agency, or a channel at one agency."),
        scope="network",
        roles=CONTROL,
    ),
    RoomCommand(
        "restore",
        ("r",),
        phrase("Restore"),
        phrase("Bring the marked outage back."),
        scope="network",
        roles=CONTROL,
    ),
    RoomCommand(
        "grant",
        ("g",),
        phrase("Grant contact"),
        phrase("Let the marked unlisted contact through now."),
        scope="network",
        roles=CONTROL,
        short=phrase("Grant"),
    ),
    RoomCommand(
        "refuse",
        ("x",),
        phrase("Refuse contact"),
        phrase("No number is to be found: the marked message goes back to its sender."),
        scope="network",
        roles=CONTROL,
        short=phrase("Refuse"),
    ),
    RoomCommand(
        "gather",
        ("i",),
        phrase("In person"),
        phrase("Let agencies talk in person: they are in one place of the story."),
        scope="network",
        roles=CONTROL,
    ),
    RoomCommand(
        "level",
        ("l",),
        phrase("Security level"),
        phrase("Set the security level of a place."),
        scope="network",
        roles=CONTROL,
        short=phrase("Level"),
    ),
    RoomCommand(
        "thing",
        ("b",),
        phrase("Open or close"),
        phrase("Open or close a system or a resource."),
        scope="network",
        roles=CONTROL,
    ),
    # Requests, codings, questions.
    RoomCommand(
        "deal",
        ("enter",),
        phrase("Deal with it"),
        phrase("Answer the request, code the text, or put the question that is marked."),
        scope="requests",
        roles=CODING,
    ),
    RoomCommand(
        "said",
        ("w",),
        phrase("What was said"),
        phrase("Enter what was said or decided at the table, with the time at which it was."),
        scope="requests",
        roles=CODING,
    ),
    RoomCommand(
        "decided",
        ("d",),
        phrase("What was decided"),
        phrase("Enter a decision that was spoken at the table, with the time at which it was."),
        scope="requests",
        roles=CODING,
    ),
    RoomCommand(
        "which",
        ("f",),
        phrase("Which"),
        phrase("Show what waits, or everything."),
        scope="requests",
    ),
    # Speaking for simulated agencies.
    RoomCommand(
        "open",
        ("enter",),
        phrase("Open"),
        phrase("Open the marked item: from then on that agency knows what it says."),
        scope="queue",
        roles=SPEAKING,
    ),
    RoomCommand(
        "reply",
        ("r",),
        phrase("Reply"),
        phrase("Answer the marked item as the agency that it came to."),
        scope="queue",
        roles=SPEAKING,
    ),
    RoomCommand(
        "relay",
        ("l",),
        phrase("Relay"),
        phrase("Pass the marked relay request on."),
        scope="queue",
        roles=SPEAKING,
    ),
    RoomCommand(
        "write",
        ("w",),
        phrase("Write"),
        phrase("Send a message as an agency that you speak for."),
        scope="queue",
        roles=SPEAKING,
    ),
    RoomCommand(
        "decide",
        ("d",),
        phrase("Decide"),
        phrase("Log a decision of an agency that you speak for."),
        scope="queue",
        roles=SPEAKING,
    ),
    RoomCommand(
        "hand_back",
        ("c",),
        phrase("Hand back"),
        phrase("Hand the marked item's agency back to its playbook."),
        scope="queue",
        roles=SPEAKING,
    ),
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
