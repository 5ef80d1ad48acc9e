"""Simulated desks: so many items at once, by urgency, then first come (rules of play §2)."""

from __future__ import annotations

import simpy

from exercise.engine.agenda import Phase
from exercise.engine.run import Process, Run
from exercise.events import (
    Event,
    FactLearned,
    InjectDelivered,
    ItemCoded,
    ItemHandled,
    ItemOpened,
    MessageDelivered,
    SeatLeft,
)
from exercise.state.items import Item
from injects.facts import FactStatus, Urgency

__all__ = ["Desks"]

_CLOSED_RECHECK = 900
"""Seconds after which a closed desk looks again whether it is open."""

_RANK = {str(urgency): urgency.rank for urgency in Urgency}


class _Desk(simpy.PriorityResource):
    """A resource that can be given room for more."""

    def widen(self, capacity: int) -> None:
        """Work on ``capacity`` items at once from now on; at least as many as before."""
        self._capacity = max(capacity, self._capacity)
        self._trigger_put(None)


class Desks:
    """Works off the inboxes of agencies without people, and says what is known from an item."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._queued: set[str] = set()
        self._desks: dict[str, _Desk] = {}
        run.when(InjectDelivered, self._on_delivered)
        run.when(MessageDelivered, self._on_delivered)
        run.when(ItemOpened, self._on_known)
        run.when(ItemHandled, self._on_known)
        run.when(ItemCoded, self._on_coded)
        run.when(SeatLeft, self._on_left)

    def _desk(self, agency: str) -> _Desk:
        if agency not in self._desks:
            capacity = self._run.agency(agency).desk.capacity
            self._desks[agency] = _Desk(self._run.env, capacity)
        return self._desks[agency]

    def refit(self) -> None:
        """Take the desks' capacities from the network anew; those begun on stay begun on."""
        for agency, desk in self._desks.items():
            desk.widen(self._run.agency(agency).desk.capacity)

    def _on_delivered(self, event: Event) -> None:
        assert isinstance(event.body, (InjectDelivered, MessageDelivered))
        item = self._run.state.traffic.items[event.body.item]
        if self._run.simulated(item.agency):
            self._queue(item)

    def _on_left(self, event: Event) -> None:
        """The playbook takes over what the last person left unread."""
        agency = event.agency or ""
        if self._run.simulated(agency):
            for item in self._run.state.traffic.inbox_of(agency):
                if item.known_at is None:
                    self._queue(item)

    def _queue(self, item: Item) -> None:
        if item.id not in self._queued:
            self._queued.add(item.id)
            self._run.start(self._work(item))

    def _work(self, item: Item) -> Process:
        run = self._run
        yield run.turn(Phase.DESK, item.id)
        desk = run.agency(item.agency).desk
        with self._desk(item.agency).request(priority=_RANK[self._urgency(item)]) as granted:
            yield granted
            while not desk.hours.include(run.state.clock.story(run.now)):
                yield run.after(_CLOSED_RECHECK)
            seconds = desk.handling.at(run.draw("handling", item.id))
            yield run.turn_after(seconds, Phase.DESK, item.id)
        self._queued.discard(item.id)
        if item.known_at is None and run.simulated(item.agency):
            handled = f"{item.id}/handled"
            run.tell(ItemHandled(item.id), handled, actor="desk", agency=item.agency)

    def _urgency(self, item: Item) -> str:
        if item.message is not None:
            return self._run.state.traffic.sendings[item.message].body.urgency
        inject = self._run.inject(item.inject)
        if inject is not None:
            return inject.urgency
        return self._run.state.script.added[item.inject or ""].urgency

    def _on_known(self, event: Event) -> None:
        assert isinstance(event.body, (ItemOpened, ItemHandled))
        self._learn(self._run.state.traffic.items[event.body.item])

    def _on_coded(self, event: Event) -> None:
        """What control reads out of a free text is known where that text has been read."""
        assert isinstance(event.body, ItemCoded)
        message = event.body.item
        for hop in self._run.state.traffic.sendings[message].hops:
            item = self._run.state.traffic.items[hop.item]
            if item.known_at is not None:
                self._learn(item)

    def _learn(self, item: Item) -> None:
        run = self._run
        for fact in sorted(item.facts):
            status = item.facts[fact]
            held = run.state.traffic.status(item.agency, fact)
            if held is None or (held != status and status != FactStatus.UNCONFIRMED):
                learned = FactLearned(fact, status, item.id, item.sender)
                cause = f"{item.id}/learned/{fact}"
                if held is not None:
                    cause = f"{cause}/{status}/{run.now}"
                run.tell(learned, cause, actor="desk", agency=item.agency)
