"""What comes out otherwise, as pairs of times: when as recorded, and when with the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from exercise.replay.chances import Spread, spread
from exercise.replay.outcome import Luck, Outcome
from exercise.replay.summary import Side, Summary
from exercise.report.voice import Voice
from exercise.report.wording import OUTCOMES

__all__ = ["Pair", "Times", "pairs"]


@dataclass(frozen=True, slots=True)
class Times:
    """When something was so under other luck.

    Attributes:
        reached: Runs in which it ever was.
        when: The second since which it was, over those runs.
    """

    reached: int
    when: Spread | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Something that comes out otherwise.

    Attributes:
        before, after: Exercise second on both sides; None for never, or not all of it.
        lane: What it belongs to.
        direction: better, worse, other, or same: then it is other luck that differs.
        said: What to say where the times are the same.
        lucks: Without and with the change under other luck, if runs were asked for.
    """

    label: str
    before: int | None
    after: int | None
    lane: str
    direction: str
    said: str = ""
    lucks: tuple[Times, Times] | None = None


def pairs(outcome: Outcome, voice: Voice) -> Iterator[Pair]:
    """Expectations first, then who knows what."""
    luck = outcome.luck
    for row in outcome.expectations:
        if row.direction != "same":
            yield Pair(
                f"{row.id} {voice.agency(row.agency)}: {voice.expectation(row.id)}",
                _done(row.before),
                _done(row.after),
                voice.say("Expectations: when all was done"),
                row.direction,
                f"{_outcome(row.before, voice)} → {_outcome(row.after, voice)}",
                _times(luck, partial(_of_expectation, row.id)),
            )
    for known in outcome.awareness:
        if known.direction != "same":
            yield Pair(
                f"{voice.agency(known.agency)}: {voice.fact(known.fact)}",
                known.before,
                known.after,
                voice.say("Awareness: since when it is known"),
                known.direction,
                "",
                _times(luck, partial(_of_awareness, (known.fact, known.agency))),
            )


def _done(side: Side | None) -> int | None:
    return None if side is None else side.done_at


def _outcome(side: Side | None, voice: Voice) -> str:
    return "–" if side is None else voice.word(OUTCOMES, side.outcome)


def _of_expectation(name: str, run: Summary) -> int | None:
    return _done(run.expectations.get(name))


def _of_awareness(key: tuple[str, str], run: Summary) -> int | None:
    return run.awareness.get(key)


def _times(luck: Luck | None, when: Callable[[Summary], int | None]) -> tuple[Times, Times] | None:
    if luck is None:
        return None
    sides = []
    for place in range(2):
        found = [at for pair in luck.pairs if (at := when(pair[place])) is not None]
        sides.append(Times(len(found), spread(found)))
    return sides[0], sides[1]
