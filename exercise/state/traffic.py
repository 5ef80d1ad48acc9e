"""Items in inboxes, messages under way, and what each agency is aware of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exercise.events import (
    Event,
    FactLearned,
    InjectDelivered,
    ItemCoded,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    MessageRelayed,
    MessageRerouted,
    MessageReturned,
    MessageSent,
)

__all__ = ["Awareness", "Hop", "Item", "Sending", "Traffic"]


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
    by_person: bool = False
    relayed_at: int | None = None


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

    @property
    def visited(self) -> frozenset[str]:
        """Agencies that have had it; a relay does not send it back to them."""
        return frozenset((self.sender, *(hop.receiver for hop in self.hops)))


@dataclass(slots=True)
class Awareness:
    """That an agency knows a fact: since when, how sure, and from which item."""

    fact: str
    agency: str
    at: int
    status: str
    item: str
    sender: str | None


@dataclass(slots=True)
class Traffic:
    """All items, sendings and awareness, folded from the record.

    Attributes:
        channels: The channel of each link, by the link's id.
    """

    channels: Mapping[str, str] = field(default_factory=dict)
    by_sender: dict[str, list[Sending]] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    inbox: dict[str, list[Item]] = field(default_factory=dict)
    sendings: dict[str, Sending] = field(default_factory=dict)
    known: dict[str, dict[str, Awareness]] = field(default_factory=dict)
    first_delivered: dict[str, int] = field(default_factory=dict)
    """Second at which each fact was first delivered to anybody."""
    hops: list[Hop] = field(default_factory=list)

    def apply(self, event: Event) -> None:
        """Fold one event."""
        match event.body:
            case InjectDelivered() as body:
                self._arrive(
                    Item(body.item, body.to, event.at, None, inject=body.inject, facts=body.facts)
                )
            case MessageSent() as body:
                self._send(event, body)
            case MessageDelivered() as body:
                self._deliver(event, body)
            case MessageRelayed(message=message, route=route, item=item):
                self.items[item].relayed_at = event.at
                sending = self.sendings[message]
                sending.state, sending.route = "on-its-way", route
            case MessageRerouted(message=message, route=route, agency=agency):
                sending = self.sendings[message]
                sending.route = route
                if agency == sending.sender:
                    sending.channel = self.channels[route[0]]
            case MessageReturned(message=message, reason=reason, agency=agency):
                sending = self.sendings[message]
                sending.state, sending.reason, sending.at = "returned", reason, agency
            case ItemOpened(item=item):
                self._know(item, event, by_person=True)
            case ItemHandled(item=item):
                self._know(item, event, by_person=False)
            case FactLearned() as body:
                agency = event.agency or ""
                held = self.known.setdefault(agency, {}).get(body.fact)
                if held is None:
                    self.known[agency][body.fact] = Awareness(
                        body.fact, agency, event.at, body.status, body.item, body.sender
                    )
                else:
                    held.status = body.status
            case ItemCoded(item=item, facts=facts):
                self._code(event, item, facts)
            case _:
                pass

    def _send(self, event: Event, body: MessageSent) -> None:
        sender = event.agency or ""
        if body.route:
            channel = self.channels[body.route[0]]
        else:
            channel = body.via or "unlisted" if body.planned else "unlisted"
        sending = Sending(
            event.id,
            sender,
            body,
            event.at,
            event.at if body.happened_at is None else body.happened_at,
            event.origin == "command",
            body.facts,
            channel=channel,
            at=sender,
            state="on-its-way" if body.planned else "seeking-contact",
            route=body.route,
        )
        self.sendings[event.id] = sending
        self.by_sender.setdefault(sender, []).append(sending)

    def sendings_of(self, agency: str) -> list[Sending]:
        """What an agency has sent, in order."""
        return self.by_sender.get(agency, [])

    def _arrive(self, item: Item) -> None:
        self.items[item.id] = item
        self.inbox.setdefault(item.agency, []).append(item)
        for fact in item.facts:
            self.first_delivered.setdefault(fact, item.delivered_at)

    def _deliver(self, event: Event, body: MessageDelivered) -> None:
        sending = self.sendings[body.message]
        hop = Hop(body.message, body.sender, body.to, body.sent_at, event.at, body.item, body.link)
        sending.hops.append(hop)
        self.hops.append(hop)
        sending.at = body.to
        sending.state = "delivered" if body.final else "at-relay"
        if body.final:
            sending.delivered_at = event.at
        self._arrive(
            Item(
                body.item,
                body.to,
                event.at,
                body.sender,
                message=body.message,
                final=body.final,
                facts=sending.facts,
            )
        )

    def _know(self, item_id: str, event: Event, *, by_person: bool) -> None:
        item = self.items[item_id]
        if item.known_at is None:
            item.known_at, item.by_person = event.at, by_person

    def _code(self, event: Event, item_id: str, facts: dict[str, str]) -> None:
        sending = self.sendings[item_id]
        sending.facts = {**sending.facts, **facts}
        sending.coded_at = event.at
        for item in self.items.values():
            if item.message == item_id:
                item.facts = sending.facts
                for fact in facts:
                    self.first_delivered.setdefault(fact, item.delivered_at)

    def knows(self, agency: str, fact: str) -> bool:
        """Whether ``agency`` is aware of ``fact``."""
        return fact in self.known.get(agency, {})

    def status(self, agency: str, fact: str) -> str | None:
        """How sure ``agency`` is of ``fact``; None where it is not aware of it."""
        held = self.known.get(agency, {}).get(fact)
        return None if held is None else held.status
