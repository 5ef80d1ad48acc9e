"""What a desk is told of the situation: facts it learned, and security levels.

A security level is made known to everybody at once: ships and port facilities are told it by
notice, and a level that is kept from those who must act on it would mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from exercise.events import Event, FactLearned, LevelSet
from exercise.state.items import Awareness
from exercise.views.desk import Addressed, Desks, Message, texts

__all__ = ["Board"]


class Board:
    """Messages of the kinds fact and level."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self.tellers = {FactLearned: self._on_learned, LevelSet: self._on_level}

    def _on_learned(self, event: Event, body: FactLearned) -> Iterable[Addressed]:
        agency = event.agency or ""
        known = self._desks.state.traffic.known[agency]
        yield Addressed(agency, self._fact(known[body.fact]))
        refuted = self._desks.state.pack.facts[body.fact].refutes
        if refuted is not None and refuted in known:
            yield Addressed(agency, self._fact(known[refuted]))

    def _fact(self, held: Awareness) -> Message:
        state, agency = self._desks.state, held.agency
        fact = state.pack.facts[held.fact]
        show = self._desks.aliases.show
        refuting = self._refuting(agency, fact.id)
        return {
            "kind": "fact",
            "id": show(agency, "fact", fact.id),
            "fact_kind": fact.kind,
            "title": texts(fact.title),
            "detail": texts(fact.detail),
            "status": held.status,
            "marking": fact.marking,
            "known_at": held.at,
            "sender": self._source(held.sender, held.item),
            "settled_at": None if held.settled is None else held.settled.at,
            "settled_by": {}
            if held.settled is None
            else self._source(held.settled.sender, held.settled.item),
            "refuted_by": None if refuting is None else show(agency, "fact", refuting),
        }

    def _refuting(self, agency: str, fact: str) -> str | None:
        """The fact that refutes another, which the desk knew first of those it knows."""
        known = self._desks.state.traffic.known[agency]
        found = [one for one in self._desks.state.need.refuting(fact) if one in known]
        return min(found, key=list(known).index) if len(found) > 1 else next(iter(found), None)

    def _source(self, sender: str | None, item: str) -> dict[str, str]:
        """Who told: an agency, or the voice of an inject."""
        if sender is not None:
            return self._desks.title(sender)
        name = self._desks.state.traffic.items[item].inject or ""
        added = self._desks.state.script.added.get(name)
        if added is not None:
            return texts(added.sender)
        inject = self._desks.state.injects.get(name)
        return {} if inject is None else texts(inject.sender)

    def _on_level(self, _: Event, body: LevelSet) -> Iterable[Addressed]:
        return self._desks.all({"kind": "level", "place": body.place, "level": body.level})
