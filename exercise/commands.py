"""Commands: what people ask for, in the imperative.

A command may be refused. Once admitted it becomes the event of the same content in
:mod:`exercise.events` (``SendMessage`` → ``MessageSent``), which holds at least the command's
fields, so that a session can be run again from its record.

``happened_at`` marks something entered later, by a desk's clerk or control: it counts for scores at
that exercise second and changes nothing that the world already did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

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


class Command:
    """Base of all commands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """A command with the hand it comes from.

    Attributes:
        command: What is asked.
        actor: A role: ``player``, ``control``, ``simcell``, ``collector``, ``clerk``, ``session``.
        agency: The desk it is asked for; None for control.
        seat: The place at that desk, such as ``port-authority/1``.
        request: The sender's own id for it: sending it twice does it once.
    """

    command: Command
    actor: str = "player"
    agency: str | None = None
    seat: str | None = None
    request: str | None = None


# -- A desk --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeSeat(Command):
    """Sit down at an agency's desk: its playbook stops."""

    seat: str


@dataclass(frozen=True, slots=True)
class LeaveSeat(Command):
    """Get up. The last one to leave hands the desk back to its playbook."""

    seat: str


@dataclass(frozen=True, slots=True)
class OpenItem(Command):
    """Open an item of the inbox: its facts are then known at this desk.

    What was read on paper is entered with ``happened_at``: not before it came, and not to come.
    """

    item: str
    happened_at: int | None = None


@dataclass(frozen=True, slots=True)
class SendMessage(Command):
    """Send a message over one link, or over the best way there is.

    Attributes:
        to: The agency it is for.
        intent: inform, ask, request, relay or acknowledge.
        facts: Facts passed on, each as confirmed, unconfirmed or denied.
        via: The channel wanted; None leaves it to the best route; ``in-person`` where together;
            ``unlisted`` to look for a number.
        asks: Fact kinds asked for (intent ask).
        action: The action requested (intent request), aimed at ``targets``.
        about: The item replied to or forwarded.
    """

    to: str
    intent: str = "inform"
    facts: dict[str, str] = field(default_factory=dict)
    via: str | None = None
    subject: str = ""
    text: str = ""
    urgency: str = "normal"
    asks: tuple[str, ...] = ()
    action: str | None = None
    targets: tuple[str, ...] = ()
    about: str | None = None
    happened_at: int | None = None


@dataclass(frozen=True, slots=True)
class RelayItem(Command):
    """Pass a relay request on towards the agency it is for."""

    item: str


@dataclass(frozen=True, slots=True)
class LogDecision(Command):
    """Log a decision: an action, its targets, whom it tells, what it rests on, and why."""

    action: str
    targets: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    reason: str = ""
    happened_at: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Command):
    """Answer a discussion question for this seat."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class RequestInformation(Command):
    """Ask control for information (RFI)."""

    text: str


# -- Control -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pause(Command):
    """Stop the exercise clock, or say for what other reason it stands still.

    ``reason``: pause, briefing, discussion, break, time-out, gap, visit (somebody important is in
    the room) or emergency (a real one: every screen is covered).
    """

    reason: str = "pause"


@dataclass(frozen=True, slots=True)
class Resume(Command):
    """Let the exercise clock run."""


@dataclass(frozen=True, slots=True)
class SetSpeed(Command):
    """Exercise seconds per second of wall time."""

    speed: float


@dataclass(frozen=True, slots=True)
class Jump(Command):
    """Play everything up to exercise second ``to`` at once; never backward."""

    to: int


@dataclass(frozen=True, slots=True)
class BeginMove(Command):
    """Leap to the beginning of a later move."""

    move: str


@dataclass(frozen=True, slots=True)
class HoldInject(Command):
    """Keep an inject from firing until it is released."""

    inject: str


@dataclass(frozen=True, slots=True)
class ReleaseInject(Command):
    """Fire an inject now, whatever its time or condition."""

    inject: str


@dataclass(frozen=True, slots=True)
class SkipInject(Command):
    """Never fire an inject."""

    inject: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EditInject(Command):
    """Change what an inject says before it is released."""

    inject: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class AddInject(Command):
    """An ad hoc inject, delivered now."""

    to: tuple[str, ...]
    via: str
    sender: str
    subject: str
    body: str
    urgency: str = "normal"
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place(Command):
    """Open or close a system or resource."""

    thing: str
    open: bool


@dataclass(frozen=True, slots=True)
class SetLevel(Command):
    """Set the security level of a place."""

    place: str
    level: int


@dataclass(frozen=True, slots=True)
class Disrupt(Command):
    """Take down a link, a channel (everywhere or at an agency) or an agency."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Restore(Command):
    """Bring back what was taken down, named as it was disrupted."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class GrantContact(Command):
    """Let an unlisted contact through now."""

    message: str


@dataclass(frozen=True, slots=True)
class RefuseContact(Command):
    """No number is to be found: the message goes back to its sender."""

    message: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GatherAgencies(Command):
    """Let agencies talk in person, in one place of the story."""

    place: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeItem(Command):
    """State which facts a message's free text passed on; in force from now."""

    item: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class ExcusePart(Command):
    """Mark a part as an artificiality of the exercise: it is then not observed."""

    expectation: str
    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Announce(Command):
    """Tell every seat something."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerRequest(Command):
    """Answer a request for information."""

    request: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenQuestion(Command):
    """Put a discussion question to the seats it is for."""

    question: str


@dataclass(frozen=True, slots=True)
class PutPoll(Command):
    """Put a question that no pack foresaw.

    Attributes:
        ask: The question, in one language.
        form: text, choice or scale, as the ``kind`` of a question in a pack.
        options: What can be chosen; for a scale its steps, 1 to 5 where there are none.
        to: The agencies it is for; none of them means all.
        anonymous: Whether the record never knows who answered what.
    """

    ask: str
    form: str = "text"
    options: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class CloseQuestion(Command):
    """Take no more answers to a question: those given so far count."""

    question: str


@dataclass(frozen=True, slots=True)
class RevealAnswers(Command):
    """Show the room how a question was answered; it is closed first."""

    question: str


@dataclass(frozen=True, slots=True)
class ProposePlanLine(Command):
    """Put a line of the improvement plan before the room, or put one anew.

    Attributes:
        issue: What is to be improved.
        action: What will be done about it.
        capability: One of the pack's core capabilities.
        element: planning, organization, equipment, training or exercise (POETE).
        organization, contact: Who does it, and whom to ask.
        start, due: Days, ISO 8601.
        line: The line that is put anew; empty for a new one.
    """

    issue: str
    action: str = ""
    capability: str = ""
    element: str = ""
    organization: str = ""
    contact: str = ""
    start: str = ""
    due: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class AgreePlanLine(Command):
    """Note that the room agrees on a line of the improvement plan."""

    line: str


@dataclass(frozen=True, slots=True)
class DropPlanLine(Command):
    """Take a line out of the improvement plan."""

    line: str


@dataclass(frozen=True, slots=True)
class EndExercise(Command):
    """ENDEX."""

    reason: str = ""


COMMANDS: dict[str, type[Any]] = {cls.__name__: cls for cls in Command.__subclasses__()}
"""Every command by its name, as it goes over the wire."""
