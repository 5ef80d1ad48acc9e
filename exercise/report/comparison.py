"""Several groups that played the same pack, side by side. Nobody is ranked.

Groups are few, so that nothing is averaged and no share is formed: every group's number is shown,
and a median only from five groups on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median_low

from agencies.language import Phrase, phrase
from exercise.errors import RequestError
from exercise.evaluation.model import ExpectationResult, Grade
from exercise.report.content import Content

__all__ = ["FEW", "Comparison", "Group", "Met", "compare"]

FEW = 5
"""Groups below which there is no median: any two of them could be the odd ones out."""


TLP = ("TLP:CLEAR", "TLP:WHITE", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""From the least to the most restricted: FIRST, Traffic Light Protocol 2.0 (and WHITE of 1.0)."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: what it is called, and what it did."""

    name: str
    content: Content

    def grade(self, objective: str) -> tuple[Grade, Grade | None]:
        """How an objective came out: what people held, and apart from it what playbooks did."""
        found = next(o for o in self.content.evaluation.objectives if o.id == objective)
        return found.grade, found.simulated


@dataclass(frozen=True, slots=True)
class Met:
    """An expectation in all groups.

    Attributes:
        results: Each group's, None where its record has none of that id.
        took: Seconds from opening to done, of the groups that did all of it, in order.
    """

    id: str
    results: tuple[ExpectationResult | None, ...]
    took: tuple[int, ...]

    @property
    def observed(self) -> int:
        """Groups in which it could be seen whether it was done."""
        void = ("void", "not-observed")
        return sum(one is not None and one.outcome not in void for one in self.results)

    @property
    def fulfilled(self) -> int:
        """Groups in which it came out as it should."""
        return sum(one is not None and one.outcome in ("met", "kept") for one in self.results)

    @property
    def middle(self) -> int | None:
        """The median of what it took; None for fewer than five groups."""
        return median_low(self.took) if len(self.took) >= FEW else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Groups that played the same pack.

    Attributes:
        differ: What they did not have in common, beside themselves.
    """

    groups: tuple[Group, ...]
    differ: tuple[Phrase, ...]

    @property
    def content(self) -> Content:
        """The first group's, for the texts that all have."""
        return self.groups[0].content

    @property
    def marking(self) -> str:
        """The handling marking of all of it: the strictest of TLP, and every other one."""
        own = dict.fromkeys(
            " ".join(group.content.created.marking.split()) for group in self.groups
        )
        tlp = [name for name in TLP if name in map(str.upper, own)]
        others = [name for name in own if name and name.upper() not in TLP]
        return " · ".join((*tlp[-1:], *others))

    @property
    def objectives(self) -> tuple[str, ...]:
        """The objectives that every group had."""
        common = [{o.id for o in group.content.evaluation.objectives} for group in self.groups]
        return tuple(
            o.id for o in self.content.evaluation.objectives if all(o.id in one for one in common)
        )

    @property
    def expectations(self) -> tuple[Met, ...]:
        """Every expectation that opened in some group, in the order of the first that has it."""
        found = [{r.id: r for r in group.content.evaluation.expectations} for group in self.groups]
        names = dict.fromkeys(name for results in found for name in results)
        rows = (
            Met(name, results, tuple(sorted(_took(results))))
            for name in names
            for results in (tuple(one.get(name) for one in found),)
        )
        return tuple(row for row in rows if row.observed)


def _took(results: Sequence[ExpectationResult | None]) -> Iterator[int]:
    for result in results:
        if result is None or result.prohibition or result.outcome not in ("met", "late"):
            continue
        yield max((part.agency_time or 0 for part in result.parts), default=0)


def compare(groups: Sequence[tuple[str, Content]]) -> Comparison:
    """Put groups side by side.

    Args:
        groups: What each is called, and what it did.

    Raises:
        RequestError: If they are fewer than two, one session twice, or not of the same pack.
    """
    if len(groups) < 2:
        raise RequestError("A comparison needs two sessions or more.")
    for (one, content), (other, its) in combinations(groups, 2):
        if _same_record(content, its):
            raise RequestError(
                "{one} and {other} are records of one session: that is one group.",
                one=one,
                other=other,
            )
    first = groups[0][1].created
    for name, content in groups[1:]:
        if content.created.pack != first.pack:
            raise RequestError(
                "{one} played {pack} and {other} played {otherpack}: only groups that played the "
                "same pack can be compared.",
                one=groups[0][0],
                pack=first.pack,
                other=name,
                otherpack=content.created.pack,
            )
    return Comparison(tuple(Group(*each) for each in groups), tuple(_differ(groups)))


def _same_record(one: Content, other: Content) -> bool:
    """Whether two records are of one session: copies, redacted or cut short ones too."""
    pairs = zip(one.events, other.events, strict=False)
    return all((a.id, a.at, a.wall) == (b.id, b.at, b.wall) for a, b in pairs)


def _differ(groups: Sequence[tuple[str, Content]]) -> Iterator[Phrase]:
    created = [content.created for _, content in groups]
    if len({made.digests["pack"] for made in created}) > 1:
        yield phrase("The pack was changed between the sessions: what has the same id is compared.")
    if len({made.digests["network"] for made in created}) > 1:
        yield phrase("They played on different networks.")
    if len({made.profile for made in created}) > 1:
        yield phrase("They played under different profiles.")
    if len({made.cut for made in created}) > 1:
        yield phrase("They played different cuts of the pack.")
    if len({tuple(sorted(content.people)) for _, content in groups}) > 1:
        yield phrase("People did not hold the same desks in all of them.")
    if any(not content.evaluation.ended for _, content in groups):
        yield phrase("Not all of them came to ENDEX.")
    if any(content.created.seed != created[0].seed for _, content in groups):
        yield phrase("Each had its own luck on the simulated lines and desks.")
