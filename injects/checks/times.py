"""No time in a pack is impossible."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from agencies.timecode import format_duration, format_moment
from injects.checks.subject import Path, Subject, conditions
from injects.conditions import Condition

__all__ = ["check_conditions_in_time", "check_inject_times", "check_limits", "check_story"]


def check_story(subject: Subject) -> Iterator[Problem]:
    """The story's clock never runs backward from one move to the next."""
    moves = subject.pack.moves
    for index in range(1, len(moves)):
        if moves[index].story_start < moves[index - 1].story_start:
            message = phrase("this move begins earlier in the story than the one before it")
            yield subject.scope.problem(("moves", index, "story_start"), "time", message)


def check_inject_times(subject: Subject) -> Iterator[Problem]:
    """Injects fire before ENDEX, and not later than they may."""
    endex, scope = subject.pack.endex, subject.scope
    for index, inject in enumerate(subject.pack.injects):
        path: Path = ("injects", index)
        if inject.at is not None and inject.at >= endex:
            message = phrase(
                "this inject comes at {at}, but the last move ends at {end}",
                at=format_moment(inject.at),
                end=format_moment(endex),
            )
            mend = phrase("Bring it forward or give a move more room_minutes")
            yield scope.problem((*path, "at"), "time", message, mend)
        earliest = inject.at if inject.at is not None else _earliest(inject.when) + inject.delay
        if inject.before is not None and inject.before < earliest:
            message = phrase(
                "this inject may not come after {before}, but cannot come before {at}",
                before=format_moment(inject.before),
                at=format_moment(earliest),
            )
            yield scope.problem((*path, "before"), "time", message)


def check_limits(subject: Subject) -> Iterator[Problem]:
    """Expectations can be met before they close, and be observed before ENDEX."""
    endex, scope = subject.pack.endex, subject.scope
    for expectation, inject, path in subject.expectations():
        opening = _earliest(expectation.opens)
        if expectation.opens is None and inject is not None:
            opening = inject.at if inject.at is not None else _earliest(inject.when) + inject.delay
        if expectation.until is not None and expectation.until <= opening:
            message = phrase(
                "this expectation closes at {until}, but cannot open before {opening}",
                until=format_moment(expectation.until),
                opening=format_moment(opening),
            )
            yield scope.problem((*path, "until"), "time", message)
        elif not expectation.must_not and opening < endex < opening + expectation.within:
            message = phrase(
                "the limit of {within} ends after the exercise and can never be observed",
                within=format_duration(expectation.within),
            )
            yield scope.problem((*path, "within"), "time", message, warning=True)


def check_conditions_in_time(subject: Subject) -> Iterator[Problem]:
    """No condition waits for a time after ENDEX."""
    endex = subject.pack.endex
    for node, path in conditions(subject):
        if node.after is not None and node.after >= endex:
            message = phrase(
                "{after} is not before the exercise ends at {end}",
                after=format_moment(node.after),
                end=format_moment(endex),
            )
            yield subject.scope.problem((*path, "after"), "time", message)


def _earliest(condition: Condition | None) -> int:
    """The first exercise second at which a condition can hold, as far as its times tell."""
    if condition is None:
        return 0
    if condition.after is not None:
        return max(0, condition.after)
    if condition.all:
        return max(_earliest(part) for part in condition.all)
    if condition.any:
        return min(_earliest(part) for part in condition.any)
    return 0
