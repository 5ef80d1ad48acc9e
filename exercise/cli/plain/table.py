"""The whole table of commands, and those that everybody has: help, language, leaving."""

from __future__ import annotations

from typing import Any

from agencies.language import LANGUAGES, phrase
from exercise.cli.plain.acting import ACTING
from exercise.cli.plain.arranging import ARRANGING
from exercise.cli.plain.command import Command, Line, read_line
from exercise.cli.plain.doors import DOORS
from exercise.cli.plain.hand import Hand
from exercise.cli.plain.naming import one_of
from exercise.cli.plain.parting import seat_of, ways_to_leave
from exercise.cli.plain.planning import PLANNING
from exercise.cli.plain.reading import READING
from exercise.cli.plain.standing_in import STANDING_IN
from exercise.cli.plain.steering import STEERING
from exercise.cli.plain.unforeseen import UNFORESEEN
from exercise.cli.plain.watching import WATCHING
from exercise.errors import RequestError
from exercise.views.parting import ENDS_HOST

__all__ = ["STAFF", "asks_to_leave", "commands_for", "obey"]

STAFF = ("control", "simcell", "collector", "evaluate")

AnyHand = Hand[Any]


async def obey(hand: AnyHand, typed: str) -> None:
    """Do what a line says.

    Raises:
        TabletopError: If that cannot be; says what to write.
    """
    commands = commands_for(hand.role)
    command, line = read_line(typed, commands, hand.language)
    if hand.covered and hand.role != "control" and command not in ALWAYS:
        raise RequestError("A real emergency: stop, and listen to the exercise control.")
    if command.needs and not (line.about or line.text):
        raise RequestError("Write: {usage}", usage=command.usage(hand.language))
    if command.do is not _yes:
        hand.doubtful.clear()
    await command.do(hand, line)


def commands_for(role: str) -> tuple[Command[Any], ...]:
    """The commands of a role."""
    own: tuple[Command[Any], ...] = (*READING, *ACTING)
    if role in STAFF:
        own = (*WATCHING, *STEERING, *DOORS, *ARRANGING, *UNFORESEEN, *PLANNING, *STANDING_IN)
    return tuple(
        command for command in (*own, *ALWAYS) if not command.roles or role in command.roles
    )


async def _help(hand: AnyHand, line: Line) -> None:
    commands = commands_for(hand.role)
    if line.text:
        commands = (read_line(line.text, commands, hand.language)[0],)
    for command in commands:
        hand.write(f"{command.usage(hand.language)}: {command.does.into(hand.language)}")
    if line.text:
        hand.tell(phrase("Also written: {words}", words=", ".join(commands[0].everywhere)))


async def _language(hand: AnyHand, line: Line) -> None:
    names = {"en": ("english", "inglés"), "es": ("español", "spanish")}
    wanted = line.about or next(one for one in LANGUAGES if one != hand.language)
    hand.language = one_of(names, wanted, phrase("language"))
    hand.tell(phrase("From now on in English."))


async def _quit(hand: AnyHand, _: Line) -> None:
    async def leave() -> None:
        hand.leaving = True

    if hand.hosting:
        hand.tell(*ways_to_leave(ENDS_HOST, hand.client.view.colleagues))
        hand.doubtful.append(leave)
    else:
        await leave()


async def _leave_to(hand: AnyHand, line: Line) -> None:
    if not hand.hosting:
        raise RequestError("Only the host is left to somebody: 'quit' leaves, and the rest go on.")
    view = hand.client.view
    seat = seat_of(view.colleagues, line.about)
    if view.directs != seat:
        await hand.put(hand.client.hand_over(seat))
    hand.leaving = hand.goes_on = True


def asks_to_leave(typed: str, language: str) -> str | None:
    """Who is to direct where a line asks to leave: nobody is ``""``; None if it does not ask.

    Raises:
        RequestError: If it is no command.
    """
    command, line = read_line(typed, commands_for("control"), language)
    if command.do is _quit:
        return ""
    return line.about or None if command.do is _leave_to else None


async def _yes(hand: AnyHand, _: Line) -> None:
    doubtful = tuple(hand.doubtful)
    hand.doubtful.clear()
    if not doubtful:
        hand.tell(phrase("There is nothing to confirm."))
    for anyway in doubtful:
        await anyway()


ALWAYS: tuple[Command[AnyHand], ...] = (
    Command(
        {"en": ("yes",), "es": ("sí",)},
        phrase("Do what you were warned of with the line before."),
        _yes,
    ),
    Command(
        {"en": ("language",), "es": ("idioma",)},
        phrase("Go on in the other language."),
        _language,
        phrase("[en | es]"),
    ),
    Command(
        {"en": ("help", "?"), "es": ("ayuda",)},
        phrase("What can be written, or more about one command."),
        _help,
        phrase("[COMMAND]"),
        text="whole",
    ),
    Command(
        {"en": ("quit", "leave", "exit"), "es": ("salir",)},
        phrase("Leave the exercise. The end of the input does the same."),
        _quit,
    ),
    Command(
        {"en": ("leave to",), "es": ("dejar a",)},
        phrase("On the host: have another of control direct, and leave without ending it."),
        _leave_to,
        phrase("SEAT"),
        roles=("control",),
    ),
)
