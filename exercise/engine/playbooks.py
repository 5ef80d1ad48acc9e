"""Playbooks: agencies without people do what their plans and duties say (rules of play §2).

They act on what their agency knows and nothing else. Here is what they owe: the parts of open
expectations. Answering is in :mod:`exercise.engine.replies`, correcting what they have passed on in
:mod:`exercise.engine.updates`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exercise.engine.acts import Acts
from exercise.engine.officer import Officer
from exercise.engine.phrasing import Letter, Phrasing
from exercise.engine.replies import Replies
from exercise.engine.run import Process, Run
from exercise.engine.sharing import (
    exchanged,
    forbidden,
    heard_from,
    outdated,
    shareable,
    stance,
)
from exercise.engine.updates import Updates
from exercise.events import (
    Event,
    ExpectationOpened,
    FactLearned,
    ItemHandled,
    MessageReturned,
    PartDone,
    PartUndone,
    SeatLeft,
)
from exercise.state.paths import channel_fits
from exercise.state.watch import DECISION, Standing
from injects.facts import Action
from injects.model import Expectation

__all__ = ["Playbooks"]


class Playbooks:
    """Does what an agency should, as well as the run's skill lets it."""

    def __init__(self, run: Run, acts: Acts) -> None:
        self._run = run
        self._acts = acts
        self._phrasing = Phrasing(run)
        self._officer = Officer(run)
        self._replies = Replies(run, acts, self._officer, self._phrasing)
        self._updates = Updates(run, acts, self._officer, self._phrasing, self._owed)
        self._not_begun: dict[str, dict[tuple[int, int], tuple[Standing, str]]] = {}
        self._at_work: set[tuple[str, str]] = set()
        self._forgotten: set[tuple[str, str]] = set()
        self._begun: dict[tuple[str, str], int] = {}
        self._before: dict[str, list[str]] = {}
        for exp, _ in run.pack.all_expectations:
            if exp.before is not None:
                self._before.setdefault(exp.before, []).append(exp.id)
        self._openers = {
            exp.id: inject.id for exp, inject in run.pack.all_expectations if inject is not None
        }
        run.when(ItemHandled, self._on_handled)
        run.when(FactLearned, self._on_news)
        run.when(ExpectationOpened, self._on_opened)
        run.when(PartDone, self._on_news)
        run.when(PartUndone, self._on_undone)
        run.when(MessageReturned, self._on_news)
        run.when(SeatLeft, self._on_left)

    # -- What makes it act -------------------------------------------------------------------------

    def _on_handled(self, event: Event) -> None:
        assert isinstance(event.body, ItemHandled)
        item = self._run.state.traffic.items[event.body.item]
        if self._run.simulated(item.agency):
            self._replies.respond(item)
            self._plan(item.agency)

    def _on_news(self, event: Event) -> None:
        """Something that the agency knows or owes has changed."""
        if event.agency and self._run.simulated(event.agency):
            self._plan(event.agency)

    def _on_opened(self, event: Event) -> None:
        assert isinstance(event.body, ExpectationOpened)
        standing = self._run.state.watch.standings[event.body.expectation]
        if not standing.expectation.must_not:
            for part in standing.parts:
                self._lay_ready(standing, part)
        self._on_news(event)

    def _on_undone(self, event: Event) -> None:
        assert isinstance(event.body, PartUndone)
        name, part = event.body.expectation, event.body.part
        if (name, part) not in self._at_work and (name, part) not in self._forgotten:
            self._lay_ready(self._run.state.watch.standings[name], part)
        self._on_news(event)

    def _lay_ready(self, standing: Standing, part: str) -> None:
        """Put a part among those not begun: what is at work, done or forgotten is not looked at."""
        place = (standing.place, list(standing.parts).index(part))
        self._not_begun.setdefault(standing.expectation.who, {})[place] = (standing, part)

    def _on_left(self, event: Event) -> None:
        """The desk is the playbook's again: it goes over what people have left undone."""
        agency = event.agency or ""
        if self._run.simulated(agency):
            self._replies.take_over(agency)
            self._plan(agency)

    def _plan(self, agency: str) -> None:
        """Begin each open part that the agency knows enough for and is not at work on."""
        waiting = self._not_begun.get(agency, {})
        for place in sorted(waiting):
            standing, part = waiting[place]
            if not standing.parts[part].awaited:
                del waiting[place]
            elif self._aware_of(standing) and self._ready(standing, part):
                del waiting[place]
                self._at_work.add((standing.expectation.id, part))
                self._run.start(self._act(standing, part))

    def _aware_of(self, standing: Standing) -> bool:
        """Whether the agency has read what opened this, or knows one of the facts it is about."""
        expectation, traffic = standing.expectation, self._run.state.traffic
        if any(traffic.knows(expectation.who, fact) for fact in expectation.about):
            return True
        opener = traffic.items.get(f"{self._openers.get(expectation.id)}/{expectation.who}")
        return opener is not None and opener.known_at is not None

    def _owed(self, agency: str, to: str) -> set[str]:
        """The facts that the agency is still to tell ``to`` of its own accord."""
        return {
            fact
            for standing in self._run.state.watch.open_of(agency)
            if to in standing.parts
            if standing.parts[to].awaited and self._aware_of(standing)
            for fact in standing.expectation.about
        }

    def _act(self, standing: Standing, part: str) -> Process:
        expectation, officer = standing.expectation, self._officer
        key = (expectation.id, part)
        begun = self._begun[key] = self._begun.get(key, 0) + 1
        base = f"{expectation.id}/{part}"
        if officer.forgets(base):
            self._at_work.discard(key)
            self._forgotten.add(key)
            return
        cause = base if begun == 1 else f"{base}/{begun}"
        yield from officer.takes_time(cause)
        sent = 0
        while standing.parts[part].awaited and officer.on_watch(expectation.who):
            if not self._ready(standing, part):
                break
            if part == DECISION:
                self._decide(standing, f"{cause}/decide")
                break
            sent += self._tell(
                standing, part, f"{cause}/send/{sent + 1}" if sent else f"{cause}/send"
            )
            if self._unsent(standing, part):
                yield from officer.waits(cause)
        self._at_work.discard(key)
        self._lay_ready(standing, part)

    def _ready(self, standing: Standing, part: str) -> bool:
        """Whether the agency knows enough for this part, and its plan has it done now."""
        expectation, state = standing.expectation, self._run.state
        if standing.closed(state.clock.at) or self._comes_later(expectation):
            return False
        if part != DECISION:
            return bool(self._unsent(standing, part))
        does = expectation.does
        assert does is not None
        barred = forbidden(state, expectation.who, does.action, does.targets)
        return not barred and self._has_grounds(standing)

    def _comes_later(self, expectation: Expectation) -> bool:
        """Whether the agency is still to do what its plan puts before this."""
        return any(
            part.awaited and (first.expectation.id, part.name) not in self._forgotten
            for first in self._firsts(expectation)
            if not first.closed(self._run.state.clock.at)
            for part in first.parts.values()
        )

    def _firsts(self, expectation: Expectation) -> Iterator[Standing]:
        """What the plan puts before this, of what has opened."""
        for name in self._before.get(expectation.id, ()):
            first = self._run.state.watch.standings.get(name)
            if first is not None and first.expectation.who == expectation.who:
                yield first

    # -- Telling -----------------------------------------------------------------------------------

    def _unsent(self, standing: Standing, to: str) -> dict[str, str]:
        """What it may tell ``to`` of what it is to tell, and has not as it is to be told."""
        expectation, state = standing.expectation, self._run.state
        unsent = [
            fact
            for fact in expectation.about
            if not any(
                sending.body.to == to
                and sending.state != "returned"
                and channel_fits(sending, expectation.via, expectation.not_via)
                for sending in state.traffic.carrying(expectation.who, fact)
            )
        ]
        return shareable(state, expectation.who, to, unsent)

    def _tell(self, standing: Standing, to: str, cause: str) -> bool:
        """Send what is unsent, with what it corrects; False where there is no way at present."""
        expectation = standing.expectation
        sender = expectation.who
        facts = self._unsent(standing, to) | outdated(self._run.state, sender, to)
        avoid = frozenset(
            link.id
            for link in self._run.network.links_from(sender)
            if link.channel in expectation.not_via
        )
        for via in expectation.via or (None,):
            now = self._acts.sendable(sender, to, facts, via=via, avoid=avoid)
            if now:
                content = self._content(expectation, to, now, cause)
                self._acts.send(sender, to, cause, facts=now, via=via, avoid=avoid, **content)
                return True
        return False

    def _content(
        self, expectation: Expectation, to: str, facts: dict[str, str], cause: str
    ) -> dict[str, Any]:
        """What the message says: a report, or that the recipient's own has been received."""
        sender, state = expectation.who, self._run.state
        told = exchanged(state, sender, to, facts)
        news = any(status not in told.get(fact, ()) for fact, status in facts.items())
        source = None if news else heard_from(state, sender, to, facts)
        letter = Letter(sender, to, cause, self._phrasing.subject(facts))
        situation = "warning" if expectation.critical else "inform"
        if source is not None:
            situation = "received"
        elif any(fact in told and status == "denied" for fact, status in facts.items()):
            situation = "correction"
        return {
            "actor": "playbook",
            "intent": "inform" if source is None else "acknowledge",
            "about": None if source is None else source.id,
            "wording": self._phrasing.wording(
                situation, letter, facts=facts, reply=source is not None
            ),
            "urgency": "high" if expectation.critical else "normal",
        }

    # -- Deciding ----------------------------------------------------------------------------------

    def _stances(self, expectation: Expectation) -> dict[str, str]:
        """How sure the agency is of each fact that it knows of those it is about."""
        state, agency = self._run.state, expectation.who
        stances = {fact: stance(state, agency, fact) for fact in expectation.about}
        return {fact: status for fact, status in stances.items() if status is not None}

    def _verifies(self, expectation: Expectation) -> bool:
        does = expectation.does
        return does is not None and self._acts.verified_first(
            expectation.who, does.action, does.targets
        )

    def _has_grounds(self, standing: Standing) -> bool:
        """Whether there is cause to decide; what has to be verified first is asked about."""
        expectation = standing.expectation
        known = self._stances(expectation)
        if self._verifies(expectation) and expectation.about:
            unsure = [fact for fact, status in known.items() if status == "unconfirmed"]
            if "confirmed" not in known.values():
                for fact in unsure:
                    self._replies.verify(expectation.who, fact)
                return False
        # What rests on nothing but what turned out not to be true has lost its cause.
        return not known or any(status != "denied" for status in known.values())

    def _decide(self, standing: Standing, decision: str) -> None:
        expectation = standing.expectation
        agency, does = expectation.who, expectation.does
        assert does is not None
        verified = self._verifies(expectation)
        wanted = ("confirmed",) if verified else ("confirmed", "unconfirmed")
        known = self._stances(expectation)
        facts = tuple(fact for fact, status in known.items() if status in wanted)
        action = self._run.pack.actions[does.action]
        reason = self._reason(agency, action, does.targets, facts, decision)
        body = self._acts.decision(agency, action, does.targets, facts=facts, reason=reason)
        self._run.tell(body, decision, actor="playbook", agency=agency)

    def _reason(
        self,
        agency: str,
        action: Action,
        targets: tuple[str, ...],
        facts: tuple[str, ...],
        decision: str,
    ) -> str:
        """Why it decides; for a recommendation, what it writes to the one who can."""
        phrasing = self._phrasing
        named = phrasing.action(action, targets)
        holder = self._acts.turns_to(agency, action)
        if holder is None:
            letter = Letter(agency, agency, decision)
            return phrasing.sentence("by_plan", letter, {"action": named})
        letter = Letter(agency, holder, f"{decision}/tell/{holder}", named)
        grounds = shareable(self._run.state, agency, holder, facts)
        besides = phrasing.facts(grounds, letter)
        return phrasing.write("recommend", letter, {"action": named}, besides=besides)
