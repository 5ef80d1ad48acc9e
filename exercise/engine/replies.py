"""What simulated agencies do with what reaches them: relay, answer, carry out, refer, ask back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exercise.engine.acts import Acts
from exercise.engine.officer import Officer
from exercise.engine.phrasing import Letter, Phrasing, Wording
from exercise.engine.run import Process, Run
from exercise.engine.sharing import exchanged, forbidden, shareable, stance
from exercise.events import MessageRelayed
from exercise.state.items import Item, Sending
from exercise.state.routing import UNLISTED, find_way
from injects.facts import Action

__all__ = ["Replies"]

_TRIES = 3
"""How often a listed way to whoever asked is looked for."""


class Replies:
    """Each question and each request is answered once, and the answer names what it answers."""

    def __init__(self, run: Run, acts: Acts, officer: Officer, phrasing: Phrasing) -> None:
        self._run = run
        self._acts = acts
        self._officer = officer
        self._phrasing = phrasing
        self._answering: set[str] = set()
        self._carried_out: dict[str, str] = {}
        self._verifying: set[tuple[str, str]] = set()

    def respond(self, item: Item) -> None:
        """Pass on what is for others; answer what asks for something."""
        if item.message is None:
            return
        sending = self._run.state.traffic.sendings[item.message]
        if not item.final:
            self._relay(item, sending)
        elif item.id not in self._answering:
            if sending.body.intent == "ask":
                self._answering.add(item.id)
                self._run.start(self._once(item, self._answer(item, sending)))
            elif sending.body.intent == "request" and sending.body.action:
                self._answering.add(item.id)
                considering = self._consider(item, sending, sending.body.action)
                self._run.start(self._once(item, considering))

    def _once(self, item: Item, response: Process) -> Process:
        """While a desk is at work on a response it does not begin another to the same item."""
        yield from response
        self._answering.discard(item.id)

    def take_over(self, agency: str) -> None:
        """Respond to what people have read at this desk and not replied to."""
        for item in self._run.state.traffic.inbox_of(agency):
            if item.known_at is not None and not self._is_replied_to(item):
                self.respond(item)

    def _is_replied_to(self, item: Item) -> bool:
        """Whether this desk has sent something about an item, by whichever hand."""
        sendings = self._run.state.traffic.sendings_of(item.agency)
        return any(sending.body.about == item.id for sending in sendings)

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

    # -- Questions ---------------------------------------------------------------------------------

    def _answer(self, item: Item, sending: Sending) -> Process:
        """Say what it knows and may share of the kinds asked for, or that it has nothing."""
        cause = f"{item.id}/answer"
        yield from self._officer.takes_time(cause)
        yield from self._until_sent(
            item, cause, lambda via: self._tell_what_is_known(item, sending, cause, via)
        )

    def _tell_what_is_known(
        self, item: Item, sending: Sending, cause: str, via: str | None
    ) -> bool:
        state, asker, kinds = self._run.state, sending.sender, sending.body.asks
        facts = self._run.pack.facts
        known = state.traffic.known.get(item.agency, {})
        fitting = [fact for fact in known if not kinds or facts[fact].kind in kinds]
        held = shareable(state, item.agency, asker, fitting)
        both = exchanged(state, item.agency, asker, held)
        fresh = {fact: status for fact, status in held.items() if status not in both.get(fact, ())}
        news = self._acts.sendable(item.agency, asker, fresh, via=via)
        without = [kind for kind in kinds if all(facts[fact].kind != kind for fact in held)]
        letter, named = self._letter(item, sending, cause), self._phrasing.kinds
        if news:
            nothing = {"kinds": named(without)}
            besides = self._phrasing.sentence("nothing", letter, nothing) if without else ""
            put = self._phrasing.wording("answer", letter, facts=news, besides=besides, reply=True)
        else:
            situation = "nothing" if fresh or not held else "nothing_new"
            put = self._phrasing.wording(situation, letter, {"kinds": named(kinds)}, reply=True)
        return self._reply(item, letter, put, facts=news, via=via)

    def verify(self, agency: str, fact: str) -> None:
        """Ask whoever told the agency of a fact whether it can be confirmed, once."""
        source = self._run.state.traffic.known[agency][fact].sender
        if source is not None and (agency, fact) not in self._verifying:
            self._verifying.add((agency, fact))
            self._run.start(self._verify(agency, fact, source))

    def _verify(self, agency: str, fact: str, source: str) -> Process:
        cause = f"{agency}/verify/{fact}"
        yield from self._officer.takes_time(cause)
        unsure = self._run.state.traffic.status(agency, fact) == "unconfirmed"
        if not unsure or not self._officer.on_watch(agency):
            return
        letter = Letter(agency, source, cause, self._phrasing.subject([fact]))
        named = {"facts": f"{self._phrasing.title(fact)}."}
        self._acts.send(
            agency,
            source,
            cause,
            actor="playbook",
            intent="ask",
            asks=(self._run.pack.facts[fact].kind,),
            wording=self._phrasing.wording("verify", letter, named),
        )

    # -- Requests ----------------------------------------------------------------------------------

    def _consider(self, item: Item, sending: Sending, asked: str) -> Process:
        """Carry out what is within its authority; otherwise say whose it is, or what is missing."""
        officer, cause = self._officer, f"{item.id}/consider"
        yield from officer.takes_time(cause)
        if not officer.on_watch(item.agency) or self._is_replied_to(item):
            return
        action = self._run.pack.actions[asked]
        targets = tuple(t for t in sending.body.targets if self._acts.can_aim(action, t))
        letter = self._letter(item, sending, f"{cause}/reply")
        named = {"action": self._phrasing.action(action, targets)}
        content: dict[str, Any] = {"action": action.id, "targets": targets}
        besides = ""
        if not self._acts.may_decide(item.agency, action):
            situation, named["authority"] = self._referral(action, sending.sender)
        elif forbidden(self._run.state, item.agency, action.id, targets):
            situation = "refused"
        elif self._is_untrue(item.agency, sending):
            situation, content["facts"] = "refused", self._corrected(item.agency, sending)
            besides = self._phrasing.facts(content["facts"], letter)
        elif action.targets and not targets:
            situation = "which"
        elif self._is_unsure(item.agency, sending, action, targets):
            situation = "verify"
            named["facts"] = " ".join(f"{self._phrasing.title(f)}." for f in sorted(sending.facts))
        else:
            situation = "done"
            if item.id not in self._carried_out:
                done = self._carry_out(item, sending, action, targets, f"{cause}/decide")
                self._carried_out[item.id] = done
            content["decision"] = self._carried_out[item.id]
        put = self._phrasing.wording(situation, letter, named, besides=besides, reply=True)
        yield from self._until_sent(
            item,
            cause,
            lambda via: self._reply(item, letter, put, intent="acknowledge", via=via, **content),
        )

    def _carry_out(
        self,
        item: Item,
        sending: Sending,
        action: Action,
        targets: tuple[str, ...],
        cause: str,
    ) -> str:
        """Decide as requested; returns the decision's causal id."""
        state, agency = self._run.state, item.agency
        stances = {fact: stance(state, agency, fact) for fact in sorted(sending.facts)}
        verified = self._acts.verified_first(agency, action.id, targets)
        wanted = ("confirmed",) if verified else ("confirmed", "unconfirmed")
        facts = tuple(fact for fact, status in stances.items() if status in wanted)
        named = {"action": self._phrasing.action(action, targets)}
        reason = self._phrasing.sentence("on_request", Letter(agency, sending.sender, cause), named)
        body = self._acts.decision(agency, action, targets, facts=facts, reason=reason)
        return self._run.tell(body, cause, actor="playbook", agency=agency).id

    def _is_untrue(self, agency: str, sending: Sending) -> bool:
        """Whether this desk knows that nothing of what a request rests on is true."""
        facts = sending.facts
        return bool(facts) and all(stance(self._run.state, agency, f) == "denied" for f in facts)

    def _is_unsure(
        self, agency: str, sending: Sending, action: Action, targets: tuple[str, ...]
    ) -> bool:
        """Whether its plan has it verify first, and nothing that the request rests on is sure."""
        if not sending.facts or not self._acts.verified_first(agency, action.id, targets):
            return False
        return all(stance(self._run.state, agency, fact) != "confirmed" for fact in sending.facts)

    def _corrected(self, agency: str, sending: Sending) -> dict[str, str]:
        facts = shareable(self._run.state, agency, sending.sender, sending.facts)
        return self._acts.sendable(agency, sending.sender, facts)

    def _referral(self, action: Action, asker: str) -> tuple[str, str]:
        """What to say of a request beyond its authority, and who has it."""
        holders = self._acts.holders_of(action)
        if asker in holders:
            return "yours", ""
        return ("referral" if holders else "refused"), self._phrasing.either(holders)

    # -- Sending it --------------------------------------------------------------------------------

    def _letter(self, item: Item, sending: Sending, cause: str) -> Letter:
        return Letter(item.agency, sending.sender, cause, sending.body.subject)

    def _until_sent(self, item: Item, cause: str, attempt: Callable[[str | None], bool]) -> Process:
        """Try the listed ways for a while; then find the number of who is to be answered."""
        for via in (*[None] * _TRIES, UNLISTED):
            if not self._officer.on_watch(item.agency) or self._is_replied_to(item):
                return
            if attempt(via):
                return
            yield from self._officer.waits(cause)

    def _reply(self, item: Item, letter: Letter, put: Wording, **content: Any) -> bool:
        """Send an answer; False where there is no way at present."""
        sent = self._acts.send(
            letter.sender,
            letter.to,
            letter.cause,
            actor="playbook",
            wording=put,
            about=item.id,
            **content,
        )
        return sent is not None
