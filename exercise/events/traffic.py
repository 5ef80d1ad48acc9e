"""Desks and the messages between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exercise import commands
from exercise.events.envelope import Body

__all__ = [
    "AttemptBegan",
    "AttemptLost",
    "ContactFound",
    "ContactGranted",
    "ContactRefused",
    "FactLearned",
    "ItemCoded",
    "ItemHandled",
    "ItemOpened",
    "MessageDelivered",
    "MessageRelayed",
    "MessageRerouted",
    "MessageReturned",
    "MessageSent",
]


@dataclass(frozen=True, slots=True)
class ItemOpened(Body):
    """A person opened an item; ``happened_at``: when, where it was read on paper."""

    item: str
    happened_at: int | None = None
    COMMAND: ClassVar = commands.OpenItem


@dataclass(frozen=True, slots=True)
class ItemHandled(Body):
    """A simulated desk read an item."""

    item: str


@dataclass(frozen=True, slots=True)
class FactLearned(Body):
    """An agency became aware of a fact, or of a better status of it.

    Attributes:
        sender: The agency it came from; None for an inject from outside.
    """

    fact: str
    status: str
    item: str
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class MessageSent(Body):
    """A message left a desk; its id is the event's, its sender the event's agency.

    Attributes:
        route: Links of the way intended, in order; empty for in-person and unlisted.
        planned: False for an unlisted contact.
        decision: The decision that it tells of.
        warnings: What the sender was warned of: as-confirmed, marking, need, rumour, covert.
    """

    to: str
    intent: str
    facts: dict[str, str]
    via: str | None
    subject: str
    text: str
    urgency: str
    asks: tuple[str, ...] = ()
    action: str | None = None
    targets: tuple[str, ...] = ()
    about: str | None = None
    happened_at: int | None = None
    route: tuple[str, ...] = ()
    planned: bool = True
    decision: str | None = None
    warnings: tuple[str, ...] = ()
    COMMAND: ClassVar = commands.SendMessage
    PRIVATE: ClassVar = ("subject", "text")


@dataclass(frozen=True, slots=True)
class AttemptBegan(Body):
    """A message set out over one link."""

    message: str
    link: str
    source: str
    target: str
    attempt: int


@dataclass(frozen=True, slots=True)
class AttemptLost(Body):
    """An attempt did not arrive. ``reason``: lost, link-down, channel-down, agency-down."""

    message: str
    link: str
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class MessageDelivered(Body):
    """A message reached an inbox as ``item``; ``final`` if it is the agency it is for."""

    message: str
    to: str
    item: str
    sender: str
    link: str
    sent_at: int
    final: bool


@dataclass(frozen=True, slots=True)
class MessageRelayed(Body):
    """A relay passed a message on; ``item`` is the relay's own copy of it."""

    item: str
    message: str = ""
    route: tuple[str, ...] = ()
    COMMAND: ClassVar = commands.RelayItem


@dataclass(frozen=True, slots=True)
class MessageRerouted(Body):
    """A message goes another way after its link failed."""

    message: str
    agency: str
    route: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageReturned(Body):
    """A message came back. ``reason``: no-route, lost, refused, link-, channel- or agency-down."""

    message: str
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactFound(Body):
    """The number of an unlisted contact was found."""

    message: str


@dataclass(frozen=True, slots=True)
class ContactGranted(Body):
    """Control let an unlisted contact through."""

    message: str
    COMMAND: ClassVar = commands.GrantContact


@dataclass(frozen=True, slots=True)
class ContactRefused(Body):
    """Control refused an unlisted contact."""

    message: str
    reason: str
    COMMAND: ClassVar = commands.RefuseContact
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class ItemCoded(Body):
    """Control or an evaluator stated which facts a free text passed on."""

    item: str
    facts: dict[str, str]
    COMMAND: ClassVar = commands.CodeItem
