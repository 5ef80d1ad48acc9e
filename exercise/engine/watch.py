"""The watch: what is expected is done, or goes overdue (rules of play §4)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from exercise.engine.agenda import Phase
from exercise.engine.run import Run
from exercise.events import (
    DecisionLogged,
    DutyMerged,
    Event,
    ExpectationOpened,
    ItemCoded,
    MessageDelivered,
    MessageReturned,
    MessageSent,
    PartDone,
    PartOverdue,
    PartUndone,
)
from exercise.state.deeds import fulfils, may_have_told, told
from exercise.state.script import Decision
from exercise.state.watch import DECISION, Part, Standing

__all__ = ["Watch"]


class Watch:
    """Follows what ought to be done. It changes nothing; conditions may look at what it finds."""

    def __init__(self, run: Run) -> None:
        self._run = run
        run.when(ExpectationOpened, self._on_opened)
        run.when(DutyMerged, self._on_merged)
        run.when(MessageSent, self._on_message)
        run.when(MessageDelivered, self._on_message)
        run.when(MessageReturned, self._on_returned)
        run.when(ItemCoded, self._on_coded)
        run.when(DecisionLogged, self._on_decision)

    # -- Opening -----------------------------------------------------------------------------------

    def _on_opened(self, event: Event) -> None:
        """What opens is watched from now on; what was done before counts."""
        assert isinstance(event.body, ExpectationOpened)
        standing = self._run.state.watch.standings[event.body.expectation]
        if standing.expectation.must_not:
            return
        for due in sorted({part.due_at for part in standing.parts.values()}):
            self._expect_by(standing, due)
        for part in standing.judged:
            self._recheck(standing, part)
        for decision in self._run.state.script.decisions_of(event.body.holder):
            self._count(standing, decision)

    def _on_merged(self, event: Event) -> None:
        assert isinstance(event.body, DutyMerged)
        standing = self._run.state.watch.standings[event.body.expectation]
        self._expect_by(standing, standing.parts[event.body.part].due_at)

    # -- Limits ------------------------------------------------------------------------------------

    def _expect_by(self, standing: Standing, due: int) -> None:
        """Look at a limit one second after it."""
        look = partial(self._look_at_limit, standing)
        self._run.at(due + 1, Phase.DEADLINE, standing.expectation.id, look)

    def _look_at_limit(self, standing: Standing) -> None:
        for part in standing.parts.values():
            self._go_overdue(standing, part)

    def _go_overdue(self, standing: Standing, part: Part) -> None:
        """Tell that a part is overdue: once, and not where a leap or a move's end made it so."""
        run, expectation, clock = self._run, standing.expectation, self._run.state.clock
        if part.overdue or not part.awaited or part.excused is not None:
            return
        if run.now <= part.due_at or clock.phase == "ended":
            return
        if clock.crossed(part.opened_at, part.due_at + 1, carry=expectation.carry):
            return
        sendings = run.state.traffic.sendings_between(expectation.who, part.name)
        if part.name != DECISION and any(
            may_have_told(sending, part.name, part.opened_at) for sending in sendings
        ):
            return
        cause = f"{expectation.id}/{part.name}/overdue"
        body = PartOverdue(expectation.id, part.name)
        run.tell(body, cause, actor="watch", agency=expectation.who)

    def _look_at_limits(self, holder: str) -> None:
        """What might have told is no more: parts of a holder may have been overdue for a while."""
        for standing in self._run.state.watch.open_of(holder):
            self._look_at_limit(standing)

    # -- Telling -----------------------------------------------------------------------------------

    def _on_message(self, event: Event) -> None:
        """What one agency is told can only do what somebody was to tell it."""
        body, traffic = event.body, self._run.state.traffic
        if isinstance(body, MessageSent):
            self._look(body.facts, body.to)
        elif isinstance(body, MessageDelivered):
            self._look(traffic.items[body.item].facts, body.to)

    def _on_coded(self, event: Event) -> None:
        assert isinstance(event.body, ItemCoded)
        self._look(event.body.facts)
        self._look_at_limits(self._run.state.traffic.sendings[event.body.item].sender)

    def _on_returned(self, event: Event) -> None:
        assert isinstance(event.body, MessageReturned)
        message = event.body.message
        for standing in self._run.state.watch.done_by(message):
            for part in standing.judged:
                if message in part.evidence:
                    self._undo(standing, part, message)
        self._look_at_limits(self._run.state.traffic.sendings[message].sender)

    def _undo(self, standing: Standing, part: Part, message: str) -> None:
        """What had been done was returned; another way may stand in for it, if a later one."""
        expectation = standing.expectation
        cause = f"{expectation.id}/{part.name}/undone/{message}"
        body = PartUndone(expectation.id, part.name)
        self._run.tell(body, cause, actor="watch", agency=expectation.who)
        self._recheck(standing, part)
        self._go_overdue(standing, part)

    def _look(self, facts: Iterable[str], to: str | None = None) -> None:
        """Whether what is being passed on, to anybody or to one agency, does what was expected."""
        for standing in self._run.state.watch.about(facts, to):
            for part in [standing.parts[to]] if to is not None else standing.judged:
                self._recheck(standing, part)

    def _recheck(self, standing: Standing, part: Part) -> None:
        if not part.awaited or part.name == DECISION:
            return
        found = told(self._run.state.traffic, standing.expectation, part.name)
        if found is not None and not standing.closed(found.counts_at):
            if found.counts_at > part.due_at:
                self._go_overdue(standing, part)
            self._done(standing, part, found.done_at(part.due_at), found.messages)

    def _done(self, standing: Standing, part: Part, at: int, evidence: tuple[str, ...]) -> None:
        expectation = standing.expectation
        body = PartDone(expectation.id, part.name, at, evidence)
        cause = f"{expectation.id}/{part.name}/done/{'+'.join(evidence)}"
        self._run.tell(body, cause, actor="watch", agency=expectation.who)

    # -- Deciding ----------------------------------------------------------------------------------

    def _on_decision(self, event: Event) -> None:
        decision = self._run.state.script.decisions[-1]
        for standing in self._run.state.watch.open_of(event.agency or ""):
            self._count(standing, decision)

    def _count(self, standing: Standing, decision: Decision) -> None:
        expectation = standing.expectation
        if expectation.must_not or not fulfils(expectation, decision.body):
            return
        part = standing.parts[DECISION]
        if part.awaited and not standing.closed(decision.counts_at):
            self._done(standing, part, decision.counts_at, (decision.id,))
