"""The answer to a what-if as a document, to be set like a report."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.replay.drawing import before_and_after
from exercise.replay.limits import limits
from exercise.replay.outcome import Outcome
from exercise.replay.spoken import spoken
from exercise.replay.telling import answer, sections, void_rows
from exercise.report.building import document_labels, full_marking
from exercise.report.document import Block, Bullets, Cite, Document, Heading, Prose, Table, literal
from exercise.report.voice import Voice

__all__ = ["answer_document"]


def answer_document(outcome: Outcome, voice: Voice) -> Document:
    """The answer, its limits, the picture and the tables."""
    return literal(
        Document(
            kind=voice.say("What if"),
            title=voice.text(voice.content.setup.pack.title),
            subtitle=voice.day(voice.content.began),
            language=voice.language,
            marking=full_marking(voice.content, voice.language),
            blocks=tuple(_blocks(outcome, voice)),
            labels=document_labels(voice),
        )
    )


def _blocks(outcome: Outcome, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Heading(say("What is changed"), anchor="changes")
    span = say(
        "what if, from {at} to {until}",
        at=voice.moment(outcome.at),
        until=voice.moment(outcome.until),
    )
    yield Prose(span)
    yield Bullets(tuple((spoken(change, voice), Cite(()), ()) for change in outcome.changes))
    yield Heading(say("What it would have made"), anchor="answer")
    yield Prose(answer(outcome, voice))
    for limit in limits(outcome, voice):
        yield Prose(limit, note=True)
    yield before_and_after(outcome, voice)
    for section in sections(outcome, voice):
        yield Heading(section.title, 2)
        widths = (3.0, *(1.0 for _ in section.head[1:]))
        yield Table(section.title, section.head, section.rows, widths)
        if section.note:
            yield Prose(section.note, note=True)
    void = void_rows(outcome, voice)
    if void:
        title = say("What people did that made no sense any more")
        yield Heading(title, 2)
        yield Table(title, (say("What"), say("Why")), tuple(void), (1.0, 1.0))
