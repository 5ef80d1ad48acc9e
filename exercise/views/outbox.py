"""What a desk is told of what it did: its messages and where they are, and its decisions."""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import (
    ContactFound,
    ContactGranted,
    ContactRefused,
    DecisionLogged,
    Event,
    ItemCoded,
    MessageDelivered,
    MessageRelayed,
    MessageRerouted,
    MessageReturned,
    MessageSent,
)
from exercise.state.items import Sending
from exercise.state.routing import find_way
from exercise.views.desk import Addressed, Desks

__all__ = ["Outbox"]

_MessageEvent = (
    ContactFound
    | ContactGranted
    | ContactRefused
    | MessageDelivered
    | MessageRelayed
    | MessageRerouted
    | MessageReturned
)


class Outbox:
    """Messages of the kinds sent, progress and decision."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self.tellers = {
            MessageSent: self._on_sent,
            MessageDelivered: self._on_moved,
            MessageRelayed: self._on_moved,
            MessageRerouted: self._on_moved,
            MessageReturned: self._on_moved,
            ContactFound: self._on_moved,
            ContactGranted: self._on_moved,
            ContactRefused: self._on_moved,
            ItemCoded: self._on_coded,
            DecisionLogged: self._on_decided,
        }

    def _on_sent(self, event: Event, body: MessageSent) -> Iterable[Addressed]:
        traffic = self._desks.state.traffic
        sending = traffic.sendings[event.id]
        about = traffic.items.get(body.about or "")
        own = about is not None and about.agency == sending.sender
        told = {
            "kind": "sent",
            "id": self._desks.sending(sending),
            "at": event.at,
            "to": body.to,
            "intent": body.intent,
            "subject": body.subject,
            "text": body.text,
            "facts": self._desks.facts(sending.sender, body.facts),
            "expected_at": self._expected(event, sending),
            "about": self._desks.item(about) if about is not None and own else None,
            **self._progress(sending),
        }
        yield Addressed(sending.sender, told)

    def _expected(self, event: Event, sending: Sending) -> int | None:
        """When it should arrive, as its sender knows the network at this moment."""
        way = find_way(
            self._desks.state,
            sending.sender,
            sending.body.to,
            facts=sending.body.facts,
            via="unlisted" if not sending.body.planned else sending.body.via,
        )
        fits = way.seconds is not None and way.route == sending.body.route
        return event.at + (way.seconds or 0) if fits else None

    def _on_moved(self, _: Event, body: _MessageEvent) -> Iterable[Addressed]:
        sending = self._desks.state.traffic.sendings[body.message]
        told = {
            "kind": "progress",
            "id": self._desks.sending(sending),
            **self._progress(sending),
        }
        yield Addressed(sending.sender, told)

    def _progress(self, sending: Sending) -> dict[str, object]:
        returned = sending.state == "returned"
        return {
            "via": sending.channel,
            "state": sending.state,
            "where": sending.at,
            "reason": sending.reason if returned else "",
            "delivered_at": sending.delivered_at,
        }

    def _on_coded(self, _: Event, body: ItemCoded) -> Iterable[Addressed]:
        """A sender sees what was read out of its text, as far as it knows that itself."""
        traffic = self._desks.state.traffic
        sending = traffic.sendings[body.item]
        known = {
            fact: status
            for fact, status in sending.facts.items()
            if traffic.knows(sending.sender, fact)
        }
        told = {
            "kind": "progress",
            "id": self._desks.sending(sending),
            "facts": self._desks.facts(sending.sender, known),
            **self._progress(sending),
        }
        yield Addressed(sending.sender, told)

    def _on_decided(self, event: Event, body: DecisionLogged) -> Iterable[Addressed]:
        agency = event.agency or ""
        told = {
            "kind": "decision",
            "id": self._desks.aliases.show(agency, "decision", event.id),
            "at": event.at,
            "action": body.action,
            "targets": list(body.targets),
            "tells": list(body.tells),
            "facts": [self._desks.aliases.show(agency, "fact", fact) for fact in body.facts],
            "reason": body.reason,
            "authority": body.authority,
        }
        yield Addressed(agency, told)
