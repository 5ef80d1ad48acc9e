"""What would have been: a session forked, played on with changes, and compared with itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from agencies.language import phrase
from agencies.network import Network
from agencies.timecode import format_moment
from exercise.errors import RecordError
from exercise.events import Event, ItemCoded
from exercise.replay.changes import BadChanges
from exercise.replay.fork import Forked, fork
from exercise.replay.outcome import Luck, Outcome
from exercise.replay.plan import Plan, make_plan
from exercise.replay.summary import Summary, summarize
from exercise.setup import Setup

__all__ = ["luck_seed", "what_if"]

Told = Callable[[int], None]
"""Is told how many runs under other luck are done."""


def what_if(
    setup: Setup,
    network: Network,
    events: Sequence[Event],
    *,
    changes: Sequence[str] = (),
    at: int | None = None,
    until: int | None = None,
    runs: int = 0,
    told: Told = lambda _: None,
) -> Outcome:
    """Play a session again from a moment on with changes, and compare it with what was.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        changes: Each in the language of :mod:`exercise.replay.changes`; none plays the same again.
        at: Exercise second of the fork; the earliest that a change names if left out.
        until: Exercise second to play to; the record's end if left out.
        runs: How many further pairs of runs to play under other luck from the fork on.
        told: Called after each pair.

    Raises:
        BadChanges: If changes cannot be made, with what speaks against each.
        RecordError: If the session cannot be played again alike, so that nothing can be compared.
    """
    plan = make_plan(setup, network, events, changes, at)
    last = max(event.at for event in events)
    until = last if until is None else min(until, last)
    if until < plan.at:
        raise BadChanges(
            [
                phrase(
                    "It is to be played until {until}, which is before the fork at {at}.",
                    until=format_moment(until),
                    at=format_moment(plan.at),
                )
            ]
        )
    same = fork(setup, network, events, Plan(plan.at), until=until)
    if not same.identical:
        raise RecordError(
            "Played again without a change the session does not come out as recorded, so there is "
            "nothing to compare a change with; tabletop verify says where it differs."
        )
    changed = fork(setup, network, events, plan, until=until) if changes else same
    codings = [e for e in events if e.origin == "recorded" and isinstance(e.body, ItemCoded)]

    def summary(forked: Forked) -> Summary:
        return summarize(setup, forked.network, [*forked.events, *codings])

    pairs, moot = [], 0
    for number in range(1, runs + 1):
        seed = luck_seed(setup.seed, number)
        without = fork(setup, network, events, Plan(plan.at), until=until, seed=seed)
        other = fork(setup, network, events, plan, until=until, seed=seed)
        pairs.append((summary(without), summary(other)))
        moot += bool(other.moot)
        told(number)
    return Outcome(
        plan.at,
        until,
        tuple(changes),
        changed.identical,
        summary(same),
        summary(changed),
        changed.void,
        changed,
        Luck(tuple(pairs), moot) if pairs else None,
    )


def luck_seed(seed: int, number: int) -> int:
    """The seed of the ``number``-th other luck of a session, the same on every machine."""
    return int.from_bytes(sha256(f"{seed}|luck|{number}".encode()).digest()[:6], "big")
