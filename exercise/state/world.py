"""The world as it is: levels, disruptions, facts that hold, things open, who is together."""

from __future__ import annotations

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
from injects.model import Pack

__all__ = ["World"]


class World:
    """Ground truth of the exercise, and what each agency believes of its links.

    Attributes:
        levels: Security level of each place.
        down: What is disrupted.
        holding: Facts that are true now.
        open: Whether each system and resource is open.
        together: Agencies present at each place of the story.
        believed_down: Links that each agency last knew to be down: it learns so when an attempt
            of its own fails, and that a link works again when something crosses it or when it is
            restored.
    """

    def __init__(self, pack: Pack, network: Network) -> None:
        self._network = network
        self.levels = {place.id: place.security_level for place in pack.places.values()}
        self.down = Disruptions(network)
        self.holding = {fact.id for fact in pack.facts.values() if fact.holds_from == 0}
        self.open = {thing.id: thing.open for thing in pack.systems.values()}
        self.open |= {thing.id: thing.open for thing in pack.resources.values()}
        self.together = {place.id: set(place.agencies) for place in pack.places.values()}
        self.believed_down: dict[str, frozenset[str]] = {}

    def apply(self, event: Event) -> None:
        """Fold one event."""
        match event.body:
            case LevelSet(place=place, level=level):
                self.levels[place] = level
            case Disrupted(link=link, channel=channel, agency=agency):
                self.down.disrupt(link=link, channel=channel, agency=agency)
            case Restored(link=link, channel=channel, agency=agency):
                self.down.restore(link=link, channel=channel, agency=agency)
                still = self.down.down_links(self._network)
                for who, believed in self.believed_down.items():
                    self.believed_down[who] = believed & still
            case FactChanged(fact=fact, holds=holds):
                (self.holding.add if holds else self.holding.discard)(fact)
            case ThingPlaced(thing=thing, open=opened):
                self.open[thing] = opened
            case AgenciesGathered(place=place, agencies=agencies):
                self.together.setdefault(place, set()).update(agencies)
            case AttemptLost(link=link, reason=reason) if reason != "lost" and event.agency:
                held = self.believed_down.get(event.agency, frozenset())
                self.believed_down[event.agency] = held | {link}
            case MessageDelivered(sender=sender, to=to, link=link):
                for end in (sender, to):
                    if link in self.believed_down.get(end, ()):
                        self.believed_down[end] -= {link}
            case _:
                pass

    def met(self, first: str, second: str) -> bool:
        """Whether two agencies are in one place of the story."""
        return any(first in here and second in here for here in self.together.values())
