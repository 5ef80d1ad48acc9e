"""What kind of network it is: density, who stands between, what is lost without them.

A :class:`Contacts` is only who has to do with whom: of a plan, of a session, or of any file. With
eight or twenty-five agencies such numbers describe and prove nothing; more contact is not better.

Sources: Freeman, L. C.: Centrality in social networks, Social Networks 1 (1979). Latora, V.,
Marchiori, M.: Efficient behavior of small-world networks, Physical Review Letters 87 (2001). Gould,
R. V., Fernandez, R. M.: Structures of mediation, Sociological Methodology 19 (1989). Burt, R. S.:
Structural Holes (1992).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "ROLES",
    "Brokerage",
    "Comparison",
    "Contacts",
    "Measures",
    "Position",
    "compare",
    "measure",
]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
"""Gould and Fernandez' roles of a broker between two who do not speak directly."""

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who has to do with whom.

    Attributes:
        nodes: Everybody, also those without contacts.
        edges: From whom to whom; where not ``directed``, either order means both.
        sectors: The sector of each node that has one, for brokerage.
        directed: Whether a contact may go one way only.
    """

    nodes: tuple[str, ...]
    edges: frozenset[Edge]
    sectors: Mapping[str, str] = field(default_factory=dict)
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often an agency is the only step between two: by role (:data:`ROLES`).

    Counted are the ways i → j → k with i ≠ k and no contact i → k. Coordinator: all three in one
    sector. Itinerant: i and k in one, the broker not. Representative: i and the broker.
    Gatekeeper: the broker and k. Liaison: three sectors.
    """

    coordinator: int = 0
    itinerant: int = 0
    representative: int = 0
    gatekeeper: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """All roles together."""
        return sum(getattr(self, role) for role in ROLES)


@dataclass(frozen=True, slots=True)
class Position:
    """Where one agency stands.

    Attributes:
        incoming, outgoing: Others that have contact to it, and to whom it has.
        betweenness: Σ σ_st(v) / σ_st over all s, t: the share of shortest ways through it.
        share: The same over the pairs there are, 0 to 1 (Freeman's normalization): (n - 1)(n - 2)
            pairs, half as many where contacts go both ways.
        constraint: Burt's: how little its contacts are apart from each other; None without any.
        brokerage: By role; None where it or a neighbour has no sector.
        cut: Whether others cannot reach each other without it.
    """

    node: str
    incoming: int
    outgoing: int
    betweenness: float
    share: float
    constraint: float | None
    brokerage: Brokerage | None
    cut: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """A network in numbers; None where there are too few nodes for one.

    Attributes:
        nodes, edges: How many; edges that go both ways count once where not ``directed``.
        density: Edges there are, of those that could be.
        reciprocity: Share of edges that are returned; None where not ``directed``.
        degree_centralization: Freeman's C_D = Σ(max - d) / ((n - 1)(n - 2)) over all neighbours.
        betweenness_centralization: C_B = Σ(max - b') / (n - 1), with b' from 0 to 1.
        efficiency: 1 / (n(n - 1)) · Σ 1 / d_ij, in steps; 0 where there is no way.
        broker: Who has the highest betweenness, first by id among equals; None where nobody has.
        efficiency_without_broker: Efficiency of the others without it.
        positions: For every node, in the order given.
    """

    nodes: int
    edges: int
    directed: bool
    density: float | None
    reciprocity: float | None
    degree_centralization: float | None
    betweenness_centralization: float | None
    efficiency: float | None
    broker: str | None
    efficiency_without_broker: float | None
    positions: tuple[Position, ...]

    @property
    def loss_without_broker(self) -> float | None:
        """The share of efficiency that goes with the broker; below 0 where it is gained."""
        if not self.efficiency or self.efficiency_without_broker is None:
            return None
        return 1 - self.efficiency_without_broker / self.efficiency


def measure(contacts: Contacts) -> Measures:
    """The measures of a network, each edge of the same weight; contacts with oneself are none."""
    import networkx as nx

    graph = _graph(contacts)
    flat = graph.to_undirected() if contacts.directed else graph
    count = graph.number_of_nodes()
    between = nx.betweenness_centrality(graph, normalized=False)
    pairs = (count - 1) * (count - 2) / (1 if contacts.directed else 2)
    shares = {node: value / pairs if pairs > 0 else 0.0 for node, value in between.items()}
    broker = min(shares, key=lambda node: (-round(shares[node], 12), node), default=None)
    if broker is not None and shares[broker] == 0:
        broker = None
    degrees = dict(flat.degree())
    several = count > 2
    return Measures(
        nodes=count,
        edges=graph.number_of_edges(),
        directed=contacts.directed,
        density=nx.density(graph) if count > 1 else None,
        reciprocity=_reciprocity(graph) if contacts.directed else None,
        degree_centralization=(
            _distance_from_highest(degrees) / ((count - 1) * (count - 2)) if several else None
        ),
        betweenness_centralization=(
            _distance_from_highest(shares) / (count - 1) if several else None
        ),
        efficiency=_efficiency(graph),
        broker=broker,
        efficiency_without_broker=None if broker is None else _efficiency(_without(graph, broker)),
        positions=_positions(contacts, graph, flat, between, shares),
    )


def _graph(contacts: Contacts) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.DiGraph() if contacts.directed else nx.Graph()
    graph.add_nodes_from(contacts.nodes)
    graph.add_edges_from((one, other) for one, other in sorted(contacts.edges) if one != other)
    return graph


def _without(graph: nx.Graph[str], node: str) -> nx.Graph[str]:
    rest = graph.copy()
    rest.remove_node(node)
    return rest


def _reciprocity(graph: nx.Graph[str]) -> float | None:
    edges = list(graph.edges())
    if not edges:
        return None
    return sum(1 for one, other in edges if graph.has_edge(other, one)) / len(edges)


def _distance_from_highest(values: Mapping[str, float]) -> float:
    highest = max(values.values())
    return sum(highest - value for value in values.values())


def _efficiency(graph: nx.Graph[str]) -> float | None:
    import networkx as nx

    count = graph.number_of_nodes()
    if count < 2:
        return None
    # Ways of the same length are taken together, so that the sum does not depend on their order.
    steps: dict[int, int] = {}
    for _, lengths in nx.all_pairs_shortest_path_length(graph):
        for length in lengths.values():
            steps[length] = steps.get(length, 0) + 1
    total = sum(steps[length] / length for length in sorted(steps) if length)
    return float(total / (count * (count - 1)))


def _positions(
    contacts: Contacts,
    graph: nx.Graph[str],
    flat: nx.Graph[str],
    between: Mapping[str, float],
    shares: Mapping[str, float],
) -> tuple[Position, ...]:
    import networkx as nx

    cuts = set(nx.articulation_points(flat))
    # Named nodes keep it from computing with other libraries where these happen to be installed.
    constraints = nx.constraint(flat, nodes=list(flat))
    into, out = _neighbours(contacts, graph)
    return tuple(
        Position(
            node=node,
            incoming=len(into[node]),
            outgoing=len(out[node]),
            betweenness=between[node],
            share=shares[node],
            constraint=constraints[node] if flat.degree(node) else None,
            brokerage=(
                _brokerage(node, into[node], out, contacts.sectors) if contacts.sectors else None
            ),
            cut=node in cuts,
        )
        for node in contacts.nodes
    )


def _neighbours(
    contacts: Contacts, graph: nx.Graph[str]
) -> tuple[dict[str, list[str]], dict[str, set[str]]]:
    into: dict[str, list[str]] = {node: [] for node in contacts.nodes}
    out: dict[str, set[str]] = {node: set() for node in contacts.nodes}
    for one, other in graph.edges():
        ways = ((one, other),) if contacts.directed else ((one, other), (other, one))
        for source, target in ways:
            into[target].append(source)
            out[source].add(target)
    return into, out


def _brokerage(
    broker: str, into: Iterable[str], out: Mapping[str, set[str]], sectors: Mapping[str, str]
) -> Brokerage | None:
    here = sectors.get(broker)
    counts = dict.fromkeys(ROLES, 0)
    for source in into:
        for target in out[broker]:
            if source == target or target in out[source]:
                continue
            start, end = sectors.get(source), sectors.get(target)
            if here is None or start is None or end is None:
                return None
            counts[_role(start, here, end)] += 1
    return Brokerage(**counts)


def _role(start: str, here: str, end: str) -> str:
    if start == here:
        return "coordinator" if here == end else "representative"
    if here == end:
        return "gatekeeper"
    return "itinerant" if start == end else "liaison"


# -- Planned and actual --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was used against what was wanted, edge by edge.

    Attributes:
        both: Wanted and used.
        unused: Wanted and not used.
        unwanted: Used and not wanted: shown, not punished.
    """

    both: tuple[Edge, ...]
    unused: tuple[Edge, ...]
    unwanted: tuple[Edge, ...]

    @property
    def precision(self) -> float | None:
        """Share of what was used that was wanted."""
        used = len(self.both) + len(self.unwanted)
        return len(self.both) / used if used else None

    @property
    def recall(self) -> float | None:
        """Share of what was wanted that was used."""
        wanted = len(self.both) + len(self.unused)
        return len(self.both) / wanted if wanted else None

    @property
    def overlap(self) -> float | None:
        """Jaccard's: what is in both, of what is in either."""
        either = len(self.both) + len(self.unused) + len(self.unwanted)
        return len(self.both) / either if either else None


def compare(wanted: Iterable[Edge], used: Iterable[Edge]) -> Comparison:
    """Compare two sets of directed edges."""
    ours, theirs = set(wanted), set(used)
    return Comparison(
        tuple(sorted(ours & theirs)), tuple(sorted(ours - theirs)), tuple(sorted(theirs - ours))
    )
