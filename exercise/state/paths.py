"""Paths of a fact: chains of deliveries, each after its sender knew it (rules of play §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from exercise.state.items import Hop, Sending
from exercise.state.traffic import Traffic

__all__ = ["Telling", "channel_fits", "tellings"]


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
    """The ways in which ``holder`` has told ``recipient`` of ``fact``, earliest arrival first.

    One for each of the holder's sendings that got there: straight, or by the chain of deliveries
    that arrived first. Each message of a chain was sent on after its sender knew the fact from the
    delivery before. Returned sendings do not count. ``via`` and ``not_via`` look at the channel of
    the first crossing; ``directly`` wants a single sending to the recipient.
    """
    found: list[Telling] = []
    for sending in _carrying(traffic, holder, fact):
        if not channel_fits(sending, via, not_via):
            continue
        if sending.body.to == recipient:
            found.append(
                Telling(sending.counts_at, sending.delivered_at, (sending.id,), tuple(sending.hops))
            )
        elif not directly:
            chain = _quickest_chain(traffic, sending, recipient, fact)
            if chain is not None:
                found.append(chain)
    found.sort(key=lambda told: (told.delivered_at is None, told.delivered_at or 0, told.sent_at))
    return found


def _carrying(traffic: Traffic, sender: str, fact: str) -> Iterable[Sending]:
    return (sending for sending in traffic.carrying(sender, fact) if sending.state != "returned")


def channel_fits(sending: Sending, via: tuple[str, ...], not_via: tuple[str, ...]) -> bool:
    """Whether a message went by a channel that counts."""
    channel = sending.channel
    return (not via or channel in via) and (not not_via or channel not in not_via)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Messages and crossings so far."""

    messages: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()

    def along(self, sending: Sending) -> Iterator[tuple[Hop, _Steps]]:
        """Each crossing of a further message, with the steps up to and including it."""
        messages = (*self.messages, sending.id)
        for place, hop in enumerate(sending.hops, 1):
            yield hop, _Steps(messages, (*self.hops, *sending.hops[:place]))


def _quickest_chain(traffic: Traffic, first: Sending, recipient: str, fact: str) -> Telling | None:
    """The chain from ``first`` that reached ``recipient`` soonest; None where none has.

    Who knows sooner can send on all that who knows later can: so each agency is gone on from once,
    from when it knew first, as in Dijkstra's search with moments for distances.
    """
    arrived: tuple[Hop, _Steps] | None = None
    gone_from = {first.sender}
    waiting: list[tuple[int, int, str, _Steps]] = []
    pushed = 0
    onward: Iterable[tuple[Hop, _Steps]] = _Steps().along(first)
    while True:
        for hop, steps in onward:
            if hop.receiver == recipient:
                if arrived is None or hop.delivered_at < arrived[0].delivered_at:
                    arrived = (hop, steps)
                continue
            known = traffic.items[hop.item].known_at
            if known is not None and hop.receiver not in gone_from:
                pushed += 1
                heappush(waiting, (known, pushed, hop.receiver, steps))
        while waiting and waiting[0][2] in gone_from:
            heappop(waiting)
        if not waiting or (arrived is not None and waiting[0][0] >= arrived[0].delivered_at):
            break
        known, _, agency, before = heappop(waiting)
        gone_from.add(agency)
        sent_on = [s for s in _carrying(traffic, agency, fact) if s.sent_at >= known]
        onward = [pair for sending in sent_on for pair in before.along(sending)]
    if arrived is None:
        return None
    hop, steps = arrived
    return Telling(first.counts_at, hop.delivered_at, steps.messages, steps.hops)
