"""What changes name, looked up in a session: agencies, channels, decisions, actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agencies.language import Phrase, phrase
from agencies.network import Network
from agencies.problems import did_you_mean
from agencies.text import plain
from exercise.errors import RequestError
from exercise.events import DecisionLogged, Event
from exercise.replay.changes import FORMS, Change, quoted
from exercise.setup import Setup

__all__ = ["Names"]

MOST_NAMED = 12
"""Names that an error lists."""


class Names:
    """Looks names up, and raises what is wrong about one.

    Args:
        setup: What the session was made from.
        network: The network of the setup.
        events: The record.
        at: Second of the fork.
    """

    def __init__(self, setup: Setup, network: Network, events: Sequence[Event], at: int) -> None:
        self._setup, self._network, self._events, self._at = setup, network, events, at

    def _unknown(self, change: Change, problem: Phrase, name: str, names: Iterable[str]) -> None:
        """Raise what is wrong about a name, with one like it where there is one."""
        mend = did_you_mean(name, tuple(names))
        said = phrase("'{change}': {problem}", change=quoted(change.text), problem=problem)
        raise RequestError(
            said if mend is None else phrase("{first} {second}", first=said, second=mend)
        )

    def _agency(self, change: Change, name: str) -> str:
        if name not in self._network.agencies:
            problem = phrase("there is no agency '{name}'.", name=plain(name, limit=60))
            self._unknown(change, problem, name, self._network.agencies)
        return name

    def _channel(self, change: Change, name: str, *others: str) -> str:
        if name not in (*self._network.channels, *others):
            problem = phrase("there is no channel '{name}'.", name=plain(name, limit=60))
            self._unknown(change, problem, name, (*self._network.channels, *others))
        return name

    def _pair(self, change: Change) -> tuple[str, str]:
        first, second = (self._agency(change, name) for name in change.parts[:2])
        if first == second:
            raise RequestError("'{change}' names one agency twice.", change=quoted(change.text))
        return first, second

    def _count(self, change: Change, least: int, most: int) -> None:
        if not least <= len(change.parts) <= most:
            raise RequestError(
                "'{change}' is not clear; write {form}.",
                change=quoted(change.text),
                form=FORMS[change.verb],
            )

    def _logged(self, change: Change) -> Event | None:
        """The decision that a change names, whoever took it and whenever."""
        name = change.parts[0]
        for event in self._events:
            named = name in (event.id, f"#{event.seq}", str(event.seq))
            if named and isinstance(event.body, DecisionLogged):
                return event
        return None

    def _decision(self, change: Change) -> Event:
        logged = [event for event in self._events if isinstance(event.body, DecisionLogged)]
        there = [e for e in logged if e.origin == "command" and e.at >= self._at]
        found = self._logged(change)
        if found in there:
            assert found is not None
            return found
        if found is not None:
            raise RequestError(
                "'{change}': only decisions of people after the fork can be changed.",
                change=quoted(change.text),
            )
        if not there:
            raise RequestError(
                "'{change}': people logged no decision after the fork.", change=quoted(change.text)
            )
        raise RequestError(
            "'{change}': there is no such decision; there are: {names}.",
            change=quoted(change.text),
            names=", ".join(f"#{event.seq} {plain(event.id)}" for event in there[:MOST_NAMED]),
        )

    def _action(self, change: Change, parts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        action, actions = parts[0], self._setup.pack.actions
        if action not in actions:
            problem = phrase("there is no action '{name}'.", name=plain(action, limit=60))
            self._unknown(change, problem, action, actions)
        targets = tuple(parts[1].split(",")) if len(parts) > 1 else ()
        return action, self._aimed(change, action, targets)

    def _aimed(self, change: Change, action: str, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The targets of an action, which does nothing without one where it has any."""
        pack = self._setup.pack
        there: dict[str, Iterable[str]] = {
            "place": pack.places,
            "system": pack.systems,
            "resource": pack.resources,
            "agency": self._network.agencies,
        }
        kinds = pack.actions[action].targets
        offered = [name for kind, names in there.items() if kind in kinds for name in names]
        if targets or not offered:
            for target in targets:
                if target not in offered:
                    problem = phrase(
                        "{action} cannot be aimed at '{name}'.",
                        action=action,
                        name=plain(target, limit=60),
                    )
                    self._unknown(change, problem, target, offered)
            return targets
        raise RequestError(
            "'{change}': {action} does nothing without what it is aimed at; add one of: {names}.",
            change=quoted(change.text),
            action=action,
            names=", ".join(f":{name}" for name in offered[:MOST_NAMED])
            + (" …" if len(offered) > MOST_NAMED else ""),
        )
