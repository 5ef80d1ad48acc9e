"""Whether a session file is what was recorded, and whether it can be played again alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agencies.language import Phrase, phrase

__all__ = ["Checked", "verify_session"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a session file.

    Attributes:
        ok: Whether nothing speaks against it.
        events: Events that are as they were recorded.
        simulation_digest: Digest of what the simulation came to; None where the chain is broken.
        resimulated: Whether it was run again: not under other rules of play.
        first_divergence: Place of the first event that is not as recorded or simulated.
        told: The result in one sentence.
    """

    ok: bool
    events: int
    simulation_digest: str | None
    resimulated: bool
    first_divergence: int | None
    told: Phrase

    def to_json(self) -> dict[str, Any]:
        """The fields that ``tabletop verify --json`` prints."""
        return {
            "ok": self.ok,
            "events": self.events,
            "simulation_digest": self.simulation_digest,
            "resimulated": self.resimulated,
            "first_divergence": self.first_divergence,
        }


def verify_session(path: Path) -> Checked:
    """Check a session file's chain, then run it again.

    Raises:
        RecordError: If it cannot be read as a session at all.
    """
    from exercise import RULES_VERSION
    from exercise.cli.record import read_events, trusting_nothing
    from exercise.events import SessionCreated
    from exercise.journal.verify import simulation_digest, verify_chain
    from exercise.session.resimulate import resimulate

    chain = verify_chain(path)
    if not chain.ok:
        told = phrase(
            "Not as recorded, from event {seq} on: {reason}.",
            seq=chain.first_bad,
            reason=chain.reason,
        )
        return Checked(False, chain.events, None, False, chain.first_bad, told)
    events = read_events(path)
    digest = simulation_digest(events)
    made = events[0].body
    assert isinstance(made, SessionCreated)
    if made.rules != RULES_VERSION:
        told = phrase(
            "{n} events, as recorded. Not run again: these are rules of play {rules}.",
            n=len(events),
            rules=made.rules,
        )
        return Checked(True, len(events), digest, False, None, told)
    with trusting_nothing(path):
        first = resimulate(events)
    if first is not None:
        told = phrase("As recorded, but run again it differs from event {seq} on.", seq=first)
        return Checked(False, len(events), digest, True, first, told)
    told = phrase(
        "{n} events, as recorded; run again they come out the same. Simulation digest {digest}",
        n=len(events),
        digest=digest,
    )
    return Checked(True, len(events), digest, True, None, told)
