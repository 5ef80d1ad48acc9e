"""How far a player alone may skip: a run thrown away afterwards shows what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.network import Network
from exercise.commands import Jump, Submission
from exercise.events import (
    Event,
    ExerciseEnded,
    InjectDelivered,
    MessageDelivered,
    MessageReturned,
    MoveBegan,
    QuestionOpened,
)
from exercise.session.resimulate import rerun
from exercise.setup import Setup

__all__ = ["HORIZON", "second_to_skip_to"]

HORIZON = 900
"""The most exercise seconds that one skip leaps over."""


def second_to_skip_to(
    setup: Setup, network: Network, commands: Sequence[Event], agency: str, now: int
) -> int | None:
    """The second before something next reaches a desk; None where there is nothing to leap over.

    The run that is asked leaps as the real one will, so that what a leap holds back (deadlines
    inside it raise nothing) is not waited for.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        commands: Every command so far, in order.
        agency: The desk.
        now: Exercise second to leap from.
    """
    engine, _ = rerun(setup, commands, now, network=network)
    end = min(now + HORIZON, setup.pack.endex)
    if engine.ended or end <= now:
        return None
    told = engine.submit(Submission(Jump(end), "control"))
    first = next((event.at for event in told if event.at > now and _reaches(event, agency)), None)
    to = end if first is None else first - 1
    return to if to > now else None


def _reaches(event: Event, agency: str) -> bool:
    match event.body:
        case InjectDelivered(to=to) | MessageDelivered(to=to):
            return to == agency
        case MessageReturned():
            return event.agency == agency
        case MoveBegan() | QuestionOpened() | ExerciseEnded():
            return True
        case _:
            return False
