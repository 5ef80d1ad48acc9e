"""What the traffic between agencies is made of: items, messages, crossings, and awareness."""

from __future__ import annotations

from dataclasses import dataclass, field

from exercise.events import MessageSent

__all__ = ["Awareness", "Hop", "Item", "Sending", "Settled"]


@dataclass(slots=True)
class Item:
    """Something in an inbox: an inject's delivery, or a message at its recipient or a relay."""

    id: str
    agency: str
    delivered_at: int
    sender: str | None
    """The agency it came from; None for an inject from outside."""
    inject: str | None = None
    message: str | None = None
    final: bool = True
    facts: dict[str, str] = field(default_factory=dict)
    known_at: int | None = None
    read_at: int | None = None
    """When that counts for scores: ``happened_at`` where it was read on paper and entered later."""
    by_person: bool = False
    relayed_at: int | None = None

    def __copy__(self) -> Item:
        return Item(
            self.id,
            self.agency,
            self.delivered_at,
            self.sender,
            self.inject,
            self.message,
            self.final,
            self.facts,
            self.known_at,
            self.read_at,
            self.by_person,
            self.relayed_at,
        )


@dataclass(slots=True)
class Hop:
    """One crossing of one link (or in person, or unlisted) by a message."""

    message: str
    sender: str
    receiver: str
    sent_at: int
    delivered_at: int
    item: str
    link: str


@dataclass(slots=True)
class Sending:
    """A message from its sender to the agency it is for."""

    id: str
    sender: str
    body: MessageSent
    sent_at: int
    counts_at: int
    """When it counts for scores: ``happened_at`` where it was entered later."""
    by_person: bool
    facts: dict[str, str]
    channel: str = ""
    """The channel of its first crossing; ``unlisted`` for a contact in nobody's plan."""
    at: str = ""
    """The agency that has it now."""
    state: str = "on-its-way"
    """on-its-way, seeking-contact, at-relay, delivered, returned."""
    reason: str = ""
    delivered_at: int | None = None
    route: tuple[str, ...] = ()
    hops: list[Hop] = field(default_factory=list)
    coded_at: int | None = None

    def __copy__(self) -> Sending:
        return Sending(
            self.id,
            self.sender,
            self.body,
            self.sent_at,
            self.counts_at,
            self.by_person,
            self.facts,
            self.channel,
            self.at,
            self.state,
            self.reason,
            self.delivered_at,
            self.route,
            list(self.hops),
            self.coded_at,
        )

    @property
    def visited(self) -> frozenset[str]:
        """Agencies that have had it; a relay does not send it back to them."""
        return frozenset((self.sender, *(hop.receiver for hop in self.hops)))


@dataclass(frozen=True, slots=True)
class Settled:
    """What was known already has been confirmed or denied: when, and by which item."""

    at: int
    item: str
    sender: str | None


@dataclass(slots=True)
class Awareness:
    """That an agency knows a fact: since when, how sure, and from which item.

    Attributes:
        status: How sure it is now.
        settled: Where that is from, if it is not from the item that the fact was learned from.
    """

    fact: str
    agency: str
    at: int
    status: str
    item: str
    sender: str | None
    settled: Settled | None = None

    def __copy__(self) -> Awareness:
        return Awareness(
            self.fact, self.agency, self.at, self.status, self.item, self.sender, self.settled
        )
