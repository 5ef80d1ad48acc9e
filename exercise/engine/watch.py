"""The watch: expectations and duties open, are done, go overdue (rules of play §4)."""

from __future__ import annotations

from exercise.engine.agenda import Phase
from exercise.engine.run import Process, Run
from exercise.events import (
    DecisionLogged,
    Event,
    ExerciseStarted,
    ExpectationOpened,
    InjectDelivered,
    ItemCoded,
    MessageDelivered,
    MessageReturned,
    MessageSent,
    PartDone,
    PartOverdue,
    PartUndone,
    ProhibitionViolated,
)
from exercise.state.paths import tellings
from exercise.state.watch import DECISION, Part, Standing
from injects.conditions import holds
from injects.model import Expectation

__all__ = ["Watch"]


class Watch:
    """Follows what ought to be done. It changes nothing; conditions may look at what it finds."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._awaited = sorted(
            (exp for exp in run.pack.expectations if exp.opens is not None), key=lambda exp: exp.id
        )
        run.when(ExerciseStarted, self._on_started)
        run.when(InjectDelivered, self._on_inject)
        run.when(MessageDelivered, self._on_delivered)
        run.when(MessageSent, self._on_sent)
        run.when(MessageReturned, self._on_returned)
        run.when(ItemCoded, self._on_coded)
        run.when(DecisionLogged, self._on_decision)

    # -- Opening -----------------------------------------------------------------------------------

    def settle(self) -> bool:
        """Open the first expectation whose condition has come true; False when there is none."""
        if self._run.state.clock.phase != "play":
            return False
        for expectation in self._awaited:
            assert expectation.opens is not None
            if holds(expectation.opens, self._run.state):
                self._awaited.remove(expectation)
                self._open(expectation)
                return True
        return False

    def _on_started(self, _: Event) -> None:
        for expectation in self._run.pack.expectations:
            if expectation.opens is None:
                self._open(expectation)

    def _on_inject(self, event: Event) -> None:
        assert isinstance(event.body, InjectDelivered)
        inject = self._run.pack.inject(event.body.inject)
        for expectation in inject.expects if inject is not None else ():
            if expectation.who == event.body.to:
                self._open(expectation)
        self._open_duties(event.body.to, event.body.facts)
        self._look(frozenset(event.body.facts))

    def _open(self, expectation: Expectation) -> None:
        if expectation.id in self._run.state.watch.standings:
            return
        body = ExpectationOpened(
            expectation.id,
            expectation.who,
            within=expectation.within,
            limits=self._stricter(expectation),
        )
        self._opened(body, expectation.id)

    def _stricter(self, expectation: Expectation) -> dict[str, int]:
        """Limits of duties that ask for the same telling: the stricter wins and there is one."""
        if expectation.must_not:
            return {}
        kind = self._run.agency(expectation.who).kind
        kinds = {self._run.pack.facts[fact].kind for fact in expectation.about}
        limits: dict[str, int] = {}
        for duty in self._run.network.file.duties.values():
            if kind in duty.holder and duty.trigger in kinds and duty.within < expectation.within:
                for to in expectation.tells:
                    if to in duty.tells:
                        limits[to] = min(duty.within, limits.get(to, duty.within))
        return limits

    def _open_duties(self, agency: str, facts: dict[str, str]) -> None:
        if self._run.state.clock.phase != "play":
            return
        kind = self._run.agency(agency).kind
        for duty in self._run.network.file.duties.values():
            for fact in sorted(facts):
                spec = self._run.pack.facts[fact]
                name = f"duty {duty.id}/{fact}/{agency}"
                if duty.trigger != spec.kind or kind not in duty.holder:
                    continue
                if name in self._run.state.watch.standings:
                    continue
                tells = tuple(
                    to
                    for to in duty.tells
                    if to != agency
                    and to in self._run.network.file.agencies
                    and spec.concerns(to)
                    and not self._expected(agency, to, fact, duty.within)
                )
                if tells:
                    body = ExpectationOpened(name, agency, duty.id, tells, (fact,), duty.within)
                    self._opened(body, name)

    def _expected(self, holder: str, recipient: str, fact: str, within: int) -> bool:
        """Whether an open expectation asks for the same telling at least as soon."""
        return any(
            standing.expectation.who == holder
            and recipient in standing.expectation.tells
            and fact in standing.expectation.about
            and standing.limit(recipient) <= within
            and not standing.expectation.must_not
            for standing in self._run.state.watch.standings.values()
        )

    def _opened(self, body: ExpectationOpened, name: str) -> None:
        self._run.tell(body, f"{name}/opened", actor="watch", agency=body.holder)
        standing = self._run.state.watch.standings[name]
        if standing.expectation.must_not:
            return
        for limit in sorted({standing.limit(part) for part in standing.parts}):
            self._run.start(self._deadline(standing, limit))
        self._recheck(standing)
        for decision in self._run.state.script.decisions:
            if decision.agency == body.holder:
                self._count_decision(standing, decision.id, decision.body, decision.at)

    def _deadline(self, standing: Standing, limit: int) -> Process:
        run, expectation = self._run, standing.expectation
        yield run.after(standing.opened_at + limit + 1 - run.now)
        yield run.turn(Phase.DEADLINE, expectation.id)
        for part in standing.parts.values():
            self._go_overdue(standing, part)

    def _go_overdue(self, standing: Standing, part: Part) -> None:
        """Tell that a part is overdue: once, and not where a leap or a move's end made it so."""
        clock, due = self._run.state.clock, standing.due_at(part.name)
        if part.overdue or self._run.now <= due or clock.phase == "ended":
            return
        if clock.crossed(standing.opened_at, due + 1, carry=standing.expectation.carry):
            return
        if part.done_at is None and part.excused is None and not self._pending(standing, part):
            name = standing.expectation.id
            cause = f"{name}/{part.name}/overdue"
            holder = standing.expectation.who
            self._run.tell(PartOverdue(name, part.name), cause, actor="watch", agency=holder)

    def _pending(self, standing: Standing, part: Part) -> bool:
        """Whether a person's text without facts, not coded yet, might have done it."""
        return any(
            sending.by_person
            and sending.body.to == part.name
            and sending.body.text
            and not sending.facts
            and sending.coded_at is None
            and sending.state != "returned"
            and sending.body.intent in ("inform", "request")
            and sending.sent_at >= standing.opened_at
            for sending in self._run.state.traffic.sendings_of(standing.expectation.who)
        )

    # -- Doing -------------------------------------------------------------------------------------

    def _on_sent(self, event: Event) -> None:
        assert isinstance(event.body, MessageSent)
        self._look(frozenset(event.body.facts))
        self._mind_telling(event)

    def _on_delivered(self, event: Event) -> None:
        assert isinstance(event.body, MessageDelivered)
        facts = self._run.state.traffic.items[event.body.item].facts
        self._open_duties(event.body.to, facts)
        self._look(frozenset(facts))

    def _on_coded(self, event: Event) -> None:
        assert isinstance(event.body, ItemCoded)
        for hop in self._run.state.traffic.sendings[event.body.item].hops:
            self._open_duties(hop.receiver, event.body.facts)
        self._look(frozenset(event.body.facts))
        self._look_at_limits(self._run.state.traffic.sendings[event.body.item].sender)

    def _look_at_limits(self, holder: str) -> None:
        """What was pending is no more: parts of a holder may have been overdue for a while."""
        for standing in list(self._run.state.watch.standings.values()):
            if standing.expectation.who == holder and not standing.expectation.must_not:
                for part in standing.parts.values():
                    self._go_overdue(standing, part)

    def _on_returned(self, event: Event) -> None:
        assert isinstance(event.body, MessageReturned)
        message = event.body.message
        for standing in list(self._run.state.watch.standings.values()):
            for part in standing.parts.values():
                if message not in part.evidence:
                    continue
                name = standing.expectation.id
                cause = f"{name}/{part.name}/undone/{message}"
                body = PartUndone(name, part.name)
                self._run.tell(body, cause, actor="watch", agency=standing.expectation.who)
                told = self._told(standing, part.name)
                if not told or told[0] > standing.due_at(part.name):
                    self._go_overdue(standing, part)
                if told:
                    self._done(standing, part.name, *told)
        self._look_at_limits(self._run.state.traffic.sendings[message].sender)

    def _look(self, facts: frozenset[str]) -> None:
        if not facts:
            return
        for standing in list(self._run.state.watch.standings.values()):
            expectation = standing.expectation
            if not expectation.must_not and not facts.isdisjoint(expectation.about):
                self._recheck(standing)

    def _recheck(self, standing: Standing) -> None:
        for part in standing.parts.values():
            if part.done_at is None and part.name != DECISION:
                told = self._told(standing, part.name)
                if told is not None:
                    self._done(standing, part.name, *told)

    def _told(self, standing: Standing, recipient: str) -> tuple[int, tuple[str, ...]] | None:
        """When every fact had been sent to ``recipient``, and by which messages."""
        expectation, latest, evidence = standing.expectation, 0, dict[str, None]()
        for fact in expectation.about:
            found = tellings(
                self._run.state.traffic,
                expectation.who,
                recipient,
                fact,
                directly=expectation.directly,
                via=expectation.via,
                not_via=expectation.not_via,
            )
            if not found:
                return None
            earliest = min(found, key=lambda told: told.sent_at)
            latest = max(latest, earliest.sent_at)
            evidence |= dict.fromkeys(earliest.messages)
        return latest, tuple(evidence)

    def _done(self, standing: Standing, part: str, at: int, evidence: tuple[str, ...]) -> None:
        expectation = standing.expectation
        body = PartDone(expectation.id, part, at, evidence)
        cause = f"{expectation.id}/{part}/done/{evidence[0]}"
        self._run.tell(body, cause, actor="watch", agency=expectation.who)

    def _on_decision(self, event: Event) -> None:
        assert isinstance(event.body, DecisionLogged)
        for standing in list(self._run.state.watch.standings.values()):
            if standing.expectation.who == event.agency:
                self._count_decision(standing, event.id, event.body, event.at)

    def _count_decision(
        self, standing: Standing, decision: str, body: DecisionLogged, at: int
    ) -> None:
        does = standing.expectation.does
        if does is None or does.action != body.action:
            return
        if standing.expectation.must_not:
            counts = at if body.happened_at is None else body.happened_at
            if not does.targets or set(does.targets) & set(body.targets):
                self._violated(standing, decision, counts)
        elif standing.parts[DECISION].done_at is None and set(does.targets) <= set(body.targets):
            counts = at if body.happened_at is None else body.happened_at
            self._done(standing, DECISION, counts, (decision,))

    # -- Prohibitions ------------------------------------------------------------------------------

    def _mind_telling(self, event: Event) -> None:
        assert isinstance(event.body, MessageSent)
        sending = self._run.state.traffic.sendings[event.id]
        for standing in list(self._run.state.watch.standings.values()):
            ban = standing.expectation
            if (
                ban.must_not
                and ban.who == event.agency
                and event.body.to in ban.tells
                and set(ban.about) & set(event.body.facts)
                and (not ban.via or sending.channel in ban.via)
                and sending.channel not in ban.not_via
            ):
                self._violated(standing, event.id, sending.counts_at)

    def _violated(self, standing: Standing, evidence: str, at: int) -> None:
        until = standing.expectation.until
        if at >= standing.opened_at and (until is None or at <= until):
            name = standing.expectation.id
            body = ProhibitionViolated(name, (evidence,))
            cause = f"{name}/violated/{evidence}"
            self._run.tell(body, cause, actor="watch", agency=standing.expectation.who)
