"""What came of a what-if: each thing that matters as it was, and as it would have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from exercise.replay.chances import Spread, spread
from exercise.replay.fork import Forked, Void
from exercise.replay.summary import BAD, GOOD, Cost, Scores, Side, Summary

__all__ = [
    "AwarenessRow",
    "ExpectationRow",
    "Luck",
    "ObjectiveRow",
    "Outcome",
    "both_sides",
    "direction_of",
    "gained",
]

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """An expectation on both sides; None where it is not on that side at all.

    ``direction``: better, worse, same, or other where the two cannot be compared.
    """

    id: str
    before: Side | None
    after: Side | None
    direction: str

    @property
    def agency(self) -> str:
        """Whose it is."""
        side = self.after or self.before
        return side.agency if side is not None else ""


@dataclass(frozen=True, slots=True)
class AwarenessRow:
    """Since when an agency knew a fact on both sides: exercise seconds, None for never."""

    fact: str
    agency: str
    before: int | None
    after: int | None

    @property
    def direction(self) -> str:
        """Better for sooner, worse for later or never, same."""
        if self.before == self.after:
            return "same"
        if self.before is None or self.after is None:
            return "better" if self.before is None else "worse"
        return "better" if self.after < self.before else "worse"


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective's scores on both sides."""

    id: str
    before: Scores
    after: Scores


@dataclass(frozen=True, slots=True)
class Luck:
    """The same change under other luck: runs in pairs, with and without it, on the same draws.

    Attributes:
        pairs: Each without and with the change.
        moot: Runs in which a change could not be made or made no odds: what was to be done was
            done already, or what was to be told was not known.
    """

    pairs: tuple[tuple[Summary, Summary], ...]
    moot: int = 0

    @property
    def runs(self) -> int:
        """How many pairs there are."""
        return len(self.pairs)

    def met(self, expectation: str) -> tuple[int, int]:
        """In how many runs an expectation came out as it should, without and with the change."""
        counts = [0, 0]
        for pair in self.pairs:
            for place, summary in enumerate(pair):
                side = summary.expectations.get(expectation)
                counts[place] += side is not None and side.outcome in GOOD
        return counts[0], counts[1]

    @property
    def gain(self) -> Spread:
        """How many more expectations came out as they should with the change."""
        found = spread(self._gains)
        assert found is not None
        return found

    @property
    def _gains(self) -> list[int]:
        return [gained(before, after)[0] for before, after in self.pairs]

    @property
    def helped(self) -> tuple[int, int, int]:
        """In how many runs more, as many and fewer came out as they should with the change."""
        gains = self._gains
        return sum(g > 0 for g in gains), sum(g == 0 for g in gains), sum(g < 0 for g in gains)

    @property
    def messages(self) -> Spread:
        """How many more messages were sent with the change."""
        found = spread([after.cost.sent - before.cost.sent for before, after in self.pairs])
        assert found is not None
        return found

    def sooner(self, fact: str, agency: str) -> Spread | None:
        """By how many seconds an agency knew a fact sooner, where it did on both sides."""
        key = (fact, agency)
        return spread(
            [
                before.awareness[key] - after.awareness[key]
                for before, after in self.pairs
                if key in before.awareness and key in after.awareness
            ]
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a what-if.

    Attributes:
        at: Exercise second of the fork.
        until: Exercise second to which both sides were played.
        changes: As they were written.
        identical: Whether exactly the recorded events came out.
        before, after: What matters, as recorded and with the changes.
        void: Commands of people that made no sense any more after the changes.
        played: The changed run itself.
        luck: The same under other luck, if runs were asked for.
    """

    at: int
    until: int
    changes: tuple[str, ...]
    identical: bool
    before: Summary
    after: Summary
    void: tuple[Void, ...]
    played: Forked
    luck: Luck | None = None

    @property
    def alike(self) -> bool:
        """Whether nothing differs that was asked about: other luck may make the difference."""
        return self.identical and (self.luck is None or not self.changes)

    @property
    def over(self) -> bool:
        """Whether nothing was left to play after the changes, and they were without effect."""
        return bool(self.changes) and self.identical and self.at >= self.until

    @property
    def expectations(self) -> tuple[ExpectationRow, ...]:
        """Every expectation on both sides."""
        return tuple(
            ExpectationRow(name, before, after, direction_of(before, after))
            for name, before, after in both_sides(self.before.expectations, self.after.expectations)
        )

    @property
    def awareness(self) -> tuple[AwarenessRow, ...]:
        """Every fact at every agency that knew it on either side."""
        both = both_sides(self.before.awareness, self.after.awareness)
        return tuple(AwarenessRow(*key, was, would_be) for key, was, would_be in both)

    @property
    def objectives(self) -> tuple[ObjectiveRow, ...]:
        """Every objective on both sides."""
        after = self.after.objectives
        return tuple(ObjectiveRow(i, b, after[i]) for i, b in self.before.objectives.items())

    @property
    def cost(self) -> tuple[Cost, Cost]:
        """What it took, as recorded and with the changes."""
        return self.before.cost, self.after.cost


def both_sides(before: dict[K, V], after: dict[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """Each key of either side with what it has on both."""
    for key in dict.fromkeys((*before, *after)):
        yield key, before.get(key), after.get(key)


def gained(before: Summary, after: Summary) -> tuple[int, float]:
    """How many more expectations came out as they should, and the timeliness more, summed.

    Of those that can be compared: a duty that comes up on one side alone is no gain by being done.
    """
    good, points = 0, 0.0
    for _, was, would_be in both_sides(before.expectations, after.expectations):
        if was is not None and would_be is not None and _comparable(was, would_be):
            good += (would_be.outcome in GOOD) - (was.outcome in GOOD)
            points += (would_be.timeliness or 0.0) - (was.timeliness or 0.0)
    return good, points


def _comparable(*sides: Side) -> bool:
    return all(side.outcome in GOOD or side.outcome in BAD for side in sides)


_RANKS: Sequence[Sequence[str]] = (("missed", "overdue", "violated"), ("partial",), ("late",), GOOD)


def direction_of(before: Side | None, after: Side | None) -> str:
    """Whether an expectation came out better: by its outcome, then by how timely it was."""
    if before is None or after is None:
        return "other"
    if not _comparable(before, after):
        return "same" if before.outcome == after.outcome else "other"

    def goodness(side: Side) -> tuple[int, float]:
        rank = next(place for place, words in enumerate(_RANKS) if side.outcome in words)
        return rank, round(side.timeliness or 0.0, 9)

    was, would_be = goodness(before), goodness(after)
    return "same" if was == would_be else "better" if would_be > was else "worse"
