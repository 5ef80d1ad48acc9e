"""What is down: links, channels and agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.links import ResolvedLink

if TYPE_CHECKING:
    from agencies.network import Network

__all__ = ["Disruptions"]


class Disruptions:
    """What is down: links, channels everywhere or at one agency, agencies.

    Each disruption stands by itself: a link is up again when all that takes it down is restored.

    Args:
        network: If given, a link that its channel or an agency takes down counts as down when
            asked for by its id alone.
    """

    def __init__(self, network: Network | None = None) -> None:
        self._network = network
        self._down: set[tuple[str | None, str | None, str | None]] = set()
        self._changed: dict[tuple[str | None, str | None, str | None], int] = {}
        self.version = 0

    def disrupt(
        self, *, link: str | None = None, channel: str | None = None, agency: str | None = None
    ) -> None:
        """Take down a link, a channel (at ``agency``, if both are given) or an agency."""
        key = (link, channel, agency)
        if key not in self._down:
            self._down.add(key)
            self._note(key)

    def restore(
        self, *, link: str | None = None, channel: str | None = None, agency: str | None = None
    ) -> None:
        """Bring back what was taken down, named as it was disrupted."""
        key = (link, channel, agency)
        if key in self._down:
            self._down.remove(key)
            self._note(key)

    def refit(self, network: Network) -> None:
        """Go on in a network that has all of the one before; what is down stays down."""
        if self._network is not None:
            self._network = network

    def _note(self, key: tuple[str | None, str | None, str | None]) -> None:
        self.version += 1
        self._changed[key] = self.version

    def copy(self) -> Disruptions:
        """The same, to be changed apart from this."""
        twin = Disruptions(self._network)
        twin._down, twin._changed = set(self._down), dict(self._changed)
        twin.version = self.version
        return twin

    @property
    def all(self) -> list[tuple[str | None, str | None, str | None]]:
        """Everything that is down: link, channel and agency of each disruption, in order."""
        return sorted(self._down, key=lambda key: tuple(part or "" for part in key))

    def is_down(self, link: ResolvedLink) -> str | None:
        """Why a link cannot be used: link-down, channel-down or agency-down; None if it can."""
        for key in _reasons(link) if self._down else ():
            if key in self._down:
                if key[0] is not None:
                    return "link-down"
                return "channel-down" if key[1] is not None else "agency-down"
        return None

    def asks(self, link: str | None, channel: str | None, agency: str | None) -> bool:
        """Whether what a condition names is down.

        A channel that is down everywhere is down at each agency.
        """
        if (link, channel, agency) in self._down:
            return True
        if channel is not None and agency is not None:
            return (None, channel, None) in self._down
        if link is not None and self._network is not None:
            return any(self.is_down(way) for way in self._network.directions(link))
        return False

    def changed_since(self, link: ResolvedLink, version: int) -> bool:
        """Whether anything that takes ``link`` down was disrupted or restored after ``version``."""
        if self.version == version:
            return False
        return any(self._changed.get(key, 0) > version for key in _reasons(link))

    def down_links(self, network: Network) -> frozenset[str]:
        """Ids of the links that cannot be used."""
        if not self._down:
            return frozenset()
        return frozenset(link.id for link in network.links if self.is_down(link))


def _reasons(link: ResolvedLink) -> tuple[tuple[str | None, str | None, str | None], ...]:
    """Everything whose disruption takes a link down."""
    return (
        (link.id, None, None),
        (None, link.channel, None),
        (None, link.channel, link.source),
        (None, link.channel, link.target),
        (None, None, link.source),
        (None, None, link.target),
    )
