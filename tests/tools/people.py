"""People who do anything at all, for property tests: at desks, at control, sensible or not.

A deed names no ids, only what sort of thing is done and a few numbers that pick from what there is
when it is done. :func:`play` makes a record of deeds; :func:`again` submits the commands of a
record once more, whatever else has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from exercise import commands as c
from exercise.commands import Submission
from exercise.engine import Engine
from exercise.errors import Refused
from exercise.events import Event, command_of
from exercise.setup import Setup
from exercise.state import State

END = 10**6
STATUSES = ("confirmed", "unconfirmed", "denied")

AT_DESKS = ("open", "open", "open", "send", "send", "forward", "later", "ask", "request", "relay", "decide", "take",
            "leave", "answer", "rfi")  # fmt: skip
AT_CONTROL = ("disrupt", "restore", "hold", "release", "skip", "edit", "add", "code", "grant", "refuse", "gather",
              "level", "place", "excuse", "question", "announce", "clock")  # fmt: skip
LEAPS = ("jump", "move", "end")


class Deed(NamedTuple):
    """Something that somebody does at a second; the numbers pick from what there is then."""

    at: int
    verb: str
    who: int
    one: int
    other: int


def deeds(
    chance: Random,
    *,
    until: int,
    most: int = 20,
    verbs: Sequence[str] = (*AT_DESKS, *AT_DESKS, *AT_CONTROL, *LEAPS),
) -> list[Deed]:
    """What people do in the course of an exercise, in order, from five minutes before STARTEX."""
    made = []
    for _ in range(chance.randrange(most + 1)):
        numbers = (chance.randrange(12) for _ in range(3))
        made.append(Deed(chance.randrange(-300, until), chance.choice(verbs), *numbers))
    return sorted(made)


@dataclass
class Run:
    """A run that was played to its end."""

    setup: Setup
    engine: Engine
    events: list[Event] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.engine.state

    @property
    def commands(self) -> list[tuple[int, Submission]]:
        return commands_in(self.events)

    def of(self, *kinds: str) -> list[Any]:
        return [event for event in self.events if event.kind in kinds]


def commands_in(events: Iterable[Event]) -> list[tuple[int, Submission]]:
    """The commands of a record, each with its second."""
    asked = ((event.at, command_of(event)) for event in events)
    return [(at, submission) for at, submission in asked if submission is not None]


def play(setup: Setup, deeds: Iterable[Deed] = ()) -> Run:
    """People do what they do; what the rules do not admit does not happen."""
    run = Run(setup, Engine(setup))
    run.events += run.engine.begin()
    for number, deed in enumerate(deeds):
        run.events += run.engine.advance_to(deed.at)
        submission = _meant(run, deed, f"Words {number}.")
        if submission is not None:
            with suppress(Refused):
                run.events += run.engine.submit(submission)
    run.events += run.engine.advance_to(END)
    return run


def again(
    setup: Setup,
    commands: Iterable[tuple[int, Submission]],
    *,
    stops: Iterable[int] = (),
    lenient: bool = False,
) -> Run:
    """The same commands at the same seconds.

    Args:
        setup: What to run.
        commands: As :func:`commands_in` finds them.
        stops: Seconds at which the engine is asked to stop on its way.
        lenient: Whether a command may be refused that was admitted before.
    """
    run = Run(setup, Engine(setup))
    run.events += run.engine.begin()
    waiting = sorted(stops, reverse=True)
    for at, submission in commands:
        while waiting and waiting[-1] <= at:
            run.events += run.engine.advance_to(waiting.pop())
        run.events += run.engine.advance_to(at)
        try:
            run.events += run.engine.submit(submission)
        except Refused:
            if not lenient:
                raise
    while waiting:
        run.events += run.engine.advance_to(waiting.pop())
    run.events += run.engine.advance_to(END)
    return run


# -- What a deed comes to --------------------------------------------------------------------------


def _pick(things: Sequence[Any], number: int) -> Any:
    return things[number % len(things)] if things else None


def _meant(run: Run, deed: Deed, words: str) -> Submission | None:
    """The command that a deed comes to, given what there is when it is done."""
    if deed.verb not in AT_DESKS:
        command = _of_control(run, deed, words)
        return None if command is None else Submission(command, "control")
    agency = _pick(sorted(run.setup.network.agencies), deed.who)
    command = _of_desk(run, deed, agency, words)
    seat = f"{agency}/{deed.one % 2 + 1}"
    return None if command is None else Submission(command, "player", agency, seat)


def _of_desk(run: Run, deed: Deed, agency: str, words: str) -> c.Command | None:
    setup, traffic, one, other = run.setup, run.state.traffic, deed.one, deed.other
    inbox = traffic.inbox_of(agency)
    item = _pick([i.id for i in inbox if i.known_at is None] or [i.id for i in inbox], one)
    to = _pick([name for name in sorted(setup.network.agencies) if name != agency], one)
    known = sorted(traffic.known.get(agency, {}))[: one % 3]
    facts = {name: _pick(STATUSES, other + place) for place, name in enumerate(known)}
    match deed.verb:
        case "open" if item is not None:
            return c.OpenItem(item)
        case "send":
            via = _pick(
                (None, None, *sorted(setup.network.channels), "unlisted", "in-person"), other
            )
            return c.SendMessage(
                to, facts=facts, via=via, subject=f"Subject of {words}", text=words
            )
        case "forward":
            return c.SendMessage(to, facts=facts, text=words, about=item)
        case "later":
            happened_at = max(0, run.engine.now - 100 * other)
            return c.SendMessage(to, facts=facts, text=words, happened_at=happened_at)
        case "ask":
            return c.SendMessage(to, "ask", asks=(_pick(sorted(setup.network.fact_kinds), other),))
        case "request":
            return c.SendMessage(
                to, "request", action=_pick(sorted(setup.pack.actions), other), text=words
            )
        case "relay":
            passing = _pick([i.id for i in inbox if not i.final], one)
            return None if passing is None else c.RelayItem(passing)
        case "decide":
            action = setup.pack.actions[_pick(sorted(setup.pack.actions), one)]
            targets = _targets(setup, action.targets)[: other % 2 + 1]
            tells = (to,) if other % 3 == 0 else ()
            return c.LogDecision(action.id, targets, tells, tuple(facts), words)
        case "take":
            return c.TakeSeat(f"{agency}/{one % 2 + 1}")
        case "leave":
            return c.LeaveSeat(f"{agency}/{one % 2 + 1}")
        case "answer" if setup.pack.questions:
            return c.AnswerQuestion(_pick(sorted(setup.pack.questions), one), words)
        case "rfi":
            return c.RequestInformation(words)
    return None


def _targets(setup: Setup, kinds: Iterable[str]) -> tuple[str, ...]:
    pack = setup.pack
    things = {
        "place": pack.places,
        "resource": pack.resources,
        "system": pack.systems,
        "agency": setup.network.agencies,
    }
    return tuple(name for kind in kinds for name in sorted(things[kind]))


def _of_control(run: Run, deed: Deed, words: str) -> c.Command | None:
    setup, state, one, other = run.setup, run.state, deed.one, deed.other
    pack, network = setup.pack, setup.network
    agency, second = (_pick(sorted(network.agencies), number) for number in (one, other))
    channel = _pick(sorted(network.channels), one)
    inject = _pick([inject.id for inject in pack.injects], one)
    facts = {_pick(sorted(pack.facts), other): _pick(STATUSES, one)} if pack.facts else {}
    message = _pick(sorted(state.traffic.sendings), one)
    match deed.verb:
        case "disrupt":
            return c.Disrupt(**_outage(run, one, other))
        case "restore":
            return c.Restore(**_outage(run, one, other))
        case "hold":
            return c.HoldInject(inject)
        case "release":
            return c.ReleaseInject(inject)
        case "skip":
            return c.SkipInject(inject, words)
        case "edit":
            return c.EditInject(inject, f"Subject of {words}", f"Body of {words}")
        case "add":
            to = tuple(dict.fromkeys((agency, second)))
            return c.AddInject(
                to, channel, "Control", f"Subject of {words}", f"Body of {words}", facts=facts
            )
        case "code" if message is not None:
            return c.CodeItem(message, facts)
        case "grant" | "refuse":
            sought = [s.id for s in state.traffic.sendings.values() if s.state == "seeking-contact"]
            wanted = _pick(sorted(sought), one) or "nothing"
            return (
                c.GrantContact(wanted) if deed.verb == "grant" else c.RefuseContact(wanted, words)
            )
        case "gather" if pack.places:
            return c.GatherAgencies(_pick(sorted(pack.places), one), (agency, second))
        case "level" if pack.places:
            return c.SetLevel(_pick(sorted(pack.places), one), other % 3 + 1)
        case "place" if state.world.open:
            return c.Place(_pick(sorted(state.world.open), one), bool(other % 2))
        case "excuse" if state.watch.standings:
            standing = state.watch.standings[_pick(sorted(state.watch.standings), one)]
            return c.ExcusePart(standing.expectation.id, _pick(list(standing.parts), other), words)
        case "question" if pack.questions:
            return c.OpenQuestion(_pick(sorted(pack.questions), one))
        case "announce":
            return c.Announce(words)
        case "clock":
            return _pick((c.Resume(), c.Pause(), c.SetSpeed(10.0)), one)
        case "jump":
            return c.Jump(min(pack.endex, run.engine.now + 60 * (one + 1) * (other + 1)))
        case "move":
            return c.BeginMove(_pick([move.id for move in pack.moves], one))
        case "end":
            return c.EndExercise(words)
    return None


def _outage(run: Run, one: int, other: int) -> dict[str, str]:
    link = _pick([link.id for link in run.engine.network.links], one)
    channel = _pick(sorted(run.setup.network.channels), one)
    agency = _pick(sorted(run.setup.network.agencies), one + other)
    kinds = (
        {"link": link},
        {"channel": channel},
        {"agency": agency},
        {"channel": channel, "agency": agency},
    )
    return dict(_pick(kinds, other))
