"""National profiles: laid over a network and a pack, and every slip in one told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.documents import Document, read_document
from agencies.loading import load_network
from agencies.network import Network
from agencies.overlay import lay_over
from agencies.profilechecks import check_profile
from agencies.profileloading import list_profiles, load_profile
from agencies.profiles import ProfileFile
from broken import cases, edited, located
from injects.adapting import checked_profile
from injects.loading import load_pack, pack_from_texts

TEXTS = load_pack("port-ransomware").files
BROKEN = Path(__file__).parent / "broken_profiles"

PROFILE = """\
format: 1
id: isle
title: {en: Isle, es: Isla}
network: pier
sources: {act: {title: The act}}
markings: {open: {for: unmarked}, inner: {for: restricted}, secret: {for: confidential}}
change:
  agencies: {csirt: {title: {en: Response team, es: Equipo de respuesta}, desk: {hours: 08:00-18:00}}}
  links: {"csirt~port:phone": {retry: 2m}}
  duties: {tell-csirt: {within: 2h, limit_basis: law, source: act}}
add:
  agencies: {customs: {title: {en: Customs, es: Aduana}, short: {en: Customs, es: Aduana}, kind: customs}}
  links: [{from: customs, to: port, via: mail}]
authority: {close-berth: [customs]}
packs: {tiny: {limits: {E-2: {limit_basis: plan, source: act, critical: true}}, authority: {close: customs}}}
letterhead: {authority: {en: Ministry, es: Ministerio}}
drills: {tabletop_counts: true, source: act}
"""


@pytest.fixture
def isle(tiny: Path) -> Path:
    """The profile as it should be, beside the tiny pack and its network."""
    (tiny / "isle.yml").write_text(PROFILE, "utf-8")
    return tiny / "isle.yml"


@pytest.mark.parametrize(("code", "case"), cases(BROKEN))
def test_one_thing_wrong_with_a_profile_is_one_finding(isle, code, case):
    for path, edits in (
        (isle, case["edit"]),
        (isle.with_name("pier.yml"), case.get("network", {})),
    ):
        path.write_text(json.dumps(edited(path.read_text("utf-8"), edits), indent=1), "utf-8")
    told = load_pack(isle.parent, profile=isle).problems
    problems = [problem for problem in told if problem.file == str(isle)]
    assert [problem.code for problem in problems] == [code], "\n".join(map(str, told))
    (problem,) = problems
    document = read_document(problem.file)
    where = located(document.data, case["at"])
    assert (problem.line, problem.column) == document.position(where, key="key" in case)


def test_a_profile_alone_names_a_network_that_there_is(isle):
    isle.write_text(PROFILE.replace("network: pier", "network: coastal-stat"), "utf-8")
    (problem,) = load_profile(isle).problems
    assert (problem.code, problem.line) == ("unknown-name", 4)
    assert "coastal-state" in str(problem)


def test_a_sound_profile_has_no_problems_and_the_pack_plays_on_it(isle):
    assert load_profile(isle).problems == ()
    loaded = load_pack(isle.parent, profile=isle)
    assert loaded.problems == ()
    assert loaded.ok


def test_a_network_is_what_it_was_but_for_what_the_profile_says(isle):
    base, network = load_network(isle.with_name("pier.yml")).value, load_profile(isle).network
    assert network.markings == ("open", "inner", "secret")
    assert {channel.marking for channel in network.channels.values()} == {"open"}
    assert network.agencies["csirt"].desk.capacity == base.agencies["csirt"].desk.capacity
    assert str(network.agencies["csirt"].desk.hours) == "08:00-18:00"
    assert [link.id for link in network.links][-1] == "customs~port:mail"
    assert network.duties["tell-csirt"].limit_basis == "law"
    assert base == load_network(isle.with_name("pier.yml")).value, "laying over is pure"


def test_a_pack_is_adapted_and_read_alike_from_the_record(isle):
    loaded = load_pack(isle.parent, profile=isle)
    (expected,) = (each for each, _ in loaded.pack.all_expectations if each.id == "E-2")
    assert (expected.limit_basis, expected.critical, expected.within) == ("plan", True, 600)
    assert loaded.pack.facts["down"].marking == "open"
    assert loaded.pack.actions["close"].authority == ("customs",)
    assert loaded.pack.actions["close-berth"].authority == ("customs",)
    base = load_network(isle.with_name("pier.yml")).value
    assert pack_from_texts(loaded.files, loaded.profile, base) == loaded.pack


def test_a_pack_names_its_own_profile_and_none_plays_without(write, isle):
    folder = write(("network: pier\n", "network: pier\nprofile: isle\n"))
    assert load_pack(folder).profile.id == "isle"
    assert load_pack(folder, profile="none").profile is None
    folder = write(("network: pier\n", "network: pier\nprofile: aisle\n"))
    (problem,) = load_pack(folder).problems
    assert (problem.code, problem.line) == ("unknown-name", 5)


def test_a_profile_is_not_laid_over_another_network(isle):
    loaded = load_pack("port-ransomware", profile=isle)
    assert "other-network" in {problem.code for problem in loaded.problems}
    assert not loaded.ok


def test_a_pack_may_be_played_on_another_network(isle):
    loaded = load_pack(isle.parent, network="coastal-state")
    assert loaded.network.id == "coastal-state"
    assert "unknown-agency" in {problem.code for problem in loaded.problems}


def test_who_is_merged_lives_on_in_the_other(write, isle):
    profile = ProfileFile(id="one", title="One", network="pier", merge={"coast": "port"})
    base = load_network(isle.with_name("pier.yml")).value
    network = lay_over(base, profile)
    assert list(network.agencies) == ["port", "csirt"]
    assert [link.id for link in network.links] == ["csirt~port:phone"], "no line to itself"
    isle.write_text(
        "{id: isle, title: {en: Isle, es: Isla}, network: pier, merge: {csirt: coast}}", "utf-8"
    )
    loaded = load_pack(isle.parent, profile=isle)
    assert {link.id for link in loaded.network.links} == {"coast~port:phone"}
    assert loaded.network.duties["tell-csirt"].tells == ("coast",)
    assert dict(loaded.pack.facts["down"].needs) == {"coast": 1800}
    assert loaded.pack.inject("I-2").to == ("port", "coast")


def test_nobody_is_expected_to_tell_itself(isle):
    isle.write_text(
        "{id: isle, title: {en: Isle, es: Isla}, network: pier, merge: {csirt: port}}", "utf-8"
    )
    pack = load_pack(isle.parent, profile=isle).pack
    assert [each.id for each, _ in pack.all_expectations] == ["E-2"]


@settings(max_examples=8, deadline=None)
@given(st.permutations(sorted(load_network("coastal-state").value.agencies)), st.integers(1, 4))
def test_whoever_is_merged_is_heard_of_no_more(names: list[str], count: int):
    """Any agencies of the reference network, into any others: it plays, and they have no part."""
    base = load_network("coastal-state").value
    merge = dict(zip(names[:count], names[-count:], strict=True))
    profile = ProfileFile(id="one", title="One", network=base.id, merge=merge)
    network, pack = lay_over(base, profile), pack_from_texts(TEXTS, profile, base)
    assert list(check_profile(profile, base, network, Document("one.yml"))) == []
    named = {name for inject in pack.injects for name in inject.to}
    named |= {name for each, _ in pack.all_expectations for name in (each.who, *each.tells)}
    named |= {name for fact in pack.facts.values() for name in (*fact.needs, *fact.may_know)}
    named |= {end for link in network.links for end in (link.source, link.target)}
    named |= {name for duty in network.duties.values() for name in duty.tells}
    assert not named & set(merge)
    assert not any(each.who in each.tells for each, _ in pack.all_expectations)
    assert Network(network).agencies.keys() == base.agencies.keys() - merge.keys()


def test_plain_text_keeps_the_language_of_the_profile(isle):
    base = load_network(isle.with_name("pier.yml")).value
    profile = ProfileFile(id="one", title="Isla", language="es", network="pier")
    assert lay_over(base, profile).title.to_json() == {"es": "Isla"}


def test_a_profile_that_says_nothing_leaves_a_network_as_it_was():
    base = load_network("coastal-state").value
    profile = ProfileFile(id="same", title=base.title, network=base.id)
    assert lay_over(base, profile) == base


@pytest.mark.parametrize("name", list_profiles())
def test_every_profile_that_comes_along_is_sound_and_plays(name):
    assert checked_profile(load_profile(name)) == ()
    loaded = load_pack("port-ransomware", profile=name)
    assert loaded.problems == ()
    assert loaded.ok
