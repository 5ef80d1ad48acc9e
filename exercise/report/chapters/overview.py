"""What exercise this was: the overview with which an after-action report opens (HSEEP AAR/IP)."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.report.document import Block, Callout, Heading, Prose, Table
from exercise.report.voice import Voice
from exercise.report.wording import SKILLS

__all__ = ["notices", "overview"]


def notices(voice: Voice) -> Iterator[Block]:
    """What nobody may overlook: that the record is doubtful, or the report interim or a draft."""
    say, found = voice.say, voice.content.evaluation
    for why in voice.doubts():
        yield Callout(why)
    if not found.ended:
        yield Callout(
            say(
                "Interim: the exercise had not ended at {time}. Everything here may still change.",
                time=voice.moment(found.at),
            )
        )
    if not voice.content.people:
        yield Callout(
            say("Every desk was simulated: this shows how the scenario plays, not how people did.")
        )


def overview(voice: Voice) -> Iterator[Block]:
    """The overview table; what the record cannot know is left to be filled in."""
    say, content = voice.say, voice.content
    created, pack = content.created, content.setup.pack
    blank = "____________________"
    capabilities = dict.fromkeys(
        [*pack.capabilities, *(objective.capability for objective in pack.objectives.values())]
    )
    desks = [voice.agency_title(name) for name in content.people]
    story = pack.moves[0].story_start
    rows = [
        (say("Exercise name"), voice.text(pack.title)),
        (say("Exercise date"), voice.day(content.began)),
        (
            say("Type"),
            say(
                "Tabletop exercise driven by injects, played across a modelled network of agencies"
            ),
        ),
        (say("Duration"), say("{time} of exercise time", time=voice.span(content.evaluation.at))),
        (say("Core capabilities"), "\n".join(map(voice.capability, capabilities)) or "–"),
        (
            say("Objectives"),
            "\n".join(voice.text(objective.title) for objective in pack.objectives.values()) or "–",
        ),
        (say("Scenario"), voice.text(pack.summary) or voice.text(pack.title)),
        (say("The story begins"), voice.time(story)),
        (say("Participating organizations"), "\n".join(desks) or say("none: all were simulated")),
        (say("Sponsor"), blank),
        (say("Point of contact"), blank),
    ]
    yield Heading(say("Exercise overview"), anchor="overview")
    yield Table(
        say("Exercise overview"), (say("What"), ""), tuple(rows), (1, 3.2), head_shown=False
    )
    began = content.began
    recorded = voice.time(began) + (f" {began.tzname()}" if began is not None else "")
    basis = [
        (say("Pack"), f"{created.pack}, {pack.version}"),
        (say("Network"), voice.content.setup.network.id),
        (say("Recorded from"), recorded),
        (say("Skill of simulated desks"), voice.word(SKILLS, created.skill)),
        (say("Seed"), str(created.seed)),
        (say("Rules of play"), str(created.rules)),
        (say("Events"), voice.number(len(content.events))),
    ]
    if created.table:
        basis.append((say("Table"), str(created.table)))
    if created.cut:
        basis.insert(1, (say("Cut"), created.cut))
    if (profile := voice.profile()) is not None:
        basis.insert(2, (say("Profile"), profile))
    told = "; ".join(voice.after(name, value) for name, value in basis) + "."
    if content.seal is not None and not content.doubts:
        told += f" {content.seal.clause.into(voice.language)}."
    yield Prose(told, note=True)
