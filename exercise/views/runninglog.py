"""The running log of the staff: the latest of what happened, one row an event."""

from __future__ import annotations

from exercise.events import BODIES, Body, Event, body_to
from exercise.state.folds import Folds
from exercise.views.control import FeedRow

__all__ = ["IN_LOG", "LOGGED", "RunningLog", "feed_row"]

LOGGED = frozenset(
    {
        "AgenciesGathered",
        "AnnouncementMade",
        "AnswersRevealed",
        "ClockJumped",
        "ClockPaused",
        "ClockResumed",
        "CodeRevoked",
        "CommandRefused",
        "ConsequenceChosen",
        "ContactGranted",
        "ContactRefused",
        "DecisionLogged",
        "DirectionGiven",
        "Disrupted",
        "EngineFailed",
        "ExerciseEnded",
        "ExerciseStarted",
        "InformationGiven",
        "InformationRequested",
        "InjectAdded",
        "InjectEdited",
        "InjectFired",
        "InjectHeld",
        "InjectSkipped",
        "ItemCoded",
        "LevelSet",
        "MessageReturned",
        "MessageSent",
        "MoveBegan",
        "PartExcused",
        "PartOverdue",
        "PlanLineAgreed",
        "PlanLineDropped",
        "PlanLineProposed",
        "PollPut",
        "PresenceNoted",
        "ProhibitionViolated",
        "QuestionAnswered",
        "QuestionClosed",
        "QuestionOpened",
        "Restored",
        "SeatLeft",
        "SeatTaken",
        "SpeedSet",
        "ThingPlaced",
    }
)
"""Kinds of event that the running log shows."""
IN_LOG = 500
"""As many of them as it shows."""


class RunningLog:
    """Keeps events, and makes rows of them when they are first looked at."""

    def __init__(self) -> None:
        self._kept: list[Event | FeedRow] = []

    def copy(self) -> RunningLog:
        """The same, to be folded on apart from this."""
        twin = RunningLog()
        twin._kept = list(self._kept)
        return twin

    def folds(self) -> Folds:
        """What folds each kind of event that it shows."""
        return dict.fromkeys((BODIES[kind] for kind in LOGGED), self._keep)

    def _keep(self, event: Event, _: Body) -> None:
        self._kept.append(event)
        if len(self._kept) > 2 * IN_LOG:
            del self._kept[:-IN_LOG]

    def rows(self) -> tuple[FeedRow, ...]:
        """As many of the latest as it shows, oldest first."""
        del self._kept[:-IN_LOG]
        made = tuple(feed_row(one) if isinstance(one, Event) else one for one in self._kept)
        self._kept[:] = made
        return made


def feed_row(event: Event) -> FeedRow:
    """An event as the running log has it."""
    detail = tuple(
        (name, str(value) if not isinstance(value, tuple) else ", ".join(map(str, value)))
        for name, value in body_to(event.body).items()
        if value not in ("", ()) and isinstance(value, (str, int, float, tuple))
    )
    return FeedRow(event.seq, event.at, event.kind, event.agency or "", detail)
