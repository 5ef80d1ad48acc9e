"""The session and who sits in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "CodeRevoked",
    "CommandRefused",
    "ConsequenceChosen",
    "DirectionGiven",
    "EngineFailed",
    "NoteTaken",
    "ObservationMade",
    "PresenceNoted",
    "RatingAnswered",
    "RecordingResumed",
    "SeatLeft",
    "SeatTaken",
    "SessionConcluded",
    "SessionCreated",
]


@dataclass(frozen=True, slots=True)
class SessionCreated(Body):
    """First event: all that the record needs to be read and run again, alone.

    Attributes:
        network_files: The network as it was before the profile was laid over it.
        profile: The profile's id, if it was played with one; its text is in ``profile_files``.
        utc_offset: Seconds by which the host's clock was ahead of UTC then, for telling the day.
        table: Its number among parallel tables, from 1; 0 where it is the only one.
    """

    format: int
    rules: int
    product: str
    pack: str
    pack_files: dict[str, str]
    network_files: dict[str, str]
    digests: dict[str, str]
    staffing: tuple[str, ...]
    seed: int
    skill: str
    language: str
    cut: str | None = None
    profile: str | None = None
    marking: str = ""
    alias_key: str = ""
    profile_files: dict[str, str] = field(default_factory=dict)
    utc_offset: int = 0
    table: int = 0
    PRIVATE: ClassVar = ("alias_key",)


@dataclass(frozen=True, slots=True)
class SeatTaken(Body):
    """A person sat down."""

    seat: str
    COMMAND: ClassVar = commands.TakeSeat


@dataclass(frozen=True, slots=True)
class SeatLeft(Body):
    """A person got up."""

    seat: str
    COMMAND: ClassVar = commands.LeaveSeat


@dataclass(frozen=True, slots=True)
class PresenceNoted(Body):
    """A seat's connection came or went (recorded)."""

    seat: str
    connected: bool


@dataclass(frozen=True, slots=True)
class NoteTaken(Body):
    """Somebody of the staff wrote something down, for themselves (recorded).

    Attributes:
        happened_at: The exercise second that it is about, where that is not its own.
        made: live, after or replay: where it was made.
    """

    text: str
    happened_at: int | None = None
    made: str = "live"
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class ConsequenceChosen(Body):
    """Control said what follows from an act that the script had not foreseen (recorded).

    Attributes:
        act: The causal id of the decision or request.
        inject: The inject that follows, prepared or written for it; None where nothing does.
    """

    act: str
    inject: str | None = None


@dataclass(frozen=True, slots=True)
class ObservationMade(Body):
    """An evaluator saw something (recorded).

    Attributes:
        about: The agency seen, where it is about one.
        task: The critical task that it speaks to.
        inject: The inject that it followed.
        happened_at: The exercise second that it is about, where that is not its own.
        made: live, after or replay: where it was made.
    """

    text: str
    about: str | None = None
    task: str | None = None
    inject: str | None = None
    happened_at: int | None = None
    made: str = "live"
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class RatingAnswered(Body):
    """An evaluator answered the questions that a rating rests on, for now (recorded).

    Whether the task was achieved is told by the evidence where there is any; these are the other
    questions of HSEEP's ratings. The evaluator is the event's seat; None was not answered.

    Attributes:
        task: The critical task; None where a whole target is rated.
        target: The capability target, where that is rated.
        harm: Whether it harmed other activities.
        risk: Whether it added risks to health or safety.
        against: Whether it went against plans, procedures or law.
        better: Whether there was room to be more effective or efficient.
        text: The evaluator's reasons.
        supersedes: Id of this evaluator's event on the same that it takes the place of.
        happened_at: The exercise second that it is about, where that is not its own.
        made: live, after or replay: where it was made.
        achieved: yes, partly or no, as the evaluator saw it: asked where the record shows nothing.
    """

    task: str | None = None
    target: str | None = None
    harm: bool | None = None
    risk: bool | None = None
    against: bool | None = None
    better: bool | None = None
    text: str = ""
    supersedes: str | None = None
    happened_at: int | None = None
    made: str = "live"
    achieved: str | None = None
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class CommandRefused(Body):
    """A command was not admitted (recorded)."""

    command: str
    reason: str
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class CodeRevoked(Body):
    """Control had a join code replaced by another; neither is told here (recorded).

    Attributes:
        place: What it opens: a post, such as ``observe``, or ``seat`` and the agency.
    """

    place: str


@dataclass(frozen=True, slots=True)
class DirectionGiven(Body):
    """One of control directs the exercise from here; the others may act as before (recorded).

    Until the first of these, the control that came first directs. The event's own seat is whose
    act it was: who directed until then, or who took over.

    Attributes:
        seat: The place of whoever directs, such as ``control/2``.
    """

    seat: str


@dataclass(frozen=True, slots=True)
class EngineFailed(Body):
    """The simulation met an error of its own; the session paused (recorded)."""

    where: str
    error: str
    PRIVATE: ClassVar = ("error",)


@dataclass(frozen=True, slots=True)
class RecordingResumed(Body):
    """The record could be written again; nothing that was acknowledged is missing (recorded)."""


@dataclass(frozen=True, slots=True)
class SessionConcluded(Body):
    """The record was closed after the hot wash (recorded); nothing comes after it.

    Attributes:
        digest: The simulation digest of what it came to.
        key: The public half of the key that seals the record, 64 hexadecimal digits.
    """

    digest: str
    key: str = ""
