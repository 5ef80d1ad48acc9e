"""Who knew what, since when and by which path; how complete the picture was; how it was handled."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.evaluation.model import AwarenessEntry, NeedResult
from exercise.report.chapters.summary import drawn_in_summary
from exercise.report.document import Block, Cell, Heading, Prose, Table, Tag
from exercise.report.pictures import completeness, heat_map
from exercise.report.pictures.completeness import completeness_rows
from exercise.report.voice import Voice, cite
from exercise.report.wording import HELD_BY, LAPSES, NEED_TONES, NEEDS, STATUSES

__all__ = ["awareness", "lapses", "path_in_words"]


def awareness(voice: Voice) -> Iterator[Block]:
    """The heat map, the completeness curve, then fact by fact."""
    say, found = voice.say, voice.content.evaluation
    yield Heading(say("Who knew what, and since when"), anchor="awareness")
    if not found.awareness:
        yield Prose(say("No agency learned a fact."))
        return
    yield from heat_map(voice, (say("Fact by fact"), "facts"))
    curve = completeness(voice, (say("Completeness over time"), "completeness"))
    if curve:
        yield Heading(say("Completeness over time"), 2, "completeness")
        if not drawn_in_summary(voice):
            yield from curve
        yield Table(
            say("Completeness over time"),
            (say("When"), say("Known"), say("Due by then")),
            tuple(
                (voice.moment(at), voice.share(known), voice.share(due))
                for at, known, due in completeness_rows(voice)
            ),
            (1, 1, 1),
        )
    yield Heading(say("Fact by fact"), 2, "facts")
    facts = dict.fromkeys(entry.fact for entry in found.awareness)
    for number, fact in enumerate(facts, 1):
        yield from _fact(voice, number, fact)


def _fact(voice: Voice, number: int, fact: str) -> Iterator[Block]:
    say, found = voice.say, voice.content.evaluation
    needs = {need.agency: need for need in found.needs if need.fact == fact}
    entries = [entry for entry in found.awareness if entry.fact == fact]
    knowing = {entry.agency for entry in entries}
    rows: list[tuple[Cell, ...]] = [_entry(voice, e, needs.get(e.agency)) for e in entries]
    rows += [
        (voice.agency(need.agency), _need(voice, need), "–", "–", "–", cite(()))
        for need in needs.values()
        if need.agency not in knowing and need.outcome != "void"
    ]
    head = (
        say("Agency"),
        say("Known since"),
        say("How sure"),
        say("From"),
        say("By which path"),
        say("Evidence"),
    )
    title = f"{number}. {voice.fact(fact)}"
    yield Heading(title, 3)
    yield Table(title, head, tuple(rows), (1.5, 2.1, 1.4, 1.4, 2.6, 1.2))


def _entry(voice: Voice, entry: AwarenessEntry, need: NeedResult | None) -> tuple[Cell, ...]:
    since: Cell = voice.moment(entry.at)
    if need is not None and need.outcome in ("late", "in-time"):
        since = Tag(f"{since} ({voice.word(NEEDS, need.outcome)})", NEED_TONES[need.outcome])
    return (
        voice.agency(entry.agency),
        since,
        voice.word(STATUSES, entry.status),
        voice.agency(entry.sender) if entry.sender else voice.say("inject"),
        path_in_words(voice, entry),
        cite(entry.evidence),
    )


def path_in_words(voice: Voice, entry: AwarenessEntry) -> str:
    """From the inject over each desk to the one that knows."""
    items = voice.content.state.traffic.items
    steps: list[str] = []
    for step in entry.path:
        item = items.get(step)
        if item is None:
            continue
        if item.inject is not None:
            steps.append(item.inject)
        elif not steps and item.sender:
            steps.append(voice.agency(item.sender))
        steps.append(voice.agency(item.agency))
    return " → ".join(steps)


def _need(voice: Voice, need: NeedResult) -> Tag:
    return Tag(voice.word(NEEDS, need.outcome), NEED_TONES.get(need.outcome, "none"))


def lapses(voice: Voice) -> Iterator[Block]:
    """Errors in handling information, people's and simulated desks'."""
    say = voice.say
    if not voice.content.evaluation.lapses:
        return
    yield Heading(say("Handling of information"), anchor="handling")
    head = (
        say("When"),
        say("Agency"),
        say("Held by"),
        say("What"),
        say("Fact"),
        say("Recipient"),
        say("Evidence"),
    )
    rows = tuple(
        (
            voice.moment(lapse.at),
            voice.agency(lapse.agency),
            voice.word(HELD_BY, lapse.held_by),
            voice.word(LAPSES, lapse.kind)
            + (f" ({lapse.expectation})" if lapse.expectation else ""),
            voice.fact(lapse.fact) if lapse.fact else "–",
            voice.agency(lapse.to) if lapse.to else "–",
            cite(lapse.evidence),
        )
        for lapse in voice.content.evaluation.lapses
    )
    yield Table(say("Handling of information"), head, rows, (1, 1.3, 1.1, 2.3, 2.3, 1.3, 1.2))
