"""What a cut leaves can still be played: nothing rests on what it drops."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from agencies.documents import Problem
from agencies.language import Phrase, phrase
from agencies.timecode import format_moment
from injects.checks.forecast import Token, tokens
from injects.checks.outlook import MOST_CUTS, Outlook, dropped
from injects.checks.subject import Path
from injects.conditions import Condition, leaves

__all__ = ["check_cuts"]


def check_cuts(outlook: Outlook) -> Iterator[Problem]:
    """Whatever can happen in the whole pack and is left can happen in each cut."""
    for name, cut in islice(outlook.pack.cuts.items(), MOST_CUTS):
        left = outlook.cut(name)
        gone = dropped(outlook.pack, left.pack)
        gone |= {("knows", fact): who for fact, who in _unlearned(outlook, left).items()}
        mend = phrase("Drop it as well, or keep what it rests on")
        for reason, message in _left_behind(outlook, left, gone):
            kind = "without" if reason in cut.without else "without_moves"
            path: Path = ("cuts", name)
            if reason in getattr(cut, kind):
                path = (*path, kind, getattr(cut, kind).index(reason))
            yield outlook.subject.scope.problem(path, "cut-breaks", message, mend, warning=True)


def _left_behind(
    outlook: Outlook, left: Outlook, gone: dict[Token, str]
) -> Iterator[tuple[str, Phrase]]:
    """What rests on something dropped, each with what was dropped."""
    for inject in left.pack.injects:
        if inject.at is not None and outlook.forecast.endex > inject.at >= left.forecast.endex:
            message = phrase(
                "'{name}' comes at {at}, but this cut ends at {end}",
                name=inject.id,
                at=format_moment(inject.at),
                end=format_moment(left.forecast.endex),
            )
            yield "", message
        if inject.id in outlook.forecast.fires and inject.id not in left.forecast.fires:
            yield from _waits(inject.id, inject.when, gone)
    for expectation, _ in left.pack.all_expectations:
        opens = expectation.id in outlook.forecast.opens
        if opens and expectation.id not in left.forecast.opens:
            yield from _waits(expectation.id, expectation.opens, gone)
        if opens and _outlasts(outlook, left, expectation.id):
            message = phrase(
                "the limit of '{name}' ends after this cut, at {end}",
                name=expectation.id,
                end=format_moment(left.forecast.endex),
            )
            yield "", message
        earlier = gone.get(("expectation", expectation.before or ""))
        if earlier is not None:
            message = phrase(
                "'{name}' is to come before '{other}', which goes with '{reason}'",
                name=expectation.id,
                other=expectation.before,
                reason=earlier,
            )
            yield earlier, message
        for fact in expectation.about:
            carrier = gone.get(("knows", fact))
            if carrier is not None and expectation.id in left.forecast.opens:
                message = phrase(
                    "'{name}' is about '{fact}', which only '{reason}' carries",
                    name=expectation.id,
                    fact=fact,
                    reason=carrier,
                )
                yield carrier, message


def _outlasts(outlook: Outlook, left: Outlook, name: str) -> bool:
    """Whether a limit that could be held against somebody never can be in a cut."""
    can, could = left.forecast.passes_at(name), outlook.forecast.passes_at(name)
    return name in left.forecast.opens and could is not None and can is None


def _waits(
    name: str, condition: Condition | None, gone: dict[Token, str]
) -> Iterator[tuple[str, Phrase]]:
    """What a condition looks at and is dropped; what else it waits for is told of itself."""
    for leaf in leaves(condition) if condition is not None else ():
        for token in tokens(leaf):
            if token in gone:
                message = phrase("'{name}' waits for '{reason}'", name=name, reason=gone[token])
                yield gone[token], message
                return


def _unlearned(outlook: Outlook, left: Outlook) -> dict[str, str]:
    """Facts that nobody can learn any more, with the inject that carried each."""
    remaining = {inject.id for inject in left.pack.injects}
    carriers = (inject for inject in outlook.pack.injects if inject.id not in remaining)
    return {
        fact: inject.id
        for inject in carriers
        for fact in inject.facts
        if fact in outlook.forecast.learned and fact not in left.forecast.learned
    }
