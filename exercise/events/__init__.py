"""Events: what happened, in the past tense and for ever.

An :class:`Event` is an envelope round a body. Its ``origin`` says what it follows from:

* ``command``: somebody asked and it was admitted; the body holds the whole command;
* ``derived``: follows from network, pack, profile, staffing, seed, rules and commands alone;
* ``recorded``: noted beside the simulation (presence, refusals, observations), never read by it.

Fields named in a body's ``PRIVATE`` are free text or names: the journal commits to them through
salted digests, the simulation digest leaves them out, and a redacted copy is without them.
"""

from exercise.events.clock import (
    ClockJumped,
    ClockPaused,
    ClockResumed,
    ExerciseEnded,
    ExerciseStarted,
    MoveBegan,
    MoveCalled,
    MoveEnded,
    SpeedSet,
)
from exercise.events.codec import BODIES, OF_COMMAND, body_from, body_to, command_of
from exercise.events.envelope import Body, Event, Origin
from exercise.events.record import (
    CommandRefused,
    EngineFailed,
    PresenceNoted,
    SeatLeft,
    SeatTaken,
    SessionConcluded,
    SessionCreated,
)
from exercise.events.room import (
    AnnouncementMade,
    InformationGiven,
    InformationRequested,
    QuestionAnswered,
    QuestionOpened,
)
from exercise.events.script import (
    InjectAdded,
    InjectDelivered,
    InjectEdited,
    InjectFired,
    InjectHeld,
    InjectReleased,
    InjectReturned,
    InjectSkipped,
    InjectWaiting,
)
from exercise.events.traffic import (
    AttemptBegan,
    AttemptLost,
    ContactFound,
    ContactGranted,
    ContactRefused,
    FactLearned,
    ItemCoded,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    MessageRelayed,
    MessageRerouted,
    MessageReturned,
    MessageSent,
)
from exercise.events.watch import (
    DutyMerged,
    ExpectationOpened,
    PartDone,
    PartExcused,
    PartOverdue,
    PartUndone,
    ProhibitionViolated,
)
from exercise.events.world import (
    AgenciesGathered,
    DecisionLogged,
    Disrupted,
    FactChanged,
    LevelSet,
    Restored,
    ThingPlaced,
)

__all__ = [
    "BODIES",
    "OF_COMMAND",
    "AgenciesGathered",
    "AnnouncementMade",
    "AttemptBegan",
    "AttemptLost",
    "Body",
    "ClockJumped",
    "ClockPaused",
    "ClockResumed",
    "CommandRefused",
    "ContactFound",
    "ContactGranted",
    "ContactRefused",
    "DecisionLogged",
    "Disrupted",
    "DutyMerged",
    "EngineFailed",
    "Event",
    "ExerciseEnded",
    "ExerciseStarted",
    "ExpectationOpened",
    "FactChanged",
    "FactLearned",
    "InformationGiven",
    "InformationRequested",
    "InjectAdded",
    "InjectDelivered",
    "InjectEdited",
    "InjectFired",
    "InjectHeld",
    "InjectReleased",
    "InjectReturned",
    "InjectSkipped",
    "InjectWaiting",
    "ItemCoded",
    "ItemHandled",
    "ItemOpened",
    "LevelSet",
    "MessageDelivered",
    "MessageRelayed",
    "MessageRerouted",
    "MessageReturned",
    "MessageSent",
    "MoveBegan",
    "MoveCalled",
    "MoveEnded",
    "Origin",
    "PartDone",
    "PartExcused",
    "PartOverdue",
    "PartUndone",
    "PresenceNoted",
    "ProhibitionViolated",
    "QuestionAnswered",
    "QuestionOpened",
    "Restored",
    "SeatLeft",
    "SeatTaken",
    "SessionConcluded",
    "SessionCreated",
    "SpeedSet",
    "ThingPlaced",
    "body_from",
    "body_to",
    "command_of",
]
