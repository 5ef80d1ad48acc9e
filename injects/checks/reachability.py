"""Whatever waits for something can come about: no condition is impossible, circular or too late.

One cause is told once. What waits for an inject that never fires is not told, the inject is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agencies.documents import Problem
from agencies.language import Phrase, phrase
from agencies.timecode import format_moment
from injects.checks.forecast import Forecast
from injects.checks.outlook import Outlook
from injects.checks.subject import Path
from injects.conditions import Condition

__all__ = ["check_conditions_come_true", "check_contingencies_in_time"]


@dataclass(frozen=True, slots=True)
class _Fault:
    """The smallest part of a condition that can never hold.

    Attributes:
        waits_for: What it waits for in vain, if that is told where it stands.
    """

    path: Path
    condition: Condition
    negated: bool
    waits_for: tuple[str, ...] = ()


def check_conditions_come_true(outlook: Outlook) -> Iterator[Problem]:
    """No part of a condition is impossible, and nothing waits for itself."""
    forecast = outlook.forecast
    waiting: dict[str, list[str]] = {}
    paths: dict[str, Path] = {}
    for name, condition, path in _waiting(outlook):
        faults = list(_faults(forecast, condition, path))
        for fault in faults:
            if not fault.waits_for:
                yield _impossible(outlook, fault)
        if not forecast.window(condition):
            paths[name] = path
            told = any(not fault.waits_for for fault in faults)
            waiting[name] = [] if told else [name for f in faults for name in f.waits_for]
    for circle in _circles(waiting):
        names = ", ".join((*circle, circle[0]))
        message = phrase("'{name}' waits for itself: {names}", name=circle[0], names=names)
        mend = phrase("Let one of them wait for something else, or give it a time")
        yield outlook.subject.scope.problem(paths[circle[0]], "circle", message, mend)


def check_contingencies_in_time(outlook: Outlook) -> Iterator[Problem]:
    """What an inject waits for can come before the inject may not come any more."""
    forecast, scope = outlook.forecast, outlook.subject.scope
    for index, inject in enumerate(outlook.pack.injects):
        window = forecast.window(inject.when) if inject.when is not None else ()
        if not window:
            continue
        at = window[0][0] + inject.delay
        if inject.before is not None and inject.before < at:
            message = phrase(
                "this inject may not come after {before}, but cannot come before {at}",
                before=format_moment(inject.before),
                at=format_moment(at),
            )
            mend = phrase("Put 'before:' off, or wait for something that comes sooner")
            yield scope.problem(("injects", index, "before"), "too-late", message, mend)
        elif at >= forecast.endex:
            message = phrase(
                "this inject cannot come before {at}, but the last move ends at {end}",
                at=format_moment(at),
                end=format_moment(forecast.endex),
            )
            mend = phrase("Shorten 'delay:', or wait for something that comes sooner")
            yield scope.problem(("injects", index, "when"), "too-late", message, mend)


def _waiting(outlook: Outlook) -> Iterator[tuple[str, Condition, Path]]:
    """Everything that waits for a condition."""
    for index, inject in enumerate(outlook.pack.injects):
        if inject.when is not None:
            yield inject.id, inject.when, ("injects", index, "when")
    for index, expectation in enumerate(outlook.pack.expectations):
        if expectation.opens is not None:
            yield expectation.id, expectation.opens, ("expectations", index, "opens")


def _faults(
    forecast: Forecast, condition: Condition, path: Path, *, negated: bool = False
) -> Iterator[_Fault]:
    if condition.not_ is not None:
        yield from _faults(forecast, condition.not_, (*path, "not"), negated=not negated)
        return
    parts = condition.all if condition.all is not None else condition.any
    key = "all" if condition.all is not None else "any"
    found = [
        fault
        for index, part in enumerate(parts or ())
        for fault in _faults(forecast, part, (*path, key, index), negated=negated)
    ]
    yield from found
    if not found and not forecast.window(condition, negated=negated):
        yield _Fault(path, condition, negated, _told_elsewhere(forecast, condition, negated))


def _told_elsewhere(forecast: Forecast, leaf: Condition, negated: bool) -> tuple[str, ...]:
    """What a condition waits for that never comes about itself, and is told for that."""
    if negated:
        return ()
    if leaf.fired is not None and leaf.fired not in forecast.fires:
        return (leaf.fired,)
    name = leaf.met or leaf.late or leaf.overdue
    if name is not None and name not in forecast.opens:
        expectation, inject = forecast.expected[name]
        return (inject.id if inject is not None else expectation.id,)
    if leaf.knows is not None and leaf.knows.fact not in forecast.learned:
        carriers = (i.id for i in forecast.pack.injects if leaf.knows.fact in i.facts)
        return tuple(carriers) or (leaf.knows.fact,)
    return ()


def _impossible(outlook: Outlook, fault: _Fault) -> Problem:
    message, mend = _reason(outlook.forecast, fault.condition, negated=fault.negated)
    by_control = not fault.negated and fault.condition.kind in ("level", "down")
    return outlook.subject.scope.problem(
        fault.path, "unreachable", message, mend, warning=by_control
    )


def _reason(forecast: Forecast, leaf: Condition, *, negated: bool) -> tuple[Phrase, Phrase]:
    """Why a condition cannot hold, and what to write instead."""
    wait = phrase("Wait for something else")
    if leaf.all is not None or leaf.any is not None:
        mend = phrase("Leave out what rules the others out, or join them with 'any:'")
        return phrase("these conditions can never hold together"), mend
    if negated:
        return phrase("this is always so, and can never not be"), phrase("Leave this condition out")
    if leaf.decided is not None:
        action = forecast.actions[leaf.decided.action]
        if leaf.decided.target is not None and not action.targets:
            message = phrase("'{action}' is not aimed at anything", action=leaf.decided.action)
            return message, phrase("Leave 'target:' out")
        message = phrase(
            "'{agency}' has no authority for '{action}', so that this is never decided",
            agency=leaf.decided.by or "",
            action=leaf.decided.action,
        )
        if leaf.decided.by is None:
            message = phrase(
                "no agency of this network has the authority for '{action}'",
                action=leaf.decided.action,
            )
        kinds = ", ".join(action.authority)
        return message, phrase("Its authority is held by: {kinds}", kinds=kinds)
    name = leaf.met or leaf.overdue or leaf.late
    if name is not None:
        return _reason_standing(forecast, name, leaf.kind), wait
    if leaf.level is not None:
        message = phrase(
            "nothing in this pack sets '{place}' to security level {level}",
            place=leaf.level.place,
            level=leaf.level.is_,
        )
        return message, phrase("Add an effect or action that sets it, or leave it to control")
    if leaf.down is not None:
        message = phrase("nothing in this pack takes this down")
        return message, phrase("Add an inject that disrupts it, or leave it to control")
    return phrase("this can never be so"), wait


def _reason_standing(forecast: Forecast, name: str, kind: str) -> Phrase:
    expectation, _ = forecast.expected[name]
    if expectation.must_not:
        return phrase("'{name}' is a prohibition: kept or violated, never met or late", name=name)
    if kind == "late" and forecast.overdue_at(name) is not None:
        return phrase("'{name}' closes with its limit, and can never be late", name=name)
    return phrase(
        "the limit of '{name}' ends after its move or the exercise: it can never be overdue",
        name=name,
    )


def _circles(waiting: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """The circles among names that wait for each other, each once, from its first name on."""
    order = {name: place for place, name in enumerate(waiting)}
    done: set[str] = set()
    for start in waiting:
        trail: dict[str, None] = {}
        step: str | None = start
        while step is not None and step not in trail and step not in done:
            trail[step] = None
            step = next((name for name in waiting[step] if name in waiting), None)
        names = list(trail)
        if step in trail:
            circle = names[names.index(step) :]
            first = circle.index(min(circle, key=lambda name: order[name]))
            yield (*circle[first:], *circle[:first])
        done |= set(trail)
