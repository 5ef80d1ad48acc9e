"""The answer to a what-if for a screen: a sentence, its limits, a picture, tables."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from exercise.replay.api import Line
from exercise.replay.chart import chart
from exercise.replay.limits import limits
from exercise.replay.outcome import Outcome
from exercise.replay.spoken import spoken
from exercise.replay.telling import answer, sections, void_rows
from exercise.report.voice import Voice

__all__ = ["laid_out"]


def laid_out(outcome: Outcome, voice: Voice, width: int) -> Iterator[Line]:
    """The whole answer in lines of ``width`` columns."""
    say = voice.say
    changed = "; ".join(spoken(change, voice) for change in outcome.changes)
    yield from _wrapped(say("What if: {change}", change=changed), width, "bold")
    at, until = voice.moment(outcome.at), voice.moment(outcome.until)
    yield "muted", say("what if, from {at} to {until}", at=at, until=until)
    yield "", ""
    yield from _wrapped(answer(outcome, voice), width)
    # On the screen other luck is asked for in the form, not by an option.
    for limit in limits(outcome, voice):
        if "--runs" not in limit:
            yield from _wrapped(limit, width, "muted")
    if outcome.alike or outcome.over:
        return
    yield "", ""
    yield from chart(outcome, voice, width)
    for section in sections(outcome, voice):
        yield "", ""
        yield "bold", section.title
        yield "muted", f"  ({' · '.join(section.head[1:])})"
        for row in section.rows:
            yield from _wrapped(row[0], width)
            yield from _wrapped(" · ".join(row[1:]), width, indent="    ")
        yield from _wrapped(section.note, width, "muted")
    void = void_rows(outcome, voice)
    if void:
        yield "", ""
        yield "bold", say("What people did that made no sense any more")
        for what, why in void:
            yield from _wrapped(what, width)
            yield from _wrapped(why, width, indent="    ")


def _wrapped(text: str, width: int, style: str = "", indent: str = "") -> Iterator[Line]:
    for line in wrap(text, width, initial_indent=indent, subsequent_indent=indent):
        yield style, line
