"""What ``check`` finds out about a pack, network or profile, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agencies.documents import Problem
from agencies.language import Phrase, Words, phrase, words
from agencies.problems import quoted
from agencies.profileloading import LoadedProfile
from agencies.text import Text, plain
from agencies.timecode import format_duration
from exercise.cli.layout import table
from exercise.cli.showing import Said, load
from injects.adapting import checked_profile
from injects.loading import LoadedPack
from injects.summary import Summary, summarize

__all__ = ["Checked", "check_path", "summary_lines"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking one path.

    Attributes:
        summary: The figures of a pack that could be read.
    """

    path: str
    kind: str
    problems: tuple[Problem, ...]
    found: bool
    summary: Summary | None = None
    language: str = "en"

    def passes(self, *, strict: bool) -> bool:
        """Whether nothing stands against using it."""
        return self.found and not any(strict or p.severity == "error" for p in self.problems)

    def verdict(self) -> Phrase:
        """One line on the outcome."""
        errors = sum(problem.severity == "error" for problem in self.problems)
        warnings = len(self.problems) - errors
        name = quoted(self.path)
        if errors:
            return phrase("{name}: errors: {n}, warnings: {m}", name=name, n=errors, m=warnings)
        if warnings:
            return phrase("{name}: no errors, warnings: {m}", name=name, m=warnings)
        return phrase("{name}: no problems", name=name)

    def to_json(self, language: str, *, strict: bool) -> dict[str, Any]:
        """The outcome for machines."""
        return {
            "path": self.path,
            "kind": self.kind,
            "ok": self.passes(strict=strict),
            "problems": [problem.to_json(language) for problem in self.problems],
            "summary": None if self.summary is None else self.summary.to_json(),
        }


def check_path(name: str, *, network: str | None = None, profile: str | None = None) -> Checked:
    """Check a pack, a network or a profile, whichever ``name`` names.

    Args:
        name: Its name or path.
        network: What packs are to be played on instead of what they name.
        profile: What is to be laid over it.
    """
    loaded = load(name, network=network, profile=profile)
    if isinstance(loaded, LoadedProfile):
        return Checked(name, "profile", checked_profile(loaded), loaded.found)
    if not isinstance(loaded, LoadedPack):
        return Checked(name, "network", loaded.problems, loaded.found)
    pack = loaded.pack
    if pack is None:
        return Checked(name, "pack", loaded.problems, loaded.found)
    figures = summarize(pack, loaded.network)
    return Checked(name, "pack", loaded.problems, loaded.found, figures, pack.language)


def summary_lines(summary: Summary, language: str, fallback: str) -> str:
    """A pack's figures as a facilitator reads them."""
    w = words(language)

    def said(text: Text | None) -> str:
        return "" if text is None else plain(text.into(language, fallback))

    blocks = [_room(summary, said, w), _desks(summary, said, w), _objectives(summary, said, w)]
    blocks.append(
        "".join(f"{_language(name, n, w)}\n" for name, n in summary.languages.items())
        + w(
            "Assumed: {n} of {all} limits, {m} of {links} delays. Invented: {k} of {facts} facts.",
            n=summary.limits[1],
            all=summary.limits[0],
            m=summary.delays[1],
            links=summary.delays[0],
            k=summary.facts[1],
            facts=summary.facts[0],
        )
    )
    return "\n".join(block for block in blocks if block)


def _room(summary: Summary, said: Said, w: Words) -> str:
    """How long it takes, and what comes."""
    total = w(
        "Play: {n} min, moves: {m}, breaks: {k} min",
        n=summary.minutes,
        m=len(summary.moves),
        k=sum(move.break_minutes for move in summary.moves),
    )
    moves = table([[m.id, f"{m.minutes} min", said(m.title)] for m in summary.moves], indent=2)
    cuts = [
        w("Cut {name}: {n} min of play, {m} injects", name=name, n=minutes, m=injects)
        for name, (minutes, injects) in summary.cuts.items()
    ]
    kinds = ", ".join(f"{_kind(name, w)} {n}" for name, n in summary.injects.items())
    lines = [*cuts, w("Injects: {kinds}", kinds=kinds)]
    return f"{total}\n{moves}" + "".join(f"{line}\n" for line in lines)


def _desks(summary: Summary, said: Said, w: Words) -> str:
    head = [w("Desk"), w("Injects"), w("Per hour"), w("Longest wait"), w("Expected acts")]
    rows = [
        [
            said(desk.title) or desk.id,
            str(desk.injects),
            f"{desk.per_hour:g}",
            format_duration(desk.longest_wait),
            str(desk.expectations),
        ]
        for desk in summary.desks
    ]
    return table(rows, head, indent=2)


def _objectives(summary: Summary, said: Said, w: Words) -> str:
    head = [w("Objective"), w("Expectations"), w("Critical")]
    rows = [[said(o.title), str(o.expectations), str(o.critical)] for o in summary.objectives]
    return table(rows, head, indent=2)


def _kind(name: str, w: Words) -> str:
    named = {
        "scripted": w("scripted"),
        "contingency": w("contingency"),
        "ad-hoc": w("ad hoc"),
        "prepared": w("prepared consequence"),
        "warm-up": w("warm-up"),
    }
    return named[name]


def _language(name: str, missing: int, w: Words) -> str:
    named = {"en": w("English"), "es": w("Spanish"), "pt": w("Portuguese"), "fr": w("French")}
    if missing:
        return w("{language}: texts missing: {n}", language=named[name], n=missing)
    return w("{language}: complete", language=named[name])
