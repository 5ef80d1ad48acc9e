"""What would have been: a session forked, played on with changes, and compared with itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from agencies.language import phrase
from agencies.network import Network
from agencies.timecode import format_moment
from exercise.errors import RecordError
from exercise.events import Event
from exercise.replay.changes import BadChanges
from exercise.replay.fork import Forked, fork
from exercise.replay.outcome import Luck, Outcome
from exercise.replay.plan import Plan, make_plan
from exercise.replay.summary import Summary, summarize
from exercise.setup import Setup

__all__ = ["Bench", "luck_seed", "what_if"]

Told = Callable[[int], object]
"""Is told how many runs are done."""


class Bench:
    """A session and its forks at one moment; what is the same for all of them is played once.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        at: Exercise second of the forks.
        until: Exercise second to play to; the record's end if left out.

    Raises:
        BadChanges: If it would not end between the fork and the end of the session.
        RecordError: If the session cannot be played again alike, so that nothing can be compared.
    """

    def __init__(
        self,
        setup: Setup,
        network: Network,
        events: Sequence[Event],
        at: int,
        until: int | None = None,
    ) -> None:
        last = max(event.at for event in events)
        self.at, self.until = at, last if until is None else until
        if not at <= self.until <= last:
            problem = phrase(
                "It is to be played until {until}, which is not between the fork, {first}, and the "
                "end of the session, {last}.",
                until=format_moment(self.until),
                first=format_moment(at),
                last=format_moment(last),
            )
            raise BadChanges([problem])
        self._setup, self._network, self._events = setup, network, events
        # What evaluators read out of texts counts on both sides, where the text is on both.
        self._codings = [e for e in events if e.origin == "recorded" and e.kind == "ItemCoded"]
        self.same = self._fork(Plan(at), 0)
        if not self.same.identical:
            raise RecordError(
                "Played again without a change the session does not come out as recorded, so there "
                "is nothing to compare a change with; tabletop verify says where it differs."
            )
        self._without: dict[int, Summary] = {0: self._summary(self.same)}

    def plan(self, changes: Sequence[str]) -> Plan:
        """Changes made ready for a fork at this moment.

        Raises:
            BadChanges: If some are none, or cannot be made in this session.
        """
        return make_plan(self._setup, self._network, self._events, changes, self.at)

    def without(self, luck: int = 0) -> Summary:
        """The session without a change: as recorded, or under the ``luck``-th other luck."""
        if luck not in self._without:
            self._without[luck] = self._summary(self._fork(Plan(self.at), luck))
        return self._without[luck]

    def with_(self, plan: Plan, luck: int = 0) -> tuple[Forked, Summary]:
        """The session with changes.

        Raises:
            BadChanges: If changes cannot be made; not under other luck.
        """
        forked = self._fork(plan, luck)
        return forked, self._summary(forked)

    def lucks(self, plan: Plan, runs: int, told: Told = lambda _: None) -> Luck | None:
        """Pairs of runs without and with changes, each pair under a luck of its own."""
        pairs, moot = [], 0
        for number in range(1, runs + 1):
            forked, summary = self.with_(plan, number)
            pairs.append((self.without(number), summary))
            moot += bool(forked.moot)
            told(number)
        return Luck(tuple(pairs), moot) if pairs else None

    def _fork(self, plan: Plan, luck: int) -> Forked:
        seed = luck_seed(self._setup.seed, luck) if luck else None
        return fork(self._setup, self._network, self._events, plan, until=self.until, seed=seed)

    def _summary(self, forked: Forked) -> Summary:
        return summarize(self._setup, forked.network, [*forked.events, *self._codings])


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
        told: Called after each pair with how many are done.

    Raises:
        BadChanges: If changes cannot be made, with what speaks against each.
        RecordError: If the session cannot be played again alike, so that nothing can be compared.
    """
    plan = make_plan(setup, network, events, changes, at)
    bench = Bench(setup, network, events, plan.at, until)
    forked, after = bench.with_(plan) if changes else (bench.same, bench.without())
    return Outcome(
        plan.at,
        bench.until,
        tuple(changes),
        forked.identical,
        bench.without(),
        after,
        forked.void,
        forked,
        bench.lucks(plan, runs, told),
    )


def luck_seed(seed: int, number: int) -> int:
    """The seed of the ``number``-th other luck of a session, the same on every machine."""
    return int.from_bytes(sha256(f"{seed}|luck|{number}".encode()).digest()[:6], "big")
