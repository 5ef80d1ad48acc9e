"""Routes against brute force, on small networks that hypothesis makes up."""

from __future__ import annotations

from itertools import pairwise, permutations, product

from hypothesis import given
from hypothesis import strategies as st

from agencies.disruptions import Disruptions
from agencies.network import Network
from small_networks import NIGHT, NOON, network

AGENCIES = "abcde"
CHANNELS = ("phone", "vhf", "safe")
MARKINGS = ("unmarked", "restricted", "confidential")
ENDS = st.sampled_from(list(permutations(AGENCIES, 2)))


@st.composite
def links(draw):
    ways = draw(st.sets(st.tuples(ENDS, st.sampled_from(CHANNELS)), min_size=1, max_size=9))
    made = {}
    for (a, b), via in sorted(ways):
        more = {"hours": draw(st.sampled_from(["24/7", "08:00-17:00"]))}
        seconds = draw(st.sampled_from([None, 30, 60]))
        if seconds:
            more["delay"] = {"median": f"{seconds}s", "p90": f"{seconds}s"}
        made.setdefault((*sorted((a, b)), via), (a, b, via, more))
    return list(made.values())


questions = st.fixed_dictionaries(
    {
        "at": st.sampled_from([NOON, NIGHT]),
        "marking": st.sampled_from(MARKINGS),
        "relays": st.none() | st.frozensets(st.sampled_from(AGENCIES)),
        "via": st.sampled_from([None, *CHANNELS]),
    }
)


def ways(net: Network, source, target, *, at, marking, relays, via, avoid=frozenset()):
    """Every way there is, direct ones first if there are any: (seconds, links)."""
    usable = [
        link
        for link in net.links
        if link.level >= net.rank(marking) and link.hours.include(at) and link.id not in avoid
    ]
    found = []
    for count in range(len(AGENCIES) - 1):
        for middle in permutations([a for a in AGENCIES if a not in (source, target)], count):
            if relays is not None and not set(middle) <= relays:
                continue
            stops = (source, *middle, target)
            legs = [
                [link for link in usable if (link.source, link.target) == leg]
                for leg in pairwise(stops)
            ]
            legs[0] = [link for link in legs[0] if via in (None, link.channel)]
            desks = sum(net.agencies[name].desk.handling.mean for name in middle)
            found += [(sum(k.expected for k in way) + desks, way) for way in product(*legs)]
        if found and count == 0:
            return found
    return found


def asked(net: Network, question, avoid=frozenset()):
    return {(a, b): net.route(a, b, **question, avoid=avoid) for a, b in permutations(AGENCIES, 2)}


@given(links(), questions)
def test_no_way_is_quicker_than_the_route(made, question):
    net = network(*made, agencies=AGENCIES)
    for (source, target), route in asked(net, question).items():
        every = ways(net, source, target, **question)
        if route is None:
            assert not every
            continue
        assert route.links in [way for _, way in every]
        assert abs(route.seconds - min(seconds for seconds, _ in every)) <= 1


@given(links(), questions, st.randoms(use_true_random=False))
def test_the_order_of_declaration_does_not_matter(made, question, random):
    shuffled, agencies = list(made), list(AGENCIES)
    random.shuffle(shuffled)
    random.shuffle(agencies)
    first = network(*made, agencies=AGENCIES)
    second = network(*shuffled, agencies=agencies)
    assert asked(first, question) == asked(second, question)


@given(
    links(),
    questions,
    st.sets(st.sampled_from(AGENCIES), max_size=1),
    st.sets(st.tuples(st.sampled_from(CHANNELS), st.sampled_from([None, *AGENCIES])), max_size=2),
)
def test_what_is_disrupted_is_never_used(made, question, agencies, channels):
    net, down = network(*made, agencies=AGENCIES), Disruptions()
    for agency in agencies:
        down.disrupt(agency=agency)
    for channel, agency in channels:
        down.disrupt(channel=channel, agency=agency)
    avoid = down.down_links(net)
    for (source, target), route in asked(net, question, avoid).items():
        assert route is None or not any(down.is_down(link) for link in route.links)
        assert (route is None) == (not ways(net, source, target, **question, avoid=avoid))


@given(links(), st.lists(questions, min_size=2, max_size=4))
def test_an_answer_is_the_same_from_a_warm_network(made, several):
    warm = network(*made, agencies=AGENCIES)
    for question in several * 2:
        assert asked(warm, question) == asked(network(*made, agencies=AGENCIES), question)
