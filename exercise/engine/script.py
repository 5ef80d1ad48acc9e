"""The script: injects wait for a time or a condition and are delivered per recipient."""

from __future__ import annotations

from functools import partial

from exercise.engine.agenda import Phase
from exercise.engine.run import Run
from exercise.engine.waiting import Waiting
from exercise.engine.world import World
from exercise.events import (
    Event,
    ExerciseEnded,
    InjectAdded,
    InjectDelivered,
    InjectFired,
    InjectReleased,
    InjectReturned,
    InjectSkipped,
    InjectWaiting,
    Restored,
)
from injects.conditions import leaves
from injects.model import Inject

__all__ = ["Script"]


class Script:
    """Plays the MSEL. Contingency injects fire once, in the order of their ids."""

    def __init__(self, run: Run, world: World) -> None:
        self._run = run
        self._world = world
        awaited = {inject.id: inject.when for inject in run.pack.injects if inject.when is not None}
        self._waiting = Waiting(run, awaited)
        self._undelivered: dict[tuple[str, str], str] = {}
        run.when(InjectReleased, self._on_released)
        run.when(InjectAdded, self._on_added)
        run.when(Restored, self._on_restored)
        run.when(ExerciseEnded, self._on_ended)

    def begin(self) -> None:
        """Schedule timed injects, and the seconds at which the clock may make conditions true."""
        run = self._run
        for inject in run.pack.injects:
            if inject.at is not None:
                self._fire_at(inject, inject.at)
            if inject.before is not None:
                run.at(
                    inject.before,
                    Phase.SCRIPT,
                    f"{inject.id}/before",
                    partial(self._give_up, inject),
                )
        timed = [inject.when for inject in run.pack.injects]
        timed += [expectation.opens for expectation in run.pack.expectations]
        for condition in timed:
            for leaf in leaves(condition) if condition is not None else ():
                if leaf.after is not None and leaf.after > run.now:
                    run.after(leaf.after - run.now)

    def settle(self) -> bool:
        """Fire the first inject whose condition has come true; False when there is none."""
        if self._run.state.clock.phase != "play":
            return False
        while (name := self._waiting.come_true()) is not None:
            inject = self._run.inject(name)
            assert inject is not None
            if self._may_fire(inject):
                if inject.delay:
                    self._fire_at(inject, self._run.now + inject.delay)
                else:
                    self._fire(inject)
                return True
        return False

    def _may_fire(self, inject: Inject) -> bool:
        script = self._run.state.script
        return not (
            inject.id in script.fired or inject.id in script.held or inject.id in script.skipped
        )

    def _fire_at(self, inject: Inject, at: int) -> None:
        self._run.at(at, Phase.SCRIPT, inject.id, partial(self._fire_if_due, inject))

    def _fire_if_due(self, inject: Inject) -> None:
        if self._run.state.clock.phase != "ended" and self._may_fire(inject):
            self._fire(inject)

    def _give_up(self, inject: Inject) -> None:
        if self._may_fire(inject):
            body = InjectSkipped(inject.id, "before")
            self._run.tell(body, f"{inject.id}/skipped", actor="script")

    def _fire(self, inject: Inject) -> None:
        run = self._run
        run.tell(InjectFired(inject.id), inject.id, actor="script")
        facts = {name: str(status) for name, status in inject.facts.items()}
        for to in inject.to:
            self._deliver(inject.id, inject.via, facts, to)
        for place, effect in enumerate(inject.effects):
            self._world.apply(effect, f"{inject.id}/effect/{place}")

    def _deliver(self, inject: str, via: str, facts: dict[str, str], to: str) -> None:
        run, item = self._run, f"{inject}/{to}"
        reason = self._unreachable(via, to)
        if reason:
            if (inject, to) not in self._undelivered:
                self._undelivered[inject, to] = via
                body = InjectWaiting(inject, to, reason)
                run.tell(body, f"{item}/waiting", actor="script", agency=to)
            return
        self._undelivered.pop((inject, to), None)
        run.tell(InjectDelivered(inject, to, item, facts), item, actor="script", agency=to)

    def _unreachable(self, via: str, to: str) -> str:
        down = self._run.state.world.down
        if down.asks(None, None, to):
            return "agency-down"
        return "channel-down" if down.asks(None, via, to) else ""

    def _on_restored(self, _: Event) -> None:
        """Whoever could not be reached is tried again."""
        for inject, to in sorted(self._undelivered):
            via = self._undelivered[inject, to]
            self._deliver(inject, via, self._facts_of(inject), to)

    def _facts_of(self, inject: str) -> dict[str, str]:
        scripted = self._run.inject(inject)
        if scripted is None:
            return self._run.state.script.added[inject].facts
        return {name: str(status) for name, status in scripted.facts.items()}

    def _on_released(self, event: Event) -> None:
        assert isinstance(event.body, InjectReleased)
        inject = self._run.inject(event.body.inject)
        if inject is not None:
            self._waiting.forget(inject.id)
            self._fire(inject)

    def _on_added(self, event: Event) -> None:
        assert isinstance(event.body, InjectAdded)
        for to in event.body.to:
            self._deliver(event.id, event.body.via, event.body.facts, to)

    def _on_ended(self, _: Event) -> None:
        for inject, to in sorted(self._undelivered):
            reason = self._unreachable(self._undelivered[inject, to], to)
            body = InjectReturned(inject, to, reason)
            self._run.tell(body, f"{inject}/{to}/returned", actor="script", agency=to)
        self._undelivered.clear()
