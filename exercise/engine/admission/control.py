"""What control may do to script, world and record."""

from __future__ import annotations

from typing import Any

from exercise import commands as c
from exercise.engine.admission.saying import Checks, check_statuses, check_urgency, same_as
from exercise.engine.run import Run
from exercise.errors import Refused
from exercise.events import Body, InjectAdded, ItemCoded
from exercise.state.watch import parts_of

__all__ = ["ControlRules"]


class ControlRules:
    """Injects, the world, contacts, codings and artificialities."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.checks: Checks = {
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
        }

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
        return same_as(command)

    def _add_inject(self, command: c.AddInject, _: str) -> Body:
        file = self._run.network.file
        for agency in command.to:
            if agency not in file.agencies:
                raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        if not command.to or len(set(command.to)) < len(command.to):
            raise Refused("An inject goes to at least one agency, and to each once.")
        check_urgency(command.urgency)
        check_statuses(command.facts)
        if command.via not in file.channels:
            raise Refused("There is no channel '{channel}'.", channel=command.via)
        for fact in command.facts:
            if fact not in self._run.pack.facts:
                raise Refused("There is no fact '{fact}'.", fact=fact)
        body = same_as(command)
        assert isinstance(body, InjectAdded)
        return body

    def _thing(self, command: c.Place, _: str) -> Body:
        if command.thing not in self._run.state.world.open:
            raise Refused("There is no system or resource '{thing}'.", thing=command.thing)
        return same_as(command)

    def _level(self, command: c.SetLevel, _: str) -> Body:
        if command.place not in self._run.pack.places:
            raise Refused("There is no place '{place}'.", place=command.place)
        if command.level not in (1, 2, 3):
            raise Refused("A security level is 1, 2 or 3.")
        return same_as(command)

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
        return same_as(command)

    def _contact(self, command: Any, _: str) -> Body:
        sending = self._run.state.traffic.sendings.get(command.message)
        if sending is None or sending.state != "seeking-contact":
            raise Refused("No message is waiting for an unlisted contact there.")
        return same_as(command)

    def _gather(self, command: c.GatherAgencies, _: str) -> Body:
        if command.place not in self._run.pack.places:
            raise Refused("There is no place '{place}'.", place=command.place)
        for agency in command.agencies:
            if agency not in self._run.network.file.agencies:
                raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        return same_as(command)

    def _code(self, command: c.CodeItem, _: str) -> Body:
        if command.item not in self._run.state.traffic.sendings:
            raise Refused("There is no such message to code.")
        check_statuses(command.facts)
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
        return same_as(command)
