"""What a facilitator wants to know of a pack at a glance, before rehearsing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from agencies.model import NetworkFile
from agencies.text import Text
from agencies.translations import gaps
from injects.checks.load import idle, items
from injects.checks.outlook import MOST_CUTS
from injects.model import InjectKind, Pack

__all__ = ["DeskRow", "MoveRow", "ObjectiveRow", "Summary", "summarize"]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move: minutes of play, and of break after it."""

    id: str
    title: Text | None
    minutes: int
    break_minutes: int


@dataclass(frozen=True, slots=True)
class DeskRow:
    """What a desk meant for people gets.

    Attributes:
        injects: That come for certain, warm-up left out.
        per_hour: The same, per hour of play.
        longest_wait: Seconds between two of them, or from STARTEX or until ENDEX.
        expectations: That it holds.
    """

    id: str
    title: Text | None
    injects: int
    per_hour: float
    longest_wait: int
    expectations: int


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective, and how many expectations are evidence for it; ``critical`` of these are."""

    id: str
    title: Text
    expectations: int
    critical: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A pack in figures.

    Attributes:
        minutes: Of play.
        injects: By kind.
        languages: For each language of the pack, how many texts are missing in it.
        limits: How many expectations there are, and how many of their limits are assumed.
        delays: How many links the network has, and how many of their delays are assumed.
        facts: How many there are, and how many are invented by their source.
        cuts: Minutes of play and injects of each shorter version.
    """

    minutes: int
    moves: tuple[MoveRow, ...]
    injects: dict[str, int]
    desks: tuple[DeskRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    languages: dict[str, int]
    limits: tuple[int, int]
    delays: tuple[int, int]
    facts: tuple[int, int]
    cuts: dict[str, tuple[int, int]]

    def to_json(self) -> dict[str, Any]:
        """The figures for machines; texts as they stand in the file."""
        return {
            "minutes": self.minutes,
            "moves": [_row(move) for move in self.moves],
            "injects": self.injects,
            "desks": [_row(desk) for desk in self.desks],
            "objectives": [_row(objective) for objective in self.objectives],
            "languages": [
                {"language": name, "missing": missing, "complete": not missing}
                for name, missing in self.languages.items()
            ],
            "limits": {"all": self.limits[0], "assumed": self.limits[1]},
            "delays": {"all": self.delays[0], "assumed": self.delays[1]},
            "facts": {"all": self.facts[0], "invented": self.facts[1]},
            "cuts": [
                {"id": name, "minutes": minutes, "injects": injects}
                for name, (minutes, injects) in self.cuts.items()
            ],
        }


def summarize(pack: Pack, network: NetworkFile | None) -> Summary:
    """The figures of a pack, also of one that has problems."""
    minutes = sum(move.room_minutes for move in pack.moves)
    limited = [exp for exp, _ in pack.all_expectations if not exp.must_not]
    links = network.links if network is not None else ()
    invented = [fact for fact in pack.facts.values() if _invented(pack, fact.source)]
    kinds = Counter(inject.kind.value for inject in pack.injects)
    return Summary(
        minutes=minutes,
        moves=tuple(
            MoveRow(move.id, move.title, move.room_minutes, move.break_minutes)
            for move in pack.moves
        ),
        injects={kind.value: kinds[kind.value] for kind in InjectKind if kinds[kind.value]},
        desks=tuple(_desks(pack, network, minutes)),
        objectives=tuple(_objectives(pack)),
        languages=gaps(pack),
        limits=(len(limited), sum(exp.limit_basis == "assumed" for exp in limited)),
        delays=(len(links), sum(link.calibrated is None for link in links)),
        facts=(len(pack.facts), len(invented)),
        cuts={name: _size(pack.cut(name)) for name in islice(pack.cuts, MOST_CUTS)},
    )


def _desks(pack: Pack, network: NetworkFile | None, minutes: int) -> list[DeskRow]:
    coming = items(pack)
    held = Counter(exp.who for exp, _ in pack.all_expectations)
    agencies = network.agencies if network is not None else {}
    rows = []
    for agency in pack.play:
        times = coming.get(agency, [])
        waits = [end - start for start, end in idle(times, pack.endex)]
        title = agencies[agency].title if agency in agencies else None
        per_hour = round(len(times) * 60 / minutes, 1)
        rows.append(DeskRow(agency, title, len(times), per_hour, max(waits), held[agency]))
    return rows


def _objectives(pack: Pack) -> list[ObjectiveRow]:
    rows = []
    for objective in pack.objectives.values():
        tasks = {task for target in objective.targets.values() for task in target.tasks}
        evidence = [exp for exp, _ in pack.all_expectations if exp.task in tasks]
        critical = sum(exp.critical for exp in evidence)
        rows.append(ObjectiveRow(objective.id, objective.title, len(evidence), critical))
    return rows


def _invented(pack: Pack, source: str | None) -> bool:
    known = pack.sources.get(source or "")
    return known is not None and known.confidence == "invented"


def _size(cut: Pack) -> tuple[int, int]:
    return cut.endex // 60, len(cut.injects)


def _row(row: MoveRow | DeskRow | ObjectiveRow) -> dict[str, Any]:
    fields = asdict(row)
    fields["title"] = row.title.to_json() if row.title is not None else None
    return fields
