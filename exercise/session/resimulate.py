"""Running a session again from its commands, and comparing what comes out with the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from agencies.network import Network
from exercise.commands import SendMessage, Submission
from exercise.engine.engine import Engine
from exercise.errors import Refused
from exercise.events import Event, body_to, command_of
from exercise.session.opening import setup_of
from exercise.setup import Setup

__all__ = ["Difference", "difference", "divergence", "rerun", "resimulate"]


class Difference(NamedTuple):
    """The first event of a record that a simulation does not agree with.

    ``simulated`` is what came out in its place; None where the simulation had nothing more to tell.
    """

    recorded: Event
    simulated: Event | None


def rerun(
    setup: Setup,
    events: Iterable[Event],
    until: int | None = None,
    *,
    network: Network | None = None,
) -> tuple[Engine, list[Event]]:
    """A fresh engine taken through the commands among ``events``, and everything it tells.

    A command that the record admitted and this engine refuses ends the run: the record is not of
    these rules, and :func:`divergence` says where.

    Args:
        setup: What the session was made from.
        events: A record, or only its commands; whatever is not a command is passed over.
        until: Exercise second to advance to in the end, where that is later.
        network: The network of the setup, where the caller has built it already.
    """
    engine = Engine(setup, network)
    told = engine.begin()
    for event in events:
        submission = command_of(event)
        if submission is None:
            continue
        told += engine.advance_to(event.at)
        try:
            told += engine.submit(_with_words(submission))
        except Refused:
            return engine, told
    if until is not None and until > engine.now:
        told += engine.advance_to(until)
    return engine, told


def _with_words(submission: Submission) -> Submission:
    """A command as admission wants it, its words taken out of a redacted record notwithstanding.

    A message that informs and carries no fact had words, or it would not have been admitted. Which
    ones makes no difference to what follows.
    """
    command = submission.command
    if not isinstance(command, SendMessage) or command.intent != "inform":
        return submission
    if not command.facts and not command.text.strip():
        return replace(submission, command=replace(command, text="…"))
    return submission


def divergence(recorded: Sequence[Event], told: Sequence[Event]) -> int | None:
    """Place in the record of the first event that the simulation does not agree with."""
    found = difference(recorded, told)
    return None if found is None else found.recorded.seq


def difference(recorded: Sequence[Event], told: Sequence[Event]) -> Difference | None:
    """The first event of a record that the simulation does not agree with, beside what it says.

    What the simulation tells beyond the end of the record is no divergence: a session that was cut
    off had not written it yet.
    """
    simulated = [event for event in recorded if event.origin != "recorded"]
    for place, event in enumerate(simulated):
        if place >= len(told):
            return Difference(event, None)
        if not _same(event, told[place]):
            return Difference(event, told[place])
    return None


def _same(one: Event, other: Event) -> bool:
    """Whether two events say the same; names and free text may have been taken out of a record."""
    return _envelope(one) == _envelope(other) and (
        one.body == other.body or _public(one) == _public(other)
    )


def _envelope(event: Event) -> tuple[object, ...]:
    return (event.at, event.origin, event.kind, event.actor, event.id, event.agency, event.seat)


def _public(event: Event) -> dict[str, object]:
    private = type(event.body).PRIVATE
    return {name: value for name, value in body_to(event.body).items() if name not in private}


def resimulate(events: Sequence[Event], setup: Setup | None = None) -> Difference | None:
    """Run a record again; the first event that comes out differently, or None.

    Args:
        events: The whole record.
        setup: What it was made from, where the caller has it; it is in the record.

    Raises:
        RecordError: If the record does not say what it was made from.
    """
    setup = setup or setup_of(events)
    last = max((event.at for event in events if event.origin != "recorded"), default=None)
    _, told = rerun(setup, events, last)
    return difference(events, told)
