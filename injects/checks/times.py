"""No time in a pack is impossible."""

from __future__ import annotations

from collections.abc import Iterator

from agencies.documents import Problem
from agencies.language import phrase
from agencies.timecode import format_duration, format_moment
from injects.checks.outlook import Outlook
from injects.checks.subject import Path, Subject, conditions

__all__ = ["check_conditions_in_time", "check_inject_times", "check_limits", "check_story"]


def check_story(subject: Subject) -> Iterator[Problem]:
    """The story's clock never runs backward from one move to the next."""
    moves = subject.pack.moves
    for index in range(1, len(moves)):
        if moves[index].story_start < moves[index - 1].story_start:
            message = phrase("this move begins earlier in the story than the one before it")
            mend = phrase("List the moves in the order of the story")
            yield subject.scope.problem(("moves", index, "story_start"), "time", message, mend)


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
        if inject.at is not None and inject.before is not None and inject.before < inject.at:
            message = phrase(
                "this inject may not come after {before}, but cannot come before {at}",
                before=format_moment(inject.before),
                at=format_moment(inject.at),
            )
            mend = phrase("Put 'before:' off, or leave it out")
            yield scope.problem((*path, "before"), "time", message, mend)


def check_limits(outlook: Outlook) -> Iterator[Problem]:
    """Expectations can be met before they close, and their limits observed.

    What is left when its move ends is not comparable, and what is left at ENDEX is not observed.
    """
    forecast, scope = outlook.forecast, outlook.subject.scope
    for expectation, _inject, path in outlook.subject.expectations():
        opening = forecast.opens.get(expectation.id)
        if opening is None:
            continue
        ends = opening + expectation.within
        if expectation.until is not None and expectation.until <= opening:
            message = phrase(
                "this expectation closes at {until}, but cannot open before {opening}",
                until=format_moment(expectation.until),
                opening=format_moment(opening),
            )
            mend = phrase("Put 'until:' off, or leave it out")
            yield scope.problem((*path, "until"), "time", message, mend)
        elif not expectation.must_not and forecast.passes_at(expectation.id) is None:
            within = format_duration(expectation.within)
            message = phrase(
                "the limit of {within} ends after the exercise and can never be observed",
                within=within,
            )
            if ends < forecast.endex:
                message = phrase(
                    "the limit of {within} ends after the move, and is not comparable by then",
                    within=within,
                )
            mend = phrase("Bring it forward, shorten the limit or give the move more minutes")
            yield scope.problem((*path, "within"), "overruns-move", message, mend, warning=True)


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
            mend = phrase("Bring it forward or give a move more room_minutes")
            yield subject.scope.problem((*path, "after"), "time", message, mend)
