"""The network that comes with the product: everybody can be reached, and every duty can be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from harbour import PACK

from agencies.loading import load_network
from agencies.model import ChannelKind, Duty, Source
from agencies.network import Network
from agencies.text import Text
from exercise.engine import Engine
from exercise.setup import Setup
from injects.model import Pack

LOADED = load_network("coastal-state")
assert LOADED.value is not None
FILE = LOADED.value
NETWORK = Network(FILE)
AUTHORITY = "designated-authority"
OTHERS = [agency for agency in FILE.agencies if agency != AUTHORITY]
REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"

MONDAY = datetime(2027, 7, 5, tzinfo=UTC)
OFFICE_HOURS, SUNDAY_NIGHT = MONDAY + timedelta(hours=11), MONDAY + timedelta(days=6, hours=3)
AWAKE = frozenset(
    name for name, agency in FILE.agencies.items() if agency.desk.hours.include(SUNDAY_NIGHT)
)
WEEK = [MONDAY + timedelta(hours=hour) for hour in range(7 * 24)]


def source_of(duty: Duty) -> Source:
    return FILE.sources[duty.source]


def holders(duty: Duty) -> list[str]:
    return [name for name, agency in FILE.agencies.items() if agency.kind in duty.holder]


def texts(part: object) -> Iterator[Text]:
    """Every text of a part of the network, however deep."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from texts(inner)
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from texts(inner)
    elif hasattr(type(part), "model_fields"):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name))


# -- Reaching ------------------------------------------------------------------------------------


def test_it_is_a_whole_coastal_state_and_has_no_problems():
    assert LOADED.problems == ()
    assert len(FILE.agencies) >= 25
    assert len({agency.kind for agency in FILE.agencies.values()}) == len(FILE.agencies)


@pytest.mark.parametrize("agency", OTHERS)
def test_every_agency_reaches_the_designated_authority_and_is_reached(agency):
    assert NETWORK.route(agency, AUTHORITY, at=OFFICE_HOURS) is not None
    assert NETWORK.route(AUTHORITY, agency, at=OFFICE_HOURS) is not None


@pytest.mark.parametrize("agency", sorted(AWAKE))
def test_whoever_is_on_watch_on_a_sunday_night_reaches_all_others_on_watch(agency):
    reached = NETWORK.reach(agency, at=SUNDAY_NIGHT, marking="restricted", relays=AWAKE)
    assert AWAKE - {agency} <= set(reached)


def test_desks_keep_hours_of_their_own():
    hours = {name: str(agency.desk.hours) for name, agency in FILE.agencies.items()}
    assert len(set(hours.values())) >= 4
    assert hours["foreign-affairs"] == "mon-fri 08:00-17:00"
    assert hours["flag-administration"] == hours["neighbour-contact"] == hours["mrcc"]


def test_no_telephone_rings_at_a_closed_desk():
    deaf = {
        link.id
        for link in NETWORK.links
        for at in WEEK
        if link.kind is ChannelKind.VOICE and link.hours.include(at)
        if not FILE.agencies[link.target].desk.hours.include(at)
    }
    assert deaf == set()


def test_every_channel_is_somebodys_and_only_a_meeting_needs_no_link():
    used = {link.via for link in FILE.links}
    assert set(FILE.channels) - used == {"in-person"}


@pytest.mark.parametrize(
    "link", [link for link in FILE.links if link.calibrated], ids=lambda link: link.id
)
def test_a_calibrated_link_names_a_case_among_the_sources(link):
    case = link.calibrated.split(":")[0]
    assert case in {source.title for source in FILE.sources.values()}


# -- Duties --------------------------------------------------------------------------------------


@pytest.mark.parametrize("duty", FILE.duties.values(), ids=lambda duty: duty.id)
def test_every_holder_of_a_duty_can_do_it_at_any_hour(duty):
    assert holders(duty)
    for holder in holders(duty):
        reached = NETWORK.reach(holder, at=SUNDAY_NIGHT, marking="restricted")
        assert set(duty.tells) - {holder} <= set(reached)


@pytest.mark.parametrize("duty", FILE.duties.values(), ids=lambda duty: duty.id)
def test_a_duty_is_no_surer_than_its_source_and_only_the_law_sets_its_limit(duty):
    assert duty.confidence == source_of(duty).confidence
    assert (duty.limit_basis == "law") == (duty.jurisdiction == "Chile")


@pytest.mark.parametrize(
    ("duty", "instrument", "where", "seconds"),
    [
        ("alert-to-vicinity", "SOLAS chapter XI-2", "regulation 6.6", 300),
        ("alert-to-flag", "SOLAS chapter XI-2", "regulation 6.7", 300),
        ("level-to-ships", "SOLAS chapter XI-2", "regulation 3.2", 1800),
        ("spill-at-facility", "OPRC Convention 1990", "article 4(1)(c)", 900),
        ("spill-report-relayed", "MARPOL 73/78", "article 8(3)", 3600),
        ("stowaway-reported", "FAL Convention, annex, section 4", "stowaways", 900),
        ("cyber-early-alert", "Chile, Ley Marco de Ciberseguridad 21.663", "article 9", 10800),
        ("cyber-update", "Chile, Ley Marco de Ciberseguridad 21.663", "article 9", 259200),
    ],
)
def test_a_duty_can_be_looked_up_where_it_stands(duty, instrument, where, seconds):
    source = source_of(FILE.duties[duty])
    assert source.title.startswith(instrument)
    assert source.where.startswith(where)
    assert FILE.duties[duty].within == seconds


def test_only_who_is_told_of_stowaways_is_still_unconfirmed():
    unsure = [duty.id for duty in FILE.duties.values() if duty.confidence == "unconfirmed"]
    assert unsure == ["stowaway-reported"]


def opened(kind: str, to: str, concerned: list[str], marking: str = "restricted") -> dict[str, set]:
    """Who owes what to whom once a fact of a kind has reached one agency, with reliable desks."""
    fact = {"kind": kind, "title": "News", "marking": marking, "may_know": concerned}
    inject = {"id": "I-01", "at": "T+00:05", "to": [to], "via": "phone", "from": "Somebody"}
    text = {"subject": "News", "body": "News.", "facts": {"news": "confirmed"}}
    changes = {"network": "coastal-state", "play": [to], "facts": {"news": fact}}
    pack = {**PACK, **changes, "actions": {}, "injects": [{**inject, **text}]}
    engine = Engine(Setup(FILE, Pack.model_validate(pack), seed=1, skill="reliable"))
    told = engine.begin() + engine.advance_to(10**6)
    return {
        f"{event.agency}: {event.body.duty}": set(event.body.tells)
        for event in told
        if event.kind == "ExpectationOpened"
    }


def test_a_covert_alert_travels_by_the_flag_and_reaches_whom_it_concerns():
    concerned = ["flag-administration", AUTHORITY, "neighbour-contact"]
    owed = opened("ship-security-alert", "flag-administration", concerned, "confidential")
    assert owed == {"flag-administration: alert-to-vicinity": {AUTHORITY, "neighbour-contact"}}


def test_a_rescue_centre_tells_the_security_forces_and_the_flag_of_a_covert_alert():
    concerned = ["mrcc", "coast-guard", "flag-administration"]
    assert opened("ship-security-alert", "mrcc", concerned, "confidential") == {
        "mrcc: alert-to-flag": {"flag-administration"},
        "mrcc: alert-to-security-forces": {"coast-guard"},
    }


def test_a_spill_at_the_quay_is_no_matter_for_the_neighbour_while_it_does_not_concern_him():
    near = ["terminal-operator", "environment-agency"]
    here = {"terminal-operator: spill-at-facility": {"environment-agency"}}
    beyond = {"environment-agency: spill-to-neighbours": {"neighbour-contact"}}
    assert opened("pollution", "terminal-operator", near) == here
    assert opened("pollution", "terminal-operator", [*near, "neighbour-contact"]) == here | beyond


def test_stowaways_are_reported_to_port_owner_and_flag():
    told = {"immigration", "shipping-company", "flag-administration"}
    owed = opened("stowaway", "ship-aurora", ["ship-aurora", "customs", *sorted(told)])
    assert owed == {"ship-aurora: stowaway-reported": told}


@pytest.mark.parametrize("marking", ["unmarked", "restricted"])
def test_a_ship_reports_by_voice_or_mail_and_keeps_her_alert_systems_for_alerts(marking):
    reached = NETWORK.reach("ship-aurora", at=OFFICE_HOURS, marking=marking)
    owed = {to for duty in FILE.duties.values() if "ship" in duty.holder for to in duty.tells}
    assert {reached[to].links[0].kind for to in owed} <= {ChannelKind.VOICE, ChannelKind.TEXT}


# -- Words ---------------------------------------------------------------------------------------


def test_everything_is_said_in_english_and_spanish():
    assert [text for text in texts(FILE) if {"en", "es"} - set(text.languages)] == []
    assert all(agency.role for agency in FILE.agencies.values())


def test_security_is_proteccion_and_safety_is_seguridad():
    for text in texts(FILE):
        english, spanish = text.into("en", "en").lower(), text.into("es", "en").lower()
        safety = spanish.replace("seguridad nacional", "")
        assert ("seguridad" in safety) == (re.search(r"\bsafety\b", english) is not None), spanish
        # The security forces authority is "autoridad de las fuerzas armadas (AFA)" in Spanish.
        named = english.replace("national security council", "").replace("security forces", "")
        assert ("security" not in named) or ("protección" in spanish), spanish


@pytest.mark.parametrize(("name", "language"), [("network.md", "en"), ("network.es.md", "es")])
def test_the_reference_page_lists_every_agency_and_duty_as_it_is(name, language):
    page = (REFERENCE / name).read_text("utf-8")
    rows = {
        found[1]: found[0] for found in re.finditer(r"^\| `([a-z-]+)` \|.*$", page, re.MULTILINE)
    }
    for agency in FILE.agencies.values():
        cells = [cell.strip() for cell in rows[agency.id].split("|")]
        assert cells[2:4] == [agency.kind, agency.title.into(language, "en")]
    for duty in FILE.duties.values():
        cells = [cell.strip() for cell in rows[duty.id].split("|")]
        hours, minutes = divmod(duty.within // 60, 60)
        within = f"{hours}h" if not minutes else f"{minutes}m"
        told = [duty.trigger, ", ".join(duty.holder), ", ".join(duty.tells), within]
        assert cells[2:7] == [*told, duty.limit_basis]
        assert cells[8] == duty.confidence
