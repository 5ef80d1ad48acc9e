from __future__ import annotations

import pytest

from agencies.disruptions import Disruptions
from small_networks import NOON, network


@pytest.fixture
def net():
    return network(("a", "b", "phone"), ("a", "b", "vhf"), ("b", "c", "phone"))


@pytest.mark.parametrize(
    ("what", "reason", "links"),
    [
        ({"link": "a~b:vhf"}, "link-down", {"a~b:vhf"}),
        ({"channel": "phone"}, "channel-down", {"a~b:phone", "b~c:phone"}),
        ({"channel": "phone", "agency": "c"}, "channel-down", {"b~c:phone"}),
        ({"agency": "a"}, "agency-down", {"a~b:phone", "a~b:vhf"}),
    ],
)
def test_what_a_disruption_takes_down_and_why(net, what, reason, links):
    down = Disruptions()
    down.disrupt(**what)
    assert down.down_links(net) == links
    assert {link.id: down.is_down(link) for link in net.links if link.id in links} == dict.fromkeys(
        links, reason
    )
    down.restore(**what)
    assert down.down_links(net) == frozenset()


def test_both_directions_go_down_together(net):
    down = Disruptions()
    down.disrupt(link="a~b:vhf")
    assert down.is_down(net.link("a~b:vhf", "a")) == down.is_down(net.link("a~b:vhf", "b"))


def test_a_link_stays_down_until_all_is_restored(net):
    down = Disruptions()
    down.disrupt(channel="phone")
    down.disrupt(channel="phone", agency="c")
    down.restore(channel="phone")
    assert down.down_links(net) == {"b~c:phone"}


def test_a_channel_down_everywhere_is_down_at_each_agency():
    down = Disruptions()
    down.disrupt(channel="phone")
    assert down.asks(None, "phone", None)
    assert down.asks(None, "phone", "c")
    assert not down.asks(None, "vhf", "c")


def test_a_channel_down_at_one_agency_is_not_down_everywhere():
    down = Disruptions()
    down.disrupt(channel="phone", agency="c")
    assert down.asks(None, "phone", "c")
    assert not down.asks(None, "phone", "a")
    assert not down.asks(None, "phone", None)


def test_with_a_network_a_link_is_down_with_its_channel(net):
    down = Disruptions(net)
    down.disrupt(channel="phone")
    assert down.asks("b~c:phone", None, None)
    assert not down.asks("a~b:vhf", None, None)


def test_the_version_rises_with_each_change_and_no_other():
    down = Disruptions()
    down.restore(link="x")
    assert down.version == 0
    down.disrupt(link="x")
    down.disrupt(link="x")
    assert down.version == 1
    down.restore(link="x")
    assert down.version == 2


def test_an_outage_that_is_over_is_still_noticed(net):
    down, link = Disruptions(), net.link("a~b:vhf", "a")
    before = down.version
    down.disrupt(agency="c")
    assert not down.changed_since(link, before)
    down.disrupt(agency="b")
    down.restore(agency="b")
    assert down.is_down(link) is None
    assert down.changed_since(link, before)
    assert not down.changed_since(link, down.version)


def test_routes_keep_clear_of_what_is_down(net):
    down = Disruptions()
    down.disrupt(channel="phone", agency="a")
    assert net.route("a", "b", at=NOON, avoid=down.down_links(net)).ids == ("a~b:vhf",)
