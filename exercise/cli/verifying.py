"""Whether a session file is what was recorded, and whether it can be played again alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from agencies.language import Phrase, phrase

if TYPE_CHECKING:
    from exercise.events import Event
    from exercise.session.resimulate import Difference

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
        told: The result in sentences, the first of which answers the question.
        head: Hash of the last event that is as it was recorded.
        seal: sealed, none, missing, cut, broken or foreign; None where the chain is broken.
        key: The public key that the record names.
        digest: Whether the file is the one whose digest lies beside it; None without one.
        redacted: Whether names and free text were taken out.
        clock: Whether all that happens by the clock's mark is on record; None where there is
            nothing to compare: the record is concluded, or was not run again.
        evaluation: sealed, open, foreign or broken, of what evaluators added; None without any.
        recorded, simulated: The first event that differs, as it is in the record and as it came
            out, if one does.
        against: What came of setting it against its original; None where none was named.
    """

    ok: bool
    events: int
    simulation_digest: str | None
    resimulated: bool
    first_divergence: int | None
    told: tuple[Phrase | str, ...]
    head: str = ""
    seal: str | None = None
    key: str | None = None
    digest: bool | None = None
    redacted: bool = False
    clock: bool | None = None
    evaluation: str | None = None
    recorded: dict[str, Any] | None = None
    simulated: dict[str, Any] | None = None
    against: dict[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """The fields that ``tabletop verify --json`` prints."""
        return {
            "ok": self.ok,
            "events": self.events,
            "head": self.head,
            "simulation_digest": self.simulation_digest,
            "resimulated": self.resimulated,
            "first_divergence": self.first_divergence,
            "recorded": self.recorded,
            "simulated": self.simulated,
            "seal": self.seal,
            "key": self.key,
            "digest": self.digest,
            "redacted": self.redacted,
            "clock": self.clock,
            "evaluation": self.evaluation,
            "against": self.against,
        }

    def text(self, language: str) -> str:
        """The sentences, a line each."""
        return "\n".join(
            part if isinstance(part, str) else part.into(language) for part in self.told
        )


def verify_session(
    path: Path,
    expected: str | None = None,
    evaluated: str | None = None,
    original: Path | None = None,
) -> Checked:
    """Check a session file's chain, seal and digest, then run it again.

    Args:
        path: The file.
        expected: The public key that should have sealed it, or how that begins.
        evaluated: The same of the evaluation beside it, where a lead signed elsewhere.
        original: The file that it should be a copy of.

    Raises:
        RecordError: If it, or the original, cannot be read as a session at all.
    """
    from exercise.cli.password import password_of
    from exercise.journal.verify import verify_chain

    beside, same = _beside(path)
    chain = verify_chain(path, password_of(path))
    if not chain.ok:
        told = phrase(
            "Not as recorded, from event {seq} on: {reason}.",
            seq=chain.first_bad,
            reason=chain.reason,
        )
        return Checked(
            False, chain.events, None, False, chain.first_bad, (told, *beside), chain.head,
            digest=same,
        )  # fmt: skip
    checked = _sound(path, expected, evaluated, beside, same)
    return checked if original is None else _against(checked, path, original)


def _against(checked: Checked, path: Path, original: Path) -> Checked:
    """What was checked, and before it whether the file is a copy of another."""
    from exercise.cli.against import set_against

    found = set_against(path, original)
    of_it = [
        phrase("{path} is not to be trusted. {why}", path=str(original), why=why)
        for why in found.doubts
    ]
    return replace(
        checked,
        ok=checked.ok and found.same,
        told=(found.told, *checked.told, *of_it),
        against=found.to_json(),
    )


def _beside(path: Path) -> tuple[list[Phrase | str], bool | None]:
    """What the digest beside a file says of it."""
    from exercise.journal.digest import digest_of, digest_path, stated_digest

    stated = stated_digest(path)
    if stated is None:
        return [], None
    name = digest_path(path).name
    if stated == digest_of(path):
        return [phrase("The file is the one whose digest is in {path}.", path=name)], True
    return [
        phrase("The file was changed since its digest was written to {path}.", path=name)
    ], False


def _sound(
    path: Path,
    expected: str | None,
    evaluated: str | None,
    beside: list[Phrase | str],
    same: bool | None,
) -> Checked:
    """A file whose chain is sound, looked at further."""
    from exercise.cli.password import password_of
    from exercise.cli.record import read_record
    from exercise.events import SessionConcluded
    from exercise.journal.redaction import taken_out
    from exercise.journal.sqlite import open_journal
    from exercise.journal.verify import simulation_digest
    from exercise.session.sealing import judge_seal, vouches

    events, _ = read_record(path)
    journal = open_journal(path, "read", password=password_of(path))
    try:
        head, seal = journal.head.hash, journal.seal
        marked = None if journal.concluded else journal.marked
    finally:
        journal.close()
    state, sealed = judge_seal(events[-1], head, seal, expected)
    vouched = vouches(state) and not (expected and state == "none")
    digest, last = simulation_digest(events), events[-1].body
    again = _again(path, events, digest, marked)
    clock, of_it = _clock(again, marked)
    told: list[Phrase | str] = [again.told, *_both(again.differs), *of_it, sealed, *beside]
    taken, left = taken_out(path)
    chosen, redacted = bool(taken and left), bool(taken)
    trusted = vouched and same is not False and clock is not False and not chosen
    if again.ok and not trusted:
        told = [phrase("The events hang together, but the file is not to be trusted:"), *told[1:]]
    if chosen:
        told.append(
            phrase(
                "Names and free text were taken out of some events ({n}) and not of others ({m}); "
                "a redacted copy has none.",
                n=taken,
                m=left,
            )
        )
    elif redacted:
        told.append(phrase("Names and free text were taken out; the rest is as recorded."))
    evaluation, of_evaluation = _evaluation(path, expected, evaluated)
    stands = evaluation not in ("broken", "foreign") and not (evaluated and evaluation != "sealed")
    told += of_evaluation
    recorded, simulated = _as_json(again.differs)
    return Checked(
        ok=again.ok and trusted and stands,
        events=len(events),
        simulation_digest=digest,
        resimulated=again.ran,
        first_divergence=None if again.differs is None else again.differs.recorded.seq,
        told=tuple(told),
        head=head,
        seal=state,
        key=(last.key or None) if isinstance(last, SessionConcluded) else None,
        digest=same,
        redacted=redacted,
        clock=clock,
        evaluation=evaluation,
        recorded=recorded,
        simulated=simulated,
    )


def _evaluation(
    path: Path, expected: str | None, evaluated: str | None
) -> tuple[str | None, list[Phrase | str]]:
    """What is to be said of the evaluation file beside a session."""
    from exercise.cli.password import password_of
    from exercise.errors import RecordError
    from exercise.session.evaluationfile import EvaluationFile

    file = EvaluationFile.of(path, password_of(path))
    if not file.exists:
        return None, []
    try:
        entries = len(file.read())
        state, key = file.seal(evaluated or expected)
    except RecordError as error:
        return "broken", [
            phrase("What evaluators added afterwards is not to be trusted:"),
            error.phrase,
        ]
    name = file.path.name
    if state == "foreign":
        return "foreign", [
            phrase("{path}: sealed by another key than the one expected: {key}", path=name, key=key)
        ]
    if state == "sealed":
        return "sealed", [
            phrase("{path}: {n} entries, as written; signed, and sealed by the key {key}",
                   path=name, n=entries, key=key)
        ]  # fmt: skip
    return "open", [
        phrase("{path}: {n} entries, as written; not signed yet.", path=name, n=entries)
    ]


class _Again(NamedTuple):
    """What came of running a record again."""

    ok: bool
    ran: bool
    told: Phrase
    differs: Difference | None = None
    lacking: Event | None = None


def _clock(again: _Again, marked: int | None) -> tuple[bool | None, list[Phrase | str]]:
    """Whether a record that is not concluded goes as far as its clock was seen to go."""
    from agencies.timecode import format_moment

    if marked is None or not again.ran or again.differs is not None:
        return None, []
    if again.lacking is None:
        return True, []
    return False, [
        phrase(
            "The clock stood at {time}, and by then more happens than is on record, from {first} "
            "on: the end was cut off, or the clock changed.",
            time=format_moment(marked),
            first=format_moment(again.lacking.at),
        )
    ]


def _again(path: Path, events: Sequence[Event], digest: str, marked: int | None) -> _Again:
    from exercise import RULES_VERSION
    from exercise.cli.record import trusting_nothing
    from exercise.events import SessionCreated
    from exercise.session.resimulate import compared

    made, n = events[0].body, len(events)
    assert isinstance(made, SessionCreated)
    if made.rules != RULES_VERSION:
        told = phrase(
            "{n} events, as recorded. Not run again: these are rules of play {rules}.",
            n=n,
            rules=made.rules,
        )
        return _Again(True, False, told)
    with trusting_nothing(path):
        differs, lacking = compared(events, marked=marked)
    if differs is not None:
        seq = differs.recorded.seq
        told = phrase("As recorded, but run again it differs from event {seq} on.", seq=seq)
        return _Again(False, True, told, differs)
    told = phrase(
        "{n} events, as recorded; run again they come out the same. Simulation digest {digest}",
        n=n,
        digest=digest,
    )
    return _Again(True, True, told, lacking=lacking)


def _both(differs: Difference | None) -> list[Phrase | str]:
    """The first event that differs, as recorded and as simulated."""
    if differs is None:
        return []
    recorded, simulated = _as_json(differs)
    lines: list[Phrase | str] = [phrase("recorded:  {event}", event=json.dumps(recorded))]
    if simulated is None:
        lines.append(phrase("simulated: nothing more"))
    else:
        lines.append(phrase("simulated: {event}", event=json.dumps(simulated)))
    return lines


def _as_json(differs: Difference | None) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    if differs is None:
        return None, None
    other = differs.simulated
    return _shown(differs.recorded), None if other is None else _shown(other)


def _shown(event: Event) -> dict[str, Any]:
    """What is compared of an event."""
    from exercise.events import body_to

    private = type(event.body).PRIVATE
    body = {name: value for name, value in body_to(event.body).items() if name not in private}
    return {
        "at": event.at,
        "origin": event.origin,
        "kind": event.kind,
        "actor": event.actor,
        "agency": event.agency,
        "seat": event.seat,
        "id": event.id,
        "body": body,
    }
