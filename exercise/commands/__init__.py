"""Commands: what people ask for, in the imperative.

A command may be refused. Once admitted it becomes the event of the same content in
:mod:`exercise.events` (``SendMessage`` → ``MessageSent``), which holds at least the command's
fields, so that a session can be run again from its record.

``happened_at`` marks something entered later, by a desk's clerk or control: it counts for scores at
that exercise second and changes nothing that the world already did.

Each module here has its namesake in :mod:`exercise.engine.admission`, which admits or refuses.
"""

from __future__ import annotations

from typing import Any

from exercise.commands.answers import CloseQuestion, OpenQuestion, PutPoll, RevealAnswers
from exercise.commands.base import Command, Submission
from exercise.commands.clock import BeginMove, EndExercise, Jump, Pause, Resume, SetSpeed
from exercise.commands.control import (
    AddInject,
    Announce,
    AnswerRequest,
    CodeItem,
    Disrupt,
    EditInject,
    ExcusePart,
    GatherAgencies,
    GrantContact,
    HoldInject,
    Place,
    RefuseContact,
    ReleaseInject,
    Restore,
    SetLevel,
    SkipInject,
)
from exercise.commands.desks import (
    AnswerQuestion,
    LeaveSeat,
    LogDecision,
    OpenItem,
    RelayItem,
    RequestInformation,
    SendMessage,
    TakeSeat,
)
from exercise.commands.plans import AgreePlanLine, DropPlanLine, ProposePlanLine

__all__ = [
    "COMMANDS",
    "AddInject",
    "AgreePlanLine",
    "Announce",
    "AnswerQuestion",
    "AnswerRequest",
    "BeginMove",
    "CloseQuestion",
    "CodeItem",
    "Command",
    "Disrupt",
    "DropPlanLine",
    "EditInject",
    "EndExercise",
    "ExcusePart",
    "GatherAgencies",
    "GrantContact",
    "HoldInject",
    "Jump",
    "LeaveSeat",
    "LogDecision",
    "OpenItem",
    "OpenQuestion",
    "Pause",
    "Place",
    "ProposePlanLine",
    "PutPoll",
    "RefuseContact",
    "RelayItem",
    "ReleaseInject",
    "RequestInformation",
    "Restore",
    "Resume",
    "RevealAnswers",
    "SendMessage",
    "SetLevel",
    "SetSpeed",
    "SkipInject",
    "Submission",
    "TakeSeat",
]

COMMANDS: dict[str, type[Any]] = {cls.__name__: cls for cls in Command.__subclasses__()}
"""Every command by its name, as it goes over the wire."""
