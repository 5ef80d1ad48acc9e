"""Playing a session again from a moment on, with something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import heappop, heappush
from itertools import count
from statistics import median_low

from agencies.language import Phrase, phrase
from agencies.network import Network
from exercise.commands import LogDecision, OpenItem, Submission
from exercise.engine.engine import Engine
from exercise.errors import Refused, RequestError
from exercise.events import Event, InjectDelivered, ItemOpened, MessageDelivered
from exercise.replay.changes import BadChanges, quoted
from exercise.replay.difference import difference
from exercise.replay.plan import Plan, Step
from exercise.replay.repeating import recorded_command
from exercise.setup import Setup

__all__ = ["Forked", "Void", "fork"]


@dataclass(frozen=True, slots=True)
class Void:
    """A recorded command that made no sense any more after the change, and why."""

    event: Event
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Forked:
    """What came of it.

    Attributes:
        events: Everything that happened, from the beginning; it is on no record.
        network: The network as it was in the end.
        void: Recorded commands that were not applied.
        identical: Whether exactly the recorded events came out.
        moot: What spoke against changes that could not be made, under other luck.
    """

    events: list[Event]
    network: Network
    void: tuple[Void, ...]
    identical: bool
    moot: tuple[Phrase, ...] = ()


def fork(
    setup: Setup,
    network: Network,
    events: Sequence[Event],
    plan: Plan,
    *,
    until: int | None = None,
    seed: int | None = None,
) -> Forked:
    """Play a session again, otherwise from ``plan.at`` on.

    People do what the record has them do, at the same second. Only reading moves along: an item is
    opened as long after its arrival as it was. What is in nobody's record they open after the time
    that desk usually took.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        plan: What is changed.
        until: Exercise second to play to; the record's end if left out.
        seed: Seed of chance after the fork, for other luck; the session's own if left out.

    Raises:
        BadChanges: If changes cannot be made, with what speaks against each; not under other luck,
            where what was to be done may have been done already.
    """
    return _Fork(setup, network, events, plan, seed).played(until)


_CHANGE, _COMMAND, _READING = range(3)
"""What comes first within one second."""


class _Fork:
    def __init__(
        self, setup: Setup, network: Network, events: Sequence[Event], plan: Plan, seed: int | None
    ) -> None:
        self._record, self._plan, self._network = events, plan, network
        self._lenient = seed is not None
        self._engine = Engine(setup, network)
        self._told: list[Event] = []
        self._void: list[Void] = []
        self._problems: list[Phrase] = []
        self._waiting: list[tuple[Step, int]] = []
        self._queue: list[tuple[int, int, int, int, Callable[[], None]]] = []
        """What is to be done: second, rank, place within the rank, how-manieth entry, and how."""
        self._entries = count()
        if seed is not None:
            self._put(plan.at, _CHANGE, -1, partial(self._engine.reseed, seed))
        for place, step in enumerate(plan.steps):
            self._put(step.at, _CHANGE, place, partial(self._change, step, place))
        self._arrived = {e.body.item: e.at for e in events if _is_delivery(e)}  # type: ignore[attr-defined]
        self._reading: dict[str, tuple[int, Event]] = {}
        """Of items that arrived after the fork: how long they lay, and who opened them."""
        self._usual: dict[str, int] = {}
        self._arrange()

    def _put(self, at: int, rank: int, place: int, doing: Callable[[], None]) -> None:
        heappush(self._queue, (at, rank, place, next(self._entries), doing))

    def _arrange(self) -> None:
        """Put the record's commands in their places."""
        lay: dict[str, list[int]] = {}
        for event in self._record:
            if event.origin != "command" or event.id in self._plan.omitted:
                continue
            body = event.body
            if isinstance(body, ItemOpened) and body.item in self._arrived:
                arrived = self._arrived[body.item]
                lay.setdefault(event.agency or "", []).append(event.at - arrived)
                if arrived > self._plan.at:
                    self._reading[body.item] = (event.at - arrived, event)
                    continue
            at = self._plan.moved.get(event.id, event.at)
            self._put(at, _COMMAND, event.seq, partial(self._repeat, event))
        self._usual = {agency: median_low(times) for agency, times in lay.items()}

    # -- Time ----------------------------------------------------------------------------------

    def played(self, until: int | None) -> Forked:
        """Play to the end."""
        last = max(event.at for event in self._record)
        end = last if until is None else min(until, last)
        self._hear(self._engine.begin())
        while True:
            due = self._queue[0][0] if self._queue else end + 1
            self._come_towards(min(due, end))
            self._end_waits()
            due = self._queue[0][0] if self._queue else end + 1
            there = self._engine.ended or self._engine.now >= min(due, end)
            if there and due > end:
                break
            if there:
                heappop(self._queue)[-1]()
                self._end_waits()
        for step, _ in self._waiting:
            self._refuse(step.change.text, step.never or phrase("it came to nothing."))
        if self._problems and not self._lenient:
            raise BadChanges(self._problems)
        self._void += self._left_over(end)
        recorded = [e for e in self._record if e.origin != "recorded" and e.at <= end]
        alike = len(recorded) == len(self._told) and difference(recorded, self._told) is None
        return Forked(
            self._told,
            self._engine.network,
            tuple(sorted(self._void, key=lambda void: void.event.seq)),
            alike,
            tuple(self._problems),
        )

    def _left_over(self, end: int) -> Iterator[Void]:
        """What was read by ``end`` in the record and now was not: it has not come by then."""
        done = {event.id for event in self._told} | {void.event.id for void in self._void}
        for event in self._record:
            if isinstance(event.body, ItemOpened) and event.at <= end and event.id not in done:
                if event.body.item in self._reading:
                    yield Void(event, phrase("What was read does not come."))
                else:
                    yield Void(event, phrase("It comes too late to be read before the end."))

    def _come_towards(self, second: int) -> None:
        """Advance to ``second``, or to where something has come up that is to be done before."""
        engine = self._engine
        while engine.now < second and not engine.ended:
            ahead = min(second, self._plan.at) if engine.now < self._plan.at else second
            people = engine.state.script.staffed or self._reading
            if self._waiting or (people and engine.now >= self._plan.at):
                # What arrives they open, perhaps before the next command.
                ahead = int(min(second, max(engine.next_at, engine.now + 1)))
            self._hear(engine.advance_to(ahead))
            self._end_waits()
            if self._queue and self._queue[0][0] < second:
                return

    def _end_waits(self) -> None:
        """Make the changes that have become possible."""
        for entry in tuple(self._waiting):
            step, place = entry
            if step.waits is None or step.waits(self._engine):
                self._waiting.remove(entry)
                self._make(step, place)

    # -- Doing ---------------------------------------------------------------------------------

    def _hear(self, events: list[Event]) -> None:
        self._told += events
        for event in events:
            if event.at >= self._plan.at and _is_delivery(event):
                self._reads(event)

    def _reads(self, delivery: Event) -> None:
        """Have people open what has come."""
        item = delivery.body.item  # type: ignore[attr-defined]
        agency = delivery.body.to  # type: ignore[attr-defined]
        if item in self._reading:
            lay, event = self._reading.pop(item)
            opening = partial(self._repeat, event)
            self._put(delivery.at + max(0, lay), _COMMAND, event.seq, opening)
        elif item not in self._arrived and agency in self._engine.state.script.staffed:
            lay = self._usual.get(agency, self._network.agencies[agency].desk.handling.median)
            self._put(delivery.at + lay, _READING, 0, partial(self._open, agency, item))

    def _open(self, agency: str, item: str) -> None:
        held = self._engine.state.traffic.items[item]
        if agency in self._engine.state.script.staffed and held.known_at is None:
            self._submit(
                Submission(OpenItem(item), "player", agency), f"{agency}/OpenItem/{item}/1"
            )

    def _submit(self, submission: Submission, cause: str) -> Phrase | None:
        """Have the engine do something; why it does not."""
        try:
            self._hear(self._engine.submit(submission, cause=cause))
        except Refused as refused:
            return refused.phrase
        return None

    def _repeat(self, event: Event) -> None:
        """Apply a recorded command, where it still makes sense."""
        submission = recorded_command(event)
        assert submission is not None
        since = self._plan.handed.get(event.agency or "")
        if since is not None and self._engine.now >= since:
            self._void.append(Void(event, phrase("A playbook has this desk now.")))
            return
        change = self._plan.touched.get(event.id)
        if event.id in self._plan.moved:
            assert isinstance(submission.command, LogDecision)
            command = replace(submission.command, happened_at=None)
            submission = replace(submission, command=command)
        if isinstance(submission.command, OpenItem):
            submission = replace(submission, command=self._as_it_comes(submission.command))
        if event.id in self._plan.replaced:
            submission = replace(submission, command=self._plan.replaced[event.id])
        reason = self._submit(submission, event.id)
        if reason is not None and change is not None:
            self._refuse(change.text, reason)
        elif reason is not None:
            self._void.append(Void(event, reason))

    def _as_it_comes(self, command: OpenItem) -> OpenItem:
        """What was read on paper is read as long after it comes as it was."""
        item = self._engine.state.traffic.items.get(command.item)
        if command.happened_at is None or item is None or command.item not in self._arrived:
            return command
        later = item.delivered_at - self._arrived[command.item]
        return replace(command, happened_at=command.happened_at + later)

    def _change(self, step: Step, place: int) -> None:
        if step.waits is not None and not step.waits(self._engine):
            self._waiting.append((step, place))
        else:
            self._make(step, place)

    def _make(self, step: Step, place: int) -> None:
        if step.network is not None:
            self._engine.refit(Network(step.network(self._engine.network.file)))
        try:
            for number, submission in enumerate(step.doing(self._engine), 1):
                who = submission.agency or submission.actor
                verb = type(submission.command).__name__
                cause = f"{who}/{verb}/what-if-{place + 1}/{number}"
                reason = self._submit(submission, cause)
                if reason is not None:
                    self._refuse(step.change.text, reason)
        except RequestError as error:
            self._refuse(step.change.text, error.phrase)

    def _refuse(self, change: str, reason: Phrase) -> None:
        self._problems.append(
            phrase(
                "'{change}' cannot be made: {reason}",
                change=quoted(change),
                reason=reason,
            )
        )


def _is_delivery(event: Event) -> bool:
    return isinstance(event.body, (InjectDelivered, MessageDelivered))
