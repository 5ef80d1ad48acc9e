"""Links in one direction, with everything they inherit from their channel, and ways over them."""

from __future__ import annotations

from dataclasses import dataclass

from agencies.model import Basis, ChannelKind, Delay, Hours, Link, NetworkFile

__all__ = ["ResolvedLink", "Route", "resolve"]


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link in one direction, with everything that it inherits from its channel.

    A link that works both ways is two of these with one ``id``: what disrupts it disrupts both.

    Attributes:
        open: Others can listen in.
        delay: Seconds that one attempt takes to arrive.
        reliability: Probability that one attempt arrives.
        attempts: How often a sending is tried before it is returned.
        retry: Seconds after which a lost attempt is repeated.
        marking: The highest marking that may be sent over it; ``level`` is its rank from 0.
        hours: Local hours in which it works.
        assumed: Its delay was measured nowhere.
        unplanned: It is in no plan.
    """

    id: str
    source: str
    target: str
    channel: str
    kind: ChannelKind
    open: bool
    delay: Delay
    reliability: float
    attempts: int
    retry: int
    marking: str
    level: int
    hours: Hours
    basis: Basis
    assumed: bool
    unplanned: bool = False

    @property
    def expected(self) -> float:
        """Expected seconds until a message that gets through has crossed.

        ``mean(delay) + retry · E[lost]``, where ``lost`` is how many attempts are lost before the
        one that arrives: geometric with loss ``q = 1 - reliability``, cut off at ``attempts = n``,
        so ``E[lost] = Σ k·qᵏ / Σ qᵏ`` for k from 0 to n - 1.
        """
        loss = 1.0 - self.reliability
        chances = [loss**lost for lost in range(self.attempts)]
        lost = sum(count * chance for count, chance in enumerate(chances)) / sum(chances)
        return self.delay.mean + self.retry * lost


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one agency to another.

    Attributes:
        links: The links in order; at least one.
        seconds: Expected seconds, rounded up: each link's, and the handling at each relay's desk.
    """

    links: tuple[ResolvedLink, ...]
    seconds: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The links' ids in order."""
        return tuple(link.id for link in self.links)

    @property
    def relays(self) -> tuple[str, ...]:
        """The agencies between the two ends, in order."""
        return tuple(link.source for link in self.links[1:])


def resolve(link: Link, file: NetworkFile, ranks: dict[str, int]) -> tuple[ResolvedLink, ...]:
    """A link's directions, one or two, as its file and channel have them.

    Raises:
        ValueError: If it names an agency, channel or marking that the file does not have.
    """
    channel = file.channels.get(link.via)
    if channel is None:
        raise ValueError(f"link '{link.id}' goes over a channel '{link.via}' that is not there")
    marking = link.marking or channel.marking
    if marking not in ranks:
        raise ValueError(f"link '{link.id}' has a marking '{marking}' that is not there")
    for end in (link.source, link.target):
        if end not in file.agencies:
            raise ValueError(f"link '{link.id}' joins an agency '{end}' that is not there")
    ways = [(link.source, link.target)]
    if link.both_ways:
        ways.append((link.target, link.source))
    return tuple(
        ResolvedLink(
            id=link.id,
            source=source,
            target=target,
            channel=link.via,
            kind=channel.kind,
            open=channel.open,
            delay=link.delay or channel.delay,
            reliability=channel.reliability if link.reliability is None else link.reliability,
            attempts=link.attempts or channel.attempts,
            retry=channel.retry if link.retry is None else link.retry,
            marking=marking,
            level=ranks[marking],
            hours=link.hours,
            basis=link.basis,
            assumed=link.calibrated is None,
            unplanned=link.unplanned,
        )
        for source, target in ways
    )
