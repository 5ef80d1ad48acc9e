from __future__ import annotations

import math
from dataclasses import replace

import pytest

from agencies.model import Delay
from agencies.network import Route
from small_networks import NIGHT, NOON, network


def ids(route: Route | None):
    return None if route is None else route.ids


def test_a_link_inherits_what_it_does_not_set():
    net = network(("a", "b", "phone", {"marking": "unmarked", "attempts": "2"}))
    link = net.link("a~b:phone", "b")
    assert (link.source, link.target, link.channel) == ("b", "a", "phone")
    assert (link.marking, link.level, link.attempts, link.retry) == ("unmarked", 0, 2, 60)
    assert link.assumed
    assert link.delay == Delay(median=60, p90=60)


def test_one_way_links_have_one_direction():
    net = network(("a", "b", "phone", {"both_ways": "false", "calibrated": "a drill"}))
    assert [link.id for link in net.links] == ["a>b:phone"]
    assert net.links_from("b") == ()
    assert not net.links[0].assumed
    assert net.route("b", "a", at=NOON) is None


def test_links_are_listed_by_id():
    net = network(("a", "b", "vhf"), ("c", "a", "phone"), ("a", "b", "phone"))
    assert [link.id for link in net.links_from("a")] == ["a~b:phone", "a~b:vhf", "a~c:phone"]
    assert [link.id for link in net.links_between("b", "a")] == ["a~b:phone", "a~b:vhf"]


def test_expected_time_counts_lost_attempts():
    """Two attempts, half of them lost: of those that get through a third needed a retry."""
    net = network(("a", "b", "phone", {"reliability": "0.5", "attempts": "2", "retry": "30s"}))
    assert net.links[0].expected == pytest.approx(60 + 30 / 3)


def test_mean_of_a_spread_delay_is_above_its_median():
    spread = Delay(median=60, p90=180)
    assert spread.mean == pytest.approx(60 * math.exp(spread.sigma**2 / 2))
    link = replace(network(("a", "b", "vhf")).links[0], delay=spread)
    assert link.expected == pytest.approx(spread.mean)


def test_a_direct_link_is_preferred_to_a_quicker_detour():
    net = network(("a", "b", "safe"), ("a", "c", "vhf"), ("c", "b", "vhf"))
    assert ids(net.route("a", "b", at=NOON)) == ("a~b:safe",)


def test_the_quickest_direct_link_is_taken():
    net = network(("a", "b", "safe"), ("a", "b", "vhf"), ("a", "b", "phone"))
    assert ids(net.route("a", "b", at=NOON)) == ("a~b:vhf",)
    assert ids(net.route("a", "b", at=NOON, marking="restricted")) == ("a~b:phone",)
    assert ids(net.route("a", "b", at=NOON, marking="confidential")) == ("a~b:safe",)


def test_a_detour_costs_the_relays_desk_time():
    net = network(("a", "c", "vhf"), ("c", "b", "vhf"), handling=10)
    route = net.route("a", "b", at=NOON)
    assert route == Route((net.link("a~c:vhf", "a"), net.link("b~c:vhf", "c")), 20 + 10 + 20)
    assert route.relays == ("c",)


def test_only_relays_that_may_pass_it_on():
    net = network(("a", "c", "vhf"), ("c", "b", "vhf"), ("a", "d", "phone"), ("d", "b", "phone"))
    assert ids(net.route("a", "b", at=NOON, relays=frozenset("d"))) == ("a~d:phone", "b~d:phone")
    assert net.route("a", "b", at=NOON, relays=frozenset()) is None


def test_links_outside_their_hours_are_not_used():
    net = network(("a", "b", "vhf", {"hours": "mon-fri 08:00-17:00"}), ("a", "b", "phone"))
    assert ids(net.route("a", "b", at=NOON)) == ("a~b:vhf",)
    assert ids(net.route("a", "b", at=NIGHT)) == ("a~b:phone",)


def test_links_believed_down_are_not_used():
    net = network(("a", "b", "vhf"), ("a", "c", "phone"), ("c", "b", "phone"))
    down = frozenset({"a~b:vhf", "nowhere"})
    assert ids(net.route("a", "b", at=NOON, avoid=down)) == ("a~c:phone", "b~c:phone")


def test_a_demanded_channel_is_the_first_hop():
    net = network(("a", "b", "vhf"), ("a", "c", "phone"), ("c", "b", "vhf"))
    assert ids(net.route("a", "b", at=NOON, via="phone")) == ("a~c:phone", "b~c:vhf")
    assert net.route("a", "b", at=NOON, via="safe") is None


def test_a_link_that_never_works_is_not_used():
    assert network(("a", "b", "vhf", {"reliability": "0"})).route("a", "b", at=NOON) is None


def test_meeting_in_person_is_not_a_way_to_send():
    net = network(("a", "b", "meeting"))
    assert net.link("a~b:meeting", "a").kind == "in-person"
    assert net.route("a", "b", at=NOON) is None


def test_nobody_routes_to_themselves_or_to_strangers():
    net = network(("a", "b", "vhf"))
    assert net.route("a", "a", at=NOON) is None
    assert net.route("a", "elsewhere", at=NOON) is None
    assert net.route("elsewhere", "a", at=NOON) is None


def test_reach_lists_every_way_and_cannot_be_changed():
    net = network(("a", "b", "vhf"), ("b", "c", "vhf"))
    reach = net.reach("a", at=NOON)
    assert list(reach) == ["b", "c"]
    with pytest.raises(TypeError):
        reach["d"] = reach["b"]


def test_markings_are_ranked_in_the_files_order():
    net = network()
    assert [net.rank(m) for m in ("unmarked", "restricted", "confidential")] == [0, 1, 2]
    assert net.highest(["restricted", "confidential", "unmarked"]) == "confidential"
    assert net.highest([]) == "unmarked"


@pytest.mark.parametrize(
    ("link", "what"),
    [
        (("a", "z", "phone"), "agency 'z'"),
        (("a", "b", "drums"), "channel 'drums'"),
        (("a", "b", "phone", {"marking": "cosmic"}), "marking 'cosmic'"),
    ],
)
def test_dangling_references_are_named(link, what):
    with pytest.raises(ValueError, match=what):
        network(link)


def test_two_links_of_one_name_are_an_error():
    with pytest.raises(ValueError, match="a~b:phone"):
        network(("a", "b", "phone"), ("b", "a", "phone"))
