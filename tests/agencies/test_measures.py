"""Measures of networks against published graphs, counts by hand and networkx itself."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.graphml import read_graphml
from agencies.measures import Contacts, compare, measure
from agencies.problems import Problem
from agencies.temporal import Crossing, reachability

KITE = ("Andre", "Beverley", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane")


def contacts(graph, names=None, **more) -> Contacts:
    name = {node: str(node) if names is None else names[node] for node in graph}
    edges = frozenset((name[one], name[other]) for one, other in graph.edges())
    return Contacts(tuple(name.values()), edges, directed=graph.is_directed(), **more)


def test_krackhardts_kite() -> None:
    found = measure(contacts(nx.krackhardt_kite_graph(), KITE))
    between = {position.node: round(position.betweenness, 3) for position in found.positions}
    assert (found.nodes, found.edges, found.density) == (10, 18, 0.4)
    assert between["Heather"] == 14.0
    assert between["Fernando"] == between["Garth"] == 8.333
    assert (between["Ike"], between["Diane"]) == (8.0, 3.667)
    assert (between["Andre"], between["Beverley"], between["Jane"]) == (0.833, 0.833, 0.0)
    assert found.efficiency == pytest.approx(0.646296, abs=1e-6)
    assert found.degree_centralization == pytest.approx(0.3333, abs=1e-4)
    assert found.betweenness_centralization == pytest.approx(0.2963, abs=1e-4)
    assert found.broker == "Heather"
    assert {p.node for p in found.positions if p.cut} == {"Heather", "Ike"}
    assert found.positions[7].share == pytest.approx(0.3889, abs=1e-4)


def test_florentine_families() -> None:
    found = measure(contacts(nx.florentine_families_graph()))
    at = {position.node: position for position in found.positions}
    published = {"Medici": 0.522, "Guadagni": 0.2546, "Albizzi": 0.2125, "Salviati": 0.1429}
    assert {name: round(at[name].share, 4) for name in published} == published
    assert found.density == pytest.approx(0.190476, abs=1e-6)
    assert found.degree_centralization == pytest.approx(0.2747, abs=1e-4)
    assert found.betweenness_centralization == pytest.approx(0.4368, abs=1e-4)
    assert at["Medici"].constraint == pytest.approx(0.2099, abs=1e-4)


def test_star_and_ring_are_the_ends_of_centralization() -> None:
    star, ring = measure(contacts(nx.star_graph(9))), measure(contacts(nx.cycle_graph(10)))
    assert star.degree_centralization == star.betweenness_centralization == pytest.approx(1.0)
    assert ring.degree_centralization == pytest.approx(0.0)
    assert ring.betweenness_centralization == pytest.approx(0.0)
    assert star.efficiency_without_broker == 0.0
    assert star.loss_without_broker == 1.0


def test_the_five_roles_of_gould_and_fernandez() -> None:
    sectors = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b", "c1": "c"}
    ways = {
        "coordinator": ("a1", "a2", "a3"),
        "itinerant": ("a1", "b1", "a2"),
        "representative": ("a1", "a2", "b1"),
        "gatekeeper": ("a1", "b1", "b2"),
        "liaison": ("a1", "b1", "c1"),
    }
    for role, (source, broker, target) in ways.items():
        edges = frozenset({(source, broker), (broker, target)})
        found = measure(Contacts((source, broker, target), edges, sectors))
        brokerage = found.positions[1].brokerage
        assert (getattr(brokerage, role), brokerage.total) == (1, 1)
        direct = measure(Contacts((source, broker, target), edges | {(source, target)}, sectors))
        assert direct.positions[1].brokerage.total == 0


def test_brokerage_needs_sectors() -> None:
    edges = frozenset({("a", "b"), ("b", "c")})
    assert measure(Contacts(("a", "b", "c"), edges)).positions[1].brokerage is None
    partly = measure(Contacts(("a", "b", "c"), edges, {"a": "x", "b": "x"}))
    assert partly.positions[1].brokerage is None


@pytest.mark.parametrize("nodes", [(), ("a",), ("a", "b")])
def test_too_few_nodes_have_no_measures_rather_than_wrong_ones(nodes) -> None:
    found = measure(Contacts(nodes, frozenset()))
    assert found.broker is None
    assert found.degree_centralization is None
    assert found.efficiency == (0.0 if len(nodes) == 2 else None)


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 9), st.integers(0, 10**6))
def test_an_undirected_network_is_one_whose_contacts_go_both_ways(count: int, seed: int) -> None:
    graph = nx.gnp_random_graph(count, 0.4, seed=seed)
    one = measure(contacts(graph))
    both = measure(contacts(graph.to_directed()))
    assert one.density == pytest.approx(both.density)
    assert (
        one.efficiency
        == pytest.approx(both.efficiency)
        == pytest.approx(nx.global_efficiency(graph))
    )
    assert [round(p.share, 9) for p in one.positions] == [round(p.share, 9) for p in both.positions]


def test_wanted_against_used() -> None:
    found = compare([("a", "b"), ("b", "c"), ("c", "d")], [("a", "b"), ("d", "a")])
    assert (found.precision, found.recall, found.overlap) == (1 / 2, 1 / 3, 1 / 4)
    assert found.unused == (("b", "c"), ("c", "d"))
    assert compare([], []).recall is None


# -- Time ----------------------------------------------------------------------------------------


def test_news_does_not_travel_back_in_time() -> None:
    late = [Crossing("b", "c", 10, 20), Crossing("a", "b", 30, 40)]
    found = reachability(["a", "b", "c"], late)
    assert found.arrivals["a"] == {"b": 40}
    assert (found.ratio, found.static_ratio) == (2 / 6, 3 / 6)


def test_what_is_said_in_person_can_be_passed_on_in_the_same_second() -> None:
    found = reachability(["a", "b", "c"], [Crossing("b", "c", 5, 5), Crossing("a", "b", 5, 5)])
    assert found.arrivals["a"] == {"b": 5, "c": 5}


crossing = st.builds(
    lambda ends, sent, took: Crossing(*ends, sent, sent + took),
    st.permutations("abcde").map(lambda order: order[:2]),
    st.integers(0, 12),
    st.integers(0, 4),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(crossing, max_size=14))
def test_arrivals_are_those_of_trying_every_way(crossings) -> None:
    def tried(source: str) -> dict[str, int]:
        found = {source: 0}
        for _ in range(len(crossings) + 1):
            for one in crossings:
                if found.get(one.source, 99) <= one.sent_at:
                    found[one.target] = min(found.get(one.target, 99), one.delivered_at)
        return {node: at for node, at in found.items() if node != source}

    found = reachability("abcde", crossings)
    assert found.arrivals == {source: tried(source) for source in "abcde"}


# -- GraphML -------------------------------------------------------------------------------------


def test_graphml_brings_contacts_direction_and_sectors(tmp_path) -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "c")])
    nx.set_node_attributes(graph, {"a": "port", "b": "port", "c": "private"}, "sector")
    nx.write_graphml(graph, tmp_path / "net.graphml")
    found = read_graphml(tmp_path / "net.graphml")
    assert found == Contacts(
        ("a", "b", "c"),
        frozenset({("a", "b"), ("b", "c")}),
        {"a": "port", "b": "port", "c": "private"},
        directed=True,
    )


BOMB = '<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>'
EXTERNAL = '<!DOCTYPE g [<!ENTITY a SYSTEM "file:///etc/passwd">]><graphml>&a;</graphml>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "document type"),
        (EXTERNAL, "document type"),
        ("<graphml", "not well-formed"),
        ("<a/>", "no GraphML"),
        ("", "not well-formed"),
        (
            '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"/></graphml>',
            "no nodes",
        ),
    ],
)
def test_what_is_no_graphml_is_one_problem(tmp_path, text: str, told: str) -> None:
    path = tmp_path / "net.graphml"
    path.write_text(text, "utf-8")
    found = read_graphml(path)
    assert isinstance(found, Problem)
    assert told in str(found)
