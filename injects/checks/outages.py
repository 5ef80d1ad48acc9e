"""What is down for certain: what the script disrupts at a fixed time, until it may be restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agencies.network import Disruptions, Network
from injects.checks.forecast import Forecast
from injects.conditions import Down

__all__ = ["Outage", "Outages"]


@dataclass(frozen=True, slots=True)
class Outage:
    """Something is down after ``since``, and at ``until`` may be up again."""

    down: Down
    since: int
    until: int

    def at(self, moment: int) -> bool:
        """Whether it is down for certain at an exercise second."""
        return self.since < moment < self.until


class Outages:
    """What is down for certain, by exercise second."""

    def __init__(self, forecast: Forecast, network: Network | None) -> None:
        self._outages = tuple(_certain(forecast))
        self._network = network
        self._links: dict[tuple[Outage, ...], frozenset[str]] = {}

    def links_down(self, moment: int) -> frozenset[str]:
        """Ids of the links that cannot be used."""
        now = tuple(outage for outage in self._outages if outage.at(moment))
        if now not in self._links:
            down = Disruptions(self._network)
            for key in (outage.down for outage in now):
                down.disrupt(link=key.link, channel=key.channel, agency=key.agency)
            self._links[now] = down.down_links(self._network) if self._network else frozenset()
        return self._links[now]

    def shut_out(self, channel: str, agency: str, moment: int, end: int) -> bool:
        """Whether what comes to an agency over a channel is never delivered there until ``end``."""
        keys = (Down(agency=agency), Down(channel=channel), Down(channel=channel, agency=agency))
        return any(o.at(moment) and o.until >= end and o.down in keys for o in self._outages)


def _certain(forecast: Forecast) -> Iterator[Outage]:
    """Every disruption by an inject with a time. A decision that restores may come at any time."""
    if any("restore" in effect for a in forecast.actions.values() for effect in a.effects):
        return
    restored = [
        (effect.restore, forecast.fires[inject.id])
        for inject in forecast.pack.injects
        if inject.id in forecast.fires
        for effect in inject.effects
        if effect.restore is not None
    ]
    for inject in forecast.pack.injects:
        for effect in inject.effects if inject.at is not None else ():
            if effect.disrupt is not None:
                begins = inject.at or 0
                ends = forecast.endex if effect.for_ is None else begins + effect.for_
                up = [at for down, at in restored if down == effect.disrupt and at > begins]
                yield Outage(effect.disrupt, begins, min((ends, *up)))
