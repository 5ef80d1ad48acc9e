"""A headless run of the reference pack against the floor under it (see ``floor``).

Counted for the product: making the engine, playing every second to ENDEX, and recording all events
in a memory journal. Counted for the floor: replaying the run's trace and writing the same record. Each
go has a network that has answered nothing yet.

    python tests/benchmarks/engine.py [--json] [--pack PACK] [--seed N]
"""

from __future__ import annotations

import argparse
import secrets
import time

from agencies.network import Network
from exercise.cli.preparing import prepare
from exercise.engine import Engine
from exercise.journal import MemoryJournal
from exercise.session.opening import opening
from floor import entries_of, least_record_of, record, record_of, replay
from measuring import Measure, show, side_by_side, timed

BUDGET = 1.5
TIMES = 10
"""Goes of each side in one pair: one go takes hundredths of a second."""


def measures(pack: str = "port-ransomware", seed: int = 1) -> list[Measure]:
    """The run as a whole, and its two halves for whoever wants to know where to look."""
    setup = prepare(pack, seed=seed)
    trace, told = record(setup, Network(setup.network))
    first = opening(setup, trace.begins_at)
    events = [first, *told]
    entries = entries_of(events, time.time())

    def play(network: Network) -> list:
        engine = Engine(setup, network)
        return [*engine.begin(), *engine.advance_to(setup.pack.endex)]

    if play(Network(setup.network)) != told:
        raise SystemExit("Taking notes has changed the run: the floor would be another run's.")
    _check_record(events)

    def salt() -> bytes:
        return secrets.token_bytes(16)

    def run() -> float:
        network = Network(setup.network)
        return timed(lambda: MemoryJournal().append([first, *play(network)]))

    def simulate() -> float:
        network = Network(setup.network)
        return timed(lambda: play(network))

    def journal() -> float:
        return timed(lambda: MemoryJournal().append(events))

    def floor() -> float:
        return timed(lambda: (replay(trace), record_of(entries, salt)))

    def least() -> float:
        return timed(lambda: (replay(trace), least_record_of(entries)))

    def bare() -> float:
        return timed(lambda: replay(trace))

    def written() -> float:
        return timed(lambda: record_of(entries, salt))

    return [
        side_by_side("headless run", run, floor, BUDGET, times=TIMES),
        side_by_side("headless run, least record", run, least, None, times=TIMES),
        side_by_side("simulation alone", simulate, bare, None, times=TIMES),
        side_by_side("memory journal alone", journal, written, None, times=TIMES),
    ]


def _check_record(events: list) -> None:
    """See that the floor writes the record that the journal writes."""
    journal = MemoryJournal(wall=lambda: 1.0, salt=lambda: b"0123456789abcdef")
    journal.append(events)
    if record_of(entries_of(events, 1.0), lambda: b"0123456789abcdef") != journal.head.hash:
        raise SystemExit("The floor writes another record than the journal.")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one line of JSON for each measure")
    parser.add_argument("--pack", default="port-ransomware")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not given.json:
        setup = prepare(given.pack, seed=given.seed)
        trace, told = record(setup, Network(setup.network))
        counted = ", ".join(f"{count} {kind}" for kind, count in trace.counts().items())
        print(f"{setup.pack.id}, seed {given.seed}: {len(told)} events; {counted}")
    show(measures(given.pack, given.seed), as_json=given.json)


if __name__ == "__main__":
    main()
