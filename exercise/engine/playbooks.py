"""Playbooks: agencies without people act on what they know and nothing else (rules of play §2)."""

from __future__ import annotations

from agencies.language import words
from agencies.model import DEFAULT_SKILLS, Skill
from exercise.engine.acts import Acts
from exercise.engine.agenda import Phase
from exercise.engine.run import Process, Run
from exercise.events import (
    Event,
    ExpectationOpened,
    FactLearned,
    ItemHandled,
    MessageRelayed,
    MessageReturned,
    PartUndone,
    SeatLeft,
)
from exercise.state.routing import find_way, refuted
from exercise.state.traffic import Item, Sending
from exercise.state.watch import DECISION, Standing

__all__ = ["Playbooks"]

_TRY_AGAIN = 300
"""Seconds after which a playbook that found no way looks again."""


class Playbooks:
    """Does what an agency should, as well as the run's skill lets it."""

    def __init__(self, run: Run, acts: Acts) -> None:
        self._run = run
        self._acts = acts
        self._at_work: set[tuple[str, str]] = set()
        self._begun: dict[tuple[str, str], int] = {}
        self._answering: set[str] = set()
        self._openers = {
            exp.id: inject.id for exp, inject in run.pack.all_expectations if inject is not None
        }
        skills: dict[str, Skill] = {**DEFAULT_SKILLS}
        skills.update(run.network.file.skills)  # type: ignore[arg-type]
        self._skill = skills[run.setup.skill]
        run.when(ItemHandled, self._on_handled)
        run.when(FactLearned, self._on_news)
        run.when(ExpectationOpened, self._on_news)
        run.when(PartUndone, self._on_news)
        run.when(MessageReturned, self._on_news)
        run.when(SeatLeft, self._on_left)

    # -- What makes it act -------------------------------------------------------------------------

    def _on_handled(self, event: Event) -> None:
        assert isinstance(event.body, ItemHandled)
        item = self._run.state.traffic.items[event.body.item]
        if not self._run.simulated(item.agency):
            return
        self._respond(item)
        self._plan(item.agency)

    def _on_news(self, event: Event) -> None:
        """Something that the agency knows or owes has changed."""
        if event.agency and self._run.simulated(event.agency):
            self._plan(event.agency)

    def _on_left(self, event: Event) -> None:
        """The desk is the playbook's again: it goes over what people have left undone."""
        agency = event.agency or ""
        if not self._run.simulated(agency):
            return
        traffic = self._run.state.traffic
        replied = {sending.body.about for sending in traffic.sendings_of(agency)}
        for item in traffic.inbox.get(agency, ()):
            if item.known_at is not None and item.id not in replied:
                self._respond(item)
        self._plan(agency)

    def _respond(self, item: Item) -> None:
        """Pass on what is for others; answer what asks, once."""
        if item.message is None:
            return
        sending = self._run.state.traffic.sendings[item.message]
        if not item.final:
            self._relay(item, sending)
        elif item.id not in self._answering:
            if sending.body.intent == "ask":
                self._answering.add(item.id)
                self._run.start(self._answer(item, sending))
            elif sending.body.intent == "request" and sending.body.action:
                self._answering.add(item.id)
                self._run.start(self._consider(item, sending))

    # -- Duties and expectations -------------------------------------------------------------------

    def _plan(self, agency: str) -> None:
        """Begin each open part that the agency knows enough for and is not at work on."""
        for standing in list(self._run.state.watch.standings.values()):
            expectation = standing.expectation
            if expectation.who != agency or expectation.must_not:
                continue
            if not self._aware_of(standing):
                continue
            for part in standing.parts.values():
                key = (expectation.id, part.name)
                if part.done_at is not None or key in self._at_work:
                    continue
                if part.name == DECISION or self._unsent(standing, part.name):
                    self._at_work.add(key)
                    self._run.start(self._act(standing, part.name))

    def _aware_of(self, standing: Standing) -> bool:
        """Whether the agency has read what opened this, or knows one of the facts it is about."""
        expectation, traffic = standing.expectation, self._run.state.traffic
        if any(traffic.knows(expectation.who, fact) for fact in expectation.about):
            return True
        opener = traffic.items.get(f"{self._openers.get(expectation.id)}/{expectation.who}")
        return opener is not None and opener.known_at is not None

    def _ready(self, standing: Standing, part: str) -> set[str]:
        """The facts that can be passed on to a recipient: known, and its to know."""
        expectation, traffic = standing.expectation, self._run.state.traffic
        known = {fact for fact in expectation.about if traffic.knows(expectation.who, fact)}
        return {fact for fact in known if self._run.pack.facts[fact].concerns(part)}

    def _unsent(self, standing: Standing, to: str) -> set[str]:
        """Facts that can be passed on to a recipient and are not on their way to it."""
        sent = {
            fact
            for sending in self._run.state.traffic.sendings_of(standing.expectation.who)
            if sending.body.to == to and sending.state != "returned"
            for fact in sending.facts
        }
        return self._ready(standing, to) - sent

    def _act(self, standing: Standing, part: str) -> Process:
        run, expectation = self._run, standing.expectation
        key = (expectation.id, part)
        begun = self._begun[key] = self._begun.get(key, 0) + 1
        base = f"{expectation.id}/{part}"
        if run.draw("miss", base) < self._skill.miss:
            self._at_work.discard(key)
            return
        cause = base if begun == 1 else f"{base}/{begun}"
        yield run.after(self._skill.response.at(run.draw("response", cause)))
        yield run.turn(Phase.DESK, cause)
        while standing.parts[part].done_at is None and self._may_act(expectation.who):
            if part == DECISION:
                self._decide(standing, cause)
                break
            if not self._unsent(standing, part) or self._tell(standing, part, cause):
                break
            yield run.after(_TRY_AGAIN)
            yield run.turn(Phase.DESK, cause)
        self._at_work.discard(key)

    def _may_act(self, agency: str) -> bool:
        return self._run.simulated(agency) and self._run.state.clock.phase != "ended"

    def _tell(self, standing: Standing, to: str, cause: str) -> bool:
        expectation = standing.expectation
        facts = self._share(expectation.who, to, self._unsent(standing, to))
        avoid = frozenset(
            link.id
            for link in self._run.network.links_from(expectation.who)
            if link.channel in expectation.not_via
        )
        if not facts:
            return False
        subject, text = self._wording(facts)
        for via in expectation.via or (None,):
            sent = self._acts.send(
                expectation.who,
                to,
                f"{cause}/send",
                actor="playbook",
                facts=facts,
                via=via,
                avoid=avoid,
                subject=subject,
                text=text,
                urgency="high" if expectation.critical else "normal",
            )
            if sent is not None:
                return True
        return False

    def _share(self, agency: str, to: str, facts: set[str]) -> dict[str, str]:
        """Facts with the status they are known by; what is known to be refuted goes as denied."""
        state, shared = self._run.state, {}
        for fact in sorted(facts):
            if self._run.pack.facts[fact].concerns(to):
                status = state.traffic.status(agency, fact)
                assert status is not None
                shared[fact] = "denied" if refuted(state, agency, fact) else status
        return shared

    def _decide(self, standing: Standing, cause: str) -> None:
        expectation, state = standing.expectation, self._run.state
        assert expectation.does is not None
        known = [fact for fact in expectation.about if state.traffic.knows(expectation.who, fact)]
        if expectation.verify_before:
            known = [f for f in known if state.traffic.status(expectation.who, f) == "confirmed"]
        action = self._run.pack.actions[expectation.does.action]
        body = self._acts.decision(
            expectation.who, action, expectation.does.targets, facts=tuple(known)
        )
        self._run.tell(body, f"{cause}/decide", actor="playbook", agency=expectation.who)

    # -- Relays, questions and requests ------------------------------------------------------------

    def _relay(self, item: Item, sending: Sending) -> None:
        if item.relayed_at is not None or sending.state != "at-relay":
            return
        way = find_way(
            self._run.state,
            item.agency,
            sending.body.to,
            facts=sending.facts,
            past=sending.visited,
        )
        self._run.tell(
            MessageRelayed(item.id, sending.id, way.route),
            f"{item.id}/relayed",
            actor="playbook",
            agency=item.agency,
        )

    def _answer(self, item: Item, sending: Sending) -> Process:
        """Answer with what it knows and may share of the kinds asked for, or with none."""
        run, asker, cause = self._run, sending.sender, f"{item.id}/answer"
        yield run.after(self._skill.response.at(run.draw("response", cause)))
        yield run.turn(Phase.DESK, cause)
        self._answering.discard(item.id)
        if not self._may_act(item.agency):
            return
        kinds = sending.body.asks
        known = run.state.traffic.known.get(item.agency, {})
        fitting = {f for f in known if not kinds or run.pack.facts[f].kind in kinds}
        facts = self._share(item.agency, asker, fitting)
        say = words(run.setup.language)
        subject, text = self._wording(facts)
        if not facts:
            subject = say("Answer to your question")
            text = say("We have nothing on this that we can share at this time.")
        self._acts.send(
            item.agency,
            asker,
            cause,
            actor="playbook",
            facts=facts,
            subject=subject,
            text=text,
            about=item.id,
        )

    def _consider(self, item: Item, sending: Sending) -> Process:
        """Do what is requested within its authority, and say so; else say that it cannot."""
        run, cause = self._run, f"{item.id}/consider"
        yield run.after(self._skill.response.at(run.draw("response", cause)))
        yield run.turn(Phase.DESK, cause)
        self._answering.discard(item.id)
        if not self._may_act(item.agency):
            return
        action = run.pack.actions[sending.body.action or ""]
        say = words(run.setup.language)
        able = self._acts.may_decide(item.agency, action)
        if able:
            facts = tuple(f for f in sorted(sending.facts) if run.state.knows(item.agency, f))
            body = self._acts.decision(item.agency, action, sending.body.targets, facts=facts)
            run.tell(body, f"{cause}/decide", actor="playbook", agency=item.agency)
        self._acts.send(
            item.agency,
            sending.sender,
            f"{cause}/reply",
            actor="playbook",
            intent="acknowledge",
            subject=action.title.into(run.setup.language, run.pack.language),
            text=say("Done, as you requested.") if able else say("This is not ours to decide."),
            about=item.id,
        )

    def _wording(self, facts: dict[str, str]) -> tuple[str, str]:
        """A short message that names the facts and how sure they are."""
        language, pack = self._run.setup.language, self._run.pack
        say = words(language)
        titles = [pack.facts[fact].title.into(language, pack.language) for fact in facts]
        certainty = {
            "confirmed": say("confirmed"),
            "unconfirmed": say("not confirmed"),
            "denied": say("denied"),
        }
        lines = [
            f"{title} ({certainty[status]})."
            for title, status in zip(titles, facts.values(), strict=True)
        ]
        return "; ".join(titles), "\n".join([say("For your information and action:"), *lines])
