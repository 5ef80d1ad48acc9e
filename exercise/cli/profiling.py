"""Where the time of a run went, by the parts that an engine consists of.

The run is watched from outside by Python's own profiler: what belongs to which part is read off the
modules, and how often something was done off the calls. The engine has nothing for it, and a run
that is not watched pays nothing.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from agencies.language import Phrase, phrase, words

__all__ = ["Profile"]

_Function = tuple[str, int, str]
"""File, line and name, as the profiler tells functions apart."""

_NEGLIGIBLE = 1e-6
"""Seconds that are no longer passed on to callers."""

PARTS: dict[str, tuple[Phrase, tuple[str, ...]]] = {
    "script": (
        phrase("script: injects, openings, conditions"),
        (
            "exercise.engine.script",
            "exercise.engine.openings",
            "exercise.engine.waiting",
            "injects.conditions",
        ),
    ),
    "courier": (phrase("courier: messages on their way"), ("exercise.engine.courier",)),
    "desks": (phrase("desks: items worked off"), ("exercise.engine.desks",)),
    "watch": (
        phrase("watch: expectations, duties, prohibitions"),
        (
            "exercise.engine.watch",
            "exercise.engine.duties",
            "exercise.engine.prohibitions",
        ),
    ),
    "world": (phrase("world: effects, moves, disruptions"), ("exercise.engine.world",)),
    "chance": (
        phrase("chance: draws and delays"),
        ("exercise.engine.draws", "agencies.model"),
    ),
    "clockwork": (
        phrase("clockwork: turns, processes, telling events"),
        ("exercise.engine.engine", "exercise.engine.run", "exercise.engine.agenda", "simpy"),
    ),
    "playbooks": (phrase("playbooks: what simulated desks do"), ("exercise.engine",)),
    "routing": (
        phrase("routing: ways and what is down"),
        (
            "agencies.network",
            "agencies.ways",
            "agencies.links",
            "agencies.disruptions",
            "networkx",
            "exercise.state.routing",
            "exercise.state.need",
        ),
    ),
    "folding": (phrase("folding: the state after each event"), ("exercise.state",)),
    "hashing": (
        phrase("record: JSON and hashes"),
        ("exercise.journal.chain", "exercise.journal.canonical", "exercise.journal.verify"),
    ),
    "journal": (phrase("record: writing and committing"), ("exercise.journal",)),
}
"""Each part, with its modules or packages; a module belongs to the first part that names it."""


@dataclass(slots=True)
class Profile:
    """What one run took.

    Attributes:
        loading: Seconds to read code, pack and network, measured without the profiler.
        parts: Seconds under the profiler by part, the dearest first.
        counts: How often things were done.
    """

    loading: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def load(self) -> Iterator[None]:
        """Time what happens inside as loading, with the code that playing will need."""
        began = time.perf_counter()
        yield
        for module in (
            "exercise.engine",
            "exercise.journal",
            "exercise.session.opening",
            "networkx",
        ):
            import_module(module)
        self.loading = time.perf_counter() - began

    @contextmanager
    def play(self) -> Iterator[None]:
        """Watch what happens inside, part by part."""
        profiler = cProfile.Profile()
        profiler.enable()
        try:
            yield
        finally:
            profiler.disable()
        stats: Mapping[_Function, Any] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
        spent = _seconds_by_part(stats)
        self.parts = dict(sorted(spent.items(), key=lambda pair: -pair[1]))
        self.counts = _counts(stats)

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values: seconds and counts."""
        return {
            "loading": round(self.loading, 6),
            "parts": {part: round(seconds, 6) for part, seconds in self.parts.items()},
            "counts": self.counts,
        }

    def lines(self, language: str) -> list[str]:
        """The same to read."""
        say = words(language)
        whole = sum(self.parts.values()) or 1.0
        titles = {part: title.into(language) for part, (title, _) in PARTS.items()}
        titles["other"] = say("other")
        named = {
            "events": say("events"),
            "draws": say("draws"),
            "conditions": say("conditions looked at"),
            "steps": say("steps of the clockwork"),
            "routes_asked": say("routes asked for"),
            "routes_computed": say("routes computed by a search"),
            "routes_cached": say("routes on a direct link or known from before"),
        }
        return [
            "",
            say("Loading: {ms} ms", ms=f"{self.loading * 1000:.1f}"),
            say(
                "Playing: {ms} ms under the profiler, which is slower; by part:",
                ms=f"{whole * 1000:.1f}",
            ),
            *(
                f"  {seconds / whole:6.1%} {seconds * 1000:8.1f} ms  {titles[part]}"
                for part, seconds in self.parts.items()
            ),
            say("Counted:"),
            *(f"  {self.counts[name]:>8}  {title}" for name, title in named.items()),
        ]


def _seconds_by_part(stats: Mapping[_Function, Any]) -> dict[str, float]:
    """Each function's own time, for its part; what is in no part counts for whoever called it."""
    owner = _owners()
    spent: dict[str, float] = defaultdict(float)
    pending = {function: entry[2] for function, entry in stats.items()}
    while sum(pending.values()) > _NEGLIGIBLE:
        passed_on: dict[_Function, float] = defaultdict(float)
        for function, seconds in pending.items():
            callers = stats[function][4]
            whole = sum(cumulative for _, _, _, cumulative in callers.values())
            part = owner(function[0])
            if part is not None or not whole:
                spent[part or "other"] += seconds
                continue
            for caller, (_, _, _, cumulative) in callers.items():
                passed_on[caller] += seconds * cumulative / whole
        pending = passed_on
    return spent


def _owners() -> Callable[[str], str | None]:
    """Tells the part that a file belongs to."""
    files: dict[str, str] = {}
    for part, (_, names) in PARTS.items():
        for name, module in sys.modules.items():
            if any(name == known or name.startswith(f"{known}.") for known in names):
                file = getattr(module, "__file__", None)
                if file is not None:
                    files.setdefault(file, part)
    return files.get


def _counts(stats: Mapping[_Function, Any]) -> dict[str, int]:
    """How often the things were done that a run consists of."""
    from agencies.network import Network
    from agencies.ways import WeighedGraph
    from exercise.engine import draws
    from exercise.engine.run import STEP, Run
    from injects import conditions

    def calls(function: Any) -> int:
        code = function.__code__
        found = stats.get((code.co_filename, code.co_firstlineno, code.co_name))
        return found[1] if found is not None else 0

    asked = calls(Network.route) + calls(Network.reach)
    computed = calls(WeighedGraph.search)
    return {
        "events": calls(Run.tell),
        "draws": calls(draws.uniform),
        "conditions": calls(conditions.holds),
        "steps": calls(STEP),
        "routes_asked": asked,
        "routes_computed": computed,
        "routes_cached": asked - computed,
    }
