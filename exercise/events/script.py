"""Injects, as they fire and arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "InjectAdded",
    "InjectDelivered",
    "InjectEdited",
    "InjectFired",
    "InjectHeld",
    "InjectReleased",
    "InjectReturned",
    "InjectSkipped",
    "InjectWaiting",
]


@dataclass(frozen=True, slots=True)
class InjectFired(Body):
    """An inject's time came or its condition held."""

    inject: str


@dataclass(frozen=True, slots=True)
class InjectDelivered(Body):
    """An inject reached one recipient's inbox as ``item``."""

    inject: str
    to: str
    item: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class InjectWaiting(Body):
    """A recipient cannot be reached over the inject's channel; it is tried again on change."""

    inject: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectReturned(Body):
    """A recipient could not be reached before ENDEX."""

    inject: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectHeld(Body):
    """Control keeps an inject back."""

    inject: str
    COMMAND: ClassVar = commands.HoldInject


@dataclass(frozen=True, slots=True)
class InjectReleased(Body):
    """Control let an inject go now."""

    inject: str
    COMMAND: ClassVar = commands.ReleaseInject


@dataclass(frozen=True, slots=True)
class InjectSkipped(Body):
    """An inject will not fire: by control, or because its ``before`` time passed."""

    inject: str
    reason: str = ""
    COMMAND: ClassVar = commands.SkipInject
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class InjectEdited(Body):
    """Control changed what an inject says."""

    inject: str
    subject: str
    body: str
    COMMAND: ClassVar = commands.EditInject
    PRIVATE: ClassVar = ("subject", "body")


@dataclass(frozen=True, slots=True)
class InjectAdded(Body):
    """Control made an ad hoc inject; its id is the event's."""

    to: tuple[str, ...]
    via: str
    sender: str
    subject: str
    body: str
    urgency: str
    facts: dict[str, str]
    COMMAND: ClassVar = commands.AddInject
    PRIVATE: ClassVar = ("sender", "subject", "body")
