"""The courier: messages cross one link at a time (rules of play §2)."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import simpy

from agencies.network import ResolvedLink
from exercise.engine.agenda import Phase
from exercise.engine.run import Process, Run
from exercise.events import (
    AttemptBegan,
    AttemptLost,
    ContactFound,
    ContactGranted,
    ContactRefused,
    Event,
    ItemHandled,
    MessageDelivered,
    MessageRelayed,
    MessageRerouted,
    MessageReturned,
    MessageSent,
    MoveBegan,
)
from exercise.state.items import Sending
from exercise.state.routing import IN_PERSON, UNLISTED, find_way

__all__ = ["Courier"]


_NOBODY_ANSWERS = 300
"""Seconds after which a number is called again while the agency there cannot be reached."""


class Courier:
    """Carries messages from desk to desk. Nothing vanishes: what does not arrive is returned."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._crossing: dict[str, simpy.Process] = {}
        self._seeking: dict[str, simpy.Event] = {}
        run.when(MessageSent, self._on_sent)
        run.when(MessageRelayed, self._on_relayed)
        run.when(ContactGranted, self._on_granted)
        run.when(ContactRefused, self._on_refused)
        run.when(MoveBegan, self._on_boundary)

    def _on_sent(self, event: Event) -> None:
        sending = self._run.state.traffic.sendings[event.id]
        if not sending.body.planned:
            self._run.start(self._seek(sending))
        elif sending.channel == IN_PERSON:
            self._speak(sending)
        elif sending.route:
            self._set_out(sending, sending.sender)
        else:
            self._give_back(sending, sending.sender, "no-route")

    def _on_relayed(self, event: Event) -> None:
        assert isinstance(event.body, MessageRelayed)
        assert event.agency is not None
        sending = self._run.state.traffic.sendings[event.body.message]
        if sending.route:
            self._set_out(sending, event.agency)
        else:
            self._give_back(sending, event.agency, "no-route")

    def _speak(self, sending: Sending) -> None:
        """In person a message is delivered and known at once."""
        item = self._arrive(sending, sending.sender, sending.body.to, IN_PERSON, self._run.now)
        self._run.tell(ItemHandled(item), f"{item}/heard", actor="courier", agency=sending.body.to)

    def _set_out(self, sending: Sending, holder: str) -> None:
        self._crossing[sending.id] = self._run.start(self._travel(sending, holder))

    def _travel(self, sending: Sending, holder: str) -> Process:
        """Try one link after another until an inbox is reached or no way is left."""
        run, tried = self._run, frozenset[str]()
        set_out = run.now
        while True:
            link = run.network.link(sending.route[0], holder)
            reason = yield from self._cross(sending, holder, link)
            if not reason:
                self._crossing.pop(sending.id, None)
                self._arrive(sending, holder, link.target, link.id, set_out)
                return
            tried |= {link.id}
            wanted = sending.body.via if holder == sending.sender else None
            way = find_way(
                run.state,
                holder,
                sending.body.to,
                facts=sending.facts,
                via=wanted,
                avoid=tried,
                past=sending.visited,
            )
            if not way.links or (wanted and wanted != link.channel):
                self._crossing.pop(sending.id, None)
                self._give_back(sending, holder, reason)
                return
            run.tell(
                MessageRerouted(sending.id, holder, way.route),
                f"{sending.id}/reroute/{holder}/{len(tried)}",
                actor="courier",
                agency=holder,
            )

    def _cross(
        self, sending: Sending, holder: str, link: ResolvedLink
    ) -> Generator[simpy.Event, Any, str]:
        """Attempt one link; returns why the last attempt failed, or nothing.

        A lost attempt is noticed after the link's ``retry`` seconds, and then repeated.
        """
        run, down = self._run, self._run.state.world.down
        leg = f"{sending.id}/{holder}"
        reason = ""
        for attempt in range(1, link.attempts + 1):
            body = AttemptBegan(sending.id, link.id, holder, link.target, attempt)
            cause = f"{leg}/{link.id}/{attempt}"
            run.tell(body, cause, actor="courier", agency=holder)
            reason = down.is_down(link) or ""
            if not reason and run.draw("loss", leg, link.id, attempt) > link.reliability:
                reason = "lost"
            version = down.version
            seconds = link.delay.at(run.draw("delay", leg, link.id, attempt))
            try:
                yield run.after(link.retry if reason else seconds)
            except simpy.Interrupt:
                yield run.turn(Phase.ARRIVAL, sending.id)
                return ""
            yield run.turn(Phase.ARRIVAL, sending.id)
            if not reason and down.changed_since(link, version):
                reason = down.is_down(link) or "link-down"
            if not reason:
                return ""
            lost = AttemptLost(sending.id, link.id, attempt, reason)
            run.tell(lost, f"{cause}/lost", actor="courier", agency=holder)
        return reason

    def _arrive(self, sending: Sending, holder: str, to: str, link: str, set_out: int) -> str:
        item = f"{sending.id}/at/{to}"
        final = to == sending.body.to
        body = MessageDelivered(sending.id, to, item, holder, link, set_out, final)
        self._run.tell(body, item, actor="courier", agency=to)
        return item

    def _give_back(self, sending: Sending, holder: str, reason: str) -> None:
        self._run.tell(
            MessageReturned(sending.id, holder, reason),
            f"{sending.id}/returned",
            actor="courier",
            agency=sending.sender,
        )

    # -- Unlisted contacts -------------------------------------------------------------------------

    def _seek(self, sending: Sending) -> Process:
        """Look for a number: slow, unless control lets it through or refuses it."""
        run = self._run
        decided = self._seeking[sending.id] = run.env.event()
        down = run.state.world.down
        search = run.network.file.unlisted.at(run.draw("contact", sending.id))
        yield run.after(search) | decided
        yield run.turn(Phase.ARRIVAL, sending.id)
        while not decided.triggered and any(
            down.asks(None, None, end) for end in (sending.sender, sending.body.to)
        ):
            yield run.after(_NOBODY_ANSWERS) | decided
            yield run.turn(Phase.ARRIVAL, sending.id)
        del self._seeking[sending.id]
        if decided.triggered and decided.value == "refused":
            self._give_back(sending, sending.sender, "refused")
            return
        run.tell(ContactFound(sending.id), f"{sending.id}/found", actor="courier")
        self._arrive(sending, sending.sender, sending.body.to, UNLISTED, run.now)

    def _on_granted(self, event: Event) -> None:
        assert isinstance(event.body, ContactGranted)
        self._seeking[event.body.message].succeed("granted")

    def _on_refused(self, event: Event) -> None:
        assert isinstance(event.body, ContactRefused)
        self._seeking[event.body.message].succeed("refused")

    def seeking(self, message: str) -> bool:
        """Whether a message is waiting for an unlisted number."""
        waiting = self._seeking.get(message)
        return waiting is not None and not waiting.triggered

    def _on_boundary(self, event: Event) -> None:
        """The story leaps between moves: what is under way arrives (rules of play §3)."""
        assert isinstance(event.body, MoveBegan)
        for message in sorted(self._crossing):
            process = self._crossing[message]
            if process.is_alive and isinstance(process.target, simpy.Timeout):
                process.interrupt()
