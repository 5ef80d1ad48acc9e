"""What ``check``, ``packs``, ``networks`` and ``show`` find out and how they lay it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agencies.documents import Problem, read_document
from agencies.language import Phrase, phrase, words
from agencies.loading import Loaded, is_path, list_networks, load_network
from agencies.model import NetworkFile
from agencies.problems import did_you_mean, quoted
from agencies.text import Text, plain
from agencies.timecode import format_duration, format_moment
from exercise.errors import RequestError
from injects.loading import LoadedPack, list_packs, load_pack
from injects.model import Inject, Pack

__all__ = ["Checked", "check_path", "describe", "list_of_networks", "list_of_packs", "listed"]


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of checking one path."""

    path: str
    kind: str
    problems: tuple[Problem, ...]
    found: bool

    def passes(self, *, strict: bool) -> bool:
        """Whether nothing stands against using it."""
        return self.found and not any(strict or p.severity == "error" for p in self.problems)

    def verdict(self, *, strict: bool) -> Phrase:
        """One line on the outcome."""
        errors = sum(strict or problem.severity == "error" for problem in self.problems)
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
        }


def check_path(name: str) -> Checked:
    """Check a pack or a network, whichever ``name`` names."""
    loaded = _load(name)
    kind = "pack" if isinstance(loaded, LoadedPack) else "network"
    return Checked(name, kind, loaded.problems, loaded.found)


def list_of_packs(language: str) -> list[dict[str, Any]]:
    """A row for each pack that comes with the product."""
    rows = []
    for name in list_packs():
        pack = load_pack(name).pack
        if pack is not None:
            title = _one_line(pack.title, language, pack.language)
            minutes = sum(move.room_minutes for move in pack.moves)
            rows.append(
                {"id": name, "title": title, "injects": len(pack.injects), "minutes": minutes}
            )
    return rows


def list_of_networks(language: str) -> list[dict[str, Any]]:
    """A row for each network that comes with the product."""
    rows = []
    for name in list_networks():
        network = load_network(name).value
        if network is not None:
            title = _one_line(network.title, language, network.language)
            agencies = len(network.agencies)
            rows.append(
                {"id": name, "title": title, "agencies": agencies, "links": len(network.links)}
            )
    return rows


def describe(name: str, language: str) -> str:
    """A pack or network on a page of text.

    Raises:
        RequestError: If there is none of that name, or it has errors.
    """
    loaded = _load(name)
    value = loaded.pack if isinstance(loaded, LoadedPack) else loaded.value
    if not loaded.found or value is None:
        first = next(p for p in loaded.problems if p.severity == "error")
        if not loaded.found and first.mend is not None:
            raise RequestError("{what}. {mend}", what=first.message, mend=first.mend)
        if not loaded.found:
            raise RequestError("{name}: {what}", name=quoted(name), what=first.message)
        raise RequestError(
            "{name} has errors and cannot be shown; see them with: tabletop check {name}",
            name=quoted(name),
        )
    if isinstance(value, Pack):
        return _describe_pack(value, language)
    return _describe_network(value, language)


def listed(rows: list[dict[str, Any]], language: str) -> str:
    """Rows of :func:`list_of_packs` or :func:`list_of_networks` under their headings."""
    w = words(language)
    heads = {
        "id": w("Id"),
        "title": w("Title"),
        "injects": w("Injects"),
        "minutes": w("Minutes"),
        "agencies": w("Agencies"),
        "links": w("Links"),
    }
    first = [[heads[name] for name in rows[0]]] if rows else []
    return _table([*first, *([str(value) for value in row.values()] for row in rows)])


def _table(rows: Iterable[Iterable[str]], indent: int = 0) -> str:
    """Rows in aligned columns, the last one ragged."""
    lines = [[plain(cell).replace("\n", " ") for cell in row] for row in rows]
    if not lines:
        return ""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    margin = " " * indent
    said = []
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        said.append(f"{margin}{'  '.join(cells)}".rstrip())
    return "\n".join(said) + "\n"


def _load(name: str) -> LoadedPack | Loaded:
    """Load what ``name`` names: by name from the library, by the file's own fields for a path."""
    if name in list_networks() and name not in list_packs():
        return load_network(name)
    path = Path(name)
    try:
        is_file = path.is_file() and name not in list_packs()
    except (OSError, ValueError):
        is_file = False
    if is_file:
        data = read_document(path).data
        fields = set(data) if isinstance(data, dict) else set()
        if len(fields & _NETWORK) > len(fields & _PACK):
            return load_network(path)
    loaded = load_pack(name)
    if not loaded.found and not is_path(name):
        message = phrase("there is no pack or network called '{name}'", name=quoted(name))
        mend = did_you_mean(name, (*list_packs(), *list_networks()))
        problem = Problem(quoted(name), 0, 0, "unknown-name", message, mend)
        return LoadedPack(None, problems=(problem,), found=False)
    return loaded


_NETWORK = {"agencies", "links", "channels", "fact_kinds", "duties", "skills", "markings"}
_PACK = {"network", "play", "moves", "injects", "facts", "objectives", "expectations", "questions"}


def _one_line(text: Text | None, language: str, fallback: str = "en") -> str:
    return "" if text is None else plain(text.into(language, fallback)).replace("\n", " ").strip()


def _describe_pack(pack: Pack, language: str) -> str:
    w = words(language)

    def said(text: Text | None) -> str:
        return _one_line(text, language, pack.language)

    parts = [f"{said(pack.title)}  ({pack.id}, {w('version')} {plain(pack.version)})\n"]
    if pack.summary is not None:
        parts.append(f"{said(pack.summary)}\n")
    parts.append(f"{w('Network')}: {pack.network}\n{w('Desks')}: {', '.join(pack.play)}\n")
    parts.append(f"\n{w('Moves')}\n")
    moves = [
        [
            move.id,
            f"{format_moment(pack.move_begins(move.id))}",
            f"{move.room_minutes} min",
            move.story_start.isoformat(timespec="minutes"),
            said(move.title),
        ]
        for move in pack.moves
    ]
    parts.append(_table(moves, indent=2))
    parts.append(f"\n{w('Injects (MSEL)')}\n")
    heads = [w(head) for head in ("Id", "When", "Kind", "To", "Via", "Subject")]
    ordered = sorted(pack.injects, key=lambda i: (i.at is None, i.at or 0))
    parts.append(_table([heads, *(_row(inject, said) for inject in ordered)], indent=2))
    parts.append(f"\n{w('Expectations')}\n")
    expected = [
        [
            expectation.id,
            inject.id if inject is not None else "",
            expectation.who,
            w("must not") if expectation.must_not else format_duration(expectation.within),
            (expectation.does.action if expectation.does else ""),
            f"→ {', '.join(expectation.tells)}" if expectation.tells else "",
            w("critical") if expectation.critical else "",
        ]
        for expectation, inject in pack.all_expectations
    ]
    parts.append(_table(expected, indent=2))
    parts.append(f"\n{w('Objectives')}\n")
    for objective in pack.objectives.values():
        parts.append(f"  {objective.id}: {said(objective.title)} ({objective.capability})\n")
        for target in objective.targets.values():
            parts.append(f"    {target.id}: {said(target.title)}\n")
            parts += [f"      {task.id}: {said(task.title)}\n" for task in target.tasks.values()]
    return "".join(parts)


def _row(inject: Inject, said: Any) -> list[str]:
    when = format_moment(inject.at) if inject.at is not None else "⟂"
    return [
        inject.id,
        when,
        inject.kind.value,
        ", ".join(inject.to),
        inject.via,
        said(inject.subject),
    ]


def _describe_network(network: NetworkFile, language: str) -> str:
    w = words(language)

    def said(text: Text | None) -> str:
        return _one_line(text, language, network.language)

    parts = [f"{said(network.title)}  ({network.id})\n"]
    if network.about is not None:
        parts.append(f"{said(network.about)}\n")
    parts.append(f"\n{w('Agencies')}\n")
    agencies = [
        [a.id, said(a.short), a.kind, a.sector, said(a.title)] for a in network.agencies.values()
    ]
    parts.append(_table(agencies, indent=2))
    parts.append(f"\n{w('Links')}\n")
    links = []
    for link in network.links:
        channel = network.channels.get(link.via)
        delay = link.delay or (channel.delay if channel else None)
        links.append(
            [
                link.source,
                "↔" if link.both_ways else "→",
                link.target,
                link.via,
                f"{format_duration(delay.median)} / {format_duration(delay.p90)}" if delay else "",
                link.basis.value,
                str(link.hours),
                w("calibrated") if link.calibrated else w("assumed"),
            ]
        )
    parts.append(_table(links, indent=2))
    parts.append(f"\n{w('Duties')}\n")
    duties = [
        [
            duty.id,
            f"{', '.join(duty.holder)} → {', '.join(duty.tells)}",
            format_duration(duty.within),
            duty.limit_basis,
            said(duty.title),
        ]
        for duty in network.duties.values()
    ]
    parts.append(_table(duties, indent=2))
    return "".join(parts)
