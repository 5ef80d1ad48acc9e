"""Admission: whether a command may be, and the event it becomes."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import fields
from typing import Any

from exercise import commands as c
from exercise.engine.acts import Acts
from exercise.engine.run import Run
from exercise.engine.world import World
from exercise.errors import Refused
from exercise.events import (
    OF_COMMAND,
    Body,
    DecisionLogged,
    InjectAdded,
    ItemCoded,
    ItemOpened,
    MessageRelayed,
)
from exercise.state.routing import find_way
from exercise.state.watch import parts_of

__all__ = ["Admission"]

INTENTS = ("inform", "ask", "request", "relay", "acknowledge")
STATUSES = ("confirmed", "unconfirmed", "denied")


class Admission:
    """Checks each command against the rules of play and tells the event of it."""

    def __init__(self, run: Run, acts: Acts, world: World) -> None:
        self._run = run
        self._acts = acts
        self._world = world
        self._count: dict[tuple[str, str, str], int] = {}
        self._checks: dict[type[Any], Callable[[Any, str], Body]] = {
            c.TakeSeat: self._take_seat,
            c.LeaveSeat: self._leave_seat,
            c.OpenItem: self._open,
            c.SendMessage: self._send,
            c.RelayItem: self._relay,
            c.LogDecision: self._decide,
            c.AnswerQuestion: self._answer,
            c.Resume: self._resume,
            c.Pause: self._pause,
            c.SetSpeed: self._speed,
            c.Jump: self._jump,
            c.BeginMove: self._begin_move,
            c.HoldInject: self._waiting_inject,
            c.ReleaseInject: self._waiting_inject,
            c.SkipInject: self._waiting_inject,
            c.EditInject: self._waiting_inject,
            c.AddInject: self._add_inject,
            c.Place: self._thing,
            c.SetLevel: self._level,
            c.Disrupt: self._outage,
            c.Restore: self._outage,
            c.GrantContact: self._contact,
            c.RefuseContact: self._contact,
            c.GatherAgencies: self._gather,
            c.CodeItem: self._code,
            c.ExcusePart: self._excuse,
            c.OpenQuestion: self._question,
        }

    def admit(self, submission: c.Submission) -> None:
        """Tell the event of a command.

        Raises:
            Refused: With the reason; nothing has then changed.
        """
        command, agency = submission.command, submission.agency or ""
        for name in (submission.request, submission.seat):
            if name is not None and (len(name) > 200 or not name.isprintable()):
                raise Refused("A name may have 200 printable characters at the most.")
        ended = self._run.state.clock.phase == "ended"
        if ended and not isinstance(command, (c.AnswerQuestion, c.LeaveSeat, c.CodeItem)):
            raise Refused("The exercise has ended.")
        if agency and agency not in self._run.network.file.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        if isinstance(command, _OF_A_DESK) and not agency:
            raise Refused("This is for a desk to do.")
        check = self._checks.get(type(command))
        body = check(command, agency) if check else _same(command)
        self._run.tell(
            body,
            self._cause(submission, body),
            actor=submission.actor,
            agency=submission.agency,
            seat=submission.seat,
            request=submission.request,
            origin="command",
        )
        if isinstance(command, c.EndExercise):
            self._world.close_move()

    def _cause(self, submission: c.Submission, body: Body) -> str:
        """``<agency>/<verb>/<object>/<occurrence>``: what was done to what, and the how-manieth."""
        verb = type(submission.command).__name__
        who = submission.agency or submission.actor
        thing = str(getattr(body, _OBJECT.get(verb, ""), "") or "-")
        count = self._count[who, verb, thing] = self._count.get((who, verb, thing), 0) + 1
        return f"{who}/{verb}/{thing}/{count}"

    # -- Desks -------------------------------------------------------------------------------------

    def _take_seat(self, command: c.TakeSeat, agency: str) -> Body:
        if command.seat in self._run.state.script.seats.get(agency, ()):
            raise Refused("The seat {seat} is taken.", seat=command.seat)
        return _same(command)

    def _leave_seat(self, command: c.LeaveSeat, agency: str) -> Body:
        if command.seat not in self._run.state.script.seats.get(agency, ()):
            raise Refused("Nobody sits at {seat}.", seat=command.seat)
        return _same(command)

    def _own_item(self, item: str, agency: str) -> Any:
        found = self._run.state.traffic.items.get(item)
        if found is None or found.agency != agency:
            raise Refused("There is no such item in your inbox.")
        return found

    def _open(self, command: c.OpenItem, agency: str) -> Body:
        if self._own_item(command.item, agency).known_at is not None:
            raise Refused("This item is open already.")
        return ItemOpened(command.item)

    def _send(self, command: c.SendMessage, agency: str) -> Body:
        run = self._run
        if command.to not in run.network.file.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=command.to)
        if command.to == agency:
            raise Refused("A message goes to another agency, not to your own desk.")
        if command.intent not in INTENTS:
            raise Refused("'{intent}' is not something a message can do.", intent=command.intent)
        self._urgency(command.urgency)
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
        self._statuses(facts)

    def _statuses(self, facts: dict[str, str]) -> None:
        if not set(facts.values()) <= set(STATUSES):
            raise Refused("A fact is confirmed, unconfirmed or denied.")

    def _urgency(self, urgency: str) -> None:
        if urgency not in ("low", "normal", "high", "critical"):
            raise Refused("'{urgency}' is not an urgency.", urgency=urgency)

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
        question = self._run.pack.questions.get(command.question)
        if question is None or command.question not in self._run.state.script.questions:
            raise Refused("This question has not been put.")
        if question.of != "all" and agency not in question.of:
            raise Refused("This question is for other desks.")
        return _same(command)

    # -- The clock ---------------------------------------------------------------------------------

    def _pause(self, command: c.Pause, _: str) -> Body:
        if not self._run.state.clock.running:
            raise Refused("The exercise clock stands still already.")
        return _same(command)

    def _resume(self, command: c.Resume, _: str) -> Body:
        if self._run.state.clock.running:
            raise Refused("The exercise clock runs already.")
        return _same(command)

    def _speed(self, command: c.SetSpeed, _: str) -> Body:
        if not 0 < command.speed <= 1000:
            raise Refused("The speed is above 0 and at most 1000.")
        return _same(command)

    def _jump(self, command: c.Jump, _: str) -> Body:
        if command.to <= self._run.now:
            raise Refused("The exercise only goes forward.")
        if command.to > self._run.pack.endex:
            raise Refused("That is after the end of the exercise.")
        return _same(command)

    def _begin_move(self, command: c.BeginMove, _: str) -> Body:
        if command.move not in {move.id for move in self._run.pack.moves}:
            raise Refused("There is no move '{move}'.", move=command.move)
        if self._run.pack.move_begins(command.move) <= self._run.now:
            raise Refused("The exercise only goes forward.")
        return _same(command)

    # -- Control -----------------------------------------------------------------------------------

    def _waiting_inject(self, command: Any, _: str) -> Body:
        script = self._run.state.script
        if self._run.pack.inject(command.inject) is None:
            raise Refused("There is no inject '{inject}'.", inject=command.inject)
        if command.inject in script.fired:
            raise Refused("The inject {inject} has been released.", inject=command.inject)
        if command.inject in script.skipped:
            raise Refused("The inject {inject} was skipped.", inject=command.inject)
        if isinstance(command, c.ReleaseInject) and self._run.state.clock.phase == "warm-up":
            raise Refused("Before STARTEX no inject is released.")
        return _same(command)

    def _add_inject(self, command: c.AddInject, _: str) -> Body:
        file = self._run.network.file
        for agency in command.to:
            if agency not in file.agencies:
                raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        if not command.to or len(set(command.to)) < len(command.to):
            raise Refused("An inject goes to at least one agency, and to each once.")
        self._urgency(command.urgency)
        self._statuses(command.facts)
        if command.via not in file.channels:
            raise Refused("There is no channel '{channel}'.", channel=command.via)
        for fact in command.facts:
            if fact not in self._run.pack.facts:
                raise Refused("There is no fact '{fact}'.", fact=fact)
        body = _same(command)
        assert isinstance(body, InjectAdded)
        return body

    def _thing(self, command: c.Place, _: str) -> Body:
        if command.thing not in self._run.state.world.open:
            raise Refused("There is no system or resource '{thing}'.", thing=command.thing)
        return _same(command)

    def _level(self, command: c.SetLevel, _: str) -> Body:
        if command.place not in self._run.pack.places:
            raise Refused("There is no place '{place}'.", place=command.place)
        if command.level not in (1, 2, 3):
            raise Refused("A security level is 1, 2 or 3.")
        return _same(command)

    def _outage(self, command: Any, _: str) -> Body:
        file = self._run.network.file
        if not (command.link or command.channel or command.agency):
            raise Refused("Name a link, a channel or an agency.")
        if command.link and (command.channel or command.agency):
            raise Refused("Name a link alone, without channel or agency.")
        if command.link and command.link not in self._run.network.channel_of_link:
            raise Refused("There is no link '{link}'.", link=command.link)
        if command.channel and command.channel not in file.channels:
            raise Refused("There is no channel '{channel}'.", channel=command.channel)
        if command.agency and command.agency not in file.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=command.agency)
        return _same(command)

    def _contact(self, command: Any, _: str) -> Body:
        sending = self._run.state.traffic.sendings.get(command.message)
        if sending is None or sending.state != "seeking-contact":
            raise Refused("No message is waiting for an unlisted contact there.")
        return _same(command)

    def _gather(self, command: c.GatherAgencies, _: str) -> Body:
        if command.place not in self._run.pack.places:
            raise Refused("There is no place '{place}'.", place=command.place)
        for agency in command.agencies:
            if agency not in self._run.network.file.agencies:
                raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        return _same(command)

    def _code(self, command: c.CodeItem, _: str) -> Body:
        if command.item not in self._run.state.traffic.sendings:
            raise Refused("There is no such message to code.")
        self._statuses(command.facts)
        for fact in command.facts:
            if fact not in self._run.pack.facts:
                raise Refused("There is no fact '{fact}'.", fact=fact)
        return ItemCoded(command.item, command.facts)

    def _excuse(self, command: c.ExcusePart, _: str) -> Body:
        spec = self._run.state.watch.specs.get(command.expectation)
        standing = self._run.state.watch.standings.get(command.expectation)
        names = tuple(standing.parts) if standing else tuple(parts_of(spec)) if spec else ()
        if not names:
            raise Refused("There is no expectation '{name}'.", name=command.expectation)
        if command.part not in names:
            raise Refused("There is no part '{part}' in it.", part=command.part)
        return _same(command)

    def _question(self, command: c.OpenQuestion, _: str) -> Body:
        if command.question not in self._run.pack.questions:
            raise Refused("There is no question '{question}'.", question=command.question)
        return _same(command)


_OF_A_DESK = (
    c.TakeSeat,
    c.LeaveSeat,
    c.OpenItem,
    c.SendMessage,
    c.RelayItem,
    c.LogDecision,
    c.RequestInformation,
    c.AnswerQuestion,
)

_OBJECT = {
    "TakeSeat": "seat",
    "LeaveSeat": "seat",
    "OpenItem": "item",
    "SendMessage": "to",
    "RelayItem": "item",
    "LogDecision": "action",
    "AnswerQuestion": "question",
    "HoldInject": "inject",
    "ReleaseInject": "inject",
    "SkipInject": "inject",
    "EditInject": "inject",
    "BeginMove": "move",
    "Place": "thing",
    "SetLevel": "place",
    "GrantContact": "message",
    "RefuseContact": "message",
    "CodeItem": "item",
    "OpenQuestion": "question",
}
"""The field of each command's event that names what it was done to."""

_NO_WAY = {
    "no-link": "There is no such channel to {to} that works now, as far as you know.",
    "no-route": "There is no way to {to} that you may use for this; look for an unlisted contact.",
    "not-together": "You are not in one place with {to}, so you cannot speak in person.",
}


def _same(command: c.Command) -> Body:
    """The event that holds just what the command says."""
    made: Body = OF_COMMAND[type(command)](
        **{entry.name: getattr(command, entry.name) for entry in fields(command)}  # type: ignore[arg-type]
    )
    return made
