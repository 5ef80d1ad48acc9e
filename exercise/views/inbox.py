"""What a desk is told of its inbox: what arrived, and what it says once it is opened."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import (
    Event,
    InjectAdded,
    InjectDelivered,
    ItemCoded,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    MessageRelayed,
    MessageSent,
)
from exercise.state.items import Item
from exercise.views.desk import Addressed, Desks, Message, texts
from injects.model import Inject

__all__ = ["Inbox"]


class Inbox:
    """Messages of the kinds item, opened, relayed and acknowledged."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self.tellers = {
            InjectDelivered: self._on_delivered,
            MessageDelivered: self._on_delivered,
            ItemOpened: self._on_opened,
            ItemHandled: self._on_opened,
            ItemCoded: self._on_coded,
            MessageRelayed: self._on_relayed,
            MessageSent: self._on_sent,
        }

    def _on_delivered(
        self, _: Event, body: InjectDelivered | MessageDelivered
    ) -> Iterable[Addressed]:
        item = self._desks.state.traffic.items[body.item]
        told: Message = {"kind": "item", "id": self._desks.item(item), "at": item.delivered_at}
        if isinstance(body, MessageDelivered):
            told |= self._envelope_of_message(item, body)
        else:
            told |= self._envelope_of_inject(body.inject)
        yield Addressed(item.agency, told)

    def _envelope_of_inject(self, name: str) -> Message:
        script = self._desks.state.script
        added = script.added.get(name)
        if added is not None:
            return {
                "sender": texts(added.sender),
                "sender_agency": None,
                "via": added.via,
                "urgency": added.urgency,
                "subject": texts(added.subject),
                "intent": "inject",
            }
        inject = self._inject(name)
        edited = script.edited.get(name)
        return {
            "sender": texts(inject.sender),
            "sender_agency": inject.from_agency,
            "via": inject.via,
            "urgency": str(inject.urgency),
            "subject": texts(edited[0] if edited else inject.subject),
            "intent": "inject",
        }

    def _envelope_of_message(self, item: Item, body: MessageDelivered) -> Message:
        sending = self._desks.state.traffic.sendings[body.message]
        return {
            "sender": self._desks.title(sending.sender),
            "sender_agency": sending.sender,
            "via": self._desks.channel(body.link),
            "urgency": sending.body.urgency,
            "subject": texts(sending.body.subject),
            "intent": sending.body.intent,
            "relay_to": None if item.final else sending.body.to,
            "relayed_by": None if item.sender == sending.sender else item.sender,
        }

    def _on_opened(self, _: Event, body: ItemOpened | ItemHandled) -> Iterable[Addressed]:
        yield self._content(self._desks.state.traffic.items[body.item])

    def _on_coded(self, _: Event, body: ItemCoded) -> Iterable[Addressed]:
        """Where the text has been read, what control found in it is part of it now."""
        traffic = self._desks.state.traffic
        for hop in traffic.sendings[body.item].hops:
            item = traffic.items[hop.item]
            if item.known_at is not None:
                yield self._content(item)

    def _content(self, item: Item) -> Addressed:
        told: Message = {
            "kind": "opened",
            "id": self._desks.item(item),
            "opened_at": item.known_at,
            "facts": self._desks.facts(item.agency, item.facts),
        }
        if item.message is not None:
            sending = self._desks.state.traffic.sendings[item.message]
            told |= {
                "body": texts(sending.body.text),
                "asks": list(sending.body.asks),
                "action": sending.body.action,
                "targets": list(sending.body.targets),
                "about": self._answers(item.agency, sending.body.about),
            }
        else:
            told["body"] = self._text_of_inject(item.inject or "")
        return Addressed(item.agency, told)

    def _text_of_inject(self, name: str) -> dict[str, str]:
        script = self._desks.state.script
        added: InjectAdded | None = script.added.get(name)
        if added is not None:
            return texts(added.body)
        edited = script.edited.get(name)
        return texts(edited[1] if edited else self._inject(name).body)

    def _answers(self, agency: str, about: str | None) -> str | None:
        """This desk's own message that an item answers; what else it is about is the sender's."""
        traffic = self._desks.state.traffic
        asked = traffic.items.get(about or "")
        if asked is None or asked.message is None:
            return None
        sending = traffic.sendings[asked.message]
        return self._desks.sending(sending) if sending.sender == agency else None

    def _on_relayed(self, event: Event, body: MessageRelayed) -> Iterable[Addressed]:
        item = self._desks.state.traffic.items[body.item]
        told = {"kind": "relayed", "id": self._desks.item(item), "relayed_at": event.at}
        yield Addressed(item.agency, told)

    def _on_sent(self, event: Event, body: MessageSent) -> Iterable[Addressed]:
        item = self._desks.state.traffic.items.get(body.about or "")
        if body.intent == "acknowledge" and item is not None and item.agency == event.agency:
            told = {
                "kind": "acknowledged",
                "id": self._desks.item(item),
                "acknowledged_at": event.at,
            }
            yield Addressed(item.agency, told)

    def _inject(self, name: str) -> Inject:
        return self._desks.state.injects[name]
