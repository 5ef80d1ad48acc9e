"""What a fork has agencies do that they did not: the commands, as things then stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine.engine import Engine
from exercise.errors import RequestError
from exercise.state.watch import DECISION

__all__ = [
    "can_be_fulfilled",
    "fulfilling",
    "is_down",
    "leaving",
    "restoring",
    "telling",
    "widening",
]


def is_down(engine: Engine, command: c.Restore) -> bool:
    """Whether what is to be restored was disrupted, as it is named."""
    return (command.link, command.channel, command.agency) in engine.state.world.down.all


def restoring(engine: Engine, command: c.Restore) -> Iterator[Submission]:
    """Bring back what is down.

    Raises:
        RequestError: If it is not down then, or by something else.
    """
    if not is_down(engine, command):
        down = engine.state.world.down.all
        named = [":".join(part for part in each if part) for each in down]
        if not named:
            raise RequestError("nothing is down then.")
        raise RequestError("that is not down then; what is: {names}.", names=", ".join(named))
    yield Submission(command, "control")


def telling(
    engine: Engine, source: str, target: str, facts: Iterable[str], via: str | None
) -> Submission:
    """A message with facts, each as sure as its sender is of it."""
    traffic = engine.state.traffic
    told = {fact: str(traffic.status(source, fact) or "confirmed") for fact in facts}
    return Submission(c.SendMessage(target, facts=told, via=via), "player", source)


def can_be_fulfilled(engine: Engine, name: str) -> bool:
    """Whether an expectation has opened, and its holder knows what it is to tell."""
    standing = engine.state.watch.standings.get(name)
    if standing is None:
        return False
    spec = standing.expectation
    return all(engine.state.knows(spec.who, fact) for fact in spec.about)


def fulfilling(engine: Engine, name: str, part: str) -> Iterator[Submission]:
    """What is still to be done of an expectation, or one part of it.

    Raises:
        RequestError: If nothing is expected then, or all of it was done.
    """
    watch, traffic = engine.state.watch, engine.state.traffic
    standing = watch.standings.get(name)
    spec = standing.expectation if standing is not None else watch.specs.get(name)
    if spec is None:
        raise RequestError("nothing of this kind is expected then.")
    names = ([DECISION] if spec.does is not None else []) + list(spec.tells)
    awaited = [
        each
        for each in ([part] if part else names)
        if standing is None or each not in standing.parts or standing.parts[each].awaited
    ]
    if not awaited:
        raise RequestError("it was done by then.")
    about = [fact for fact in spec.about if traffic.status(spec.who, fact) is not None]
    for each in awaited:
        if each == DECISION and spec.does is not None:
            command = c.LogDecision(spec.does.action, spec.does.targets, facts=tuple(about))
            yield Submission(command, "player", spec.who)
        else:
            # What it does not know it cannot tell: the engine then says so.
            via = spec.via[0] if spec.via else None
            yield telling(engine, spec.who, each, about or spec.about, via)


def widening(engine: Engine, agency: str) -> tuple[Submission, ...]:
    """Nothing is asked of anybody: a desk that a playbook holds is wider by its network.

    Raises:
        RequestError: If people hold it, who have no queue that could be worked off sooner.
    """
    if agency in engine.state.script.staffed:
        raise RequestError(
            "people sit at that desk then, and only simulated desks have a queue; with "
            "playbook:{agency} as well it is one.",
            agency=agency,
        )
    return ()


def leaving(engine: Engine, agency: str) -> Iterator[Submission]:
    """Everybody gets up from a desk, and its playbook takes over.

    Raises:
        RequestError: If nobody sits there.
    """
    script = engine.state.script
    if agency not in script.staffed:
        raise RequestError("a playbook has that desk already.")
    if not script.seats.get(agency):
        # Held for people from the start, though none has come.
        yield Submission(c.TakeSeat(f"{agency}/what-if"), "player", agency)
    for seat in tuple(script.seats.get(agency, ())):
        yield Submission(c.LeaveSeat(seat), "player", agency, seat)
