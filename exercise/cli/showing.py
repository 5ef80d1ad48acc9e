"""What ``packs``, ``networks`` and ``show`` find out and how they lay it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from agencies.documents import Problem, read_document
from agencies.language import phrase, words
from agencies.loading import Loaded, is_path, list_networks, load_network
from agencies.model import NetworkFile
from agencies.problems import did_you_mean, quoted
from agencies.profileloading import LoadedProfile, list_profiles, load_profile
from agencies.profiles import ProfileFile
from agencies.text import Text, plain
from agencies.timecode import format_duration, format_moment
from exercise.cli.called import called
from exercise.cli.layout import paragraph, table
from exercise.cli.titles import Titles
from exercise.errors import RequestError
from exercise.report.wording import LIMIT_BASIS, word
from exercise.views.planwords import CAPABILITIES
from exercise.views.wording import BASES, label
from injects.loading import PACK, LoadedPack, list_packs, load_pack
from injects.model import Expectation, Inject, InjectKind, Pack

__all__ = [
    "Said",
    "describe",
    "list_of_networks",
    "list_of_packs",
    "list_of_profiles",
    "listed",
    "load",
]

Said = Callable[[Text | None], str]
"""A text of a pack on one line, in the reader's language."""


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


def list_of_profiles(language: str) -> list[dict[str, Any]]:
    """A row for each profile that comes with the product."""
    rows = []
    for name in list_profiles():
        loaded = load_profile(name)
        profile, network = loaded.value, loaded.network
        if profile is not None and network is not None:
            title = _one_line(profile.title, language, profile.language)
            rows.append(
                {
                    "id": name,
                    "title": title,
                    "network": profile.network,
                    "agencies": len(network.agencies),
                    "links": len(network.links),
                }
            )
    return rows


def describe(name: str, language: str) -> str:
    """A pack, network or profile on a page of text.

    Raises:
        RequestError: If there is none of that name, or it has errors.
    """
    loaded = load(name)
    value = loaded.pack if isinstance(loaded, LoadedPack) else loaded.value
    laid = not isinstance(loaded, LoadedProfile) or loaded.network is not None
    if not loaded.found or value is None or not laid:
        first = next(p for p in loaded.problems if p.severity == "error")
        if not loaded.found and first.mend is not None:
            raise RequestError("{what}. {mend}", what=first.message, mend=first.mend)
        if not loaded.found:
            raise RequestError("{name}: {what}", name=quoted(name), what=first.message)
        raise RequestError(
            "{name} has errors and cannot be shown; see them with: {command}",
            name=quoted(name),
            command=f"{called()} check {quoted(name)}",
        )
    if isinstance(value, Pack):
        network = loaded.network if isinstance(loaded, LoadedPack) else None
        return _describe_pack(value, Titles(language, network, value))
    if isinstance(loaded, LoadedProfile) and isinstance(value, ProfileFile):
        from exercise.cli.nations import describe_profile

        assert loaded.base is not None
        assert loaded.network is not None
        return describe_profile(value, loaded.base, loaded.network, language)
    assert isinstance(value, NetworkFile)
    return _describe_network(value, language)


def listed(rows: list[dict[str, Any]], language: str) -> str:
    """Rows of one of the lists above under their headings."""
    w = words(language)
    heads = {
        "id": w("Id"),
        "title": w("Title"),
        "injects": w("Injects"),
        "minutes": w("Minutes"),
        "agencies": w("Agencies"),
        "links": w("Links"),
        "network": w("Network"),
    }
    head = [heads[name] for name in rows[0]] if rows else []
    return table([[str(value) for value in row.values()] for row in rows], head)


def load(
    name: str, *, network: str | None = None, profile: str | None = None
) -> LoadedPack | Loaded | LoadedProfile:
    """Load what ``name`` names: by name from the library, by the file's own fields for a path.

    Args:
        name: Its name or path.
        network: What a pack is to be played on instead of what it names.
        profile: What is to be laid over it.
    """
    if name in list_networks() and name not in list_packs():
        return load_network(name)
    if name in list_profiles() and name not in list_packs():
        return load_profile(name)
    path = Path(name)
    try:
        is_file = path.is_file() and name not in list_packs()
    except (OSError, ValueError):
        is_file = False
    if is_file:
        data = read_document(path).data
        fields = set(data) if isinstance(data, dict) else set()
        kinds = (_PACK, _NETWORK, _PROFILE) if path.name == PACK else (_PROFILE, _NETWORK, _PACK)
        most = max(kinds, key=lambda kind: len(fields & kind))
        if most is _PROFILE:
            return load_profile(path)
        if most is _NETWORK:
            return load_network(path)
    loaded = load_pack(name, network=network, profile=profile)
    if loaded.pack is None and not loaded.files and not loaded.found and not is_path(name):
        message = phrase("there is no pack, network or profile called '{name}'", name=quoted(name))
        mend = did_you_mean(name, (*list_packs(), *list_networks(), *list_profiles()))
        problem = Problem(quoted(name), 0, 0, "unknown-name", message, mend)
        return LoadedPack(None, problems=(problem,), found=False)
    return loaded


_NETWORK = {"agencies", "links", "channels", "fact_kinds", "duties", "skills", "markings"}
_PROFILE = {
    "network",
    "add",
    "change",
    "merge",
    "remove",
    "authority",
    "markings",
    "packs",
    "letterhead",
    "drills",
}
_PACK = {"network", "play", "moves", "injects", "facts", "objectives", "expectations", "questions"}


def _one_line(text: Text | None, language: str, fallback: str = "en") -> str:
    return "" if text is None else plain(text.into(language, fallback)).replace("\n", " ").strip()


def _describe_pack(pack: Pack, titles: Titles) -> str:
    language = titles.language
    w = words(language)

    def said(text: Text | None) -> str:
        return _one_line(text, language, pack.language)

    parts = [paragraph(f"{said(pack.title)}  ({pack.id}, {w('version')} {plain(pack.version)})")]
    if pack.summary is not None:
        parts.append(paragraph(said(pack.summary)))
    parts.append(paragraph(f"{w('Network')}: {pack.network}"))
    desks = [f"{titles.agency(name)} ({name})" for name in pack.play]
    parts.append(paragraph(f"{w('Desks')}: {', '.join(desks)}"))
    parts.append(f"\n{w('Moves')}\n")
    moves = [
        (
            move.id,
            format_moment(pack.move_begins(move.id)),
            f"{move.room_minutes} min",
            f"{move.story_start:%Y-%m-%d %H:%M}",
            said(move.title),
        )
        for move in pack.moves
    ]
    parts.append(table(moves, indent=2))
    parts.append(f"\n{w('Injects (MSEL)')}\n")
    head: tuple[str, ...] = (w("Id"), w("When"), w("Via"), w("Subject"))
    ordered = sorted(pack.injects, key=lambda inject: (inject.at is None, inject.at or 0))
    parts.append(table([_inject(inject, said, titles) for inject in ordered], head, indent=2))
    parts.append(f"\n{w('Expectations')}\n")
    head = (w("Id"), w("Inject"), w("Agency"), w("Within"), w("What"))
    expected = [_expectation(each, inject, titles) for each, inject in pack.all_expectations]
    parts.append(table(expected, head, indent=2))
    parts.append(f"\n{w('Objectives')}\n")
    for objective in pack.objectives.values():
        known = CAPABILITIES.get(objective.capability)
        capability = objective.capability if known is None else known.into(language)
        named = f"{objective.id}: {said(objective.title)} ({capability})"
        parts.append(paragraph(named, 2, 4))
        for target in objective.targets.values():
            parts.append(paragraph(f"{target.id}: {said(target.title)}", 4, 4))
            parts += [
                paragraph(f"{task.id}: {said(task.title)}", 6, 4) for task in target.tasks.values()
            ]
    return "".join(parts)


def _inject(inject: Inject, said: Said, titles: Titles) -> tuple[str, ...]:
    """When and what in the first line; kind, where it is not simply scripted, and to whom below."""
    w = words(titles.language)
    when = format_moment(inject.at) if inject.at is not None else "⟂"
    if inject.kind is InjectKind.PREPARED:
        when = "◇"
    kinds = {
        "contingency": w("contingency"),
        "ad-hoc": w("ad hoc"),
        "prepared": w("prepared consequence"),
        "warm-up": w("warm-up"),
    }
    kind = kinds.get(inject.kind.value, "")
    return (
        inject.id,
        f"{when}\n{kind}" if kind else when,
        titles.channel(inject.via),
        f"{said(inject.subject)}\n→ {titles.agencies(inject.to)}",
    )


def _expectation(
    expectation: Expectation, inject: Inject | None, titles: Titles
) -> tuple[str, ...]:
    w = words(titles.language)
    what = []
    if expectation.critical:
        what.append(w("critical"))
    if expectation.does is not None:
        action = titles.thing(expectation.does.action)
        targets = ", ".join(map(titles.thing, expectation.does.targets))
        what.append(f"{action}: {targets}" if targets else action)
    if expectation.tells:
        what.append(f"→ {titles.agencies(expectation.tells)}")
    return (
        expectation.id,
        inject.id if inject is not None else "",
        titles.agency(expectation.who),
        w("must not") if expectation.must_not else format_duration(expectation.within),
        "\n".join(what),
    )


def _describe_network(network: NetworkFile, language: str) -> str:
    w = words(language)

    def said(text: Text | None) -> str:
        return _one_line(text, language, network.language)

    parts = [paragraph(f"{said(network.title)}  ({network.id})")]
    if network.about is not None:
        parts.append(paragraph(said(network.about)))
    parts.append(f"\n{w('Agencies')}\n")
    agencies = [
        (each.id, said(each.short), f"{said(each.title)}\n{each.kind}, {each.sector}")
        for each in network.agencies.values()
    ]
    parts.append(table(agencies, indent=2))
    parts.append(f"\n{w('Links')}\n")
    parts.append(table(_links(network, Titles(language, network)), indent=2))
    parts.append(f"\n{w('Duties')}\n")
    duties: list[Sequence[str] | str] = []
    for duty in network.duties.values():
        told = f"  {', '.join(duty.holder)} → {', '.join(duty.tells)}"
        within = format_duration(duty.within)
        basis = word(LIMIT_BASIS, duty.limit_basis, language)
        duties += [(duty.id, within, basis, said(duty.title)), told]
    parts.append(table(duties, indent=2))
    return "".join(parts)


def _links(network: NetworkFile, titles: Titles) -> list[Sequence[str] | str]:
    """The channels between each two agencies, under their names."""
    language, w = titles.language, words(titles.language)
    between: dict[str, list[tuple[str, ...]]] = {}
    for link in network.links:
        channel = network.channels.get(link.via)
        delay = link.delay or (channel.delay if channel else None)
        took = f"{format_duration(delay.median)} / {format_duration(delay.p90)}" if delay else ""
        arrow = "↔" if link.both_ways else "→"
        pair = f"{titles.agency(link.source)} {arrow} {titles.agency(link.target)}"
        known = w("calibrated") if link.calibrated else w("assumed")
        basis = label(BASES, link.basis.value, language)
        row = ("", titles.channel(link.via), took, basis, str(link.hours), known)
        between.setdefault(pair, []).append(row)
    return [line for pair, rows in between.items() for line in (pair, *rows)]
