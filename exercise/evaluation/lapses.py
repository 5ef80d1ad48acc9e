"""Errors in handling information: warned of in play, recorded, never blamed (rules of play §1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exercise.evaluation.model import ExpectationResult, Lapse, PartResult
from exercise.evaluation.record import Knowledge, Record
from exercise.events import DecisionLogged
from exercise.state.deeds import gives_away
from exercise.state.items import Hop, Sending
from exercise.state.paths import channel_fits, tellings
from exercise.state.script import Decision
from exercise.state.watch import DECISION, Standing

__all__ = ["find_lapses"]

KINDS = ("as-confirmed", "rumour", "need", "marking", "covert")


def find_lapses(record: Record, results: Sequence[ExpectationResult]) -> tuple[Lapse, ...]:
    """Every lapse in the order of time, each (kind, agency, fact, recipient, act) once."""
    found = [lapse for s in record.state.traffic.sendings.values() for lapse in _telling(record, s)]
    for decision in record.state.script.decisions:
        found += _deciding(record, decision)
    found += _out_of_order(record, results)
    found += _wrong_channel(record, results)
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(lapse: Lapse) -> tuple[int, str, str, str, str]:
    return lapse.at, lapse.agency, lapse.kind, lapse.fact or "", lapse.to or ""


def _held_by(record: Record, act: str) -> str:
    return "people" if record.by_people[act] else "playbook"


# -- Messages ------------------------------------------------------------------------------------


def _telling(record: Record, sending: Sending) -> Iterator[Lapse]:
    """What a message passed on that it should not have, or not so, or not that way."""
    event = record.acts[sending.id]
    evidence = record.evidence(event, *record.codings.get(sending.id, ()))
    holder = _held_by(record, sending.id)
    knowledge = record.knowledge(sending.id, sending.counts_at)
    said: set[str] = set()
    for fact, status in sending.facts.items():
        if fact not in record.pack.facts:
            continue
        for kind in _about(record, sending, fact, status, knowledge):
            said.add(kind)
            yield Lapse(
                kind,
                sending.counts_at,
                sending.sender,
                holder,
                fact,
                sending.body.to,
                None,
                evidence,
            )
    for fact in gives_away(record.state, sending, knowledge):
        if fact not in sending.facts:
            said.add("covert")
            yield Lapse(
                "covert",
                sending.counts_at,
                sending.sender,
                holder,
                fact,
                sending.body.to,
                None,
                evidence,
            )
    for kind in sending.body.warnings:
        if kind in KINDS and kind not in said:
            # Warned of as the engine saw it then, though no single fact shows it any more.
            yield Lapse(
                kind,
                sending.counts_at,
                sending.sender,
                holder,
                None,
                sending.body.to,
                None,
                evidence,
            )
    for hop in sending.hops[1:]:
        yield from _passing_on(record, sending, hop)


def _about(
    record: Record, sending: Sending, fact: str, status: str, knowledge: Knowledge
) -> Iterator[str]:
    spec = record.pack.facts[fact]
    if status == "confirmed" and knowledge.get(fact) == "unconfirmed":
        yield "as-confirmed"
    if status != "denied" and _refuted(record, fact, knowledge):
        yield "rumour"
    if not spec.concerns(sending.body.to):
        yield "need"
    link = sending.hops[0].link if sending.hops else next(iter(sending.body.route), "")
    yield from _over(record, fact, link, sending.sender)


def _over(record: Record, fact: str, link: str, sender: str) -> Iterator[str]:
    """What is wrong with sending a fact over a link; in person and unlisted there is none."""
    if link not in record.network.channel_of_link:
        return
    resolved = record.network.link(link, sender)
    spec = record.pack.facts[fact]
    if record.network.rank(spec.marking) > resolved.level:
        yield "marking"
    if spec.covert and resolved.open:
        yield "covert"


def _passing_on(record: Record, sending: Sending, hop: Hop) -> Iterator[Lapse]:
    """A relay answers for the link that it chose."""
    for fact in sending.facts:
        if fact in record.pack.facts:
            item = next((h.item for h in sending.hops if h.receiver == hop.sender), "")
            lying = record.state.traffic.items.get(item)
            holder = "people" if lying is not None and lying.by_person else "playbook"
            evidence = record.evidence(record.delivered.get(hop.item))
            for kind in _over(record, fact, hop.link, hop.sender):
                yield Lapse(
                    kind, hop.sent_at, hop.sender, holder, fact, hop.receiver, None, evidence
                )


def _refuted(record: Record, fact: str, knowledge: Knowledge) -> bool:
    return any(other in knowledge for other in record.state.need.refuting(fact))


# -- Decisions -----------------------------------------------------------------------------------


def _deciding(record: Record, decision: Decision) -> Iterator[Lapse]:
    """A decision on a rumour, or on an unconfirmed fact where verification comes first."""
    evidence = record.evidence(record.acts[decision.id])
    holder = _held_by(record, decision.id)
    knowledge = record.knowledge(decision.id, decision.counts_at)
    body = decision.body
    rumours = [fact for fact in body.facts if _refuted(record, fact, knowledge)]
    unsure = [fact for fact in body.facts if knowledge.get(fact) == "unconfirmed"]
    for fact in _or_nameless(rumours, "rumour" in body.warnings):
        yield Lapse(
            "rumour", decision.counts_at, decision.agency, holder, fact, None, None, evidence
        )
    for expectation in _verified_first(record, decision.agency, body):
        for fact in _or_nameless(unsure, "unverified" in body.warnings):
            yield Lapse(
                "unverified",
                decision.counts_at,
                decision.agency,
                holder,
                fact,
                None,
                expectation,
                evidence,
            )


def _or_nameless(facts: list[str], warned: bool) -> Iterable[str | None]:
    """The facts found; where there are none but a warning was given, one without a name."""
    return facts or ([None] if warned else [])


def _verified_first(record: Record, agency: str, body: DecisionLogged) -> Iterator[str]:
    for spec in record.verified_first.get(agency, ()):
        if spec.does is not None:
            targets = set(spec.does.targets)
            if spec.does.action == body.action and (not targets or targets & set(body.targets)):
                yield spec.id


def _out_of_order(record: Record, results: Sequence[ExpectationResult]) -> Iterator[Lapse]:
    """What was done before the expectation that has to come first."""
    by_id = {result.id: result for result in results}
    for spec, _ in record.pack.all_expectations:
        first, later = by_id.get(spec.id), by_id.get(spec.before or "")
        if first is None or later is None or later.prohibition or first.opened_at is None:
            continue
        moments = [part.done_at for part in later.parts if part.done_at is not None]
        ready = [part.done_at for part in first.parts if part.done_at is not None]
        if moments and (len(ready) < len(first.parts) or max(ready) > min(moments)):
            yield Lapse(
                "out-of-order",
                min(moments),
                later.agency,
                later.held_by,
                expectation=later.id,
                evidence=later.evidence,
            )


def _wrong_channel(record: Record, results: Sequence[ExpectationResult]) -> Iterator[Lapse]:
    """What was told to the right agency, but by another channel than was asked, while it was asked.

    Who learns of it from somebody else in between was not told by the holder at all.
    """
    standings = record.state.watch.standings
    for result in results:
        standing = standings.get(result.id)
        if standing is None or result.prohibition:
            continue
        spec = standing.expectation
        if not (spec.via or spec.not_via):
            continue
        for part in result.parts:
            if part.what == DECISION or part.outcome in ("met", "void"):
                continue
            yield from _told_otherwise(record, standing, part)


def _told_otherwise(record: Record, standing: Standing, part: PartResult) -> Iterator[Lapse]:
    # A duty that it stands for may have begun before the channel was asked for, and once its time
    # is over, nothing counts for or against it.
    spec, traffic = standing.expectation, record.state.traffic
    ways = [
        way
        for fact in spec.about
        for way in tellings(traffic, spec.who, part.what, fact, directly=True)
    ]
    for message in sorted({way.messages[0] for way in ways if standing.in_window(way.sent_at)}):
        sending = traffic.sendings[message]
        if channel_fits(sending, spec.via, spec.not_via):
            continue
        if sending.channel not in spec.not_via and _asked_so(record, standing, part.what, sending):
            continue
        yield Lapse(
            "channel",
            sending.counts_at,
            spec.who,
            _held_by(record, message),
            None,
            part.what,
            spec.id,
            record.evidence(record.opened[spec.id], record.acts[message]),
        )


def _asked_so(record: Record, standing: Standing, to: str, sending: Sending) -> bool:
    """Whether another expectation asked for what was told as it was told."""
    facts = [fact for fact in standing.expectation.about if fact in sending.facts]
    return any(
        other is not standing
        and other.expectation.who == sending.sender
        and other.parts[to].merged_into is None
        and other.in_window(sending.counts_at)
        and channel_fits(sending, other.expectation.via, other.expectation.not_via)
        for other in record.state.watch.about(facts, to)
    )
