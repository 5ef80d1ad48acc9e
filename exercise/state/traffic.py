"""Items in inboxes, messages under way, and what each agency is aware of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, field, replace

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
from exercise.state.folds import Folds, copied
from exercise.state.items import Awareness, Hop, Item, Sending, Settled

__all__ = ["Traffic"]


@dataclass(slots=True)
class Traffic:
    """All items, sendings and awareness, folded from the record.

    Attributes:
        channels: The channel of each link, by the link's id.
    """

    channels: Mapping[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    sendings: dict[str, Sending] = field(default_factory=dict)
    known: dict[str, dict[str, Awareness]] = field(default_factory=dict)
    first_delivered: dict[str, int] = field(default_factory=dict)
    """Second at which each fact was first delivered to anybody."""
    hops: list[Hop] = field(default_factory=list)
    # What is looked for by something else than its id stands there by its id, so that a copy of the
    # traffic has to give each thing that changes a twin in one place only.
    _inbox: dict[str, list[str]] = field(default_factory=dict)
    _sent: dict[str, list[str]] = field(default_factory=dict)
    _between: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _carrying: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _brought: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _unsettled: dict[str, set[str]] = field(default_factory=dict)
    _under_way: dict[str, None] = field(default_factory=dict)
    _unread: dict[str, dict[str, None]] = field(default_factory=dict)
    _by_people: list[str] = field(default_factory=list)
    """Ids of sendings and, for each agency, of items, in order: every picture asks for them."""

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            InjectDelivered: self._receive,
            MessageSent: self._send,
            MessageDelivered: self._deliver,
            MessageRelayed: self._relay,
            MessageRerouted: self._reroute,
            MessageReturned: self._return,
            ItemOpened: self._open,
            ItemHandled: self._handle,
            FactLearned: self._learn,
            ItemCoded: self.code,
        }

    def copy(self, changing: AbstractSet[str]) -> Traffic:
        """The same, to be folded on apart from this by events that change what is named.

        What will not change any more is shared: most of what has happened is over.

        Args:
            changing: Ids of items, messages and facts.
        """
        items, sendings, known = dict(self.items), dict(self.sendings), {}
        received = items.keys() & changing
        for name in sendings.keys() & changing:
            sending = sendings[name] = copy(sendings[name])
            sending.hops = list(sending.hops)
            # A text that is coded changes what it brought wherever it is.
            received |= {hop.item for hop in sending.hops}
        for name in received:
            items[name] = copy(items[name])
        for agency, held in self.known.items():
            known[agency] = dict(held)
            for fact in held.keys() & changing:
                known[agency][fact] = copy(held[fact])
        return Traffic(
            self.channels,
            items,
            sendings,
            known,
            dict(self.first_delivered),
            list(self.hops),
            copied(self._inbox),
            copied(self._sent),
            {sender: copied(to) for sender, to in self._between.items()},
            dict(self._carrying),
            dict(self._brought),
            {agency: set(facts) for agency, facts in self._unsettled.items()},
            dict(self._under_way),
            {agency: dict(items) for agency, items in self._unread.items()},
            list(self._by_people),
        )

    def _receive(self, event: Event, body: InjectDelivered) -> None:
        self._arrive(Item(body.item, body.to, event.at, None, inject=body.inject, facts=body.facts))

    def _relay(self, event: Event, body: MessageRelayed) -> None:
        self.items[body.item].relayed_at = event.at
        sending = self.sendings[body.message]
        sending.state, sending.route = "on-its-way", body.route

    def _reroute(self, _: Event, body: MessageRerouted) -> None:
        sending = self.sendings[body.message]
        sending.route = body.route
        if body.agency == sending.sender:
            sending.channel = self.channels[body.route[0]]

    def _return(self, _: Event, body: MessageReturned) -> None:
        sending = self.sendings[body.message]
        sending.state, sending.reason, sending.at = "returned", body.reason, body.agency
        self._under_way.pop(body.message, None)

    def _learn(self, event: Event, body: FactLearned) -> None:
        agency = event.agency or ""
        known = self.known.setdefault(agency, {})
        held = known.get(body.fact)
        if held is None:
            known[body.fact] = Awareness(
                body.fact, agency, event.at, body.status, body.item, body.sender
            )
        else:
            if held.status != body.status:
                self._unsettled.setdefault(agency, set()).add(body.fact)
            held.status = body.status
            held.settled = Settled(event.at, body.item, body.sender)

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
        self.keep(sending)

    def keep(self, sending: Sending) -> None:
        """Note a sending under all that sendings are looked for by."""
        self.sendings[sending.id] = sending
        self._under_way[sending.id] = None
        if sending.by_person:
            self._by_people.append(sending.id)
        self._sent.setdefault(sending.sender, []).append(sending.id)
        to = self._between.setdefault(sending.sender, {}).setdefault(sending.body.to, [])
        to.append(sending.id)
        for fact in sending.facts:
            of_it = (sending.sender, fact)
            self._carrying[of_it] = (*self._carrying.get(of_it, ()), sending.id)
        self._note_unsettled(sending)

    def _note_unsettled(self, sending: Sending) -> None:
        """Note the facts that an agency says otherwise than it knows them."""
        for fact, status in sending.facts.items():
            if status != self.status(sending.sender, fact):
                self._unsettled.setdefault(sending.sender, set()).add(fact)

    def inbox_of(self, agency: str) -> list[Item]:
        """What has reached an agency, in order."""
        return [self.items[name] for name in self._inbox.get(agency, ())]

    @property
    def under_way(self) -> list[Sending]:
        """What was sent and has neither arrived nor come back, in order."""
        return [self.sendings[name] for name in self._under_way]

    @property
    def by_people(self) -> list[Sending]:
        """What people have sent, in order."""
        return [self.sendings[name] for name in self._by_people]

    def unread(self, agency: str) -> list[Item]:
        """What lies at an agency and is not known there, in order."""
        return [self.items[name] for name in self._unread.get(agency, ())]

    def sendings_of(self, agency: str) -> list[Sending]:
        """What an agency has sent, in order."""
        return [self.sendings[name] for name in self._sent.get(agency, ())]

    def sendings_between(self, sender: str, to: str) -> list[Sending]:
        """What one agency has sent to another, in order."""
        return [self.sendings[name] for name in self._between.get(sender, {}).get(to, ())]

    def written_to(self, sender: str) -> Iterable[str]:
        """The agencies to which one has sent something, in the order of the first to each."""
        return self._between.get(sender, {})

    def carrying(self, sender: str, fact: str) -> list[Sending]:
        """What an agency has sent that carries a fact, in order."""
        return [self.sendings[name] for name in self._carrying.get((sender, fact), ())]

    def brought(self, agency: str, fact: str) -> list[Item]:
        """What has reached an agency with a fact, in order."""
        return [self.items[name] for name in self._brought.get((agency, fact), ())]

    def comes_from(self, item: Item, agency: str) -> bool:
        """Whether an item comes from ``agency``: written or passed on by it."""
        return agency == item.sender or (
            item.message is not None and agency == self.sendings[item.message].sender
        )

    def unsettled(self, agency: str) -> AbstractSet[str]:
        """The facts of which an agency has said or known more than one thing."""
        return self._unsettled.get(agency, frozenset())

    def _arrive(self, item: Item) -> None:
        self.items[item.id] = item
        self._inbox.setdefault(item.agency, []).append(item.id)
        self._unread.setdefault(item.agency, {})[item.id] = None
        for fact in item.facts:
            self.first_delivered.setdefault(fact, item.delivered_at)
            of_it = (item.agency, fact)
            self._brought[of_it] = (*self._brought.get(of_it, ()), item.id)

    def _deliver(self, event: Event, body: MessageDelivered) -> None:
        sending = self.sendings[body.message]
        hop = Hop(body.message, body.sender, body.to, body.sent_at, event.at, body.item, body.link)
        sending.hops.append(hop)
        self.hops.append(hop)
        sending.at = body.to
        sending.state = "delivered" if body.final else "at-relay"
        if body.final:
            sending.delivered_at = event.at
            self._under_way.pop(body.message, None)
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

    def _open(self, event: Event, body: ItemOpened) -> None:
        self._know(event, body.item, body.happened_at, by_person=True)

    def _handle(self, event: Event, body: ItemHandled) -> None:
        self._know(event, body.item, None, by_person=False)

    def _know(
        self, event: Event, item_id: str, happened_at: int | None, *, by_person: bool
    ) -> None:
        item = self.items[item_id]
        if item.known_at is None:
            item.known_at, item.by_person = event.at, by_person
            self._unread[item.agency].pop(item_id, None)
            item.read_at = event.at if happened_at is None else happened_at

    def code(self, event: Event, body: ItemCoded) -> None:
        """A free text turns out to carry facts."""
        sending = self.sendings[body.item]
        sending.facts = {**sending.facts, **body.facts}
        sending.coded_at = event.at
        for hop in sending.hops:
            item = self.items[hop.item]
            item.facts = sending.facts
            for fact in body.facts:  # In their order, though it says so only now.
                self.first_delivered.setdefault(fact, item.delivered_at)
                inbox = self.inbox_of(item.agency)
                brought = tuple(one.id for one in inbox if fact in one.facts)
                self._brought[item.agency, fact] = brought
        sent = self.sendings_of(sending.sender)
        for fact in body.facts:
            carrying = tuple(one.id for one in sent if fact in one.facts)
            self._carrying[sending.sender, fact] = carrying
        self._note_unsettled(sending)

    def counted(self, agency: str, fact: str) -> Awareness | None:
        """Awareness as it counts for scores: from when something was read on paper.

        Conditions, screens and desks go by :attr:`known`, as it was when it was entered.
        """
        held = self.known.get(agency, {}).get(fact)
        brought = self.brought(agency, fact)
        late = [item for item in brought if self._is_read_late(item, fact)]
        if held is None or not late:
            return held
        first = min(late, key=lambda item: item.read_at or 0)
        at, read_at = held.at, first.read_at or 0
        own = next((item for item in late if item.id == held.item), None)
        if own is not None and held.at == own.known_at:
            at = own.read_at or 0
        if own is not None and read_at >= at:
            return replace(held, at=at)
        if read_at >= at:
            return held
        settled = held.settled
        if settled is None and held.status != first.facts[fact]:
            settled = Settled(at, held.item, held.sender)
        return Awareness(fact, agency, read_at, held.status, first.id, first.sender, settled)

    def _is_read_late(self, item: Item, fact: str) -> bool:
        """Whether an item told of a fact on paper before anybody entered that it was read."""
        if item.known_at is None or item.read_at == item.known_at:
            return False
        sending = None if item.message is None else self.sendings[item.message]
        coded = None if sending is None else sending.coded_at
        # What was read out of a text by control counts from when that was logged.
        written = sending is None or fact in sending.body.facts
        return written or (coded is not None and coded <= item.known_at)

    def knows(self, agency: str, fact: str) -> bool:
        """Whether ``agency`` is aware of ``fact``."""
        return fact in self.known.get(agency, {})

    def status(self, agency: str, fact: str) -> str | None:
        """How sure ``agency`` is of ``fact``; None where it is not aware of it."""
        held = self.known.get(agency, {}).get(fact)
        return None if held is None else held.status
