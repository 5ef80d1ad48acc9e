"""The ISPS exercise record: one page for each port facility whose security officer took part.

What has to be exercised, and how often, is in part B of the ISPS Code, 18.5 and 18.6, for port
facilities; it is paraphrased here, never quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exercise.events import AgenciesGathered, DecisionLogged, LevelSet, MessageSent, ThingPlaced
from exercise.report.building import document_labels, full_marking
from exercise.report.chapters.findings import Told
from exercise.report.content import Content
from exercise.report.document import (
    Block,
    Callout,
    Cell,
    Cite,
    Document,
    Heading,
    PageBreak,
    Prose,
    Table,
    Tag,
    literal,
    shown,
)
from exercise.report.voice import Voice
from exercise.report.wording import ROLES

__all__ = ["Facility", "facilities", "isps_record"]

PFSO_KINDS = ("terminal-operator", "port-facility", "pfso")
"""Kinds of agency at whose desk a port facility security officer sits."""
_FINDINGS = 5
_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class Facility:
    """A port facility of the scenario and the desk of its security officer."""

    place: str
    agency: str


def facilities(content: Content) -> tuple[Facility, ...]:
    """The port facilities whose security officer took part.

    The desk is one of the place's own agencies where the pack names them, otherwise any agency of a
    kind where such officers sit.
    """
    found = []
    for place in content.setup.pack.places.values():
        if place.kind != "port-facility":
            continue
        for agency in content.attended:
            spec = content.network.agencies[agency]
            own = agency in place.agencies if place.agencies else True
            if spec.kind in PFSO_KINDS and own:
                found.append(Facility(place.id, agency))
    return tuple(found)


def isps_record(content: Content, language: str) -> Document | None:
    """The record, a page for each facility; None where no facility's officer took part.

    Letterhead, and whether a tabletop also counts as the quarterly drill, are the profile's to say.
    """
    took_part = facilities(content)
    if not took_part:
        return None
    voice = Voice(content, language)
    say = voice.say
    blocks: list[Block] = [Callout(why) for why in voice.doubts()]
    for number, facility in enumerate(took_part):
        if number:
            blocks.append(PageBreak())
        blocks += _page(voice, facility)
    return literal(
        Document(
            kind=say("ISPS exercise record"),
            title=voice.text(content.setup.pack.title),
            subtitle=voice.day(content.began),
            language=language,
            marking=full_marking(content, language),
            blocks=tuple(blocks),
            labels=document_labels(voice),
        )
    )


def _page(voice: Voice, facility: Facility) -> Iterator[Block]:
    say, content = voice.say, voice.content
    profile = content.setup.profile
    if profile is not None and profile.letterhead is not None:
        lines = (profile.letterhead.authority, *profile.letterhead.lines)
        first, *others = (line.into(voice.language, profile.language) for line in lines)
        yield Prose(" · ".join(others), lead=first)
    yield Heading(voice.thing(facility.place), 1, f"facility-{facility.place}")
    no = say("no: a tabletop counts as an exercise, not as the drill due every three months")
    yes = say("yes, by decision of the Designated Authority")
    counts_as_drill = (
        profile is not None and profile.drills is not None and profile.drills.tabletop_counts
    )
    rows = [
        (say("Date"), voice.day(content.began)),
        (
            say("Type"),
            say("exercise, in the form of a tabletop simulation (ISPS Code B/18.6)"),
        ),
        (say("Counts as a drill (B/18.5)"), yes if counts_as_drill else no),
        (say("Scenario"), voice.text(content.setup.pack.title)),
        (say("Duration"), voice.span(content.evaluation.at)),
        (say("Security level"), _levels(voice, facility.place)),
        (say("Participants by role"), _participants(voice)),
    ]
    yield Table(
        say("ISPS exercise record"), (say("What"), ""), tuple(rows), (1, 3), head_shown=False
    )
    yield Heading(say("What was tested (B/18.6)"), 2)
    head = (say("Aspect"), say("Tested?"), say("What for"), say("Evidence"))
    yield Table(
        say("What was tested (B/18.6)"), head, tuple(_aspects(voice, facility)), (2, 1, 3.4, 2)
    )
    yield Heading(say("Findings"), 2)
    told = Told(voice)
    about = [one for one in told.areas if one.finding.agency == facility.agency]
    if about:
        findings = tuple((shown(one.title, limit=160), one.evidence) for one in about[:_FINDINGS])
        yield Table(say("Findings"), (say("Finding"), say("Evidence")), findings, (5, 1.2))
        if len(about) > _FINDINGS:
            yield Prose(
                say("{n} more are in the after-action report.", n=len(about) - _FINDINGS), note=True
            )
    else:
        yield Prose(say("The record gives no reason for a corrective action."))
    yield Heading(say("Signatures"), 2)
    blank = "\n\n____________________"
    signed = (
        (say("Port facility security officer (PFSO)"), blank, blank),
        (say("For the Designated Authority"), blank, blank),
    )
    yield Table(
        say("Signatures"), ("", say("Name and signature"), say("Date")), signed, (2, 2.4, 1.4)
    )


def _levels(voice: Voice, place: str) -> str:
    content = voice.content
    level = content.setup.pack.places[place].security_level
    changes = [
        f"{event.body.level} ({voice.moment(event.at)})"
        for event in content.events
        if isinstance(event.body, LevelSet) and event.body.place == place
    ]
    return " → ".join([str(level), *changes])


def _participants(voice: Voice) -> str:
    """Roles and desks with how many seats; names are on the sign-in sheet."""
    said = []
    for who in voice.content.participants:
        where = f" {voice.agency(who.agency)}" if who.agency else ""
        seats = f" ({len(who.seats)})" if who.seats else ""
        said.append(f"{voice.word(ROLES, who.role)}{where}{seats}")
    return "; ".join(said) or voice.agencies(voice.content.people)


def _aspects(voice: Voice, facility: Facility) -> Iterator[tuple[Cell, ...]]:
    """The four aspects, each with what of the record speaks for its having been tested."""
    say, content, agency = voice.say, voice.content, facility.agency
    resources = set(content.setup.pack.resources) | set(content.setup.pack.systems)
    sent, shared, placed, decided = [], [], [], []
    partners: set[str] = set()
    for event in content.events:
        match event.body:
            case MessageSent(to=to) if agency in (event.agency, to):
                sent.append(event.seq)
                partners.add(to if event.agency == agency else event.agency or "")
            case AgenciesGathered(agencies=together) if agency in together:
                shared.append(event.seq)
                partners |= set(together) - {agency}
            case ThingPlaced(thing=thing) if thing in resources:
                placed.append(event.seq)
            case DecisionLogged(targets=targets) if event.agency == agency:
                decided.append(event.seq)
                if resources & set(targets):
                    placed.append(event.seq)
    joint = sent + shared if len(partners) > 1 else []
    yield _aspect(
        voice,
        say("Communications"),
        say("{n} messages to or from this desk", n=len(sent)),
        sent,
    )
    yield _aspect(
        voice,
        say("Coordination"),
        say("worked with {n} other agencies", n=len(partners)),
        joint,
    )
    yield _aspect(
        voice,
        say("Availability of resources"),
        say("{n} changes or decisions about systems and resources", n=len(placed)),
        placed,
    )
    yield _aspect(
        voice, say("Response"), say("{n} decisions of this desk", n=len(decided)), decided
    )


def _aspect(voice: Voice, name: str, what: str, evidence: list[int]) -> tuple[Cell, ...]:
    say = voice.say
    tested = Tag(say("yes"), "good") if evidence else Tag(say("no"), "fair")
    cited = Cite(tuple(str(seq) for seq in sorted(evidence)[:_EVIDENCE]))
    return name, tested, what if evidence else "–", cited
