"""What the answer to a what-if does not say, or would say wrongly without a word more."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.replay.outcome import ExpectationRow, Outcome
from exercise.replay.summary import BAD
from exercise.replay.telling import DIRECTIONS, count
from exercise.report.voice import Voice
from exercise.report.wording import OUTCOMES

__all__ = ["limits"]

NAMED = 6
"""Expectations that are named one by one."""


def limits(outcome: Outcome, voice: Voice) -> Iterator[str]:
    """What the answer does not say, and first of all whether it rests on anything."""
    say = voice.say
    yield from voice.doubts()
    if not outcome.changes or outcome.over:
        return
    yield from _lowered(outcome, voice)
    if not outcome.alike and any(
        side.held_by == "people" for side in outcome.after.expectations.values()
    ):
        yield say(
            "People are assumed to do what they did, when they did it; what they would have done "
            "otherwise nobody can say."
        )
    other = count(outcome.expectations, "other")
    if other == 1:
        yield say(
            "One further expectation came up on one side alone, or could be seen on one alone "
            "({sign}): it is neither better nor worse.",
            sign=DIRECTIONS["other"],
        )
    elif other:
        yield say(
            "{n} further expectations came up on one side alone, or could be seen on one alone "
            "({sign}): they are neither better nor worse.",
            n=other,
            sign=DIRECTIONS["other"],
        )
    if not voice.content.evaluation.ended:
        yield say("The record ends before ENDEX; both sides are played until then.")
    if outcome.luck is None:
        yield say("tabletop whatif --runs 20 says what other luck would have made of it.")
    elif outcome.luck.moot:
        yield say(
            "In {n} of the {runs} runs a change came to nothing: it had been done already, or "
            "could not be.",
            n=outcome.luck.moot,
            runs=outcome.luck.runs,
        )


def _lowered(outcome: Outcome, voice: Voice) -> Iterator[str]:
    """Which scores fall because the change makes more be expected, and what that is.

    What came up on one side alone is neither better nor worse, and yet it counts in a score.
    """
    for row in outcome.objectives:
        was, would_be = row.before.people, row.after.people
        if was is None or would_be is None or round(was, 2) <= round(would_be, 2):
            continue
        objective = voice.content.setup.pack.objectives[row.id]
        tasks = {name for target in objective.targets.values() for name in target.tasks}
        new = [one for one in outcome.expectations if _newly_undone(one, tasks, voice)]
        if new:
            names = [
                f"{voice.agency(one.agency)}, {voice.named(one.id)} "
                f"({voice.word(OUTCOMES, one.after.outcome)})"
                for one in new[:NAMED]
                if one.after is not None
            ]
            yield voice.say(
                "With the change more is expected of people for “{objective}”, and not all of it "
                "is done in time, which lowers the score from {before} to {after}: {which}.",
                objective=voice.text(objective.title),
                before=voice.score(was),
                after=voice.score(would_be),
                which="; ".join(names) + (" …" if len(new) > NAMED else ""),
            )


def _newly_undone(row: ExpectationRow, tasks: set[str], voice: Voice) -> bool:
    """Whether people are to do it with the change alone, for one of these tasks, and it lacks."""
    expected = voice.content.expectations.get(row.id)
    side = row.after
    return (
        row.direction == "other"
        and side is not None
        and side.held_by == "people"
        and side.outcome in BAD
        and expected is not None
        and expected.task in tasks
    )
