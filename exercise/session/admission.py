"""Who may ask for what, and what waits until the clock runs.

The engine holds the rules of play; this is about hands. A seat acts for its own agency and no
other, control steers, and a player alone in an exercise steers the clock too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from exercise import commands as c
from exercise.errors import Refused
from exercise.views.aliases import Aliases

__all__ = ["admit", "translate", "waits_for_clock"]

_SEAT = (c.TakeSeat, c.LeaveSeat)
_DESK = (c.OpenItem, c.SendMessage, c.RelayItem, c.LogDecision, c.RequestInformation)
_PLAYER = (*_SEAT, *_DESK, c.AnswerQuestion)
_STEERING = (c.Pause, c.Resume, c.SetSpeed, c.Jump, c.BeginMove, c.EndExercise)
_WAITING = (c.SendMessage, c.RelayItem, c.LogDecision)
_ENTERED = (c.SendMessage, c.LogDecision)
_HANDS = {
    "simcell": (*_SEAT, *_DESK),
    "collector": (*_SEAT, c.OpenItem, c.CodeItem, *_ENTERED),
}
"""What staff other than control may ask for."""
_TEXT_LIMIT = 20_000
"""The most characters of one text."""


def admit(
    submission: c.Submission, *, solo: bool, ended: bool, seats: Callable[[str], Sequence[str]]
) -> c.Submission:
    """The submission as the engine gets it.

    Args:
        submission: What was asked, and by whom.
        solo: Whether the one player may steer the clock.
        ended: Whether it is after ENDEX, when nobody takes a seat any more.
        seats: The seats of an agency that are taken.

    Raises:
        Refused: If this hand may not ask for it.
    """
    command, actor = submission.command, submission.actor
    _short_enough(command)
    if actor == "player" and solo and isinstance(command, _STEERING):
        return replace(submission, actor="control", agency=None)
    if actor in ("player", "clerk"):
        _of_a_desk(submission, seats, ended=ended)
    elif actor in _HANDS:
        if not isinstance(command, _HANDS[actor]):
            raise Refused("This is for control to do.")
        if actor == "simcell" or isinstance(command, _SEAT):
            _who_stands_in(submission, seats)
        elif isinstance(command, _ENTERED) and command.happened_at is None:
            raise Refused("What was said at the table is entered with the time at which it was.")
    elif actor not in ("control", "session"):
        raise Refused("This is for control to do.")
    return submission


def _who_stands_in(submission: c.Submission, seats: Callable[[str], Sequence[str]]) -> None:
    """Staff claim desks without people; the SimCell speaks for no others.

    The data collector is also the clerk of desks on paper: whoever is on paper needs no claim.
    """
    agency, seat = submission.agency or "", submission.seat
    taken = seats(agency)
    if isinstance(submission.command, c.TakeSeat):
        if submission.command.seat != seat or taken:
            raise Refused("This desk has its own people.")
    elif seat not in taken:
        raise Refused("Claim this desk first.")


def _of_a_desk(
    submission: c.Submission, seats: Callable[[str], Sequence[str]], *, ended: bool
) -> None:
    command, agency, seat = submission.command, submission.agency, submission.seat
    if not isinstance(command, _PLAYER):
        raise Refused("This is for control to do.")
    if not agency or not seat or seat.partition("/")[0] != agency:
        raise Refused("A seat acts for its own agency only.")
    if isinstance(command, _SEAT):
        if command.seat != seat:
            raise Refused("A seat acts for its own agency only.")
    elif seat not in seats(agency) and not (ended and isinstance(command, c.AnswerQuestion)):
        raise Refused("Take a seat first.")
    if submission.actor == "player" and getattr(command, "happened_at", None) is not None:
        raise Refused("Only the desk's clerk or control enters something later.")


def _short_enough(command: c.Command) -> None:
    for name in ("text", "body", "reason", "answer", "subject"):
        if len(getattr(command, name, "")) > _TEXT_LIMIT:
            raise Refused("This is too long to be sent; shorten it.")


def waits_for_clock(command: c.Command) -> bool:
    """Whether a command waits while the clock stands still: people read and draft meanwhile."""
    return isinstance(command, _WAITING)


def translate(command: c.Command, agency: str, aliases: Aliases) -> c.Command:
    """A desk's command with its own names for things turned into those of the record.

    Raises:
        Refused: If it names something that this desk was never shown.
    """
    match command:
        case c.OpenItem(item=item) | c.RelayItem(item=item):
            return replace(command, item=aliases.find(agency, "item", item))
        case c.SendMessage(facts=facts, about=about):
            return replace(
                command,
                facts={aliases.find(agency, "fact", name): facts[name] for name in facts},
                about=None if about is None else aliases.find(agency, "item", about),
            )
        case c.LogDecision(facts=names):
            found = tuple(aliases.find(agency, "fact", name) for name in names)
            return replace(command, facts=found)
        case _:
            return command
