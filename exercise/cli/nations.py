"""What ``show`` says of a national profile: what is otherwise than in the network below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from agencies.language import Words, words
from agencies.model import NetworkFile
from agencies.profiles import Change, Limit, ProfileFile
from agencies.text import Text, plain
from agencies.timecode import format_duration
from exercise.cli.layout import paragraph, table

__all__ = ["describe_profile"]

Row = Sequence[str] | str


def describe_profile(
    profile: ProfileFile, base: NetworkFile, network: NetworkFile, language: str
) -> str:
    """A profile on a page of text.

    Args:
        profile: What is to be described.
        base: The network that it is laid over.
        network: What comes of it.
        language: The reader's.
    """
    w = words(language)

    def said(text: Any) -> str:
        found = text.into(language, profile.language) if isinstance(text, Text) else str(text)
        return plain(found).replace("\n", " ").strip()

    parts = [paragraph(f"{said(profile.title)}  ({profile.id})")]
    if profile.about is not None:
        parts.append(paragraph(said(profile.about)))
    below = f"{said(base.title)} ({base.id})"
    parts.append(paragraph(w("Laid over the network: {network}", network=below)))
    parts.append(
        paragraph(
            w(
                "Agencies: {n}, links: {m}, duties: {k}",
                n=f"{len(base.agencies)} → {len(network.agencies)}",
                m=f"{len(base.links)} → {len(network.links)}",
                k=f"{len(base.duties)} → {len(network.duties)}",
            )
        )
    )
    sections: list[tuple[str, list[Row]]] = [
        (w("Merged"), _merged(profile, w)),
        (w("Taken away"), _removed(profile)),
        (w("Changed"), _changed(profile, base, said)),
        (w("Added"), _added(profile, said)),
        (w("Markings"), [(n, ", ".join(m.for_)) for n, m in profile.markings.items()]),
        (w("Authority"), _authority(profile.authority, w)),
        (w("Capabilities"), [(n, said(c.title)) for n, c in profile.capabilities.items()]),
    ]
    for name, pack in profile.packs.items():
        rows: list[Row] = [(n, *_limit(limit, w)) for n, limit in pack.limits.items()]
        rows += _authority(pack.authority, w)
        sections.append((w("Pack {name}", name=name), rows))
    if profile.letterhead is not None:
        head = profile.letterhead
        sections.append(
            (w("Letterhead"), [(said(line),) for line in (head.authority, *head.lines)])
        )
    for title, entries in sections:
        if entries:
            parts.append(f"\n{title}\n")
            parts.append(table(entries, indent=2))
    counts = profile.tabletop_counts_as_drill
    drills = (
        w("A tabletop exercise counts as a quarterly drill.")
        if counts
        else w("A tabletop exercise does not count as a quarterly drill.")
    )
    parts.append(f"\n{paragraph(drills)}")
    return "".join(parts)


def _merged(profile: ProfileFile, w: Words) -> list[Row]:
    return [(name, w("its tasks fall to {name}", name=to)) for name, to in profile.merge.items()]


def _removed(profile: ProfileFile) -> list[Row]:
    gone = profile.remove
    return [(n,) for n in (*gone.agencies, *gone.channels, *gone.links, *gone.duties)]


def _changed(profile: ProfileFile, base: NetworkFile, said: Any) -> list[Row]:
    change = profile.change
    parts: tuple[tuple[Mapping[str, Change], Mapping[str, Any]], ...] = (
        (change.agencies, base.agencies),
        (change.channels, base.channels),
        (change.links, {link.id: link for link in base.links}),
        (change.duties, base.duties),
    )
    rows: list[Row] = [
        (name, _what(entry, before.get(name), said))
        for changes, before in parts
        for name, entry in changes.items()
    ]
    if change.unlisted is not None:
        rows.append(("unlisted", _step("unlisted", base.unlisted, change.unlisted, said)))
    return rows


def _added(profile: ProfileFile, said: Any) -> list[Row]:
    add = profile.add
    rows: list[Row] = [
        (name, said(entry.title))
        for part in (add.agencies, add.channels, add.fact_kinds, add.duties)
        for name, entry in part.items()
    ]
    return [*rows, *((link.id, link.basis.value) for link in add.links)]


def _what(change: Change, before: Any, said: Any) -> str:
    """The fields of a change by their names in the file, each with what was there and is now."""
    return "\n".join(
        _what(value, getattr(before, name, None), said)
        if isinstance(value, Change)
        else f"{name}: {_step(name, getattr(before, name, None), value, said)}"
        for name, value in change.given.items()
    )


def _step(name: str, before: Any, now: Any, said: Any) -> str:
    if before is None or isinstance(now, Text) or before == now:
        return _value(name, now, said)
    return f"{_value(name, before, said)} → {_value(name, now, said)}"


def _value(name: str, value: Any, said: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if hasattr(value, "p90"):
        return f"{format_duration(value.median)} / {format_duration(value.p90)}"
    if name in ("within", "retry"):
        return format_duration(value)
    return str(said(value))


def _authority(entries: dict[str, tuple[str, ...]], w: Words) -> list[Row]:
    return [(name, ", ".join(kinds) or w("anybody")) for name, kinds in entries.items()]


def _limit(limit: Limit, w: Words) -> tuple[str, str, str]:
    within = "" if limit.within is None else format_duration(limit.within)
    return within, limit.limit_basis, w("critical") if limit.critical else ""
