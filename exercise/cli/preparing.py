"""From a pack's name to a setup, and from a setup to a whole session without anybody at a desk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from agencies.language import words
from agencies.network import Network
from agencies.timecode import format_moment
from exercise.errors import RequestError
from exercise.events import Event
from exercise.setup import Setup

if TYPE_CHECKING:
    from exercise.cli.profiling import Profile

__all__ = ["Played", "free_path", "play_to_the_end", "prepare"]


def prepare(
    pack: str,
    *,
    seed: int = 1,
    skill: str = "trained",
    cut: str | None = None,
    language: str = "en",
    staffing: tuple[str, ...] = (),
    network: str | None = None,
    profile: str | None = None,
) -> Setup:
    """Load a pack, the network it is played on, and the profile laid over that.

    Raises:
        RequestError: If there is no such pack, cut or desk, or the files have problems; these are
            told one by one on standard error first.
    """
    from injects.loading import load_pack

    loaded = load_pack(pack, network=network, profile=profile)
    for problem in loaded.problems:
        if problem.severity == "error":
            click.echo(problem.into(language), err=True)
    if not loaded.ok or loaded.pack is None or loaded.network is None:
        raise RequestError("The pack '{pack}' cannot be played; see above.", pack=pack)
    played = loaded.pack
    if cut is not None:
        if cut not in played.cuts:
            names = ", ".join(played.cuts) or "–"
            raise RequestError("The pack has no cut '{cut}'; it has: {names}", cut=cut, names=names)
        played = played.cut(cut)
    for agency in staffing:
        if agency not in loaded.network.agencies:
            names = ", ".join(loaded.network.agencies)
            raise RequestError(
                "There is no agency '{agency}' in this network; there are: {names}",
                agency=agency,
                names=names,
            )
    return Setup(
        network=loaded.network,
        pack=played,
        seed=seed,
        staffing=staffing,
        skill=skill,
        language=language,
        cut=cut,
        profile=loaded.profile,
        pack_files=loaded.files,
        network_files=loaded.network_files,
        profile_files=loaded.profile_files,
    )


def free_path(path: Path) -> Path:
    """``path``, or the first of ``name-2``, ``name-3`` … that does not exist yet."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


@dataclass(frozen=True, slots=True)
class Played:
    """A session that was played to its end, and where it lies."""

    setup: Setup
    network: Network
    path: Path
    events: Sequence[Event]
    digest: str

    def report(self, language: str) -> Path:
        """Write the report beside the session; returns its path."""
        from exercise.cli.judge import write_report

        return write_report(self.path, self.path.with_suffix(".html"), language=language)

    def tell(self, language: str, *, as_json: bool = False, profile: Profile | None = None) -> None:
        """Say on standard output what came of it, and where the time went if that was asked."""
        if as_json:
            summary: dict[str, Any] = {
                "session": str(self.path),
                "events": len(self.events),
                "simulation_digest": self.digest,
            }
            if profile is not None:
                summary["profile"] = profile.as_json()
            click.echo(json.dumps(summary))
            return
        for line in self._summary(language) + (profile.lines(language) if profile else []):
            click.echo(line)

    def _summary(self, language: str) -> list[str]:
        from exercise.evaluation.awareness import awareness
        from exercise.evaluation.expectations import judge_expectations
        from exercise.evaluation.record import Record

        say: Any = words(language)
        record = Record(self.setup, self.network, self.events, None)
        kinds = Counter(event.kind for event in self.events)
        outcomes = Counter(exp.outcome for exp in judge_expectations(record))
        agencies = {event.agency for event in self.events if event.kind == "MessageSent"}
        aware = {(row.fact, row.agency) for row in awareness(record)}
        report = self.path.with_suffix(".html")
        lines = [
            self.setup.pack.title.into(language, self.setup.pack.language),
            say("Length: {time}", time=format_moment(max(e.at for e in self.events))),
            say("Injects fired: {n}", n=kinds["InjectFired"]),
            say(
                "Messages: {sent} sent by {agencies} agencies, {returned} returned",
                sent=kinds["MessageSent"],
                agencies=len(agencies),
                returned=kinds["MessageReturned"],
            ),
            say("Decisions: {n}", n=kinds["DecisionLogged"]),
            say("Awareness: {n} times an agency learned a fact", n=len(aware)),
            say(
                "Expectations: {met} met, {late} late, {missed} missed or partial, "
                "{unseen} not observed, {void} never opened",
                met=outcomes["met"] + outcomes["kept"],
                late=outcomes["late"],
                missed=sum(outcomes[name] for name in ("missed", "partial", "overdue", "violated")),
                unseen=outcomes["not-observed"],
                void=outcomes["void"],
            ),
            say("Simulation digest: {digest}", digest=self.digest[:16]),
            say("Session: {path}", path=self.path),
        ]
        if report.exists():
            lines.append(say("Report: {path}", path=report))
        return lines


def play_to_the_end(setup: Setup, path: Path, *, force: bool = False) -> Played:
    """Play headless, as fast as it goes, and write the session file.

    Raises:
        RequestError: If the file exists or cannot be written.
    """
    from exercise.engine import Engine
    from exercise.journal import open_journal, simulation_digest
    from exercise.session.concluding import conclusion
    from exercise.session.opening import host_offset, opening
    from exercise.session.sealing import host_key

    key = host_key()
    network = Network(setup.network)
    journal = open_journal(path, "create", force=force)
    try:
        engine = Engine(setup, network)
        told = [opening(setup, engine.begins_at, utc_offset=host_offset()), *engine.begin()]
        told += engine.advance_to(setup.pack.endex)
        events = journal.append(told)
        last = conclusion(events, key)
        journal.conclude(last, key.seal)
        events = tuple(journal.read())
    finally:
        journal.close()
    return Played(setup, network, path, events, simulation_digest(events))
