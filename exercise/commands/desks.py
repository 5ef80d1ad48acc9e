"""What a desk asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from exercise.commands.base import Command

__all__ = [
    "AnswerQuestion",
    "LeaveSeat",
    "LogDecision",
    "OpenItem",
    "RelayItem",
    "RequestInformation",
    "SendMessage",
    "TakeSeat",
]


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
