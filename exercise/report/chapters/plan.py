"""The improvement plan (HSEEP AAR/IP, appendix A): agreed on, or proposed to be agreed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exercise.report.chapters.findings import Told, proposals
from exercise.report.content import CorrectiveAction
from exercise.report.document import Block, Bullets, Cite, Heading, Prose, Table
from exercise.report.voice import Voice
from exercise.views.planwords import POETE

__all__ = ["in_words", "plan", "plan_head", "plan_rows"]


def plan_head(voice: Voice) -> tuple[str, ...]:
    """The columns of an improvement plan."""
    say = voice.say
    return (
        say("Core capability"),
        say("Issue / area for improvement"),
        say("Corrective action"),
        say("Element (POETE)"),
        say("Responsible organization"),
        say("Point of contact"),
        say("Start date"),
        say("Completion date"),
    )


def plan_rows(voice: Voice, told: Told) -> tuple[tuple[CorrectiveAction, ...], bool]:
    """The lines, and whether people agreed on them."""
    agreed = voice.content.plan
    if agreed:
        return tuple(in_words(voice, one) for one in agreed), True
    return proposals(voice, told), False


def in_words(voice: Voice, one: CorrectiveAction) -> CorrectiveAction:
    """A line of the record with the names of what it gives the ids of."""
    return replace(
        one,
        capability=voice.capability(one.capability) if one.capability else "–",
        element=voice.word(POETE, one.element),
        organization=voice.agency_title(one.organization),
    )


def plan(voice: Voice, told: Told) -> Iterator[Block]:
    """The table, and what is still to be done to it."""
    say = voice.say
    rows, agreed = plan_rows(voice, told)
    yield Heading(say("Improvement plan"), anchor="plan")
    if not rows and not voice.content.open_lines:
        yield Prose(say("The record gives no reason for a corrective action."))
        return
    if agreed:
        cited = Cite(tuple(one.place for one in rows))
        yield Bullets(((say("Agreed on line by line in the hot wash."), cited, ()),))
    else:
        yield Prose(
            say(
                "A proposal to be agreed on, line by line: corrective actions and elements follow "
                "from the cause that the record shows. Contacts and days are for those who take a "
                "line on."
            )
        )
    if rows:
        yield _table(voice, say("Improvement plan"), rows)
    yield Prose(
        say("Elements: planning, organization, equipment, training, exercise (POETE)."), note=True
    )
    if voice.content.open_lines:
        yield Heading(say("Put before the room, and not agreed on"), 2)
        lines = tuple(in_words(voice, one) for one in voice.content.open_lines)
        yield _table(voice, say("Put before the room, and not agreed on"), lines)


def _table(voice: Voice, title: str, lines: tuple[CorrectiveAction, ...]) -> Table:
    """Lines with their days as the reader writes days; what is missing is left to be filled in."""
    rows = tuple((*one.cells[:-2], *map(voice.date, one.cells[-2:])) for one in lines)
    return Table(title, plan_head(voice), rows, _WIDTHS, wide=True)


_WIDTHS = (1.7, 2.9, 2.6, 1.4, 1.6, 1.3, 1.1, 1.1)
