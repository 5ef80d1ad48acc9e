"""Changes made ready for a fork: checked against the session, as steps that an engine can take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from agencies.language import Phrase, phrase
from agencies.model import Link, NetworkFile
from agencies.network import Network
from agencies.text import plain
from agencies.timecode import format_moment
from exercise import commands as c
from exercise.commands import Command, Submission
from exercise.engine.engine import Engine
from exercise.errors import RequestError
from exercise.events import ClockJumped, DecisionLogged, Event, ExpectationOpened
from exercise.replay import deeds
from exercise.replay.changes import BadChanges, Change, parse_change, quoted
from exercise.replay.naming import Names
from exercise.setup import Setup
from exercise.state.watch import parts_of

__all__ = ["Plan", "Step", "make_plan"]

MOST_AT_ONCE = 50
"""Items that a desk may be made to work on at once."""


Doing = Callable[[Engine], Iterable[Submission]]
"""What is asked of an engine when the time has come."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change at its second: commands to be submitted then, or another network.

    Attributes:
        at: The second; the earliest one where it waits for something.
        waits: Whether what it waits for is so; None where it does not wait.
        never: What is said where that is never so.
    """

    at: int
    change: Change
    doing: Doing = lambda _: ()
    network: Callable[[NetworkFile], NetworkFile] | None = None
    waits: Callable[[Engine], bool] | None = None
    never: Phrase | None = None


@dataclass(slots=True)
class Plan:
    """All that a fork does otherwise.

    Attributes:
        at: Second of the fork.
        steps: What is done, in the order given.
        omitted: Recorded decisions left out, by causal id.
        moved: Recorded decisions at another second.
        replaced: Recorded decisions that say something else.
        touched: For each of those moved or replaced, the change that asked for it.
        handed: Agencies whose desk is the playbook's, and since when.
    """

    at: int
    steps: list[Step] = field(default_factory=list)
    omitted: set[str] = field(default_factory=set)
    moved: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, Command] = field(default_factory=dict)
    touched: dict[str, Change] = field(default_factory=dict)
    handed: dict[str, int] = field(default_factory=dict)


def make_plan(
    setup: Setup,
    network: Network,
    events: Sequence[Event],
    changes: Sequence[str],
    at: int | None = None,
) -> Plan:
    """Check changes against a session.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        changes: Each in the language of :mod:`exercise.replay.changes`.
        at: Exercise second of the fork; the earliest time that a change names if left out, or the
            record's beginning.

    Raises:
        BadChanges: If some are none, or name what is not there, or a time outside the session.
    """
    problems: list[Phrase] = []
    read: list[Change] = []
    for text in changes:
        try:
            read.append(parse_change(text))
        except RequestError as error:
            problems.append(error.phrase)
    first, last = events[0].at, max(event.at for event in events)
    if at is None:
        at = min((change.at for change in read if change.at is not None), default=first)
        at = min(max(first, at), last)
    if not first <= at <= last:
        problems.append(
            phrase(
                "{time} is outside the session, which goes from {first} to {last}.",
                time=format_moment(at),
                first=format_moment(first),
                last=format_moment(last),
            )
        )
    maker = _Maker(setup, network, events, Plan(at))
    for change in read:
        try:
            maker.add(change, at if change.at is None else change.at, (min(at, last), last))
        except RequestError as error:
            problems.append(error.phrase)
    if problems:
        raise BadChanges(problems)
    return maker.plan


class _Maker(Names):
    def __init__(self, setup: Setup, network: Network, events: Sequence[Event], plan: Plan) -> None:
        super().__init__(setup, network, events, plan.at)
        self.plan = plan

    def add(self, change: Change, at: int, within: tuple[int, int]) -> None:
        """Take a change into the plan."""
        if change.at is not None and not within[0] <= at <= within[1]:
            raise RequestError(
                "'{change}' is to be between the fork, {first}, and the end of the session, "
                "{last}.",
                change=quoted(change.text),
                first=format_moment(within[0]),
                last=format_moment(within[1]),
            )
        self._not_leapt_over(change, at)
        getattr(self, f"_{change.verb}")(change, at)

    def _not_leapt_over(self, change: Change, at: int) -> None:
        for event in self._events:
            if isinstance(event.body, ClockJumped) and event.at < at < event.body.to:
                raise RequestError(
                    "'{change}': the session jumped from {first} to {last}; choose a time before "
                    "or after.",
                    change=quoted(change.text),
                    first=format_moment(event.at),
                    last=format_moment(event.body.to),
                )

    # -- Verbs ---------------------------------------------------------------------------------

    def _step(self, change: Change, at: int, doing: Doing) -> None:
        self.plan.steps.append(Step(at, change, doing))

    def _when(
        self,
        change: Change,
        at: int,
        doing: Doing,
        waits: Callable[[Engine], bool],
        never: Phrase,
    ) -> None:
        """A step at the time given, or without one as soon as it can be."""
        if change.at is not None:
            self._step(change, at, doing)
        else:
            self.plan.steps.append(Step(at, change, doing, waits=waits, never=never))

    def _restore(self, change: Change, at: int) -> None:
        network, link = self._network, ":".join(change.parts)
        if link in network.channel_of_link:
            self._restoring(change, at, c.Restore(link=link))
            return
        self._count(change, 1, 2)
        name = change.parts[0]
        if len(change.parts) == 2:
            agency = self._agency(change, change.parts[1])
            command = c.Restore(channel=self._channel(change, name), agency=agency)
        elif name in network.channels:
            command = c.Restore(channel=name)
        elif name in network.agencies:
            command = c.Restore(agency=name)
        else:
            problem = phrase(
                "there is no link, channel or agency '{name}'.", name=plain(name, limit=60)
            )
            names = (*network.channel_of_link, *network.channels, *network.agencies)
            self._unknown(change, problem, name, names)
            return
        self._restoring(change, at, command)

    def _restoring(self, change: Change, at: int, command: c.Restore) -> None:
        self._when(
            change,
            at,
            lambda engine: deeds.restoring(engine, command),
            lambda engine: deeds.is_down(engine, command),
            phrase("it was never down after the fork as it is named here."),
        )

    def _link(self, change: Change, at: int) -> None:
        self._count(change, 3, 4)
        source, target = self._pair(change)
        via = self._channel(change, change.parts[2])
        if change.parts[3:] not in ((), ("one-way",)):
            self._count(change, 0, 0)
        written = {"from": source, "to": target, "via": via}
        link = Link.model_validate(
            {**written, "both_ways": "false" if change.parts[3:] else "true"}
        )
        for known in self._network.links_between(source, target):
            if known.channel == via or known.id == link.id:
                raise RequestError(
                    "'{change}': there is such a link already, {link}.",
                    change=quoted(change.text),
                    link=known.id,
                )

        def widened(file: NetworkFile) -> NetworkFile:
            return file.model_copy(update={"links": (*file.links, link)})

        self.plan.steps.append(Step(at, change, network=widened))

    def _desk(self, change: Change, at: int) -> None:
        self._count(change, 1, 2)
        agency = self._agency(change, change.parts[0])
        capacity = 2 * self._network.agencies[agency].desk.capacity
        if len(change.parts) == 2:
            number = change.parts[1]
            if not (
                number.isascii() and number.isdecimal() and 1 <= int(number[:4]) <= MOST_AT_ONCE
            ):
                raise RequestError(
                    "'{change}': a desk works on 1 to {most} items at once.",
                    change=quoted(change.text),
                    most=MOST_AT_ONCE,
                )
            capacity = int(number)
            if capacity <= self._network.agencies[agency].desk.capacity:
                raise RequestError(
                    "'{change}': that desk works on {now} items at once already.",
                    change=quoted(change.text),
                    now=self._network.agencies[agency].desk.capacity,
                )

        def doubled(file: NetworkFile) -> NetworkFile:
            old = file.agencies[agency]
            desk = old.desk.model_copy(update={"capacity": capacity})
            new = old.model_copy(update={"desk": desk})
            return file.model_copy(update={"agencies": {**file.agencies, agency: new}})

        def doing(engine: Engine) -> Iterable[Submission]:
            # Whoever leaves is gone by then, wherever that stands among the changes.
            return () if agency in self.plan.handed else deeds.widening(engine, agency)

        self.plan.steps.append(Step(at, change, doing, network=doubled))

    def _send(self, change: Change, at: int) -> None:
        self._count(change, 3, 4)
        source, target = self._pair(change)
        facts = tuple(change.parts[2].split(","))
        for fact in facts:
            if fact not in self._setup.pack.facts:
                problem = phrase("there is no fact '{name}'.", name=plain(fact, limit=60))
                self._unknown(change, problem, fact, self._setup.pack.facts)
        via = None
        if change.parts[3:]:
            via = self._channel(change, change.parts[3], "unlisted", "in-person")
        self._when(
            change,
            at,
            lambda engine: [deeds.telling(engine, source, target, facts, via)],
            lambda engine: all(engine.state.knows(source, fact) for fact in facts),
            phrase("{agency} never knew {facts}.", agency=source, facts=", ".join(facts)),
        )

    def _decide(self, change: Change, at: int) -> None:
        self._count(change, 2, 3)
        agency = self._agency(change, change.parts[0])
        command = c.LogDecision(*self._action(change, change.parts[1:]))
        self._step(change, at, lambda _: [Submission(command, "player", agency)])

    def _earlier(self, change: Change, at: int) -> None:
        self._count(change, 1, 1)
        if change.at is None:
            self._count(change, 0, 0)
        logged = self._logged(change)
        if logged is not None and at >= logged.at:
            raise RequestError(
                "'{change}': this decision was logged at {time}; name a time before.",
                change=quoted(change.text),
                time=format_moment(logged.at),
            )
        event = self._decision(change)
        self.plan.moved[event.id], self.plan.touched[event.id] = at, change

    def _omit(self, change: Change, _: int) -> None:
        self._count(change, 1, 1)
        self.plan.omitted.add(self._decision(change).id)

    def _instead(self, change: Change, _: int) -> None:
        self._count(change, 2, 3)
        event = self._decision(change)
        action, targets = self._action(change, change.parts[1:])
        body = event.body
        assert isinstance(body, DecisionLogged)
        self.plan.replaced[event.id] = c.LogDecision(
            action, targets, body.tells, body.facts, body.reason, body.happened_at
        )
        self.plan.touched[event.id] = change

    def _fulfil(self, change: Change, at: int) -> None:
        self._count(change, 1, 2)
        name = change.parts[0]
        pack = {spec.id: spec for spec, _ in self._setup.pack.all_expectations}
        bodies = (event.body for event in self._events)
        opened = {body.expectation: body for body in bodies if isinstance(body, ExpectationOpened)}
        if name not in pack and name not in opened:
            problem = phrase("there is no expectation '{name}'.", name=plain(name, limit=60))
            self._unknown(change, problem, name, (*pack, *opened))
        spec, part = pack.get(name), "".join(change.parts[1:])
        if spec is not None and spec.must_not:
            raise RequestError(
                "'{change}': this is a prohibition; leave out what violated it with omit:.",
                change=quoted(change.text),
            )
        parts = opened[name].tells if spec is None else tuple(parts_of(spec))
        if part and part not in parts:
            raise RequestError(
                "'{change}': its parts are: {parts}.",
                change=quoted(change.text),
                parts=", ".join(parts),
            )
        self._when(
            change,
            at,
            lambda engine: deeds.fulfilling(engine, name, part),
            lambda engine: deeds.can_be_fulfilled(engine, name),
            phrase("it never opened, or its holder never knew what it was to tell."),
        )

    def _playbook(self, change: Change, at: int) -> None:
        self._count(change, 1, 1)
        agency = self._agency(change, change.parts[0])
        self.plan.handed[agency] = at
        self._step(change, at, lambda engine: deeds.leaving(engine, agency))
