"""Duties: standing rules that make expectations of their own (rules of play §4).

Where the pack expects the same agency to tell the same recipient the same fact, there is one: the
pack's expectation stands, in whichever window ends sooner.
"""

from __future__ import annotations

from collections.abc import Iterable

from agencies.model import Duty
from exercise.engine.run import Run
from exercise.events import (
    DutyMerged,
    Event,
    ExpectationOpened,
    InjectDelivered,
    ItemCoded,
    MessageDelivered,
)
from exercise.state.items import Item
from exercise.state.watch import Standing

__all__ = ["Duties"]


class Duties:
    """Opens each duty once for each holder and fact, when the fact is delivered there."""

    def __init__(self, run: Run) -> None:
        self._run = run
        # Nothing may depend on the order in which a file declares things.
        self._duties = sorted(run.network.file.duties.values(), key=lambda duty: duty.id)
        run.when(InjectDelivered, self._on_inject)
        run.when(MessageDelivered, self._on_message)
        run.when(ItemCoded, self._on_coded)
        run.when(ExpectationOpened, self._on_opened)

    def _on_inject(self, event: Event) -> None:
        assert isinstance(event.body, InjectDelivered)
        self._open(event.body.to, event.body.facts)

    def _on_message(self, event: Event) -> None:
        assert isinstance(event.body, MessageDelivered)
        self._hear(self._run.state.traffic.items[event.body.item])

    def _on_coded(self, event: Event) -> None:
        assert isinstance(event.body, ItemCoded)
        traffic = self._run.state.traffic
        for hop in traffic.sendings[event.body.item].hops:
            self._hear(traffic.items[hop.item])

    def _hear(self, item: Item) -> None:
        """Nobody owes news to those it came from."""
        writer = self._run.state.traffic.sendings[item.message or ""].sender
        self._open(item.agency, item.facts, (item.sender or "", writer))

    def _open(self, agency: str, facts: Iterable[str], told_by: tuple[str, ...] = ()) -> None:
        if self._run.state.clock.phase != "play":
            return
        kind = self._run.agency(agency).kind
        kinds = self._run.pack.facts
        for duty in self._duties:
            if kind in duty.holder:
                for fact in sorted(facts):
                    if kinds[fact].kind == duty.trigger:
                        self._owe(duty, fact, agency, told_by)

    def _owe(self, duty: Duty, fact: str, agency: str, told_by: tuple[str, ...]) -> None:
        name = f"duty {duty.id}/{fact}/{agency}"
        if name in self._run.state.watch.standings:
            return
        alone = []
        for to in duty.tells:
            if to in (agency, *told_by) or to not in self._run.network.file.agencies:
                continue
            if not self._run.pack.facts[fact].concerns(to):
                continue
            same = self._expected(agency, to, fact)
            if same is None:
                alone.append(to)
            elif same.parts[to].awaited and self._run.now + duty.within < same.parts[to].due_at:
                self._merge(same, to, name, self._run.now, duty.within)
        if alone:
            body = ExpectationOpened(name, agency, duty.id, tuple(alone), (fact,), duty.within)
            self._run.tell(body, f"{name}/opened", actor="watch", agency=agency)

    def _expected(self, holder: str, to: str, fact: str) -> Standing | None:
        """The pack's open expectation of the same telling: of several, the one due first."""
        same = [
            standing
            for standing in self._run.state.watch.about((fact,), to)
            if standing.duty is None
            and standing.expectation.who == holder
            and not standing.closed(self._run.now)
        ]
        return min(same, key=lambda standing: standing.parts[to].due_at, default=None)

    def _on_opened(self, event: Event) -> None:
        """What the pack expects takes over from duties that were open before it."""
        assert isinstance(event.body, ExpectationOpened)
        watch = self._run.state.watch
        opened = watch.standings[event.body.expectation]
        if opened.duty is not None or opened.expectation.must_not:
            return
        for owed in watch.about(opened.expectation.about):
            if owed.duty is None or owed.expectation.who != event.body.holder:
                continue
            for part in list(owed.judged):
                if part.name in opened.expectation.tells:
                    sooner = min(part, opened.parts[part.name], key=lambda one: one.due_at)
                    duty = owed.expectation.id
                    self._merge(opened, part.name, duty, sooner.opened_at, sooner.within)

    def _merge(self, standing: Standing, to: str, duty: str, opened_at: int, within: int) -> None:
        """From now on a part of ``standing`` stands for both, in the window given."""
        name, holder = standing.expectation.id, standing.expectation.who
        body = DutyMerged(name, to, duty, opened_at, within)
        self._run.tell(body, f"{name}/{to}/merged/{duty}", actor="watch", agency=holder)
