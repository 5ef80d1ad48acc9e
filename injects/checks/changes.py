"""What effects can change in the world, and from when on."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from agencies.model import NetworkFile
from injects.conditions import Down
from injects.facts import Action, Effect
from injects.model import Pack

__all__ = ["Changes"]

_ANY = "any-target-of-the-action"


class Changes:
    """The effects that can come about, each with the exercise second from which it can."""

    def __init__(self, pack: Pack, network: NetworkFile | None) -> None:
        self._pack = pack
        self._network = network
        self._effects: list[tuple[Effect, int]] = []

    def by_decision(self, action: Action) -> None:
        """Add what a decision changes, whatever it is aimed at, from STARTEX on."""
        try:
            effects = action.effects_on(_ANY)
        except ValidationError:  # Told where the action stands.
            return
        self.add(effects, 0)

    def add(self, effects: Iterable[Effect], at: int) -> None:
        """Add what an inject changes."""
        self._effects += [(effect, max(0, at)) for effect in effects]

    def sets_level(self, place: str, levels: set[int]) -> int | None:
        """When a place, which is known, can first be at one of several security levels."""
        if self._pack.places[place].security_level in levels:
            return 0
        return min(
            (
                at
                for effect, at in self._effects
                if effect.set_level is not None
                and effect.set_level.place in (place, _ANY)
                and effect.set_level.level in levels
            ),
            default=None,
        )

    def takes_down(self, wanted: Down) -> int | None:
        """When what a condition names can first be down, as the world is asked for it."""
        keys = [wanted]
        if wanted.channel is not None and wanted.agency is not None:
            keys.append(Down(channel=wanted.channel))
        if wanted.link is not None and self._network is not None:
            for link in self._network.links:
                if link.id == wanted.link:
                    ends = (link.source, link.target)
                    keys += [Down(channel=link.via), *(Down(agency=end) for end in ends)]
                    keys += [Down(channel=link.via, agency=end) for end in ends]
        return min(
            (
                at
                for effect, at in self._effects
                if effect.disrupt is not None and any(_fits(effect.disrupt, key) for key in keys)
            ),
            default=None,
        )


def _fits(done: Down, asked: Down) -> bool:
    """Whether a disruption takes down what is asked for; of an action, whatever it is aimed at."""
    return all(
        one in (other, _ANY)
        for one, other in (
            (done.link, asked.link),
            (done.channel, asked.channel),
            (done.agency, asked.agency),
        )
    )
