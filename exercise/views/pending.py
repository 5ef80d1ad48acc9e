"""What every picture of the staff's asks for: what is under way, lies unread, or is by people."""

from __future__ import annotations

from dataclasses import dataclass, field

from exercise.events import (
    AttemptBegan,
    Event,
    InjectDelivered,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    MessageReturned,
    MessageSent,
)
from exercise.state.folds import Folds
from exercise.state.items import Item, Sending
from exercise.state.layers import over
from exercise.state.traffic import Traffic

__all__ = ["Pending"]


@dataclass(slots=True)
class Pending:
    """Ids of items and messages, each in the order in which it happened."""

    _under_way: dict[str, Event | None] = field(default_factory=dict)
    """With the attempt to cross a link that began last."""
    _unread: dict[str, None] = field(default_factory=dict)
    _by_people: dict[str, None] = field(default_factory=dict)

    def copy(self) -> Pending:
        """The same, to be folded on apart from this, which must not be changed any more."""
        return Pending(dict(self._under_way), dict(self._unread), over(self._by_people))

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            InjectDelivered: self._arrive,
            MessageSent: self._send,
            AttemptBegan: self._attempt,
            MessageDelivered: self._deliver,
            MessageReturned: self._return,
            ItemOpened: self._know,
            ItemHandled: self._know,
        }

    def _arrive(self, _: Event, body: InjectDelivered) -> None:
        self._unread[body.item] = None

    def _send(self, event: Event, _: MessageSent) -> None:
        self._under_way[event.id] = None
        if event.origin == "command":
            self._by_people[event.id] = None

    def _attempt(self, event: Event, body: AttemptBegan) -> None:
        if body.message in self._under_way:
            self._under_way[body.message] = event

    def _deliver(self, _: Event, body: MessageDelivered) -> None:
        self._unread[body.item] = None
        if body.final:
            self._under_way.pop(body.message, None)

    def _return(self, _: Event, body: MessageReturned) -> None:
        self._under_way.pop(body.message, None)

    def _know(self, _: Event, body: ItemOpened | ItemHandled) -> None:
        self._unread.pop(body.item, None)

    def under_way(self, traffic: Traffic) -> list[Sending]:
        """What was sent and has neither arrived nor come back."""
        return [traffic.sendings[name] for name in self._under_way]

    def attempt(self, message: str) -> Event | None:
        """The beginning of the last attempt to take a message that is under way over a link."""
        return self._under_way.get(message)

    def by_people(self, traffic: Traffic) -> list[Sending]:
        """What people have sent."""
        return [traffic.sendings[name] for name in self._by_people]

    def unread(self, traffic: Traffic) -> dict[str, list[Item]]:
        """What lies at each agency and is not known there."""
        lying: dict[str, list[Item]] = {}
        for name in self._unread:
            item = traffic.items[name]
            lying.setdefault(item.agency, []).append(item)
        return lying
