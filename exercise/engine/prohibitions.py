"""Prohibitions: what must not be done is told when it is done (rules of play §4)."""

from __future__ import annotations

from collections.abc import Collection

from exercise.engine.run import Run
from exercise.events import DecisionLogged, Event, ItemCoded, MessageSent, ProhibitionViolated
from exercise.state.deeds import breaks_by_deciding, breaks_by_telling, gives_away
from exercise.state.watch import Standing

__all__ = ["Prohibitions"]


class Prohibitions:
    """Minds each act of an agency with a prohibition in force."""

    def __init__(self, run: Run) -> None:
        self._run = run
        run.when(MessageSent, self._on_sent)
        run.when(ItemCoded, self._on_coded)
        run.when(DecisionLogged, self._on_decision)

    def _on_sent(self, event: Event) -> None:
        state = self._run.state
        sending = state.traffic.sendings[event.id]
        known = state.traffic.known.get(sending.sender, {})
        self._mind_telling(event.id, gives_away(state, sending, known))

    def _on_coded(self, event: Event) -> None:
        """What a text said comes to light when it is coded."""
        assert isinstance(event.body, ItemCoded)
        self._mind_telling(event.body.item)

    def _mind_telling(self, message: str, given_away: Collection[str] = ()) -> None:
        sending = self._run.state.traffic.sendings[message]
        for standing in self._run.state.watch.bans_of(sending.sender):
            if breaks_by_telling(standing.expectation, sending, given_away):
                self._violated(standing, message, sending.counts_at)

    def _on_decision(self, event: Event) -> None:
        decision = self._run.state.script.decisions[-1]
        for standing in self._run.state.watch.bans_of(event.agency or ""):
            if breaks_by_deciding(standing.expectation, decision.body):
                self._violated(standing, decision.id, decision.counts_at)

    def _violated(self, standing: Standing, act: str, at: int) -> None:
        """Tell it once of each act."""
        if standing.in_window(at) and (act,) not in standing.violations:
            name = standing.expectation.id
            body = ProhibitionViolated(name, (act,))
            holder = standing.expectation.who
            self._run.tell(body, f"{name}/violated/{act}", actor="watch", agency=holder)
