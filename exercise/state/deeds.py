"""What counts as doing what is expected, for the engine and for scores alike (rules of play §4)."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise.events import DecisionLogged
from exercise.state.items import Sending
from exercise.state.paths import Telling, tellings
from exercise.state.traffic import Traffic
from injects.model import Expectation

if TYPE_CHECKING:
    from exercise.state.state import State

__all__ = [
    "Told",
    "breaks_by_deciding",
    "breaks_by_telling",
    "fulfils",
    "gives_away",
    "may_have_told",
    "told",
]


@dataclass(frozen=True, slots=True)
class Told:
    """That an agency has told another all that an expectation is about.

    Attributes:
        counts_at: Second from which the telling of the last of the facts counts.
        sent_at: Second at which the holder had sent the last of them.
        delivered_at: Second at which all had reached the recipient; None while some are under way.
        acts: Causal ids of the holder's own messages.
        messages: Those of all messages along the ways, others' included.
        last: The way of the fact that arrived last; None while some are under way.
    """

    counts_at: int
    sent_at: int
    delivered_at: int | None
    acts: tuple[str, ...]
    messages: tuple[str, ...]
    last: Telling | None

    def done_at(self, due_at: int) -> int:
        """The holder's own second: of its sending, unless it came about too late by others."""
        return self.sent_at if self.counts_at <= due_at else self.counts_at


def told(traffic: Traffic, expectation: Expectation, recipient: str) -> Told | None:
    """How the holder has told ``recipient`` every fact it was to tell; None while it has not.

    A message to the recipient counts from when it was sent, whoever relays it. What others pass on
    of their own accord counts from when it arrives: until then nobody had set out to tell.
    """

    def counts_from(way: Telling) -> int:
        straight = traffic.sendings[way.messages[0]].body.to == recipient
        return way.sent_at if straight or way.delivered_at is None else way.delivered_at

    ways = [
        tellings(
            traffic,
            expectation.who,
            recipient,
            fact,
            directly=expectation.directly,
            via=expectation.via,
            not_via=expectation.not_via,
        )
        for fact in expectation.about
    ]
    if not all(ways):
        return None
    counting = [min(each, key=counts_from) for each in ways]
    first = [each[0] for each in ways]
    arrivals = [way.delivered_at for way in first if way.delivered_at is not None]
    delivered = max(arrivals) if arrivals and len(arrivals) == len(first) else None
    return Told(
        counts_at=max((counts_from(way) for way in counting), default=0),
        sent_at=max((way.sent_at for way in counting), default=0),
        delivered_at=delivered,
        acts=tuple(dict.fromkeys(way.messages[0] for way in (*counting, *first))),
        messages=tuple(dict.fromkeys(m for way in (*counting, *first) for m in way.messages)),
        last=None if delivered is None else next(w for w in first if w.delivered_at == delivered),
    )


def may_have_told(sending: Sending, recipient: str, since: int) -> bool:
    """Whether a person's text, not coded yet, might have told ``recipient`` what was expected.

    An inform without facts is all text; a redacted record no longer has it.
    """
    body = sending.body
    return (
        sending.by_person
        and body.to == recipient
        and not sending.facts
        and sending.coded_at is None
        and sending.state != "returned"
        and sending.counts_at >= since
        and (body.intent == "inform" or (body.intent == "request" and bool(body.text)))
    )


def fulfils(expectation: Expectation, decision: DecisionLogged) -> bool:
    """Whether a decision of the holder is the one expected, with all its targets."""
    does = expectation.does
    return (
        does is not None
        and decision.action == does.action
        and set(does.targets) <= set(decision.targets)
    )


def breaks_by_deciding(ban: Expectation, decision: DecisionLogged) -> bool:
    """Whether a decision of the holder is one that a prohibition rules out."""
    does = ban.does
    if does is None or decision.action != does.action:
        return False
    return not does.targets or not set(does.targets).isdisjoint(decision.targets)


def gives_away(state: State, sending: Sending, known: Container[str]) -> tuple[str, ...]:
    """Covert facts that a message over an open channel answers or asks after, whatever it says.

    Whoever hears a ship called about its silent alert knows of the alert: MSC/Circ.1073 wants no
    attempt to contact a ship whose alert was covert.

    Args:
        state: The events folded.
        sending: The message.
        known: The facts that its sender knew.
    """
    link = sending.hops[0].link if sending.hops else next(iter(sending.body.route), "")
    if link not in state.network.open_links:
        return ()
    answered = state.traffic.items.get(sending.body.about or "")
    carried = () if answered is None else answered.facts
    return tuple(
        fact
        for fact, spec in state.pack.facts.items()
        if spec.covert and (fact in carried or (spec.kind in sending.body.asks and fact in known))
    )


def breaks_by_telling(ban: Expectation, sending: Sending, given_away: Collection[str] = ()) -> bool:
    """Whether a message of the holder says what a prohibition rules out, so, to that agency.

    Args:
        ban: The prohibition.
        sending: The message.
        given_away: What it tells whoever listens without saying it.
    """
    return (
        sending.body.to in ban.tells
        and not set(ban.about).isdisjoint({*sending.facts, *given_away})
        and (not ban.via or sending.channel in ban.via)
        and sending.channel not in ban.not_via
    )
