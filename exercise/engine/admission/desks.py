"""What desks may do."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import fields
from typing import Any

from exercise import commands as c
from exercise.engine.acts import Acts
from exercise.engine.admission.saying import INTENTS, Checks, check_statuses, check_urgency, same_as
from exercise.engine.run import Run
from exercise.errors import Refused
from exercise.events import Body, DecisionLogged, MessageRelayed
from exercise.state.answers import check_answer
from exercise.state.routing import find_way

__all__ = ["DeskRules"]


class DeskRules:
    """Seats, items, messages, decisions and answers."""

    def __init__(self, run: Run, acts: Acts) -> None:
        self._run = run
        self._acts = acts
        self.checks: Checks = {
            c.TakeSeat: self._take_seat,
            c.LeaveSeat: self._leave_seat,
            c.OpenItem: self._open,
            c.SendMessage: self._send,
            c.RelayItem: self._relay,
            c.LogDecision: self._decide,
            c.AnswerQuestion: self._answer,
        }

    def _take_seat(self, command: c.TakeSeat, agency: str) -> Body:
        if command.seat in self._run.state.script.seats.get(agency, ()):
            raise Refused("The seat {seat} is taken.", seat=command.seat)
        return same_as(command)

    def _leave_seat(self, command: c.LeaveSeat, agency: str) -> Body:
        if command.seat not in self._run.state.script.seats.get(agency, ()):
            raise Refused("Nobody sits at {seat}.", seat=command.seat)
        return same_as(command)

    def _own_item(self, item: str, agency: str) -> Any:
        found = self._run.state.traffic.items.get(item)
        if found is None or found.agency != agency:
            raise Refused("There is no such item in your inbox.")
        return found

    def _open(self, command: c.OpenItem, agency: str) -> Body:
        item = self._own_item(command.item, agency)
        if item.known_at is not None:
            raise Refused("This item is open already.")
        self._past(command.happened_at)
        if command.happened_at is not None and command.happened_at < item.delivered_at:
            raise Refused("It had not come by then: give a time at which it could be read.")
        return same_as(command)

    def _send(self, command: c.SendMessage, agency: str) -> Body:
        run = self._run
        if command.to not in run.network.file.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=command.to)
        if command.to == agency:
            raise Refused("A message goes to another agency, not to your own desk.")
        if command.intent not in INTENTS:
            raise Refused("'{intent}' is not something a message can do.", intent=command.intent)
        if command.intent == "inform" and not command.facts and not command.text.strip():
            raise Refused("An empty message tells nothing: pick facts or write a text.")
        check_urgency(command.urgency)
        self._known_facts(agency, command.facts)
        if command.intent == "request" and command.action not in run.pack.actions:
            raise Refused("A request names an action.")
        unknown = [kind for kind in command.asks if kind not in run.network.file.fact_kinds]
        if unknown:
            raise Refused("There is no kind of fact '{kind}'.", kind=unknown[0])
        if command.about is not None:
            self._own_item(command.about, agency)
        self._past(command.happened_at)
        way = find_way(run.state, agency, command.to, facts=command.facts, via=command.via)
        if way.seconds is None:
            raise Refused(_NO_WAY[way.reason], to=self._short(command.to))
        content = {entry.name: getattr(command, entry.name) for entry in fields(command)}
        return self._acts.message(agency, content.pop("to"), way, **content)

    def _known_facts(self, agency: str, facts: dict[str, str]) -> None:
        for fact in facts:
            if not self._run.state.knows(agency, fact):
                raise Refused("Your agency does not know this fact, so it cannot pass it on.")
        check_statuses(facts)

    def _past(self, happened_at: int | None) -> None:
        if happened_at is not None and happened_at > self._run.now:
            raise Refused(
                "What is entered later has happened already: give a time that has passed."
            )

    def _short(self, agency: str) -> str:
        setup = self._run.setup
        return self._run.agency(agency).short.into(setup.language, setup.network.language)

    def _relay(self, command: c.RelayItem, agency: str) -> Body:
        item = self._own_item(command.item, agency)
        if item.final or item.message is None:
            raise Refused("This item is for your own desk; there is nothing to pass on.")
        if item.relayed_at is not None:
            raise Refused("This item has been passed on already.")
        if item.known_at is None:
            raise Refused("Open the item before you pass it on.")
        sending = self._run.state.traffic.sendings[item.message]
        way = find_way(
            self._run.state,
            agency,
            sending.body.to,
            facts=sending.facts,
            past=sending.visited,
        )
        if not way.links:
            raise Refused(_NO_WAY["no-route"], to=self._short(sending.body.to))
        return MessageRelayed(command.item, item.message, way.route)

    def _decide(self, command: c.LogDecision, agency: str) -> DecisionLogged:
        run = self._run
        action = run.pack.actions.get(command.action)
        if action is None:
            raise Refused("There is no action '{action}' in the catalogue.", action=command.action)
        kinds: dict[str, Container[str]] = {
            "place": run.pack.places,
            "agency": run.network.file.agencies,
            "system": run.pack.systems,
            "resource": run.pack.resources,
        }
        for target in command.targets:
            if not any(target in kinds[kind] for kind in action.targets):
                raise Refused("This action cannot be aimed at '{target}'.", target=target)
        for to in command.tells:
            if to not in run.network.file.agencies or to == agency:
                raise Refused("There is no agency '{agency}' in this network.", agency=to)
        self._known_facts(agency, dict.fromkeys(command.facts, "confirmed"))
        self._past(command.happened_at)
        return self._acts.decision(
            agency,
            action,
            command.targets,
            command.tells,
            command.facts,
            command.reason,
            command.happened_at,
        )

    def _answer(self, command: c.AnswerQuestion, agency: str) -> Body:
        check_answer(self._run.state, command, agency)
        return same_as(command)


_NO_WAY = {
    "no-link": "There is no such channel to {to} that works now, as far as you know.",
    "no-route": "There is no way to {to} that you may use for this; look for an unlisted contact.",
    "not-together": "You are not in one place with {to}, so you cannot speak in person.",
}
