"""The floor under a headless run: that run's own trace on bare SimPy and networkx.

A real run is watched once, from outside: SimPy's environment and resource are exchanged for ones
that take notes, and the network for one that notes what it is asked. The product has no hooks for
this. Replaying the notes then costs what no engine built on these libraries could do without:

* every process that the run started, every timeout that one waited for or that was set, every
  request of a desk and its release, in the same nesting and with the same seconds and priorities
  (where a process waits for its turn in a later second, it is the timeout before that turn);
* one cold Dijkstra search for each source that was asked about and each set of links that were shut
  to it at the time, over a plain graph of the quickest open link between each two agencies;
* the same record: for each event the JSON of its body, that of its private fields with a salted
  commitment for each, and SHA-256 over the row and the hash before it. :func:`record_of` gives the
  very hashes that the journal gives, which the benchmark checks before it measures.

Not in it, and so the engine's own: turns within a second, draws, conditions, playbooks, the watch,
the fold, warnings, making the events, and keeping them. On neither side: loading packs and networks,
building graphs, and commits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import networkx as nx
import simpy

from agencies.network import Network, Route
from exercise.engine import Engine
from exercise.events import Event, body_to
from exercise.journal.chain import START
from exercise.setup import Setup

Step = tuple[str, Any, Any]
"""wait seconds · timer seconds · request desk priority · release desk · start steps."""


@dataclass(slots=True)
class Trace:
    """What one run asked of SimPy and networkx.

    Attributes:
        begins_at: Exercise second at which it begins.
        steps: What the engine itself did outside all processes, each with its second.
        desks: The capacity of each desk.
        searches: For each search its source and the graph as it was.
        changes: How many different sets of shut links there were.
    """

    begins_at: int = 0
    steps: list[tuple[int, Step]] = field(default_factory=list)
    desks: list[int] = field(default_factory=list)
    searches: list[tuple[nx.DiGraph[str], str]] = field(default_factory=list)
    changes: int = 0

    def counts(self) -> dict[str, int]:
        """How much of everything there is."""
        kinds = dict.fromkeys(("wait", "timer", "request", "release", "start"), 0)
        waiting = [[step for _, step in self.steps]]
        while waiting:
            for kind, what, _ in waiting.pop():
                kinds[kind] += 1
                if kind == "start":
                    waiting.append(what)
        return {**kinds, "search": len(self.searches), "change": self.changes}


def record(setup: Setup, network: Network) -> tuple[Trace, list[Event]]:
    """Play ``setup`` to its end; what it took and what came of it."""
    trace, asked = Trace(), _Asked(network)
    with _taking_notes(trace):
        engine = Engine(setup, asked)  # type: ignore[arg-type]
        trace.begins_at = engine.begins_at
        events = [*engine.begin(), *engine.advance_to(setup.pack.endex)]
    trace.searches = list(asked.searches(network))
    trace.changes = len({shut for _, shut in asked.questions})
    return trace, events


# -- Taking notes --------------------------------------------------------------------------------


@contextmanager
def _taking_notes(trace: Trace) -> Iterator[None]:
    class Environment(simpy.Environment):
        def __init__(self, initial_time: int = 0) -> None:
            super().__init__(initial_time)
            self.steps: dict[simpy.Process, list[Step]] = {}

        def note(self, *step: Any) -> None:
            if self.active_process is None:
                trace.steps.append((int(self.now), step))  # type: ignore[arg-type]
            else:
                self.steps[self.active_process].append(step)  # type: ignore[arg-type]

        def timeout(self, delay: float = 0, value: Any = None) -> simpy.Timeout:
            self.note("timer", int(delay), None)
            return super().timeout(delay, value)

        def process(self, generator: Generator[simpy.Event, Any, Any]) -> simpy.Process:
            steps: list[Step] = []
            self.note("start", steps, None)
            made = super().process(self._followed(generator, steps))
            self.steps[made] = steps
            return made

        def _followed(
            self, generator: Generator[simpy.Event, Any, Any], steps: list[Step]
        ) -> Generator[simpy.Event, Any, Any]:
            advance: Callable[[], simpy.Event] = lambda: next(generator)  # noqa: E731
            while True:
                done = len(steps)
                try:
                    target = advance()
                except StopIteration as end:
                    return end.value
                since = int(self.now)
                try:
                    value = yield target
                except simpy.Interrupt as interrupt:
                    advance = lambda error=interrupt: generator.throw(error)  # noqa: E731
                else:
                    advance = lambda answer=value: generator.send(answer)  # noqa: E731
                if not isinstance(target, simpy.resources.base.Put):
                    _note_wait(steps, done, int(self.now) - since)

    class PriorityResource(simpy.PriorityResource):
        def __init__(self, env: Environment, capacity: int = 1) -> None:
            super().__init__(env, capacity)
            self.number = len(trace.desks)
            trace.desks.append(capacity)

        def request(self, *args: Any, **options: Any) -> Any:  # type: ignore[override]
            self._env.note("request", self.number, options.get("priority", 0))  # type: ignore[attr-defined]
            return super().request(*args, **options)

        def release(self, request: Any) -> Any:  # type: ignore[override]
            self._env.note("release", self.number, None)  # type: ignore[attr-defined]
            return super().release(request)

    with (
        patch.object(simpy, "Environment", Environment),
        patch.object(simpy, "PriorityResource", PriorityResource),
    ):
        yield


def _note_wait(steps: list[Step], done: int, waited: int) -> None:
    """Of the timers set last, the one that was waited for is a wait; if cut short, a shorter one."""
    timers = [place for place in range(done, len(steps)) if steps[place][0] == "timer"]
    same = [place for place in timers if steps[place][1] == waited]
    longer = [place for place in timers if steps[place][1] > waited > 0]
    for place in (same or longer)[-1:]:
        steps[place] = ("wait", waited, None)


class _Asked:
    """A network that notes which source is asked about, and what was shut to it then."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.questions: dict[tuple[str, frozenset[str]], None] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._network, name)

    def _note(self, source: str, at: Any, avoid: frozenset[str]) -> None:
        shut = {link.id for link in self._network.links if not link.hours.include(at)}
        self.questions[source, frozenset(avoid | shut)] = None

    def reach(self, agency: str, **how: Any) -> Mapping[str, Route]:
        self._note(agency, how["at"], how.get("avoid", frozenset()))
        return self._network.reach(agency, **how)

    def route(self, source: str, target: str, **how: Any) -> Route | None:
        self._note(source, how["at"], how.get("avoid", frozenset()))
        return self._network.route(source, target, **how)

    def searches(self, network: Network) -> Iterator[tuple[nx.DiGraph[str], str]]:
        graphs: dict[frozenset[str], nx.DiGraph[str]] = {}
        for source, shut in self.questions:
            if shut not in graphs:
                graphs[shut] = _quickest(network, shut)
            yield graphs[shut], source


def _quickest(network: Network, shut: frozenset[str]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(network.agencies)
    for link in network.links:
        if link.id not in shut:
            held = graph.get_edge_data(link.source, link.target, {"seconds": link.expected})
            seconds = min(held["seconds"], link.expected)
            graph.add_edge(link.source, link.target, seconds=seconds)
    return graph


# -- Replaying them ------------------------------------------------------------------------------


def replay(trace: Trace) -> None:
    """The trace on bare SimPy and networkx."""
    env = simpy.Environment(initial_time=trace.begins_at)
    desks = [simpy.PriorityResource(env, capacity) for capacity in trace.desks]
    for at, (kind, what, _) in trace.steps:
        while env.peek() < at:
            env.step()
        if kind == "timer":
            env.timeout(what)
        else:
            env.process(_perform(env, desks, what))
    while env.peek() < float("inf"):
        env.step()
    for graph, source in trace.searches:
        nx.single_source_dijkstra(graph, source, weight="seconds")


def _perform(
    env: simpy.Environment, desks: Sequence[simpy.PriorityResource], steps: Sequence[Step]
) -> Generator[simpy.Event, Any, None]:
    held: Any = None
    for kind, what, priority in steps:
        if kind == "wait":
            yield env.timeout(what)
        elif kind == "timer":
            env.timeout(what)
        elif kind == "request":
            held = desks[what].request(priority=priority)
            yield held
        elif kind == "release":
            desks[what].release(held)
        else:
            env.process(_perform(env, desks, what))


# -- The record ----------------------------------------------------------------------------------

_SORTED = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode
_AS_GIVEN = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode

Entry = tuple[list[Any], dict[str, Any], tuple[str, ...]]
"""The columns before the body, the body's values, and which of them are private."""


def entries_of(events: Sequence[Event], wall: float) -> list[Entry]:
    """Events as plain values, as they are before anything is serialized."""
    return [
        (
            [seq, e.origin, e.at, wall, e.kind, e.actor, e.agency, e.seat, e.id, e.request],
            body_to(e.body),
            type(e.body).PRIVATE,
        )
        for seq, e in enumerate(events, 1)
    ]


def record_of(entries: Sequence[Entry], salt: Callable[[], bytes]) -> str:
    """The record's last hash: each event serialized and hashed as a session file wants it."""
    previous = START
    for columns, values, hidden in entries:
        body = values
        if hidden:
            body, private = dict(values), {}
            for name in hidden:
                drawn, value = salt(), body[name]
                committed = hashlib.sha256(drawn + _SORTED(value).encode()).hexdigest()
                body[name] = {"#": committed}
                private[name] = [drawn.hex(), value]
            _AS_GIVEN(private)
        row = _SORTED([*columns, _AS_GIVEN(body)])
        previous = hashlib.sha256(bytes.fromhex(previous) + row.encode()).hexdigest()
    return previous


def least_record_of(entries: Sequence[Entry]) -> str:
    """Each event serialized once and hashed once, without commitments: no record we could read."""
    previous = b""
    for columns, body, _ in entries:
        previous = hashlib.sha256(previous + _AS_GIVEN([*columns, body]).encode()).digest()
    return previous.hex()
