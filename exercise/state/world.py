"""The world as it is: levels, disruptions, facts that hold, things open, who is together."""

from __future__ import annotations

from copy import copy

from agencies.network import Disruptions, Network
from exercise.events import (
    AgenciesGathered,
    AttemptLost,
    Disrupted,
    Event,
    FactChanged,
    LevelSet,
    MessageDelivered,
    Restored,
    ThingPlaced,
)
from exercise.state.folds import Folds
from exercise.state.layers import over
from injects.model import Pack

__all__ = ["World"]


class World:
    """Ground truth of the exercise, and what each agency believes of its links.

    Attributes:
        levels: Security level of each place.
        down: What is disrupted.
        open: Whether each system and resource is open.
        together: Agencies present at each place of the story.
        believed_down: Links that each agency last knew to be down: it learns so when an attempt
            of its own fails, and that a link works again when something crosses it or when it is
            restored.
    """

    def __init__(self, pack: Pack, network: Network) -> None:
        self.levels = {place.id: place.security_level for place in pack.places.values()}
        self.down = Disruptions(network)
        self._holds = {fact.id: fact.holds_from == 0 for fact in pack.facts.values()}
        self.open = {thing.id: thing.open for thing in pack.systems.values()}
        self.open |= {thing.id: thing.open for thing in pack.resources.values()}
        self.together = {place.id: frozenset(place.agencies) for place in pack.places.values()}
        self.believed_down: dict[str, frozenset[str]] = {}

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            LevelSet: self._set_level,
            Disrupted: self._disrupt,
            Restored: self._restore,
            FactChanged: self._change_fact,
            ThingPlaced: self._place,
            AgenciesGathered: self._gather,
            AttemptLost: self._lose,
            MessageDelivered: self._deliver,
        }

    def copy(self) -> World:
        """The same, to be folded on apart from this, which must not be changed any more."""
        twin = copy(self)
        twin.part()
        return twin

    def part(self) -> None:
        """Go on apart from what this was copied from."""
        self.levels, self.open, self._holds = over(self.levels), over(self.open), over(self._holds)
        self.together, self.down = over(self.together), self.down.copy()
        self.believed_down = dict(self.believed_down)

    @property
    def holding(self) -> set[str]:
        """Facts that are true now."""
        return {fact for fact, holds in self._holds.items() if holds}

    def refit(self, network: Network) -> None:
        """Go on in a network that has all of the one before."""
        self.down.refit(network)

    def _set_level(self, _: Event, body: LevelSet) -> None:
        self.levels[body.place] = body.level

    def _disrupt(self, _: Event, body: Disrupted) -> None:
        self.down.disrupt(link=body.link, channel=body.channel, agency=body.agency)

    def _restore(self, _: Event, body: Restored) -> None:
        self.down.restore(link=body.link, channel=body.channel, agency=body.agency)
        for who, believed in self.believed_down.items():
            still = (link for link in believed if self.down.asks(link, None, None))
            self.believed_down[who] = frozenset(still)

    def _change_fact(self, _: Event, body: FactChanged) -> None:
        self._holds[body.fact] = body.holds

    def _place(self, _: Event, body: ThingPlaced) -> None:
        self.open[body.thing] = body.open

    def _gather(self, _: Event, body: AgenciesGathered) -> None:
        self.together[body.place] = self.together.get(body.place, frozenset()).union(body.agencies)

    def _lose(self, event: Event, body: AttemptLost) -> None:
        if body.reason != "lost" and event.agency:
            held = self.believed_down.get(event.agency, frozenset())
            self.believed_down[event.agency] = held | {body.link}

    def _deliver(self, _: Event, body: MessageDelivered) -> None:
        for end in (body.sender, body.to):
            if body.link in self.believed_down.get(end, ()):
                self.believed_down[end] -= {body.link}

    def met(self, first: str, second: str) -> bool:
        """Whether two agencies are in one place of the story."""
        return any(first in here and second in here for here in self.together.values())
