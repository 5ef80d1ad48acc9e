"""From what is known of a session to a report: the chapters in the order of an AAR/IP (HSEEP)."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.report.chapters.appendix import participants, reading, timeline
from exercise.report.chapters.decisions import decisions, discussion, observations
from exercise.report.chapters.findings import Told
from exercise.report.chapters.judged import expectations
from exercise.report.chapters.known import awareness, lapses
from exercise.report.chapters.network import network
from exercise.report.chapters.objectives import objectives
from exercise.report.chapters.overview import notices, overview
from exercise.report.chapters.plan import plan
from exercise.report.chapters.ratings import ratings
from exercise.report.chapters.summary import summary
from exercise.report.content import Content
from exercise.report.document import Block, Contents, Document, Prose, literal
from exercise.report.voice import Voice
from exercise.report.wording import exercise_marking

__all__ = ["build", "document_labels", "full_marking", "marked"]


def build(content: Content, language: str) -> Document:
    """The whole report in one language, every string in it literal."""
    voice = Voice(content, language)
    say = voice.say
    blocks = tuple(_chapters(voice))
    kind = say("After-action report (draft)")
    if not content.evaluation.ended:
        kind = say("Interim after-action report (draft)")
    return literal(
        Document(
            kind=kind,
            title=voice.text(content.setup.pack.title),
            subtitle=voice.day(content.began),
            language=language,
            marking=full_marking(content, language),
            blocks=(*_borrowed(voice), *blocks),
            labels=document_labels(voice),
        )
    )


def _chapters(voice: Voice) -> Iterator[Block]:
    told = Told(voice)
    yield from notices(voice)
    yield from overview(voice)
    yield Contents()
    yield from summary(voice, told)
    yield from objectives(voice, told)
    yield from ratings(voice)
    yield from plan(voice, told)
    yield from expectations(voice)
    yield from awareness(voice)
    yield from lapses(voice)
    yield from network(voice)
    yield from decisions(voice)
    yield from discussion(voice)
    yield from observations(voice)
    yield from timeline(voice)
    yield from participants(voice)
    yield from reading(voice)


def _borrowed(voice: Voice) -> Iterator[Block]:
    """Said once: that the scenario has no text in the reader's language."""
    if voice.borrowed:
        names = ", ".join(voice.language_name(name) for name in voice.borrowed)
        yield Prose(
            voice.say(
                "The scenario has no text in this language for some of what it says; it stands "
                "here in: {languages}.",
                languages=names,
            ),
            note=True,
        )


def full_marking(content: Content, language: str) -> str:
    """What stands on every page: the exercise's marking, and the session's own."""
    return marked(content.created.marking, language)


def marked(own: str, language: str) -> str:
    """The exercise's marking, and a session's ``own`` where it has one."""
    own = " ".join(own.split())
    marking = exercise_marking(language)
    return f"{marking} · {own}" if own else marking


def document_labels(voice: Voice) -> dict[str, str]:
    """The words that formats need themselves."""
    say = voice.say
    return {
        "contents": say("Contents"),
        "table": say("The same as a table"),
        "evidence": say("Events"),
        "figure": say("Figure"),
        "skip": say("Skip to the report"),
        "page": say("Page"),
        "marking": say("Marking"),
    }
