"""Paths of a fact: chains of deliveries, each after its sender knew it (rules of play §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exercise.state.traffic import Hop, Sending, Traffic

__all__ = ["Telling", "tellings"]


@dataclass(frozen=True, slots=True)
class Telling:
    """How a fact got from one agency to another.

    Attributes:
        sent_at: Second at which the first agency had done its share.
        delivered_at: Second at which it reached the inbox of the last; None while under way.
        messages: Causal ids of the messages along the path.
        hops: The crossings along the path.
    """

    sent_at: int
    delivered_at: int | None
    messages: tuple[str, ...]
    hops: tuple[Hop, ...]


def tellings(
    traffic: Traffic,
    holder: str,
    recipient: str,
    fact: str,
    *,
    directly: bool = False,
    via: tuple[str, ...] = (),
    not_via: tuple[str, ...] = (),
) -> list[Telling]:
    """Every way in which ``holder`` has told ``recipient`` of ``fact``, earliest arrival first.

    A path starts with a sending of the holder and follows deliveries, each sent on after its sender
    knew the fact from the delivery before. Returned sendings do not count. ``via`` and ``not_via``
    look at the channel of the first crossing; ``directly`` wants a single sending to the recipient.
    """
    found: list[Telling] = []
    for sending in _carrying(traffic, holder, fact):
        if not _channel_fits(sending, via, not_via):
            continue
        if sending.body.to == recipient:
            found.append(
                Telling(sending.counts_at, sending.delivered_at, (sending.id,), tuple(sending.hops))
            )
        elif not directly:
            found.extend(_onward(traffic, sending, recipient, fact, frozenset({holder})))
    found.sort(key=lambda told: (told.delivered_at is None, told.delivered_at or 0, told.sent_at))
    return found


def _carrying(traffic: Traffic, sender: str, fact: str) -> Iterable[Sending]:
    return (
        sending
        for sending in traffic.sendings_of(sender)
        if fact in sending.facts and sending.state != "returned"
    )


def _channel_fits(sending: Sending, via: tuple[str, ...], not_via: tuple[str, ...]) -> bool:
    channel = sending.channel
    return (not via or channel in via) and (not not_via or channel not in not_via)


def _onward(
    traffic: Traffic, sending: Sending, recipient: str, fact: str, seen: frozenset[str]
) -> Iterable[Telling]:
    """Chains that go on after ``sending`` arrived; each agency is visited once."""
    for hop in sending.hops:
        if hop.receiver == recipient:
            yield Telling(sending.counts_at, hop.delivered_at, (sending.id,), (hop,))
            continue
        known = traffic.items[hop.item].known_at
        if known is None or hop.receiver in seen:
            continue
        for onward in _carrying(traffic, hop.receiver, fact):
            if onward.sent_at < known:
                continue
            if onward.body.to == recipient:
                if onward.delivered_at is not None:
                    yield Telling(
                        sending.counts_at,
                        onward.delivered_at,
                        (sending.id, onward.id),
                        (hop, *onward.hops),
                    )
                continue
            for further in _onward(traffic, onward, recipient, fact, seen | {hop.receiver}):
                yield Telling(
                    sending.counts_at,
                    further.delivered_at,
                    (sending.id, *further.messages),
                    (hop, *further.hops),
                )
