"""The executive summary: one page for whoever reads one page."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.report.chapters.findings import Told
from exercise.report.chapters.objectives import objective_table
from exercise.report.document import Block, Bullets, Heading, PageBreak, Prose, shown
from exercise.report.pictures import completeness
from exercise.report.voice import Voice

__all__ = ["drawn_in_summary", "summary"]

_MOST = 3
"""Strengths and areas named here; a page has no room for more."""


def summary(voice: Voice, told: Told) -> Iterator[Block]:
    """What happened in figures, the objectives, and the three most telling findings each way."""
    say, content = voice.say, voice.content
    yield PageBreak()
    yield Heading(say("Executive summary"), anchor="summary")
    yield Prose(_what_took_place(voice))
    yield Prose(_how_it_went(voice))
    if content.setup.pack.objectives:
        yield objective_table(voice, say("Objectives and how they came out"))
    if drawn_in_summary(voice):
        yield from completeness(voice, (say("Completeness over time"), "completeness"))
    for title, findings, none in (
        (say("Strengths"), told.strengths, say("None stands out in the record.")),
        (
            say("Areas for improvement"),
            told.areas,
            say("Nothing that people held and that was observed fell short."),
        ),
    ):
        yield Heading(title, 2)
        items = tuple(
            (
                shown(one.title, limit=170),
                one.evidence,
                (shown(one.why, limit=200),) if one.why else (),
            )
            for one in findings[:_MOST]
        )
        yield Bullets(items) if items else Prose(none)
    yield PageBreak()


def drawn_in_summary(voice: Voice) -> bool:
    """Whether the completeness curve has room on the page of the summary."""
    return 0 < len(voice.content.setup.pack.objectives) <= 6


def _what_took_place(voice: Voice) -> str:
    say, content = voice.say, voice.content
    active = sum(1 for one in content.activity if one.received or one.sent or one.decided)
    if not content.people:
        return say(
            "{title} was played for {time} of exercise time by simulated desks alone; {active} "
            "agencies took part. {injects} injects were delivered, {messages} messages sent and "
            "{decisions} decisions logged.",
            title=voice.text(content.setup.pack.title),
            time=voice.span(content.evaluation.at),
            active=voice.number(active),
            injects=voice.number(content.injects_delivered),
            messages=voice.number(len(content.state.traffic.sendings)),
            decisions=voice.number(len(content.decisions)),
        )
    return say(
        "{title} was played for {time} of exercise time by {people} desks with people, among "
        "{active} agencies that took part. {injects} injects were delivered, {messages} messages "
        "sent and {decisions} decisions logged.",
        title=voice.text(content.setup.pack.title),
        time=voice.span(content.evaluation.at),
        people=voice.number(len(content.people)),
        active=voice.number(active),
        injects=voice.number(content.injects_delivered),
        messages=voice.number(len(content.state.traffic.sendings)),
        decisions=voice.number(len(content.decisions)),
    )


def _how_it_went(voice: Voice) -> str:
    say, found = voice.say, voice.content.evaluation
    held = [r for r in found.expectations if r.held_by == "people" and not r.prohibition]
    counts = {
        name: sum(result.outcome in names for result in held)
        for name, names in (
            ("met", ("met",)),
            ("late", ("late",)),
            ("short", ("partial", "missed", "overdue")),
        )
    }
    needs = [n for n in found.needs if n.outcome in ("in-time", "late", "missed")]
    known = sum(need.outcome == "in-time" for need in needs)
    sentences = []
    if sum(counts.values()):
        sentences.append(
            say(
                "Of {all} things expected of people, {met} were done in full and in time, {late} "
                "late, and {short} in part or not at all.",
                all=sum(counts.values()),
                **counts,
            )
        )
    else:
        sentences.append(say("Nothing expected of people could be observed."))
    if needs:
        sentences.append(
            say(
                "Of {all} times that an agency needed to know something, it knew in time {known} "
                "times ({share}).",
                all=len(needs),
                known=known,
                share=voice.share(known / len(needs)),
            )
        )
    return " ".join(sentences)
