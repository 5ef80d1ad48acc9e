"""What was expected and what was done: each part with its outcome, time, causes and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.evaluation.model import ExpectationResult, PartResult
from exercise.report.document import Block, Cell, Heading, Prose, Table, Tag
from exercise.report.pictures import due_against_done
from exercise.report.voice import Voice, cite
from exercise.report.wording import (
    CAUSES,
    HELD_BY,
    LIMIT_BASIS,
    OUTCOME_TONES,
    OUTCOMES,
    outcome_in_words,
    remarks,
)

__all__ = ["expectations"]

Row = tuple[ExpectationResult, PartResult]


def expectations(voice: Voice) -> Iterator[Block]:
    """People's and simulated desks', apart; then prohibitions."""
    say, found = voice.say, voice.content.evaluation
    yield Heading(say("What was expected, and what was done"), anchor="expectations")
    some = False
    for held_by, title in (
        ("people", say("Expectations held by people")),
        ("playbook", say("Expectations held by simulated desks (not scored)")),
    ):
        rows = [
            (result, part)
            for result in found.expectations
            if result.held_by == held_by and not result.prohibition and result.outcome != "void"
            for part in result.parts
        ]
        if not rows:
            continue
        some = True
        yield Heading(title, 2, f"expectations-{held_by}")
        yield from due_against_done(voice, held_by, (title, f"expectations-{held_by}-table"))
        yield Heading(say("Outcomes"), 3, f"expectations-{held_by}-table")
        yield _outcomes(voice, title, rows)
        timed = [row for row in rows if row[1].agency_time is not None]
        if timed:
            yield Heading(say("Where the time went"), 3)
            yield _times(voice, timed)
    if not some:
        yield Prose(say("Nothing was expected of anybody yet."))
    void = [result for result in found.expectations if result.outcome == "void"]
    if void:
        names = "; ".join(voice.named(result.id) for result in void)
        told = say(
            "Never opened (void), for what they wait for did not come about: {names}.", names=names
        )
        yield Prose(told, note=True)
    yield from _prohibitions(voice)


def _what(voice: Voice, part: PartResult) -> str:
    return voice.say("decision") if part.what == "decision" else voice.agency(part.what)


def _outcomes(voice: Voice, title: str, rows: list[Row]) -> Table:
    say = voice.say
    head = (
        say("Part"),
        say("Limit"),
        say("Done after"),
        say("Outcome"),
        say("Timeliness"),
        say("Evidence"),
    )
    cells: list[tuple[Cell, ...]] = []
    told = None
    for result, part in rows:
        if result is not told:
            cells.append((_named(voice, result),))
            told = result
        cells.append(_outcome(voice, result, part))
    return Table(title, head, tuple(cells), (2, 2.1, 2, 2.5, 1.7, 2.3))


def _named(voice: Voice, result: ExpectationResult) -> str:
    """Whose expectation it is, and what is expected."""
    critical = f" ({voice.say('critical')})" if result.critical else ""
    return f"{voice.named(result.id)}{critical} – {voice.agency(result.agency)}"


def _outcome(voice: Voice, result: ExpectationResult, part: PartResult) -> tuple[Cell, ...]:
    basis = voice.word(LIMIT_BASIS, result.limit_basis)
    done, remarked = voice.span(part.agency_time), remarks(part, voice.language)
    limit = part.within if part.within is not None else result.within
    return (
        _what(voice, part),
        f"{voice.span(limit)} ({basis})",
        f"{done} ({remarked})" if remarked else done,
        Tag(outcome_in_words(part, voice.language), OUTCOME_TONES.get(part.outcome, "none")),
        voice.score(part.timeliness),
        cite(part.evidence),
    )


def _times(voice: Voice, rows: list[Row]) -> Table:
    say = voice.say
    head = (
        say("Expectation"),
        say("Part"),
        say("Agency time"),
        say("System time"),
        say("Causes of delay"),
    )
    cells = tuple(
        (
            voice.expectation(result.id) if result.duty else result.id,
            _what(voice, part),
            voice.span(part.agency_time),
            voice.span(part.system_time),
            ", ".join(
                f"{voice.word(CAUSES, cause)} {voice.span(seconds)}"
                for cause, seconds in part.causes.items()
                if seconds
            )
            or "–",
        )
        for result, part in rows
    )
    return Table(say("Where the time went"), head, cells, (1.8, 1.4, 1.2, 1.2, 4))


def _prohibitions(voice: Voice) -> Iterator[Block]:
    say = voice.say
    bans = [r for r in voice.content.evaluation.expectations if r.prohibition]
    bans = [ban for ban in bans if ban.outcome != "void"]
    if not bans:
        return
    yield Heading(say("Prohibitions"), 2)
    head = (
        say("Prohibition"),
        say("Agency"),
        say("Held by"),
        say("Outcome"),
        say("Evidence"),
    )
    rows = tuple(
        (
            voice.named(ban.id),
            voice.agency(ban.agency),
            voice.word(HELD_BY, ban.held_by),
            Tag(voice.word(OUTCOMES, ban.outcome), OUTCOME_TONES.get(ban.outcome, "none")),
            cite(ban.evidence),
        )
        for ban in bans
    )
    yield Table(say("Prohibitions"), head, rows, (4, 1.5, 1.2, 1.2, 1.4))
