"""Which single improvement would have helped most: every link and every desk, tried one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Any

from agencies.model import NetworkFile
from agencies.network import Network
from exercise.events import Disrupted, Event
from exercise.replay.changes import BadChanges
from exercise.replay.crew import crew, work
from exercise.replay.outcome import AwarenessRow, Luck, both_sides, gained
from exercise.replay.plan import make_plan
from exercise.replay.summary import Summary
from exercise.replay.whatif import Bench
from exercise.setup import Setup

__all__ = ["Found", "Tried", "candidates", "search"]

FEW = 40_000
"""Events to be played in all for which starting workers would cost more than it saves."""

Pair = tuple[Summary, Summary, bool]
"""A run without and with a change, and whether the change came to nothing."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One improvement and what it would have brought, with the luck of the session.

    Attributes:
        change: In the language of changes.
        gain: Expectations more that come out as they should.
        points: Timeliness more, summed over expectations.
        sooner: Times that an agency knows a fact sooner, less those it knows it later or never.
        messages: Messages more.
        luck: The same under other luck, for the best.
    """

    change: str
    gain: int
    points: float
    sooner: int
    messages: int
    luck: Luck | None = None

    @property
    def merit(self) -> tuple[int, float, int, int]:
        """What it is ranked by, the weightiest first."""
        return self.gain, round(self.points, 6), self.sooner, -self.messages

    @property
    def helps(self) -> bool:
        """Whether anything comes out better by it, on balance."""
        return self.merit[:3] > (0, 0.0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """All that was tried, the best first; alike ones in the order in which they were tried."""

    at: int
    until: int
    tried: tuple[Tried, ...]


def candidates(network: Network, events: Sequence[Event]) -> Iterator[str]:
    """Every single improvement there is to try.

    What went down comes back at once; each two agencies without a link get one, over the channel
    that most links of the network use; each desk works on twice as many items.
    """
    bodies = (event.body for event in events)
    down = (body for body in bodies if isinstance(body, Disrupted))
    named = (b.link or ":".join(part for part in (b.channel, b.agency) if part) for b in down)
    for name in dict.fromkeys(named):
        yield f"restore:{name}"
    uses = Counter(link.channel for link in network.links)
    channel = max(network.channels, key=lambda name: uses[name])
    for one, other in combinations(network.agencies, 2):
        if not network.links_between(one, other) and not network.links_between(other, one):
            yield f"link:{one}:{other}:{channel}"
    for agency in network.agencies:
        yield f"desk:{agency}"


def search(
    setup: Setup,
    network: Network,
    events: Sequence[Event],
    *,
    at: int | None = None,
    until: int | None = None,
    runs: int = 0,
    best: int = 5,
    workers: int = 1,
    told: Callable[[int, int], object] = lambda *_: None,
) -> Found:
    """Try every single improvement from a moment on.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        at: Exercise second of the forks; the record's beginning if left out.
        until: Exercise second to play to; the record's end if left out.
        runs: Pairs of runs under other luck for each of the ``best``.
        best: How many of them to look at more closely.
        workers: Processes that try; a short search stays in this one.
        told: Called after each try with how many are done, and how many there are.

    Raises:
        BadChanges: If ``at`` or ``until`` are outside the session.
        RecordError: If the session cannot be played again alike.
    """
    begins = make_plan(setup, network, events, (), at).at
    bench = Bench(setup, network, events, begins, until)
    changes = list(candidates(network, events))
    if workers < 2 or len(changes) * len(events) < FEW:
        return _searched(bench, changes, runs, best, told, map)
    with crew(workers, _bench, setup, network.file, events, begins, until) as pool:
        return _searched(bench, changes, runs, best, told, partial(work, pool))


def _searched(
    bench: Bench,
    changes: Sequence[str],
    runs: int,
    best: int,
    told: Callable[[int, int], object],
    each: Callable[..., Iterable[Any]],
) -> Found:
    """The search, with ``each`` to try one after another: here, or by workers."""
    here = each is map
    tried: list[Tried] = []
    trying = (_try(bench, change) for change in changes) if here else each(_try, changes)
    for done, one in enumerate(trying, 1):
        if one is not None:
            tried.append(one)
        told(done, len(changes))
    tried.sort(key=lambda one: one.merit, reverse=True)
    closer = [one.change for one in tried[:best] if runs and one.helps]
    if closer:
        tasks = [(tuple(closer), number) for number in range(1, runs + 1)]
        playing = (_lucky(bench, task) for task in tasks) if here else each(_lucky, tasks)
        pairs: list[list[Pair]] = [[] for _ in closer]
        for done, found in enumerate(playing, 1):
            for kept, pair in zip(pairs, found, strict=True):
                kept.append(pair)
            told(done, runs)
        for place, kept in enumerate(pairs):
            moot = sum(pair[2] for pair in kept)
            luck = Luck(tuple((before, after) for before, after, _ in kept), moot)
            tried[place] = replace(tried[place], luck=luck)
    return Found(bench.at, bench.until, tuple(tried))


def _bench(
    setup: Setup, file: NetworkFile, events: Sequence[Event], at: int, until: int | None
) -> Bench:
    """What a worker tries changes on."""
    return Bench(setup, Network(file), events, at, until)


def _try(bench: Bench, change: str) -> Tried | None:
    """What a change would have brought; None where it cannot be made: up again by then."""
    try:
        _, after = bench.with_(bench.plan([change]))
    except BadChanges:
        return None
    return _tried(change, bench.without(), after)


def _lucky(bench: Bench, task: tuple[Sequence[str], int]) -> list[Pair]:
    """Some changes under one other luck."""
    changes, number = task
    found = []
    for change in changes:
        forked, after = bench.with_(bench.plan([change]), number)
        found.append((bench.without(number), after, bool(forked.moot)))
    return found


def _tried(change: str, before: Summary, after: Summary) -> Tried:
    rows = [
        AwarenessRow(*key, *pair) for key, *pair in both_sides(before.awareness, after.awareness)
    ]
    sooner = sum(row.direction == "better" for row in rows)
    return Tried(
        change,
        *gained(before, after),
        sooner - sum(row.direction == "worse" for row in rows),
        after.cost.sent - before.cost.sent,
    )
