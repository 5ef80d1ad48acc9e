"""The improvement plan (HSEEP AAR/IP, appendix A): agreed on, or proposed to be agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.report.chapters.findings import Told, proposals
from exercise.report.content import CorrectiveAction
from exercise.report.document import Block, Heading, Prose, Table
from exercise.report.voice import Voice

__all__ = ["plan", "plan_head", "plan_rows"]


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
    return (agreed, True) if agreed else (proposals(voice, told), False)


def plan(voice: Voice, told: Told) -> Iterator[Block]:
    """The table, and what is still to be done to it."""
    say = voice.say
    rows, agreed = plan_rows(voice, told)
    yield Heading(say("Improvement plan"), anchor="plan")
    if not rows:
        yield Prose(say("The record gives no reason for a corrective action."))
        return
    if not agreed:
        yield Prose(
            say(
                "A proposal to be agreed on, line by line: corrective actions and elements follow "
                "from the cause that the record shows. Contacts and days are for those who take a "
                "line on."
            )
        )
    yield Table(
        say("Improvement plan"),
        plan_head(voice),
        tuple(
            (
                one.capability,
                one.issue,
                one.action,
                one.element,
                one.organization,
                one.contact,
                one.start,
                one.due,
            )
            for one in rows
        ),
        (1.5, 3.0, 2.8, 1.2, 1.5, 1.3, 1.0, 1.0),
        wide=True,
    )
    yield Prose(
        say("Elements: planning, organization, equipment, training, exercise (POETE)."), note=True
    )
