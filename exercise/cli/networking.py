"""The measures of a network, a session or a GraphML file, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agencies.graphml import read_graphml
from agencies.language import phrase, words
from agencies.loading import SUFFIXES, list_networks, load_network
from agencies.measures import Comparison, Contacts, Measures, measure
from agencies.network import Network
from agencies.problems import Problem, quoted
from exercise.cli.layout import paragraph, table
from exercise.cli.record import read_session, trusting_nothing
from exercise.errors import RequestError
from exercise.evaluation.coordination import Coordination, planned_contacts
from exercise.evaluation.measures_json import coordination_json, measures_json
from exercise.report.as_json import session_json
from exercise.report.content import Content, gather
from exercise.report.voice import number_in_words
from exercise.report.wording import exercise_marking, moment

__all__ = ["Measured", "measured", "measured_json", "measured_text"]

ROLES = {
    "coordinator": phrase("coordinator"),
    "itinerant": phrase("itinerant"),
    "representative": phrase("representative"),
    "gatekeeper": phrase("gatekeeper"),
    "liaison": phrase("liaison role"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What was asked about: contacts of a network or file, or a whole session."""

    name: str
    kind: str
    contacts: Contacts | None = None
    content: Content | None = None


def measured(name: str) -> Measured:
    """What ``name`` is: a network that comes along, or a file of one of three kinds.

    Raises:
        RequestError: If there is nothing of that name, or it cannot be made sense of.
        RecordError: If it is a session that cannot be trusted.
    """
    suffix = Path(name).suffix.lower()
    if suffix in (".graphml", ".xml"):
        found = read_graphml(Path(name))
        if isinstance(found, Problem):
            raise RequestError("{problem}", problem=str(found))
        return Measured(name, "graphml", found)
    if suffix in SUFFIXES or name in list_networks():
        loaded = load_network(name)
        if loaded.value is None:
            first = next(p for p in loaded.problems if p.severity == "error")
            raise RequestError("{problem}", problem=str(first))
        return Measured(name, "network", planned_contacts(Network(loaded.value)))
    if not Path(name).exists():
        raise RequestError(
            "There is no network and no file called '{name}'. Networks are: {names}",
            name=quoted(name),
            names=", ".join(list_networks()),
        )
    setup, network, events = read_session(Path(name))
    with trusting_nothing(Path(name)):
        return Measured(name, "session", content=gather(setup, network, events))


def measured_json(found: Measured, language: str) -> dict[str, Any]:
    """What ``measures --json`` prints (docs/reference/scores.md)."""
    answer: dict[str, Any] = {"kind": found.kind, "name": found.name}
    if found.content is not None:
        answer |= session_json(found.content, language)
        answer |= coordination_json(found.content.evaluation.coordination)
    elif found.contacts is not None:
        answer |= measures_json(measure(found.contacts), found.contacts)
    return answer


def measured_text(found: Measured, language: str) -> str:
    """The measures as a reader of a terminal wants them."""
    if found.content is not None:
        return _session(found.content, language)
    if found.contacts is None:
        return ""
    numbers = measure(found.contacts)
    return f"{paragraph(quoted(found.name))}\n{_numbers([numbers], language)}\n" + _agencies(
        numbers, language
    )


def _session(content: Content, language: str) -> str:
    say, found = words(language), content.evaluation.coordination
    title = content.text(content.setup.pack.title, language)
    until = moment(content.evaluation.at)
    if not content.evaluation.ended:
        until += f" ({say('interim')})"
    parts = [
        exercise_marking(language) + "\n",
        paragraph(content.created.marking.replace("\n", " ")) if content.created.marking else "",
        "\n" + paragraph(f"{title} – {until}"),
        f"\n{say('Who was to tell whom')}\n\n{_compared(found, language)}",
        f"\n{say('The network as planned and as used')}\n\n",
        _numbers([found.planned, found.used], language, (say("Planned"), say("Used"))),
        f"\n{say('Agencies in the network as used')}\n\n{_agencies(found.used, language)}",
        "\n"
        + paragraph(
            say(
                "News could have got from one agency to another, step by step in time, for "
                "{ratio} of all pairs; a map without times would say {static}.",
                ratio=_number(found.reach.ratio, language),
                static=_number(found.reach.static_ratio, language),
            )
        ),
    ]
    return "".join(parts)


def _compared(found: Coordination, language: str) -> str:
    say = words(language)

    def row(name: str, compared: Comparison) -> Sequence[str]:
        return (
            name,
            str(len(compared.both) + len(compared.unused)),
            str(len(compared.both)),
            str(len(compared.unwanted)),
            _number(compared.recall, language),
            _number(compared.precision, language),
        )

    rows = [
        row(say("required contacts"), found.required),
        row(say("planned links"), found.plan),
    ]
    head = (say("Edges"), say("Wanted"), say("Used"), say("Others used"))
    told = table(rows, (*head, say("Recall"), say("Precision")))
    required = len(found.reached) + len(found.unreached)
    told += "\n" + paragraph(
        say(
            "Of {required} required contacts, {reached} were told everything, straight or over "
            "others.",
            required=required,
            reached=len(found.reached),
        )
    )
    missing = ", ".join(f"{one} → {other}" for one, other in found.unreached)
    return told + (paragraph(say("Not reached: {pairs}", pairs=missing)) if missing else "")


def _numbers(networks: Sequence[Measures], language: str, names: Sequence[str] = ()) -> str:
    say = words(language)
    lines: list[tuple[str, list[str]]] = [
        (say("Agencies"), [str(each.nodes) for each in networks]),
        (say("Contacts"), [str(each.edges) for each in networks]),
        (say("Density"), [_number(each.density, language) for each in networks]),
        (say("Reciprocity"), [_number(each.reciprocity, language) for each in networks]),
        (
            say("Degree centralization"),
            [_number(each.degree_centralization, language) for each in networks],
        ),
        (
            say("Betweenness centralization"),
            [_number(each.betweenness_centralization, language) for each in networks],
        ),
        (say("Efficiency"), [_number(each.efficiency, language) for each in networks]),
        (say("Busiest broker"), [each.broker or "–" for each in networks]),
        (
            say("Efficiency without it"),
            [_number(each.efficiency_without_broker, language) for each in networks],
        ),
    ]
    rows = [(name, *map(quoted, values)) for name, values in lines]
    return table(rows, (say("Measure"), *(names or (say("Value"),))))


def _agencies(found: Measures, language: str) -> str:
    """Those through whom shortest ways lead first: it is they who are looked for."""
    say = words(language)
    rows: list[Sequence[str] | str] = []
    for position in sorted(found.positions, key=lambda p: (-round(p.share, 9), p.node)):
        roles = position.brokerage
        rows.append(
            (
                quoted(position.node) + (" *" if position.cut else ""),
                str(position.incoming),
                str(position.outgoing),
                _number(position.share, language),
                "–" if roles is None else str(roles.total),
            )
        )
        if roles is not None and roles.total:
            said = [
                f"{ROLES[role].into(language)} {times}"
                for role in ROLES
                if (times := getattr(roles, role))
            ]
            rows.append(f"  {', '.join(said)}")
    head = (say("Agency"), say("In"), say("Out"), say("Betweenness"), say("Brokerage"))
    told = table(rows, head)
    if any(position.cut for position in found.positions):
        told += paragraph(say("* without it, others cannot reach each other"))
    return told


def _number(value: float | None, language: str) -> str:
    return number_in_words(value, language, 3)
