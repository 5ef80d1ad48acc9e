"""Items in inboxes, messages under way, and what each agency is aware of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
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
from exercise.state.folds import Folds
from exercise.state.items import Awareness, Hop, Item, Sending, Settled
from exercise.state.layers import over
from exercise.state.register import Register

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
    _unsettled: dict[str, frozenset[str]] = field(default_factory=dict)
    _on_paper: dict[str, None] = field(default_factory=dict)
    """Agencies that have entered late when they read something."""
    _register: Register | None = field(default=None, compare=False)
    """Made when it is first asked, and kept up from then on."""

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

    def copy(self) -> Traffic:
        """The same, to be folded on apart from this, which must not be changed any more."""
        return Traffic(
            self.channels,
            over(self.items),
            over(self.sendings),
            {agency: over(held) for agency, held in self.known.items()},
            over(self.first_delivered),
            over(self._unsettled),
            dict(self._on_paper),
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

    def _learn(self, event: Event, body: FactLearned) -> None:
        agency = event.agency or ""
        known = self.known.setdefault(agency, {})
        if body.fact not in known:
            known[body.fact] = Awareness(
                body.fact, agency, event.at, body.status, body.item, body.sender
            )
        else:
            held = known[body.fact]
            if held.status != body.status:
                self._unsettle(agency, body.fact)
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
        """Note a sending."""
        self.sendings[sending.id] = sending
        if self._register is not None:
            self._register.send(sending)
        self._note_unsettled(sending)

    def _note_unsettled(self, sending: Sending) -> None:
        """Note the facts that an agency says otherwise than it knows them."""
        for fact, status in sending.facts.items():
            if status != self.status(sending.sender, fact):
                self._unsettle(sending.sender, fact)

    def _unsettle(self, agency: str, fact: str) -> None:
        self._unsettled[agency] = self._unsettled.get(agency, frozenset()) | {fact}

    # -- What is looked for by something else than its id ------------------------------------------

    def _begin_register(self) -> Register:
        register = self._register = Register()
        for sending in self.sendings.values():
            register.send(sending)
        for item in self.items.values():
            register.arrive(item)
        return register

    def inbox_of(self, agency: str) -> list[Item]:
        """What has reached an agency, in order."""
        register = self._register or self._begin_register()
        return [self.items[name] for name in register.inbox.get(agency, ())]

    def sendings_of(self, agency: str) -> list[Sending]:
        """What an agency has sent, in order."""
        register = self._register or self._begin_register()
        return [self.sendings[name] for name in register.sent.get(agency, ())]

    def sendings_between(self, sender: str, to: str) -> list[Sending]:
        """What one agency has sent to another, in order."""
        register = self._register or self._begin_register()
        return [self.sendings[name] for name in register.between.get(sender, {}).get(to, ())]

    def written_to(self, sender: str) -> Iterable[str]:
        """The agencies to which one has sent something, in the order of the first to each."""
        register = self._register or self._begin_register()
        return register.between.get(sender, {})

    def carrying(self, sender: str, fact: str) -> list[Sending]:
        """What an agency has sent that carries a fact, in order."""
        register = self._register or self._begin_register()
        return [self.sendings[name] for name in register.carrying.get((sender, fact), ())]

    def brought(self, agency: str, fact: str) -> list[Item]:
        """What has reached an agency with a fact, in order."""
        register = self._register or self._begin_register()
        return [self.items[name] for name in register.brought.get((agency, fact), ())]

    @property
    def hops(self) -> list[Hop]:
        """Every crossing, in the order of arrival."""
        crossings = {hop.item: hop for one in self.sendings.values() for hop in one.hops}
        return [crossings[name] for name in self.items if name in crossings]

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
        for fact in item.facts:
            if fact not in self.first_delivered:
                self.first_delivered[fact] = item.delivered_at
        if self._register is not None:
            self._register.arrive(item)

    def _deliver(self, event: Event, body: MessageDelivered) -> None:
        sending = self.sendings[body.message]
        hop = Hop(body.message, body.sender, body.to, body.sent_at, event.at, body.item, body.link)
        sending.hops.append(hop)
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
            item.read_at = event.at if happened_at is None else happened_at
            if item.read_at != event.at:
                self._on_paper[item.agency] = None

    def code(self, event: Event, body: ItemCoded) -> None:
        """A free text turns out to carry facts."""
        sending = self.sendings[body.item]
        sending.facts = {**sending.facts, **body.facts}
        sending.coded_at = event.at
        for hop in sending.hops:
            item = self.items[hop.item]
            item.facts = sending.facts
            for fact in body.facts:
                self.first_delivered.setdefault(fact, item.delivered_at)
        # What it carries stands in the order in which it was sent, though it says so only now.
        self._register = None
        self._note_unsettled(sending)

    def counted(self, agency: str, fact: str) -> Awareness | None:
        """Awareness as it counts for scores: from when something was read on paper.

        Conditions, screens and desks go by :attr:`known`, as it was when it was entered.
        """
        held = self.known.get(agency, {}).get(fact)
        if held is None or agency not in self._on_paper:
            return held
        late = [item for item in self.brought(agency, fact) if self._is_read_late(item, fact)]
        if not late:
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
